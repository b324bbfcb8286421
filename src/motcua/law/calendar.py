"""Working calendars and due dates, to the minute (scenario contract, section 2; BLDS 2015 Đ.145–148).

A calendar is built once and asked often: behind it stand tables of whole years (`daytable`), so that no question walks from day to day.
Every date and moment is Vietnamese local time; a date in a year without calendar is refused with ``no-calendar``, never guessed.
"""

from bisect import bisect_left
from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import Enum, StrEnum
from functools import cached_property, lru_cache
from types import MappingProxyType
from typing import Final, NamedTuple, NoReturn

from motcua.kernel.moments import VIETNAM, local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.complaints import about_dates, about_sessions, about_week, about_years
from motcua.law.daytable import MICROSECONDS_A_MINUTE, MINUTE, DayTable, day_table
from motcua.law.limits import DueTime, TimeLimit, Unit

_MONDAY, _SHORTEST_MONTH = 1, 28
_LAST_YEAR = 9900  # of a calendar for every year: far enough, and no limit leads from there beyond what a date can hold
_SAME_TIME, _WORKING_DAY, _MONTH = DueTime.SAME_TIME, Unit.WORKING_DAY, Unit.MONTH


class CalendarError(ValueError):
    """A calendar that contradicts itself; the message tells a person where and why."""


class DayKind(StrEnum):
    """Why a date is open or closed."""

    WORKING = "working_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    MAKE_UP = "make_up_day"


class Session(NamedTuple):
    """One stretch of office hours, in minutes of the day: open from ``opens`` until just before ``closes``."""

    opens: int
    closes: int


Week = Mapping[int, tuple[Session, ...]]
"""The sessions of each weekday, Monday = 1; a weekday left out is closed."""

DEFAULT_WEEK: Final[Week] = MappingProxyType({day: (Session(450, 690), Session(780, 1020)) for day in range(1, 6)})


@dataclass(frozen=True)
class CalendarYear:
    """The national calendar of one year; a provisional year or day is counted with, and every due date that meets it is flagged."""

    year: int
    is_provisional: bool = False
    holidays: frozenset[date] = frozenset()
    provisional_days: frozenset[date] = frozenset()


@dataclass(frozen=True)
class MakeUpDay:
    """A date worked instead of ``for_day``, with the sessions of that weekday (else Monday's) unless its own are given."""

    day: date
    for_day: date | None = None
    sessions: tuple[Session, ...] = ()


class Years(Enum):
    """Stands for a calendar whose own list of closures is complete, in whatever year."""

    EVERY = "every"


EVERY_YEAR: Final = Years.EVERY


