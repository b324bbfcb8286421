"""Reads of the queue for screens, and what a command needs at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from motcua.cases.queries.counter import CounterRow, counters_of, to_hand_over
from motcua.fees.queries import day_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at as start_of
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.rules.directory import Directory
from motcua.queue.models import Attendance, CounterClose, Ticket
from motcua.queue.rules.calling import Waiting, in_order
from motcua.queue.rules.priority import group_name
from motcua.queue.rules.tickets import Touch
from motcua.queue.rules.waits import Wait, wait_of

SHOWN = 6
"""Numbers on the call screen."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A ticket as screens show it; ``waited`` are the minutes until its call, or until now."""

    id: int
    office_id: int
    day: date
    number: int
    group: str
    hour: datetime | None
    drawn_at: datetime
    place: str
    called_at: datetime | None
    last_called_at: datetime | None
    waited: int


@dataclass(frozen=True, slots=True)
class Line:
    """The queue of one counter: ``mine`` is the ticket whose holder stands before the reader, ``newest`` the one drawn last."""

    office_id: int
    mine: Shown | None
    waiting: tuple[Shown, ...]
    newest: Shown | None
    wait: Wait


@dataclass(frozen=True, slots=True)
class Screen:
    """What the room sees of one counter: the calls, newest first, and the wait."""

    office_id: int
    calls: tuple[Shown, ...]
    wait: Wait


@dataclass(frozen=True, slots=True)
class CounterDay:
    """One day of a counter as its close shows it.

    ``blank`` are tickets that came to nothing and are not yet explained; ``stuck`` are cases that should have left for the
    office that handles them; ``left_open`` says in words what is not done.
    """

    office_id: int
    day: date
    tickets: int
    attended: dict[Touch, int]
    blank: tuple[Shown, ...]
    stuck: tuple[CounterRow, ...]
    is_drawer_open: bool
    left_open: tuple[str, ...]
    close: CounterClose | None


def line_at(office_id: int, *, actor: Actor, now: datetime) -> Line:
    """The queue of a counter, today."""
    tickets = _of(office_id, local_date(now), actor.authority_id)
    called = (ticket for ticket in tickets if ticket.called_at is not None and ticket.ended_at is None)
    mine = next((ticket for ticket in called if ticket.called_by_id == actor.person_id), None)
    return Line(
        office_id=office_id,
        mine=_shown(mine, now) if mine else None,
        waiting=tuple(_shown(ticket, now) for ticket in waiting_in_order(tickets, now=now)),
        newest=_shown(tickets[-1], now) if tickets else None,
        wait=_wait(tickets, now),
    )


def screen_of(office_id: int, *, authority_id: int, now: datetime) -> Screen:
    """What is shown in the room, and to the public."""
    tickets = _of(office_id, local_date(now), authority_id)
    called = sorted((ticket for ticket in tickets if ticket.last_called_at), key=lambda ticket: ticket.last_called_at or now, reverse=True)
    return Screen(office_id, tuple(_shown(ticket, now) for ticket in called[:SHOWN]), _wait(tickets, now))


def counters_in_use(*, authority_id: int, day: date) -> frozenset[int]:
    """The counters at which somebody drew a number on ``day``."""
    return frozenset(Ticket.objects.filter(authority_id=authority_id, day=day).values_list("office_id", flat=True).distinct())


def ticket_of(ticket_id: int, *, actor: Actor) -> Shown:
    """One ticket of the actor's counters; Ticket.DoesNotExist for others'."""
    found = Ticket.objects.get(pk=ticket_id, authority_id=actor.authority_id, office__in=counters_of(actor, "queue.serve"))
    return _shown(found, found.drawn_at)


def first_touch_of(case_id: int, *, authority_id: int) -> Shown | None:
    """The ticket out of which a case came: since when its applicant had been there."""
    first = Attendance.objects.filter(authority_id=authority_id, subject_id=case_id, ticket__isnull=False).select_related("ticket")
    found = first.order_by("id").first()
    return _shown(found.ticket, found.at) if found and found.ticket else None


def counter_day(office_id: int, day: date, *, actor: Actor, offices: Directory, now: datetime) -> CounterDay:
    """A day of a counter with everything that its close asks about."""
    here = {"authority_id": actor.authority_id}
    tickets = _of(office_id, day, actor.authority_id)
    blank = [ticket for ticket in blank_tickets(office_id, day, **here) if not ticket.left]
    stuck = tuple(
        row
        for row in to_hand_over((office_id,), offices, now=now).rows
        if row.deadline and row.deadline <= start_of(day + timedelta(days=1))
    )
    drawer = day_of(day, office_id, **here)
    is_drawer_open = bool(drawer.receipts) and drawer.close is None
    touches = list(Attendance.objects.filter(office_id=office_id, day=day, **here).values_list("touch", flat=True))
    return CounterDay(
        office_id=office_id,
        day=day,
        tickets=len(tickets),
        attended={touch: touches.count(touch) for touch in Touch if touch in touches},
        blank=tuple(_shown(ticket, now) for ticket in blank),
        stuck=stuck,
        is_drawer_open=is_drawer_open,
        left_open=(*(f"hồ sơ {row.number} chưa chuyển" for row in stuck), *(("sổ thu chưa kết",) if is_drawer_open else ())),
        close=close_of(office_id, day, **here),
    )


