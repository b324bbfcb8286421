"""A scenario on stage: its authority founded, its procedures enacted, its acts performed one after the other."""

from datetime import date, datetime
from typing import Any

from motcua.catalogue.commands.enact import enact
from motcua.catalogue.queries import procedures_by_code
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.scenario import Head
from motcua.doors.console.scenario_acts import Stage
from motcua.doors.console.scenario_plans import authority_plan, procedure_of
from motcua.doors.shared.refusals import sentence
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import CalendarError
from motcua.law.limits import LimitError
from motcua.offices.commands.found import found
from motcua.offices.queries import directory, people_ids, system_actor

_BEGINNING = date(1900, 1, 1)


def set_stage(head: Head, *, at: datetime, key: str = "scenario") -> Stage:
    """Found the scenario's authority; BadInput names what in the set-up does not fit."""
    setup = head.setup
    try:
        authority_id = found(actor=system_actor(0), at=at, plan=authority_plan(setup, title=head.title, key=key))
        known = directory(authority_id)
        office_ids = {office.key: office.id for office in known.offices.values()}
        actor = system_actor(authority_id)
        for told in setup.procedures:
            enact(actor=actor, at=at, procedure=procedure_of(told, office_ids), valid_from=_BEGINNING)
    except KeyError as error:
        raise BadInput(f"dòng 1: phần thiết lập nhắc đến {error} mà không có trong offices, people hay procedures") from error
    except (LimitError, CalendarError, ValueError) as error:
        raise BadInput(f"dòng 1: {error}") from error
    by_code = procedures_by_code((told.code for told in setup.procedures), authority_id=authority_id)
    return Stage(
        authority_id=authority_id,
        office_ids=office_ids,
        person_ids=people_ids(authority_id),
        person_names={person.id: person.name or person.id for person in setup.people},
        procedure_ids={told.id: by_code[told.code] for told in setup.procedures},
        counters={told.id: office_ids[told.receiving_office] for told in setup.procedures},
    )


def enact_all(stage: Stage, acts: list[tuple[int, Any]]) -> list[dict[str, Any]]:
    """Perform the acts and return those refused; BadInput for one that names a person, office, procedure or case nobody knows."""
    announced: set[str] = set()
    refusals = []
    for line, act in acts:
        _must_be_known(line, act, announced)
        try:
            stage.perform(act)
        except Refusal as refusal:
            refusals.append({"line": line, "act": act.act, "code": refusal.code.value, "message": sentence(refusal)})
        except KeyError as error:
            raise BadInput(f"dòng {line}: {error} không có trong phần thiết lập") from error
    return refusals


def _must_be_known(line: int, act: Any, announced: set[str]) -> None:
    """A case is announced by the first act that can bring it; that act tells procedure and applicant."""
    alias = getattr(act, "case", None)
    if alias is None or alias in announced:
        return
    if getattr(act, "procedure", None) is None or getattr(act, "applicant", None) is None:
        raise BadInput(f"dòng {line}: chưa có hồ sơ “{alias}”; việc đầu tiên của một hồ sơ phải có procedure và applicant")
    announced.add(alias)
