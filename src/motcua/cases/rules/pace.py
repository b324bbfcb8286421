"""How pressing a case is: what is left between now and the latest safe start of what is still to do."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.kernel.moments import local
from motcua.law.calendar import WorkingCalendar, after_work, working_minutes_between
from motcua.law.clock import has_passed
from motcua.law.limits import TimeLimit


class Pace(StrEnum):
    """How pressing a case is, most pressing first; ``NOW``: it should have been begun by now, and is not late yet."""

    LATE = "late"
    NOW = "now"
    TODAY = "today"
    LATER = "later"
    STOPPED = "stopped"
    NO_DUE = "no_due"


@dataclass(frozen=True, slots=True)
class Slack:
    """The pace of a case with its figure: session minutes since the due where it is late, else until the latest safe start (signed)."""

    pace: Pace
    minutes: int
    day_minutes: int


@dataclass(frozen=True, slots=True)
class Horizon:
    """The two cuts of a work list: what must be begun by ``now_ends`` must be begun now, by ``today_ends`` today.

    Outside office hours "now" reaches to the next opening, and "today" is the working date that opens then.
    """

    now_ends: datetime
    today_ends: datetime


def horizon(now: datetime, calendar: WorkingCalendar) -> Horizon:
    """The cuts of a work list read at ``now``."""
    opens = after_work(now, 0, calendar)
    return Horizon(opens, calendar.closing_of(local(opens).date()))


def slack(
    *,
    due_at: datetime | None,
    start_by: datetime | None,
    limit: TimeLimit | None,
    is_suspended: bool,
    now: datetime,
    calendar: WorkingCalendar,
) -> Slack:
    """How pressing a case is at ``now``; while a stop suspends the due, nothing presses."""
    day = calendar.day_minutes
    if due_at is None or start_by is None or limit is None:
        return Slack(Pace.NO_DUE, 0, day)
    if not is_suspended and has_passed(due_at, limit, now):
        return Slack(Pace.LATE, working_minutes_between(due_at, now, calendar), day)
    left = working_minutes_between(now, start_by, calendar)
    if is_suspended:
        return Slack(Pace.STOPPED, left, day)
    if left <= 0:
        return Slack(Pace.NOW, left, day)
    return Slack(Pace.TODAY if start_by <= horizon(now, calendar).today_ends else Pace.LATER, left, day)


def heat(part: int, whole: int) -> int:
    """How much of a figure presses, as a level that is drawn: 0 nothing, 1 less than a third, 2 less than two thirds, 3 more."""
    return 1 + min(3 * part // whole, 2) if part else 0
