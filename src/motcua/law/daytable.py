"""The minutes and working dates of a run of years, added up once, so that a question about them is one look into a list."""

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from motcua.kernel.moments import at

MINUTES_A_DAY = 1440
MICROSECONDS_A_MINUTE = 60_000_000
MINUTE = tuple(timedelta(minutes=minute) for minute in range(MINUTES_A_DAY + 1))

Sessions = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, eq=False)
class DayShape:
    """The sessions of one kind of day, to the minute.

    ``elapsed[m]``: session minutes done before minute ``m`` of the day. ``reached[r]``: the minute of the day at which
    ``r`` session minutes are done, at a session's boundary the end of the earlier session (``r`` from 1).
    """

    sessions: Sessions
    elapsed: tuple[int, ...]
    reached: tuple[int, ...]

    @property
    def total(self) -> int:
        """All session minutes of the day."""
        return self.elapsed[-1]


@lru_cache(maxsize=1024)
def shape_of(sessions: Sessions) -> DayShape:
    """The shape of a day with ``sessions`` (minutes of the day, in order, not overlapping)."""
    minutes = [minute for opens, closes in sessions for minute in range(opens, closes)]
    is_open = bytearray(MINUTES_A_DAY)
    for minute in minutes:
        is_open[minute] = 1
    return DayShape(sessions, tuple(running_sum(is_open)), (0, *(minute + 1 for minute in minutes)))


def running_sum(values: Iterable[int]) -> list[int]:
    """How much had come together before each of ``values``, and at last in all."""
    sums = [0]
    total = 0
    for value in values:
        total += value
        sums.append(total)
    return sums


@dataclass(frozen=True, slots=True, eq=False)
class DayTable:
    """Every date from 1 January of ``first_year`` to 31 December of ``last_year``; day ``i`` has the ordinal ``first + i``.

    The lists named ``…_before`` hold a total up to, not including, each day, and end with the total of all days.
    """

    first_year: int
    last_year: int
    first: int
    elapsed: tuple[tuple[int, ...], ...]  # of each day's shape
    reached: tuple[tuple[int, ...], ...]
    sessions: tuple[Sessions, ...]
    midnights: tuple[datetime, ...]
    minutes_before: list[int]
    working_before: list[int]
    provisional_before: list[int]
    working: tuple[int, ...]  # the working dates in order, as day indices
    closings: tuple[datetime, ...]  # the closing of each working date, in the same order
    provisional_by_closing: tuple[int, ...]  # how many provisional days lie up to and with each working date
    answers: tuple[list[Any], list[Any]]  # room for the due at each closing, plain and provisional: given out again and again

    def minutes_at(self, moment: datetime) -> int:
        """Whole session minutes done before the minute of ``moment``."""
        i = moment.toordinal() - self.first
        return self.minutes_before[i] + self.elapsed[i][moment.hour * 60 + moment.minute]

    def is_open_at(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in a session; the minute at which a session closes lies outside."""
        elapsed = self.elapsed[moment.toordinal() - self.first]
        minute = moment.hour * 60 + moment.minute
        return elapsed[minute + 1] > elapsed[minute]

    def work_before(self, moment: datetime) -> int:
        """Microseconds of session time done before ``moment``."""
        done = self.minutes_at(moment) * MICROSECONDS_A_MINUTE
        rest = moment.second * 1_000_000 + moment.microsecond
        return done + rest if rest and self.is_open_at(moment) else done

    def is_provisional(self, i: int, j: int) -> bool:
        """Whether a day from ``i`` to ``j``, both included, is provisional."""
        return self.provisional_before[j + 1] > self.provisional_before[i]

    def moment_of(self, minutes: int) -> datetime:
        """When ``minutes`` session minutes (from 1) are done; at a session's boundary the end of the earlier session."""
        i = bisect_left(self.minutes_before, minutes) - 1
        return self.midnights[i] + MINUTE[self.reached[i][minutes - self.minutes_before[i]]]


def day_table(
    first_year: int, last_year: int, *, sessions_on: Callable[[date], Sessions], is_provisional: Callable[[date], bool]
) -> DayTable:
    """The table of all dates of the years ``first_year`` to ``last_year``."""
    first = date(first_year, 1, 1).toordinal()
    days = [date.fromordinal(ordinal) for ordinal in range(first, date(last_year, 12, 31).toordinal() + 1)]
    shapes = tuple(shape_of(sessions_on(day)) for day in days)
    new_year = at(days[0])
    midnights = tuple(new_year + timedelta(days=n) for n in range(len(days)))
    working = tuple(i for i, shape in enumerate(shapes) if shape.sessions)
    provisional_before = running_sum(is_provisional(day) for day in days)
    return DayTable(
        first_year=first_year,
        last_year=last_year,
        first=first,
        elapsed=tuple(shape.elapsed for shape in shapes),
        reached=tuple(shape.reached for shape in shapes),
        sessions=tuple(shape.sessions for shape in shapes),
        midnights=midnights,
        minutes_before=running_sum(shape.total for shape in shapes),
        working_before=running_sum(bool(shape.sessions) for shape in shapes),
        provisional_before=provisional_before,
        working=working,
        closings=tuple(midnights[i] + MINUTE[shapes[i].sessions[-1][1]] for i in working),
        provisional_by_closing=tuple(provisional_before[i + 1] for i in working),
        answers=([None] * len(working), [None] * len(working)),
    )
