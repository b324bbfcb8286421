"""Whoever held the number has gone, or has not come when it was called."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.queue.events import TicketEnded
from motcua.queue.queries import ticket_at_counter
from motcua.queue.rules.tickets import End


@transaction.atomic(durable=True)
def end_ticket(*, actor: Actor, at: datetime, end: End, key: str | None = None) -> int:
    """End the ticket that stands before the actor and return its id; refused with ``no-ticket`` when there is none."""
    ticket = ticket_at_counter(actor, local_date(at))
    actor.must("queue.serve", *([ticket.office_id] if ticket else []))
    if ticket is None:
        raise Refusal(Code.NO_TICKET)

    ticket.finish(end, at=at)

    record(TicketEnded(office_id=ticket.office_id, number=ticket.number, end=end.value), actor=actor, at=at, key=key)
    return ticket.pk
