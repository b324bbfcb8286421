"""The shipped national calendar read as years: closures, made-up days, and which of both are still provisional."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.offices.rules.plan import DayPlan, YearPlan

_UNDECIDED = (11, 24)
"""24/11, Ngày Văn hóa Việt Nam: ordered in 2026, not verified as law; closed, but any date that rests on it is flagged."""


def national_years(shipped: Mapping[str, Any]) -> tuple[YearPlan, ...]:
    """The years of ``seed/holidays.json``; a status that begins with "estimated" means that the whole year is provisional."""
    made_up = [(date.fromisoformat(swap["working_day"]), date.fromisoformat(swap["off_day"])) for swap in shipped["swaps"]]
    return tuple(_year(row, made_up) for row in shipped["years"])


def _year(row: Mapping[str, Any], made_up: list[tuple[date, date]]) -> YearPlan:
    year = int(row["year"])
    closed = (DayPlan(day=_day(off), kind="holiday", name=off["name"], is_provisional=_is_open(off)) for off in row["off_days"])
    worked = (DayPlan(day=on, kind="make_up", for_day=off, name="Làm bù") for on, off in made_up if on.year == year)
    is_provisional = row["status"].startswith("estimated")
    return YearPlan(
        year=year,
        is_provisional=is_provisional,
        decision="" if is_provisional else "Lịch nghỉ đã công bố",
        source="; ".join(sorted({off["source"] for off in row["off_days"]})),
        days=(*closed, *worked),
    )


def _day(off: Mapping[str, Any]) -> date:
    return date.fromisoformat(off["date"])


def _is_open(off: Mapping[str, Any]) -> bool:
    day = _day(off)
    return day.year >= 2026 and (day.month, day.day) == _UNDECIDED and not off["verified"]
