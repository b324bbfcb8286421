"""What came of a scenario, in the words of its contract (section 4)."""

from datetime import datetime
from typing import Any

from motcua.cases.queries.measured import CaseMeasured, cases_measured
from motcua.cases.rules.flow import NATIONAL_STATUS, State
from motcua.cases.rules.history import Apology
from motcua.cases.rules.measures import Cause, LateBecause
from motcua.doors.console.scenario_acts import Stage
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import local
from motcua.law.explain import DayExplained


def outcome_of(stage: Stage, refusals: list[dict[str, Any]], *, as_of: datetime) -> dict[str, Any]:
    """Cases by alias (two aliases of one case both show it), refusals, and the state of the journal."""
    office_keys = {office_id: key for key, office_id in stage.office_ids.items()}
    known = cases_measured(set(stage.cases.values()), authority_id=stage.authority_id, as_of=as_of)
    verdict = verify_journal()
    return {
        "cases": {alias: _case(known[case_id], office_keys) for alias, case_id in stage.cases.items()},
        "refusals": refusals,
        "reports": {},
        "journal": {"entries": verdict.entries, "verified": verdict.holds},
    }


def _case(told: CaseMeasured, office_keys: dict[int, str]) -> dict[str, Any]:
    case, history, measures = told.case, told.history, told.measures
    return {
        "file_number": case.file_number,
        "state": case.state,
        "national_status": NATIONAL_STATUS[State(case.state)],
        "accepted_at": _moment(case.accepted_at),
        "first_due_at": _moment(case.first_due_at),
        "due_at": _moment(case.due_at),
        "settled_at": _moment(case.settled_at),
        "returned_at": _moment(case.returned_at),
        "outcome": case.outcome or None,
        "channel": case.channel,
        "timeliness": measures.timeliness.value,
        "timeliness_first": measures.timeliness_first.value,
        "late_working_minutes": measures.late_minutes,
        "running_minutes": measures.running_minutes,
        "paused_minutes": measures.paused_minutes,
        "supplements": told.supplements,
        "extensions": sum(said.new_due_at is not None for said in history.apologies),
        "apologies": [_apology(said) for said in history.apologies],
        "owes_apology": measures.owes_apology,
        "late_because": _cause(measures.late_because, office_keys),
        "flags": [flag.value for flag in measures.flags],
        "explanation": [_day(day) for day in measures.explanation],
    }


def _moment(stored: datetime | None) -> str | None:
    return local(stored).isoformat(timespec="seconds") if stored else None


def _apology(said: Apology) -> dict[str, str | None]:
    named = {"new_due_at": _moment(said.new_due_at)} if said.new_due_at else {"expected_at": _moment(said.expected_at)}
    return {"issued_at": _moment(said.issued_at), "reason": said.reason, **named}


def _cause(because: LateBecause | None, office_keys: dict[int, str]) -> str | None:
    if because is None:
        return None
    return f"other-office:{office_keys[because.office_id or 0]}" if because.cause is Cause.OTHER_OFFICE else because.cause.value


def _day(day: DayExplained) -> dict[str, Any]:
    return {"date": day.day.isoformat(), "minutes": day.minutes, "reason": day.reason.value}
