"""An officer calls the next number to his place at the counter."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.queue.events import TicketCalled
from motcua.queue.queries import must_be_open_day, tickets_not_ended, waiting_in_order, waiting_tickets
from motcua.queue.rules.tickets import End


@transaction.atomic(durable=True)
def call_next(*, actor: Actor, at: datetime, office_id: int, place: str, key: str | None = None) -> int:
    """Call whoever is next at the counter ``office_id`` to ``place`` and return the ticket's id.

    Whoever stood before the officer has been served. Refused with ``queue-empty`` when nobody waits, ``incomplete`` without a place,
    ``counter-closed`` after the day's close.
    """
    actor.must("queue.serve", office_id)

    if not place.strip():
        raise Refusal(Code.INCOMPLETE, missing=("tên bàn hoặc cửa số",), field="place")
    day = local_date(at)
    must_be_open_day(office_id, day, authority_id=actor.authority_id)
    waiting = waiting_in_order(waiting_tickets(office_id, day, authority_id=actor.authority_id), now=at)
    if not waiting:
        raise Refusal(Code.QUEUE_EMPTY)
    served = tickets_not_ended(actor)

    for each in served:
        each.finish(End.SERVED, at=at)
    ticket = waiting[0]
    ticket.place, ticket.calls = place.strip()[:20], 1
    ticket.called_by_id, ticket.called_at, ticket.last_called_at = actor.person_id, at, at
    ticket.save(update_fields=["place", "calls", "called_by", "called_at", "last_called_at"])

    record(TicketCalled(office_id=office_id, number=ticket.number, place=ticket.place, times=1), actor=actor, at=at, key=key)
    return ticket.pk
