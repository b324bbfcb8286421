"""A handler, or his leader, says on which days he is away and who is to do his work; that one has still to say yes (NĐ 61/2018 Đ.12.8)."""

from datetime import date, datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.absence_queries import clashing
from motcua.offices.absences import Absence
from motcua.offices.events import AbsenceStated
from motcua.offices.queries import directory, holds_role, must_not_be_past
from motcua.offices.rules.absences import Span
from motcua.offices.rules.roles import Role


@transaction.atomic(durable=True)
def state_absence(
    *, actor: Actor, at: datetime, person_id: int, office_id: int, stand_in_id: int, first: date, last: date, key: str | None = None
) -> None:
    """Write the absence down, from ``first`` to ``last`` (both included), with who is asked to stand in.

    Refused with ``incomplete`` for days in the wrong order or a stand-in who is no other handler of the office on all of them, with
    ``day-too-early`` for a first day that has passed, with ``absence-clashes`` where another absence leaves the work to nobody.
    """
    actor.must("case.process" if person_id == actor.person_id else "case.assign", office_id)
    must_handle = directory(actor.authority_id).below(office_id)
    if not holds_role(person_id, Role.HANDLER, must_handle, day=local_date(at)):
        raise Refusal(Code.NOT_ALLOWED, permission="case.process", person=person_id)

    must_not_be_past(first, today=local_date(at))
    if last < first:
        raise Refusal(Code.INCOMPLETE, missing=("ngày cuối, không trước ngày đầu",), field="last")
    if stand_in_id == person_id or not all(holds_role(stand_in_id, Role.HANDLER, must_handle, day=day) for day in (first, last)):
        raise Refusal(Code.INCOMPLETE, missing=("người làm thay, là người thụ lý của cơ quan",), field="stand_in")
    dialect.hold(actor.authority_id)
    other = clashing(Span(person_id, stand_in_id, first, last), authority_id=actor.authority_id)
    if other:
        raise Refusal(
            Code.ABSENCE_CLASHES,
            person=other.person.name, stand_in=other.stand_in.name, first=other.first_day, last=other.last_day, field="first",
        )  # fmt: skip

    Absence.objects.create(
        authority_id=actor.authority_id, person_id=person_id, office_id=office_id, stand_in_id=stand_in_id, first_day=first, last_day=last,
        stated_by_id=actor.person_id or 0, stated_at=at,
    )  # fmt: skip

    record(
        AbsenceStated(person_id=person_id, stand_in_id=stand_in_id, office_id=office_id, first_day=first, last_day=last),
        actor=actor, at=at, key=key,
    )  # fmt: skip
