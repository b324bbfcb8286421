"""A working calendar as a question tells it: ``week``, ``closures`` and ``make_up_days`` as in a scenario's set-up, all optional."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.json_input import bytes_of, object_of, shown
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.law.calendar import CalendarError, WorkingCalendar
from motcua.offices.rules.calendars import planned_calendar
from motcua.offices.rules.plan import DayPlan, WeekPlan

PARTS = ("week", "closures", "make_up_days")

_CLOCK = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def told_in_files(*, week: str | None, calendar: str | None) -> dict[str, Any]:
    """The parts that the files named by ``--week`` and ``--calendar`` tell; a week of its own counts before the calendar's."""
    told = _told_in(calendar) if calendar else {}
    hours = _told_in(week, week=True) if week else {}
    return {**told, **hours}


def _told_in(name: str, *, week: bool = False) -> dict[str, Any]:
    told = object_of(bytes_of(name), name=name)
    parts = {"week": told} if week and "week" not in told else told
    try:
        must_be_known(parts, PARTS)
        calendar_told(parts)
    except BadInput as error:
        raise BadInput(f"{name}: {error}") from error
    return parts


def calendar_told(parts: Mapping[str, Any]) -> WorkingCalendar:
    """The calendar with these parts; ``closures`` replace the shipped national calendar, together with ``make_up_days``."""
    return _calendar(json.dumps([parts.get(name) for name in PARTS]))


@lru_cache(maxsize=256)
def _calendar(told: str) -> WorkingCalendar:
    week, closures, made_up = json.loads(told)
    days = [*(DayPlan(day=day, kind="closure") for day in _dates(closures)), *_made_up(made_up)]
    try:
        return planned_calendar(week=_week(week), years=shipped_years() if closures is None else None, days=days)
    except CalendarError as error:
        raise BadInput(str(error)) from error


def _week(told: Any) -> WeekPlan | None:
    if told is None:
        return None
    if not isinstance(told, dict) or not set(told) <= set("1234567"):
        raise BadInput("trường “week” phải là {“1”: [[“07:30”, “11:30”], …], …}, thứ Hai là “1”, Chủ nhật là “7”")
    return {weekday: _sessions(sessions, f"week.{weekday}") for weekday, sessions in told.items()}


def _made_up(told: Any) -> Iterable[DayPlan]:
    for number, made_up in enumerate(_listed(told, "make_up_days")):
        where = f"make_up_days.{number}"
        if not isinstance(made_up, dict) or "date" not in made_up:
            raise BadInput(f"trường “{where}” phải là {{“date”: …, “for”?: …, “sessions”?: […]}}")
        must_be_known(made_up, ("date", "for", "sessions"))
        replaced = made_up.get("for")
        yield DayPlan(
            day=_date(made_up["date"], f"{where}.date"),
            kind="make_up",
            for_day=None if replaced is None else _date(replaced, f"{where}.for"),
            sessions=tuple((opens, closes) for opens, closes in _sessions(made_up.get("sessions"), f"{where}.sessions")),
        )


def _dates(told: Any) -> list[date]:
    return [_date(day, f"closures.{number}") for number, day in enumerate(_listed(told, "closures"))]


def _sessions(told: Any, where: str) -> list[list[str]]:
    return [_session(pair, where) for pair in _listed(told, where)]


def _session(pair: Any, where: str) -> list[str]:
    if isinstance(pair, list) and len(pair) == 2 and all(_is_clock(clock) for clock in pair):
        return pair
    raise BadInput(f"trường “{where}”: {shown(pair)} không phải một buổi như [“07:30”, “11:30”]")


def _is_clock(text: Any) -> bool:
    return isinstance(text, str) and _CLOCK.fullmatch(text) is not None


def _date(text: Any, where: str) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise BadInput(f"trường “{where}”: {shown(text)} không phải ngày như “2021-02-16”") from None


def _listed(told: Any, where: str) -> list[Any]:
    if told is None or isinstance(told, list):
        return told or []
    raise BadInput(f"trường “{where}” phải là một danh sách […]")


def must_be_known(told: Iterable[str], names: Iterable[str]) -> None:
    """BadInput for the first field of ``told`` that is none of ``names``."""
    for name in told:
        if name not in names:
            raise BadInput(f"không có trường “{name}”; các trường là {', '.join(names)}")
