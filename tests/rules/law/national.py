"""The national calendar 2018–2028 that is shipped with the program, as the values of the law and as the naive reference knows it."""

import json
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from pathlib import Path
from typing import Any

from benchmarks.naive_calendar import NaiveCalendar
from motcua.law.calendar import DEFAULT_WEEK, CalendarYear, MakeUpDay, Week, WorkingCalendar, working_calendar

SEED = Path(__file__).parents[3] / "src/motcua/offices/seed/holidays.json"


@lru_cache(maxsize=1)
def seed() -> dict[str, Any]:
    return json.loads(SEED.read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def national_years() -> tuple[CalendarYear, ...]:
    """Closures year by year; an estimated year is provisional, and so is the unconfirmed 24 November."""
    return tuple(
        CalendarYear(
            year["year"],
            year["status"].startswith("estimated"),
            frozenset(date.fromisoformat(day["date"]) for day in year["off_days"]),
            frozenset(day for day in _cultural_days(year["off_days"])),
        )
        for year in seed()["years"]
    )


def _cultural_days(off_days: Iterable[dict[str, Any]]) -> Iterable[date]:
    return (date.fromisoformat(day["date"]) for day in off_days if day["date"].endswith("-11-24") and not day["verified"])


def national_make_up_days() -> tuple[MakeUpDay, ...]:
    return tuple(MakeUpDay(date.fromisoformat(swap["working_day"]), date.fromisoformat(swap["off_day"])) for swap in seed()["swaps"])


def national_calendar(week: Week = DEFAULT_WEEK, closures: Iterable[date] = ()) -> WorkingCalendar:
    """What an office with ``week`` works by."""
    return working_calendar(week=week, years=national_years(), closures=closures, make_up_days=national_make_up_days())


def naive_national_calendar(week: Week = DEFAULT_WEEK, closures: Iterable[date] = ()) -> NaiveCalendar:
    """The same calendar for the naive reference, read from the same file."""
    hours = {weekday: [(_time(opens), _time(closes)) for opens, closes in sessions] for weekday, sessions in week.items()}
    years = seed()["years"]
    return NaiveCalendar(
        week=hours,
        years={year["year"] for year in years},
        closed={date.fromisoformat(day["date"]) for year in years for day in year["off_days"]} | set(closures),
        made_up={
            date.fromisoformat(swap["working_day"]): hours.get(date.fromisoformat(swap["off_day"]).isoweekday()) or hours[1]
            for swap in seed()["swaps"]
        },
        provisional_years={year["year"] for year in years if year["status"].startswith("estimated")},
        provisional_days={day for year in years for day in _cultural_days(year["off_days"])},
    )


def _time(minute: int) -> time:
    return time(minute // 60, minute % 60)
