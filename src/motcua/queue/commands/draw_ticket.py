"""Somebody draws a number at a counter, or is given a time: from now on it is known that he came (NĐ 61/2018 Đ.13.2.b)."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.offices.queries import directory
from motcua.queue.events import TicketDrawn
from motcua.queue.models import Ticket, TicketSeries
from motcua.queue.queries import must_be_open_day
from motcua.queue.rules.priority import groups_on


@transaction.atomic(durable=True)
def draw_ticket(
    *, actor: Actor, at: datetime, office_id: int, group: str = "", hour: datetime | None = None, key: str | None = None
) -> int:
    """Draw the next number of the counter ``office_id`` and return the ticket's id.

    ``group`` is the code of a priority group; ``hour`` a time to come at which the holder is to be called, on that day or a later one.
    Refused with ``counter-closed`` after the day's close, ``incomplete`` for a group that is not in force or a time that cannot be given,
    ``time-taken`` when somebody else has it.
    """
    actor.must("queue.serve", office_id)

    day = local_date(hour or at)
    must_be_open_day(office_id, day, authority_id=actor.authority_id)
    if group and group not in {each.code for each in groups_on(day)}:
        raise Refusal(Code.INCOMPLETE, missing=("nhóm ưu tiên có trong danh sách",), field="group")
    if hour is not None:
        _must_be_free(hour, office_id, actor=actor, at=at)

    number = TicketSeries.next(actor.authority_id, office_id, day)
    ticket = Ticket.objects.create(
        authority_id=actor.authority_id, office_id=office_id, day=day, number=number, group=group, hour=hour, drawn_at=at
    )

    record(TicketDrawn(office_id=office_id, number=number, group=group, hour=hour), actor=actor, at=at, key=key)
    return ticket.pk


def _must_be_free(hour: datetime, office_id: int, *, actor: Actor, at: datetime) -> None:
    if hour <= at or not _is_open(local(hour), directory(actor.authority_id).calendars[office_id]):
        raise Refusal(Code.INCOMPLETE, missing=("giờ hẹn sau lúc này và trong giờ làm việc",), field="hour")
    if Ticket.objects.filter(authority_id=actor.authority_id, office_id=office_id, hour=hour).exists():
        raise Refusal(Code.TIME_TAKEN, hour=hour)


def _is_open(hour: datetime, calendar: WorkingCalendar) -> bool:
    minute = hour.hour * 60 + hour.minute
    return any(session.opens <= minute < session.closes for session in calendar.sessions_on(hour.date()))
