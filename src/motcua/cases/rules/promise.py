"""What the counter may promise for a filing accepted now: the date, and why it is that date."""

from dataclasses import dataclass
from datetime import datetime

from motcua.catalogue.rules.procedure import Procedure
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Turn, read_clock
from motcua.law.explain import DayExplained, explain, in_lines


@dataclass(frozen=True, slots=True)
class Promise:
    """A due date with its reasons; without a time limit there is none."""

    due_at: datetime | None
    lines: tuple[str, ...]
    days: tuple[DayExplained, ...] = ()
    is_provisional: bool = False


def promise(procedure: Procedure, *, channel: str, at: datetime, calendar: WorkingCalendar) -> Promise:
    """The promise of a case accepted at ``at``; refused with ``no-calendar`` where the calendar ends."""
    limit = procedure.limit_for(channel)
    reading = read_clock([ClockEvent(at, Turn.START)], limit, calendar)
    days = explain(reading, calendar)
    lines = in_lines(days, reading.due, limit=limit)
    return Promise(reading.due.at if reading.due else None, lines, days, reading.is_provisional)
