"""Two appointments in one procedure, as land has them: first the notice of what is to be paid, then, from proof of payment on, the result.

Each promise is kept or missed on its own (counting rule 12); the time that the citizen takes to pay belongs to neither.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Timeliness, Turn, read_clock, timeliness
from motcua.law.limits import TimeLimit, limit


@dataclass(frozen=True, slots=True)
class Stages:
    """How long an office may take until the notice, and from proof of payment until the result."""

    first: TimeLimit
    second: TimeLimit


@dataclass(frozen=True, slots=True)
class Appointment:
    """One of the two promises: when it is due, when it was kept (nothing while it is open), and how it stands."""

    number: int
    limit: TimeLimit
    due_at: datetime | None
    kept_at: datetime | None
    timeliness: Timeliness


def split(whole: TimeLimit, first: TimeLimit) -> Stages | None:
    """``whole`` as two stages of which the first takes ``first``; none where the two count differently or nothing is left."""
    is_alike = (whole.unit, whole.due_time) == (first.unit, first.due_time)
    left = whole.value - first.value
    return Stages(first, limit(left, whole.unit, whole.due_time)) if is_alike and first.value > 0 and left > 0 else None


@dataclass(frozen=True, slots=True)
class Way:
    """How far a case has come: the turns of its clock until the notice, when that was given, and the turns since payment was proven.

    ``noticed_at`` and ``since`` are empty before; ``since`` begins with START at the proof of payment. ``ended_at``: any end of the case.
    """

    until: Sequence[ClockEvent]
    noticed_at: datetime | None
    since: Sequence[ClockEvent]
    ended_at: datetime | None


def appointments(stages: Stages, way: Way, calendar: WorkingCalendar, *, as_of: datetime) -> tuple[Appointment, ...]:
    """The first appointment, and once payment is proven the second.

    Where nothing is to be paid the result itself keeps the first. A new date for the whole (an extension) moves neither: what was
    promised stands.
    """
    first = _judged(1, stages.first, way.until, way.noticed_at or way.ended_at, calendar, as_of)
    return (first, _judged(2, stages.second, way.since, way.ended_at, calendar, as_of)) if way.since else (first,)


def _judged(
    number: int, own: TimeLimit, events: Sequence[ClockEvent], kept_at: datetime | None, calendar: WorkingCalendar, as_of: datetime
) -> Appointment:
    reading = read_clock([event for event in events if event.turn is not Turn.EXTEND], own, calendar)
    due_at = reading.due.at if reading.due else None
    stands = timeliness(
        due_at=due_at, limit=own, settled_at=kept_at, as_of=as_of, is_suspended=reading.suspended_since is not None, with_result=True
    )
    return Appointment(number, own, due_at, kept_at, stands)