def days_to_close(counters: Iterable[int], *, authority_id: int, before: date) -> tuple[tuple[int, date], ...]:
    """The (counter, day) before ``before`` on which numbers were drawn and the day was never closed, oldest first."""
    closed = CounterClose.objects.filter(authority_id=authority_id, office=OuterRef("office"), day=OuterRef("day"))
    days = Ticket.objects.filter(~Exists(closed), authority_id=authority_id, office__in=counters, day__lt=before)
    return tuple(days.values_list("office_id", "day").distinct().order_by("day", "office_id"))


def left_last_time(counters: Iterable[int], *, authority_id: int, before: date) -> CounterClose | None:
    """The newest close before ``before``, where it left something open: what the counter is told in the morning."""
    closes = CounterClose.objects.filter(authority_id=authority_id, office__in=counters, day__lt=before)
    newest = closes.select_related("closed_by").order_by("-day").first()
    return newest if newest and newest.left_open else None


# ---- what a command needs at hand -----------------------------------------------------------------------------------------


def waiting_tickets(office_id: int, day: date, *, authority_id: int) -> list[Ticket]:
    """Those who wait, locked: two officers never call the same one."""
    rows = Ticket.objects.select_for_update(of=("self",)).filter(authority_id=authority_id, office=office_id, day=day, called_at=None)
    return list(rows.order_by("id"))


def waiting_in_order(tickets: Iterable[Ticket], *, now: datetime) -> list[Ticket]:
    """Of these tickets those who wait, in the order in which they would be called."""
    waiting = {ticket.number: ticket for ticket in tickets if ticket.is_waiting}
    told = (Waiting(each.number, local(each.drawn_at), bool(each.group), each.hour and local(each.hour)) for each in waiting.values())
    return [waiting[each.number] for each in in_order(told, now=now)]


def ticket_at_counter(actor: Actor, day: date) -> Ticket | None:
    """The ticket whose holder stands before the actor on ``day``, locked; one that an earlier day left open is none any more."""
    return next((ticket for ticket in tickets_not_ended(actor) if ticket.day == day), None)


def tickets_not_ended(actor: Actor) -> list[Ticket]:
    """What the actor has called and never ended, locked: of today, or left open by an earlier day."""
    rows = Ticket.objects.select_for_update(of=("self",)).filter(authority_id=actor.authority_id, called_by=actor.person_id)
    return list(rows.filter(called_at__isnull=False, ended_at=None))


def called_and_not_ended(office_id: int, day: date, *, authority_id: int) -> QuerySet[Ticket]:
    """The tickets of a day that stand at the counter still."""
    return Ticket.objects.filter(authority_id=authority_id, office=office_id, day=day, called_at__isnull=False, ended_at=None)


def blank_tickets(office_id: int, day: date, *, authority_id: int) -> QuerySet[Ticket]:
    """The tickets of a day of which nothing came."""
    came_of_it = Attendance.objects.filter(ticket=OuterRef("pk"))
    return Ticket.objects.filter(~Exists(came_of_it), authority_id=authority_id, office=office_id, day=day).order_by("number")


def close_of(office_id: int, day: date, *, authority_id: int) -> CounterClose | None:
    """The close of a counter's day, once it is made."""
    return CounterClose.objects.filter(authority_id=authority_id, office=office_id, day=day).select_related("closed_by").first()


def must_be_open_day(office_id: int, day: date, *, authority_id: int) -> None:
    """Refuse with ``counter-closed`` once the counter's day is closed."""
    if close_of(office_id, day, authority_id=authority_id):
        raise Refusal(Code.COUNTER_CLOSED, day=day)


def _of(office_id: int, day: date, authority_id: int) -> list[Ticket]:
    return list(Ticket.objects.filter(authority_id=authority_id, office=office_id, day=day).order_by("number"))


def _wait(tickets: Iterable[Ticket], now: datetime) -> Wait:
    rows = list(tickets)
    still = [ticket.since for ticket in rows if ticket.is_waiting and ticket.since <= now]
    return wait_of(still, [(ticket.since, ticket.called_at) for ticket in rows if ticket.called_at], now=now)


def _shown(ticket: Ticket, now: datetime) -> Shown:
    until = ticket.called_at or now
    return Shown(
        id=ticket.pk,
        office_id=ticket.office_id,
        day=ticket.day,
        number=ticket.number,
        group=group_name(ticket.group),
        hour=local(ticket.hour) if ticket.hour else None,
        drawn_at=local(ticket.drawn_at),
        place=ticket.place,
        called_at=local(ticket.called_at) if ticket.called_at else None,
        last_called_at=local(ticket.last_called_at) if ticket.last_called_at else None,
        waited=max(0, int((until - ticket.since).total_seconds()) // 60),
    )
