"""An office closes from a day on; another may take its duties over."""

from datetime import date, datetime

from django.db import transaction

from motcua.cases.queries.office_left import left_in
from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import OfficeEnded
from motcua.offices.queries import must_not_be_past, office_at_hand, office_open_from


@transaction.atomic(durable=True)
def end_office(*, actor: Actor, at: datetime, office_id: int, until: date, successor_id: int | None = None, key: str | None = None) -> None:
    """Close the office with the day before ``until``; ``successor_id`` names who took its duties over.

    Refused with ``office-not-empty`` while open cases, roles, procedures or offices below would be left behind, with ``day-too-early`` for
    a day that has passed, with ``stale`` when it closes already; Office.DoesNotExist when there is none such.
    """
    actor.must("office.change", office_id)

    office = office_at_hand(office_id, authority_id=actor.authority_id)
    if office.valid_to is not None:
        raise Refusal(Code.STALE, about="closing", office=office.name)
    must_not_be_past(until, today=max(local_date(at), office.valid_from))
    successor = office_open_from(successor_id, until, authority_id=actor.authority_id) if successor_id else None
    if until <= office.valid_from or (successor and successor.id == office_id):
        raise Refusal(Code.INCOMPLETE, missing=("ngày đóng sau ngày mở, và cơ quan tiếp nhận khác cơ quan này",))
    dialect.hold(actor.authority_id)
    left = left_in(office_id, authority_id=actor.authority_id, day=until)
    if not left.is_nothing:
        raise Refusal(
            Code.OFFICE_NOT_EMPTY, office=office.name, cases=left.cases, roles=left.roles, procedures=left.procedures, offices=left.offices
        )

    office.end(until, successor_id=successor_id)

    record(
        OfficeEnded(office=office.key, name=office.name, effective=until, successor=successor.name if successor else ""),
        actor=actor, at=at, key=key,
    )  # fmt: skip
