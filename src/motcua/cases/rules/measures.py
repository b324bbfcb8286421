"""Everything that is measured of a case as of a moment: timeliness, lateness, cause, minutes and flags (counting rules 2–12)."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from motcua.cases.rules.apologies import ever_owed_apology, owes_apology
from motcua.cases.rules.appointments import appointments_of
from motcua.cases.rules.flow import State
from motcua.cases.rules.history import History, clock_events, holder_at, transferred_at
from motcua.kernel.moments import local_date
from motcua.law.calendar import WorkingCalendar, working_minutes_between
from motcua.law.clock import (
    Reading,
    Timeliness,
    lateness_minutes,
    ran_out_at,
    read_clock,
    timeliness,
    transfer_deadline,
)
from motcua.law.explain import DayExplained, explain
from motcua.law.rulebook import rulebook_on
from motcua.law.stages import Appointment


class Flag(StrEnum):
    """What a reader of the case must be told beside its figures."""

    MISSING_APOLOGY = "missing-apology"
    LATE_TRANSFER = "late-transfer"
    LATE_CONSULTATION = "late-consultation"
    PARTLY_SUPPLIED = "partly-supplied"
    ENTERED_LATER = "entered-later"
    PROVISIONAL_CALENDAR = "provisional-calendar"
    NO_LIMIT = "no-limit"
    OVER_LIMIT = "over-limit"


class Cause(StrEnum):
    """Who held a late case when its limit ran out."""

    THIS_OFFICE = "this-office"
    OTHER_OFFICE = "other-office"
    APPLICANT = "applicant"
    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class LateBecause:
    """The cause of lateness; ``office_id`` names the office where it is another than the lead office."""

    cause: Cause
    office_id: int | None = None


@dataclass(frozen=True, slots=True)
class Measures:
    """One case measured as of one moment. Minutes are session minutes of the lead office's calendar; lateness is signed.

    A case that was never accepted has no ``reading``: its clock never started.
    """

    reading: Reading | None
    as_of: datetime
    timeliness: Timeliness
    timeliness_first: Timeliness
    late_minutes: int | None
    running_minutes: int
    paused_minutes: int
    owes_apology: bool
    late_because: LateBecause | None
    flags: tuple[Flag, ...]
    explanation: tuple[DayExplained, ...]
    appointments: tuple[Appointment, ...] = ()


def measure(history: History, calendar: WorkingCalendar, *, counter_calendar: WorkingCalendar | None = None, as_of: datetime) -> Measures:
    """Measure a case as of a moment; ``counter_calendar`` is the receiving office's, by which the transfer clock runs.

    A case whose last move lies later than ``as_of`` is measured as of that move.
    """
    as_of = history.not_before_its_end(as_of)
    if history.accepted_at is None:
        return _not_accepted(history, as_of)
    reading = _reading(history, calendar)
    until = history.settled_at or as_of
    judged, judged_first = _judged(history, reading, as_of)
    paused = _paused_minutes(reading, until, calendar)
    return Measures(
        reading=reading,
        as_of=as_of,
        timeliness=judged,
        timeliness_first=judged_first,
        late_minutes=_late_minutes(reading, until, calendar),
        running_minutes=working_minutes_between(history.accepted_at, until, calendar) - paused,
        paused_minutes=paused,
        owes_apology=owes_apology(reading, history.apologies, until),
        late_because=_cause(history, reading, judged),
        flags=_flags(history, reading, until, as_of, counter_calendar or calendar),
        explanation=explain(reading, calendar, until) if reading.due else (),
        appointments=appointments_of(history, calendar, as_of=as_of),
    )


def stand(history: History, calendar: WorkingCalendar, *, as_of: datetime) -> tuple[Timeliness, Timeliness]:
    """How an accepted case stands as of a moment, by the due in force and by the first promise: what reports ask, and no more."""
    return _judged(history, _reading(history, calendar), as_of)


def _reading(history: History, calendar: WorkingCalendar) -> Reading:
    """What the clock says; a settled case keeps the due in force at settlement, whatever calendar is decided later (counting rule 3)."""
    reading, kept = read_clock(clock_events(history.spans), history.limit, calendar), history.settled_due_at
    if kept is None or reading.due is None or kept == reading.due.at:
        return reading
    promises = (*reading.promises[:-1], replace(reading.promises[-1], due_at=kept))
    return replace(reading, due=replace(reading.due, at=kept), promises=promises)


def _not_accepted(history: History, as_of: datetime) -> Measures:
    flags = tuple(flag for flag, is_so in _flags_of_filing(history).items() if is_so)
    judged = Timeliness.NOT_ACCEPTED
    return Measures(None, as_of, judged, judged, None, 0, 0, owes_apology=False, late_because=None, flags=flags, explanation=())


def _judged(history: History, reading: Reading, as_of: datetime) -> tuple[Timeliness, Timeliness]:
    in_force = reading.due.at if reading.due else None
    return _judge(history, reading, as_of, due_at=in_force), _judge(history, reading, as_of, due_at=history.first_due_at)


def _judge(history: History, reading: Reading, as_of: datetime, *, due_at: datetime | None) -> Timeliness:
    return timeliness(
        due_at=due_at,
        limit=history.limit,
        settled_at=history.settled_at,
        as_of=as_of,
        is_suspended=reading.suspended_since is not None,
        with_result=bool(history.outcome),
    )


def _late_minutes(reading: Reading, until: datetime, calendar: WorkingCalendar) -> int | None:
    """Signed session minutes from the due in force to ``until``; while a stop suspends the due, the clock stands where it stopped."""
    if reading.due is None:
        return None
    return lateness_minutes(reading.due.at, min(until, reading.suspended_since or until), calendar)


def _paused_minutes(reading: Reading, until: datetime, calendar: WorkingCalendar) -> int:
    return sum(working_minutes_between(stop.began_at, min(stop.ended_at or until, until), calendar) for stop in reading.all_stops)


def _cause(history: History, reading: Reading, judged: Timeliness) -> LateBecause | None:
    if judged not in (Timeliness.LATE, Timeliness.PENDING_LATE) or reading.due is None or history.limit is None:
        return None
    span = holder_at(history.spans, ran_out_at(reading.due.at, history.limit)) or history.spans[-1]
    waiting_for = {State.AWAITING_SUPPLEMENT: Cause.APPLICANT, State.AWAITING_OBLIGATION: Cause.OBLIGATION}.get(span.state)
    if waiting_for:
        return LateBecause(waiting_for)
    if span.office_id == history.lead_office_id:
        return LateBecause(Cause.THIS_OFFICE)
    return LateBecause(Cause.OTHER_OFFICE, span.office_id)


def _flags(history: History, reading: Reading, until: datetime, as_of: datetime, counter_calendar: WorkingCalendar) -> tuple[Flag, ...]:
    stands = {
        Flag.MISSING_APOLOGY: ever_owed_apology(reading, history.apologies, until),
        Flag.LATE_TRANSFER: was_transferred_late(history, as_of, counter_calendar),
        Flag.LATE_CONSULTATION: any((asked.answered_at or until) > asked.due_at for asked in history.consultations),
        **_flags_of_filing(history),
        Flag.PROVISIONAL_CALENDAR: reading.is_provisional,
        Flag.NO_LIMIT: history.limit is None,
    }
    return tuple(flag for flag, is_so in stands.items() if is_so)


def _flags_of_filing(history: History) -> dict[Flag, bool]:
    """What is so of a case whether it was accepted or not."""
    return {
        Flag.PARTLY_SUPPLIED: history.was_partly_supplied,
        Flag.ENTERED_LATER: history.was_entered_later,
        Flag.OVER_LIMIT: history.is_over_limit,
    }


def was_transferred_late(history: History, as_of: datetime, counter_calendar: WorkingCalendar) -> bool:
    """Whether the file lay at the counter beyond its transfer limit (NĐ 61/2018 Đ.18.2: same day, after 15:00 next working morning)."""
    if history.accepted_at is None:
        return False
    cutoff = rulebook_on(local_date(history.accepted_at)).transfer_cutoff.value
    return (transferred_at(history.spans) or as_of) > transfer_deadline(history.accepted_at, counter_calendar, cutoff=cutoff)
