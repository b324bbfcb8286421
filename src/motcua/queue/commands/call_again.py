"""Nobody has come: the number is called once more."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.queue.events import TicketCalled
from motcua.queue.queries import ticket_at_counter


@transaction.atomic(durable=True)
def call_again(*, actor: Actor, at: datetime, key: str | None = None) -> int:
    """Call the number that stands before the actor once more and return its ticket's id; refused with ``no-ticket`` when there is none."""
    ticket = ticket_at_counter(actor, local_date(at))
    actor.must("queue.serve", *([ticket.office_id] if ticket else []))
    if ticket is None:
        raise Refusal(Code.NO_TICKET)

    ticket.calls, ticket.last_called_at = ticket.calls + 1, at
    ticket.save(update_fields=["calls", "last_called_at"])

    called = TicketCalled(office_id=ticket.office_id, number=ticket.number, place=ticket.place, times=ticket.calls)
    record(called, actor=actor, at=at, key=key)
    return ticket.pk
