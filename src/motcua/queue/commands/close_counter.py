"""A counter's day is closed: every number has come to something or is explained, and what is left open is told."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory
from motcua.queue.events import CounterClosed
from motcua.queue.models import CounterClose, Ticket
from motcua.queue.queries import blank_tickets, called_and_not_ended, counter_day, must_be_open_day
from motcua.queue.rules.tickets import End, is_explained


@transaction.atomic(durable=True)
def close_counter(
    *,
    actor: Actor,
    at: datetime,
    office_id: int,
    day: date,
    explained: Mapping[int, tuple[str, str]],
    note: str = "",
    key: str | None = None,
) -> None:
    """Close ``day`` at the counter ``office_id``; no number is drawn or called there that day any more.

    ``explained`` tells of each ticket (by id) that came to nothing its reason and more words; ``note`` says why something is left open.
    Refused with ``counter-closed`` when it is closed, ``day-not-over`` for a day to come, ``tickets-unexplained`` where a reason is
    missing, ``left-open`` where something is not done and nobody says why.
    """
    actor.must("queue.serve", office_id)

    dialect.hold(actor.authority_id)
    if day > local_date(at):
        raise Refusal(Code.DAY_NOT_OVER, day=day)
    must_be_open_day(office_id, day, authority_id=actor.authority_id)
    blank = list(blank_tickets(office_id, day, authority_id=actor.authority_id))
    missing = [ticket.number for ticket in blank if not is_explained(*explained.get(ticket.pk, ("", "")))]
    if missing:
        raise Refusal(Code.TICKETS_UNEXPLAINED, numbers=tuple(missing))
    held = counter_day(office_id, day, actor=actor, offices=directory(actor.authority_id), now=at)
    if held.left_open and not note.strip():
        raise Refusal(Code.LEFT_OPEN, left=held.left_open)

    for ticket in called_and_not_ended(office_id, day, authority_id=actor.authority_id):
        ticket.finish(End.SERVED, at=at)
    for ticket in blank:
        ticket.left, ticket.left_words = explained[ticket.pk][0], explained[ticket.pk][1].strip()
    Ticket.objects.bulk_update(blank, ["left", "left_words"])
    CounterClose.objects.create(
        authority_id=actor.authority_id, office_id=office_id, day=day, closed_by_id=actor.person_id or 0, closed_at=at,
        tickets=held.tickets, explained=len(blank), left_open=list(held.left_open), note=note.strip(),
    )  # fmt: skip

    record(
        CounterClosed(
            office_id=office_id, day=day, tickets=held.tickets, left_open=held.left_open, note=note.strip(),
            explained=tuple(f"{ticket.number}:{ticket.left}" for ticket in blank),
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