@dataclass(frozen=True)
class WorkingCalendar:
    """When an office is open. Build it with ``working_calendar``; equal calendars are one object and share their tables."""

    week: tuple[tuple[Session, ...], ...]  # Monday first
    years: frozenset[CalendarYear] | Years
    closures: frozenset[date]
    make_up_days: tuple[tuple[date, tuple[Session, ...]], ...]
    _tables: dict[int, DayTable] = field(default_factory=dict, init=False, repr=False, compare=False)

    @cached_property
    def day_minutes(self) -> int:
        """Session minutes of the commonest open weekday; of equally common ones, the earliest in the week."""
        totals = (sum(closes - opens for opens, closes in sessions) for sessions in self.week if sessions)
        return Counter(totals).most_common(1)[0][0]

    @cached_property
    def _national(self) -> dict[int, CalendarYear]:
        return {} if isinstance(self.years, Years) else {year.year: year for year in self.years}

    @cached_property
    def _made_up(self) -> dict[date, tuple[Session, ...]]:
        return dict(self.make_up_days)

    def kind_of(self, day: date) -> DayKind:
        """Why ``day`` is open or closed; a date without sessions in the week is a weekend, whatever list it stands in."""
        self.table(day.year, day.year)
        return self._kind(day)

    def sessions_on(self, day: date) -> tuple[Session, ...]:
        """The office hours of ``day``; none where it is closed."""
        self.table(day.year, day.year)
        return self._sessions(day)

    def is_working_date(self, day: date) -> bool:
        """Whether ``day`` has at least one session."""
        table = self.table(day.year, day.year)
        return bool(table.sessions[day.toordinal() - table.first])

    def opening_of(self, day: date) -> datetime:
        """When ``day`` opens; for a closed date, when the next working date does."""
        table, k = self._working_index(day)
        i = table.working[k]
        return table.midnights[i] + MINUTE[table.sessions[i][0][0]]

    def closing_of(self, day: date) -> datetime:
        """When ``day`` closes; for a closed date, when the next working date does (BLDS 2015 Đ.148.5)."""
        table, k = self._working_index(day)
        return table.closings[k]

    def next_working_date(self, after: date) -> date:
        """The first working date later than ``after``."""
        return self.working_date_after(after, 1)

    def working_date_after(self, day: date, count: int) -> date:
        """The ``count``-th working date later than ``day`` (``count`` from 1)."""
        table = self.table(day.year, day.year)
        k = table.working_before[day.toordinal() - table.first + 1] + count - 1
        table = self.reaching(table, k)
        return table.midnights[table.working[k]].date()

    def previous_working_date(self, before: date) -> date:
        """The last working date earlier than ``before``."""
        table = self.table(before.year, before.year)
        while not (k := table.working_before[before.toordinal() - table.first]):
            table = self.table(table.first_year - 1, before.year)
        return table.midnights[table.working[k - 1]].date()

    def is_provisional_between(self, first: date, last: date) -> bool:
        """Whether a date from ``first`` to ``last``, both included, stands in a provisional year or is a provisional day."""
        if last < first:
            return False
        table = self.table(first.year, last.year)
        return table.is_provisional(first.toordinal() - table.first, last.toordinal() - table.first)

    def table(self, first_year: int, last_year: int) -> DayTable:
        """The tables from ``first_year`` at the latest to ``last_year`` at the earliest, built when first asked for."""
        table = self._tables.get(first_year)
        if table is None or table.last_year < last_year:
            table = self._build(first_year, last_year)
        return table

    def reaching(self, table: DayTable, k: int) -> DayTable:
        """A table that begins with ``table`` and knows its ``k``-th working date."""
        while k >= len(table.working):
            table = self.table(table.first_year, table.last_year + 1)
        return table

    def reaching_minute(self, table: DayTable, minutes: int) -> DayTable:
        """A table that begins with ``table`` and holds ``minutes`` session minutes."""
        while minutes > table.minutes_before[-1]:
            table = self.table(table.first_year, table.last_year + 1)
        return table

    def _working_index(self, day: date) -> tuple[DayTable, int]:
        """The place of the first working date from ``day`` on."""
        table = self.table(day.year, day.year)
        k = table.working_before[day.toordinal() - table.first]
        return self.reaching(table, k), k

    def _build(self, first_year: int, last_year: int) -> DayTable:
        first, last = self._run(first_year, last_year)
        table = day_table(first, last, sessions_on=self._sessions, is_provisional=self._is_provisional)
        served = (first_year,) if isinstance(self.years, Years) else range(first, last + 1)
        self._tables.update(dict.fromkeys(served, table))
        return table

    def _run(self, first_year: int, last_year: int) -> tuple[int, int]:
        """The years one table spans: all neighbouring national years; without national years, half as much again as asked."""
        if isinstance(self.years, Years):
            if first_year < 1 or last_year > _LAST_YEAR:
                _refuse(first_year if first_year < 1 else last_year)
            return first_year, min(last_year + 1 + (last_year - first_year) // 2, _LAST_YEAR)
        for year in range(first_year, last_year + 1):
            if year not in self._national:
                _refuse(year)
        return _edge(first_year, -1, self._national), _edge(last_year, 1, self._national)

    def _kind(self, day: date) -> DayKind:
        if day in self._made_up:
            return DayKind.MAKE_UP
        if not self.week[day.weekday()]:
            return DayKind.WEEKEND
        if day.year in self._national and day in self._national[day.year].holidays:
            return DayKind.HOLIDAY
        return DayKind.CLOSURE if day in self.closures else DayKind.WORKING

    def _sessions(self, day: date) -> tuple[Session, ...]:
        kind = self._kind(day)
        if kind is DayKind.MAKE_UP:
            return self._made_up[day]
        return self.week[day.weekday()] if kind is DayKind.WORKING else ()

    def _is_provisional(self, day: date) -> bool:
        year = self._national.get(day.year)
        return year is not None and (year.is_provisional or day in year.provisional_days)


def _refuse(year: int) -> NoReturn:
    raise Refusal(Code.NO_CALENDAR, year=year)


def _edge(year: int, step: int, known: Mapping[int, CalendarYear]) -> int:
    while year + step in known:
        year += step
    return year


def working_calendar(
    *,
    week: Mapping[int, Iterable[tuple[int, int]]] = DEFAULT_WEEK,
    years: Iterable[CalendarYear] | Years,
    closures: Iterable[date] = (),
    make_up_days: Iterable[MakeUpDay] = (),
) -> WorkingCalendar:
    """The calendar of an office: its ``week``, the national ``years``, its own ``closures`` and the ``make_up_days``.

    With ``EVERY_YEAR`` the closures are the whole truth: no year is missing, none provisional. Raises CalendarError where the parts
    contradict each other.
    """
    hours = {weekday: _in_order(sessions) for weekday, sessions in week.items()}
    _insist(about_week(hours))
    national = years if isinstance(years, Years) else tuple(years)
    named = () if isinstance(national, Years) else tuple((year.year, year.holidays | year.provisional_days) for year in national)
    _insist(about_years(named))
    closed, made_up = tuple(closures), tuple((made_up.day, _made_up_sessions(made_up, hours)) for made_up in make_up_days)
    _insist(about_dates(closed, _holidays_of(national), [day for day, _ in made_up]))
    return _shared(
        tuple(hours.get(weekday, ()) for weekday in range(1, 8)),
        national if isinstance(national, Years) else frozenset(national),
        frozenset(closed),
        tuple(sorted(made_up)),
    )


_shared = lru_cache(maxsize=128)(WorkingCalendar)


def _insist(complaints: Iterable[str]) -> None:
    for complaint in complaints:
        raise CalendarError(complaint)


def _in_order(sessions: Iterable[tuple[int, int]]) -> tuple[Session, ...]:
    return tuple(sorted(Session(opens, closes) for opens, closes in sessions))


def _made_up_sessions(made_up: MakeUpDay, hours: Mapping[int, tuple[Session, ...]]) -> tuple[Session, ...]:
    where = f"Ngày làm bù {made_up.day:%d/%m/%Y}"
    weekday = made_up.for_day.isoweekday() if made_up.for_day else _MONDAY
    sessions = _in_order(made_up.sessions) or hours.get(weekday) or hours.get(_MONDAY)
    if not sessions:
        raise CalendarError(f"{where} không có buổi làm việc nào: hãy khai rõ các buổi.")
    _insist(about_sessions(sessions, where=where))
    return sessions


def _holidays_of(years: Iterable[CalendarYear] | Years) -> frozenset[date]:
    return frozenset() if isinstance(years, Years) else frozenset().union(*(year.holidays for year in years))


@dataclass(frozen=True, slots=True)
class Due:
    """When a limit ends; ``last_day`` is the unadjusted last date of calendar days and months, before the rule on days off."""

    at: datetime
    last_day: date | None
    is_provisional: bool


def due_at(start: datetime, limit: TimeLimit, calendar: WorkingCalendar) -> Due:
    """When a limit that starts to run at ``start`` is due (scenario contract, section 2); refuses with ``no-calendar``."""
    moment = start if start.tzinfo is VIETNAM else local(start)
    year = moment.year
    table = calendar._tables.get(year) or calendar.table(year, year)
    if limit.due_time is _SAME_TIME:
        return _due_after_minutes(moment, limit, calendar, table)
    if limit.unit is _WORKING_DAY:
        return _due_after_working_dates(moment, limit, calendar, table)
    return _due_by_last_day(moment.date(), _last_day(moment.date(), limit), calendar)


def _due_by_last_day(first: date, last_day: date, calendar: WorkingCalendar) -> Due:
    table = calendar.table(first.year, last_day.year)
    k = table.working_before[last_day.toordinal() - table.first]
    if k >= len(table.closings):
        table = calendar.reaching(table, k)
    return Due(table.closings[k], last_day, table.is_provisional(first.toordinal() - table.first, table.working[k]))


def _due_after_working_dates(moment: datetime, limit: TimeLimit, calendar: WorkingCalendar, table: DayTable) -> Due:
    i = moment.toordinal() - table.first
    k = table.working_before[i + 1] + limit.count - 1 if limit.count else _same_day(moment, limit, table, i)
    if k >= len(table.closings):
        table = calendar.reaching(table, k)
    is_provisional = table.provisional_by_closing[k] > table.provisional_before[i]
    known = table.answers[is_provisional]
    due: Due | None = known[k]
    if due is None:
        due = known[k] = Due(table.closings[k], None, is_provisional)
    return due


def _same_day(moment: datetime, limit: TimeLimit, table: DayTable, i: int) -> int:
    """The working date a limit of zero working days is due on: this one while it lasts and the cutoff has not passed."""
    k = table.working_before[i]
    is_open_today = table.working_before[i + 1] > k and moment < table.closings[k]
    is_in_time = limit.same_day_cutoff is None or moment.time() <= limit.same_day_cutoff
    return k if is_open_today and is_in_time else table.working_before[i + 1]


def _last_day(day: date, limit: TimeLimit) -> date:
    """``day`` plus calendar days, or the same day so many months on, at most the month's last (BLDS 2015 Đ.148.3)."""
    if limit.unit is not _MONTH:
        return date.fromordinal(day.toordinal() + limit.count)
    years, month = divmod(day.month - 1 + limit.count, 12)
    year = day.year + years
    return date(year, month + 1, day.day if day.day <= _SHORTEST_MONTH else min(day.day, monthrange(year, month + 1)[1]))


def _due_after_minutes(moment: datetime, limit: TimeLimit, calendar: WorkingCalendar, table: DayTable) -> Due:
    minutes = limit.minutes(calendar.day_minutes)
    if moment.second or moment.microsecond or not minutes:
        at = after_work(moment, minutes * MICROSECONDS_A_MINUTE, calendar)
        return Due(at, None, calendar.is_provisional_between(moment.date(), at.date()))
    i = moment.toordinal() - table.first
    minutes += table.minutes_before[i] + table.elapsed[i][moment.hour * 60 + moment.minute]
    if minutes > table.minutes_before[-1]:
        table = calendar.reaching_minute(table, minutes)
    j = bisect_left(table.minutes_before, minutes) - 1
    at = table.midnights[j] + MINUTE[table.reached[j][minutes - table.minutes_before[j]]]
    return Due(at, None, table.is_provisional(i, j))


def after_work(start: datetime, work: int, calendar: WorkingCalendar) -> datetime:
    """The moment at which ``work`` microseconds of session time are done from ``start`` on.

    A start outside sessions moves to the next opening (for no work at all, too); an end on a boundary ends the earlier session.
    """
    moment = local(start)
    table = calendar.table(moment.year, moment.year)
    if not work:
        return _open_from(moment, table, calendar)
    minutes, rest = divmod(table.work_before(moment) + work, MICROSECONDS_A_MINUTE)
    if not rest:
        return calendar.reaching_minute(table, minutes).moment_of(minutes)
    return calendar.reaching_minute(table, minutes + 1).moment_of(minutes + 1) - timedelta(microseconds=MICROSECONDS_A_MINUTE - rest)


def _open_from(moment: datetime, table: DayTable, calendar: WorkingCalendar) -> datetime:
    """``moment`` itself inside a session, else the next opening."""
    if table.is_open_at(moment):
        return moment
    minutes = table.minutes_at(moment) + 1
    return calendar.reaching_minute(table, minutes).moment_of(minutes) - MINUTE[1]


def working_minutes_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Session minutes from ``start`` to ``end``, negative where ``end`` is earlier; seconds of a minute begun do not count.

    Stretches that meet add up: from a to c is from a to b and from b to c.
    """
    first = start if start.tzinfo is VIETNAM else local(start)
    last = end if end.tzinfo is VIETNAM else local(end)
    earlier, later = (first.year, last.year) if first.year <= last.year else (last.year, first.year)
    table = calendar.table(earlier, later)
    return table.minutes_at(last) - table.minutes_at(first)


def remaining(due: Due | datetime, as_of: datetime, calendar: WorkingCalendar) -> int:
    """Session minutes left until ``due``; negative once it lies behind."""
    return working_minutes_between(as_of, due.at if isinstance(due, Due) else due, calendar)
