"""Due dates as a person counts them on a wall calendar: date after date, session after session.

The straight reading of the scenario contract (section 2), written without a look at ``motcua.law`` and sharing no code with it: the
reference that tests and the benchmark compare the quick tables with. It is honest work, not slowed down on purpose.
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, timezone
from decimal import ROUND_HALF_UP, Decimal

HERE = timezone(timedelta(hours=7))
ONE_DAY = timedelta(days=1)
Hours = list[tuple[time, time]]
OFFICE_HOURS: Hours = [(time(7, 30), time(11, 30)), (time(13), time(17))]


class NoCalendar(Exception):
    """A date was asked about whose year has no calendar."""


@dataclass
class NaiveCalendar:
    """Office hours by weekday (Monday = 1) and the lists of special dates; ``years`` None: every year is known."""

    week: dict[int, Hours] = field(default_factory=lambda: dict.fromkeys(range(1, 6), OFFICE_HOURS))
    years: set[int] | None = None
    closed: set[date] = field(default_factory=set)
    made_up: dict[date, Hours] = field(default_factory=dict)
    provisional_years: set[int] = field(default_factory=set)
    provisional_days: set[date] = field(default_factory=set)

    def hours(self, day: date) -> Hours:
        """The sessions of ``day``."""
        if self.years is not None and day.year not in self.years:
            raise NoCalendar(day.year)
        if day in self.made_up:
            return self.made_up[day]
        if day in self.closed:
            return []
        return self.week.get(day.isoweekday(), [])

    def sessions(self, day: date) -> Iterator[tuple[datetime, datetime]]:
        """The sessions of ``day`` as moments."""
        for opens, closes in self.hours(day):
            yield datetime.combine(day, opens, HERE), datetime.combine(day, closes, HERE)

    def closing(self, day: date) -> datetime:
        """When the last session of ``day`` ends."""
        return datetime.combine(day, self.hours(day)[-1][1], HERE)

    def is_provisional(self, first: date, last: date) -> bool:
        """Whether any date from ``first`` to ``last`` is provisional."""
        day = first
        while day <= last:
            if day.year in self.provisional_years or day in self.provisional_days:
                return True
            day += ONE_DAY
        return False

    def day_minutes(self) -> int:
        """Minutes of the commonest weekday; of equally common ones the earliest."""
        lengths = [minutes_of(hours) for _, hours in sorted(self.week.items()) if hours]
        return max(lengths, key=lengths.count)


def minutes_of(hours: Hours) -> int:
    """The minutes of a day's sessions."""
    return sum(closes.hour * 60 + closes.minute - opens.hour * 60 - opens.minute for opens, closes in hours)


def due(
    week: NaiveCalendar, start: datetime, value: Decimal, unit: str, due_time: str = "", cutoff: time | None = None
) -> tuple[datetime, date | None, bool]:
    """The due moment, the unadjusted last date (calendar days and months) and whether a provisional date was met."""
    moment = start.astimezone(HERE)
    last_day: date | None = None
    if unit in ("calendar_day", "month"):
        last_day = moment.date() + int(value) * ONE_DAY if unit == "calendar_day" else months_later(moment.date(), int(value))
        ends = week.closing(first_open_date(week, last_day))
    elif unit == "working_day" and value == int(value) and due_time != "same_time":
        ends = closing_after(week, moment, int(value), cutoff)
    else:
        ends = minutes_later(week, moment, whole_minutes(week, value, unit))
    return ends, last_day, week.is_provisional(moment.date(), ends.date())


def whole_minutes(week: NaiveCalendar, value: Decimal, unit: str) -> int:
    """The limit in session minutes, half a minute up."""
    factor = {"minute": 1, "hour": 60}.get(unit) or week.day_minutes()
    return int((value * factor).quantize(Decimal(1), ROUND_HALF_UP))


def closing_after(week: NaiveCalendar, moment: datetime, count: int, cutoff: time | None) -> datetime:
    """The closing of the ``count``-th working date after the date of ``moment``; zero: of that date itself while it lasts."""
    day = moment.date()
    if count == 0:
        in_time = cutoff is None or moment.time() <= cutoff
        if week.hours(day) and in_time and moment < week.closing(day):
            return week.closing(day)
        count = 1
    else:
        week.hours(day)
    while count:
        day += ONE_DAY
        if week.hours(day):
            count -= 1
    return week.closing(day)


def first_open_date(week: NaiveCalendar, day: date) -> date:
    """``day``, or the next working date after it."""
    while not week.hours(day):
        day += ONE_DAY
    return day


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def minutes_later(week: NaiveCalendar, moment: datetime, minutes: int) -> datetime:
    """``moment`` plus so many minutes of sessions; the end of a session comes before the opening of the next."""
    left = timedelta(minutes=minutes)
    day = moment.date()
    while True:
        for opens, closes in week.sessions(day):
            begins = max(opens, moment)
            if begins < closes:
                if left <= closes - begins:
                    return begins + left
                left -= closes - begins
        day += ONE_DAY


def minutes_between(week: NaiveCalendar, start: datetime, end: datetime) -> int:
    """Session minutes between two moments, negative when ``end`` is the earlier one; begun minutes count with their end."""
    if end < start:
        return -minutes_between(week, end, start)
    first = start.astimezone(HERE).replace(second=0, microsecond=0)
    last = end.astimezone(HERE).replace(second=0, microsecond=0)
    worked, day = timedelta(), first.date()
    while day <= last.date():
        for opens, closes in week.sessions(day):
            worked += max(min(closes, last) - max(opens, first), timedelta())
        day += ONE_DAY
    return int(worked.total_seconds()) // 60
