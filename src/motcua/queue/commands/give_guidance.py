"""An officer has told somebody what a procedure asks for; that he did is kept at the counter (NĐ 61/2018 Đ.15)."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.queue.events import VisitorAttended
from motcua.queue.models import Attendance
from motcua.queue.queries import ticket_at_counter
from motcua.queue.rules.tickets import Touch


@transaction.atomic(durable=True)
def give_guidance(*, actor: Actor, at: datetime, office_id: int, procedure_id: int | None = None, key: str | None = None) -> None:
    """Keep that guidance was given at the counter ``office_id``, on a procedure or in general, to the ticket's holder if there is one."""
    actor.must("queue.serve", office_id)

    ticket = ticket_at_counter(actor, local_date(at))

    Attendance.note(office_id, Touch.GUIDED, actor=actor, at=at, ticket=ticket, procedure_id=procedure_id)

    number = ticket.number if ticket else None
    record(
        VisitorAttended(office_id=office_id, touch=Touch.GUIDED.value, number=number, procedure_id=procedure_id),
        actor=actor,
        at=at,
        key=key,
    )
