"""The shipped national calendar read as years: closures, made-up days, and which of both are still provisional."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.offices.rules.plan import DayPlan, YearPlan

_UNDECIDED = (11, 24)
"""24/11, Ngày Văn hóa Việt Nam: ordered in 2026, not verified as law; closed, but any date that rests on it is flagged."""

_NAMES = {
    "29 of Lunar New Year": "Tết Nguyên đán (29 Tết)",
    "Lunar New Year's Eve": "Tết Nguyên đán (tất niên)",
    "Lunar New Year": "Tết Nguyên đán (mùng Một)",
    "Second Day of Lunar New Year": "Tết Nguyên đán (mùng Hai)",
    "Third Day of Lunar New Year": "Tết Nguyên đán (mùng Ba)",
    "Fourth Day of Lunar New Year": "Tết Nguyên đán (mùng Bốn)",
    "Fifth Day of Lunar New Year": "Tết Nguyên đán (mùng Năm)",
    "New Year's Day": "Tết Dương lịch",
    "Hung Kings' Commemoration Day": "Giỗ Tổ Hùng Vương",
    "Liberation Day/Reunification Day": "Ngày Chiến thắng",
    "International Labor Day": "Quốc tế lao động",
    "National Day": "Quốc khánh",
    "Vietnam Cultural Day": "Ngày Văn hóa Việt Nam",
}
"""The names as the source has them → as they are read here."""

_OBSERVED = " (observed)"
_SWAPPED = ("Day off (substituted", "Nghỉ hoán đổi")


def national_years(shipped: Mapping[str, Any]) -> tuple[YearPlan, ...]:
    """The years of ``seed/holidays.json``; a status that begins with "estimated" means that the whole year is provisional."""
    made_up = [(date.fromisoformat(swap["working_day"]), date.fromisoformat(swap["off_day"])) for swap in shipped["swaps"]]
    return tuple(_year(row, made_up) for row in shipped["years"])


def _year(row: Mapping[str, Any], made_up: list[tuple[date, date]]) -> YearPlan:
    year = int(row["year"])
    closed = (DayPlan(day=_day(off), kind="holiday", name=_name(off["name"]), is_provisional=_is_open(off)) for off in row["off_days"])
    worked = (DayPlan(day=on, kind="make_up", for_day=off, name="Làm bù") for on, off in made_up if on.year == year)
    is_provisional = row["status"].startswith("estimated")
    return YearPlan(
        year=year,
        is_provisional=is_provisional,
        decision="" if is_provisional else "Lịch nghỉ đã công bố",
        source="; ".join(sorted({off["source"] for off in row["off_days"]})),
        days=(*closed, *worked),
    )


def _name(told: str) -> str:
    if told.startswith(_SWAPPED):
        return "Nghỉ hoán đổi"
    name = _NAMES[told.removesuffix(_OBSERVED)]
    return f"{name}, nghỉ bù" if told.endswith(_OBSERVED) else name


def _day(off: Mapping[str, Any]) -> date:
    return date.fromisoformat(off["date"])


def _is_open(off: Mapping[str, Any]) -> bool:
    day = _day(off)
    return day.year >= 2026 and (day.month, day.day) == _UNDECIDED and not off["verified"]
