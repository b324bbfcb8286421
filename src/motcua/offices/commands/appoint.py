"""A colleague is given one more role at an office, as the official one or as backup."""

from datetime import date, datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import PersonAppointed
from motcua.offices.models import Assignment, Authority
from motcua.offices.queries import must_not_be_past, office_open_from, person_at_hand
from motcua.offices.rules.roles import Role


@transaction.atomic(durable=True)
def appoint(
    *, actor: Actor, at: datetime, person_id: int, office_id: int, role: Role, is_backup: bool, valid_from: date, key: str | None = None
) -> None:
    """Give the role from ``valid_from`` on.

    Refused with ``already-appointed`` while the person holds or is to hold the same role there, with ``day-too-early`` for a day that has
    passed or on which the office is not open; Person.DoesNotExist when the authority has none such.
    """
    actor.must("people.manage", office_id)

    person = person_at_hand(person_id, actor=actor, day=local_date(at))
    office = office_open_from(office_id, valid_from, authority_id=actor.authority_id)
    must_not_be_past(valid_from, today=local_date(at))
    dialect.hold(actor.authority_id)
    same = Assignment.objects.filter(person=person, office_id=office_id, role=role)
    if any(each.valid_to is None or each.valid_to > valid_from for each in same):
        raise Refusal(Code.ALREADY_APPOINTED, person=person.name, office=office.name)

    Assignment.objects.create(
        authority_id=actor.authority_id, person=person, office_id=office_id, role=role, is_backup=is_backup, valid_from=valid_from
    )  # fmt: skip
    Authority.revise(actor.authority_id)

    record(
        PersonAppointed(login=person.login, office=office.name, role=role, is_backup=is_backup, valid_from=valid_from),
        actor=actor, at=at, key=key,
    )  # fmt: skip
