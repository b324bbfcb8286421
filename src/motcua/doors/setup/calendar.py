"""The working calendar: the years that are known, one year as twelve months, and what is proposed for a year, day by day."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.doors.shared.access import needs
from motcua.doors.shared.typed_words import number
from motcua.offices.queries import proposals, years_on_file
from motcua.offices.rules.plan import DayPlan, YearPlan

_LAST_MONTH = 12


@dataclass(frozen=True, slots=True)
class Day:
    """One date of a month's table: ``mark`` is how it differs from the week, ``name`` why."""

    day: date
    mark: str
    name: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month as weeks from Monday on; a date of another month is none."""

    number: int
    weeks: tuple[tuple[Day | None, ...], ...]


@dataclass(frozen=True, slots=True)
class KnownYear:
    """One year with how many days it has of each kind."""

    plan: YearPlan
    decided_at: datetime | None
    off: int
    made_up: int


@needs("calendar.read")
def years(request: HttpRequest) -> HttpResponse:
    """What waits to be adopted, and the years that are known."""
    authority_id = request.actor.authority_id  # type: ignore[attr-defined]
    found = proposals(authority_id)
    known = [
        KnownYear(plan, decided_at, len(plan.dates("holiday")), len(plan.dates("make_up")))
        for plan, decided_at in years_on_file(authority_id)
    ]
    shown = {
        "waiting": [each for each in found if not each.settled_at],
        "settled": [each for each in found if each.settled_at][:10],
        "years": known,
        "next": next((each.plan.year for each in reversed(known) if each.plan.is_provisional), request.now.year + 1),  # type: ignore[attr-defined]
        "may_propose": request.actor.may("calendar.propose"),  # type: ignore[attr-defined]
    }
    return render(request, "setup/calendar.html", shown)


@needs("calendar.read")
def one_year(request: HttpRequest) -> HttpResponse:
    """The year that the address names, else the one that runs, month by month; 404 for one that is not known."""
    year = number(request.GET.get("nam")) or request.now.year  # type: ignore[attr-defined]
    authority_id = request.actor.authority_id  # type: ignore[attr-defined]
    found = next(((plan, at) for plan, at in years_on_file(authority_id) if plan.year == year), None)
    if found is None:
        raise Http404
    plan, decided_at = found
    adopted = next((each for each in proposals(authority_id, year=year) if each.is_adopted), None)
    shown = {
        "plan": plan, "decided_at": decided_at, "adopted": adopted if adopted and adopted.settled_at == decided_at else None,
        "months": months_of(plan), "may_propose": request.actor.may("calendar.propose"),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "setup/calendar_year.html", shown)


def months_of(plan: YearPlan) -> tuple[Month, ...]:
    """A year as twelve tables."""
    known = {day.day: day for day in plan.days}
    return tuple(Month(number, _weeks(plan.year, number, known)) for number in range(1, _LAST_MONTH + 1))


def _weeks(year: int, month: int, known: dict[date, DayPlan]) -> tuple[tuple[Day | None, ...], ...]:
    weeks = Calendar().monthdatescalendar(year, month)
    return tuple(tuple(_day(day, known.get(day)) if day.month == month else None for day in week) for week in weeks)


def _day(day: date, told: DayPlan | None) -> Day:
    mark = "" if told is None else "worked" if told.kind == "make_up" else "open" if told.is_provisional else "off"
    return Day(day, mark, told.name if told else "")


# ---- what a proposal changes --------------------------------------------------------------------------------------------------


def changed_days(plan: YearPlan, *, authority_id: int) -> dict[str, list[DayPlan]]:
    """What ``plan`` would change of its year as it is on file: days that come, days that go; of a year not known, all of its own."""
    was = next((known.days for known, _ in years_on_file(authority_id) if known.year == plan.year), ())
    before, after = {_said(day) for day in was}, {_said(day) for day in plan.days}
    return {
        "come": sorted((day for day in plan.days if _said(day) not in before), key=lambda day: day.day),
        "go": sorted((day for day in was if _said(day) not in after), key=lambda day: day.day),
    }


def _said(day: DayPlan) -> tuple[Any, ...]:
    return day.day, day.kind, day.for_day, day.sessions
