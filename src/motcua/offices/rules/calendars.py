"""From plans to the working calendar of an office: hours, national years and the office's own days put together in one way."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, time

from motcua.law.calendar import (
    DEFAULT_WEEK,
    EVERY_YEAR,
    CalendarError,
    CalendarYear,
    MakeUpDay,
    Session,
    Week,
    WorkingCalendar,
    working_calendar,
)
from motcua.law.complaints import about_dates, about_years
from motcua.offices.rules.plan import DayPlan, WeekPlan, YearPlan

_MONDAY = 1
_KINDS = {"holiday": "Ngày nghỉ", "make_up": "Ngày làm bù"}


def planned_calendar(*, week: WeekPlan | None, years: Iterable[YearPlan] | None, days: Iterable[DayPlan] = ()) -> WorkingCalendar:
    """The calendar of an office with these hours (else the usual ones) under the national ``years`` and its own ``days``.

    Without years its own days are the whole truth, in whatever year. Raises CalendarError where the parts contradict each other.
    """
    hours, national = DEFAULT_WEEK if week is None else _week(week), tuple(years or ())
    differing = [*(day for year in national for day in year.days if _concerns(day, hours)), *days]
    return working_calendar(
        week=hours,
        years=EVERY_YEAR if years is None else tuple(_year(year) for year in national),
        closures=_dates(differing, "closure"),
        make_up_days=[MakeUpDay(day.day, day.for_day, _sessions(day.sessions)) for day in differing if day.kind == "make_up"],
    )


def _concerns(day: DayPlan, hours: Week) -> bool:
    """Whether a national day concerns an office with these hours: where it is closed on a Monday, no Monday is made up."""
    replaced = day.for_day.isoweekday() if day.for_day else _MONDAY
    return day.kind != "make_up" or bool(day.sessions or hours.get(replaced) or hours.get(_MONDAY))


def _year(plan: YearPlan) -> CalendarYear:
    return CalendarYear(
        year=plan.year,
        is_provisional=plan.is_provisional,
        holidays=_dates(plan.days, "holiday"),
        provisional_days=frozenset(day.day for day in plan.days if day.is_provisional),
    )


def _dates(days: Iterable[DayPlan], kind: str) -> frozenset[date]:
    return frozenset(day.day for day in days if day.kind == kind)


def _week(plan: WeekPlan) -> Week:
    return {int(weekday): _sessions(sessions) for weekday, sessions in plan.items()}


def _sessions(pairs: Iterable[Iterable[str]]) -> tuple[Session, ...]:
    return tuple(Session(*(_minute(clock) for clock in pair)) for pair in pairs)


def _minute(clock: str) -> int:
    told = time.fromisoformat(clock)
    return told.hour * 60 + told.minute


def must_hold_together(plan: YearPlan) -> None:
    """Refuse (CalendarError) a year that names a date twice or one of another year, or closes a day that it makes up."""
    for complaint in _complaints(plan):
        raise CalendarError(complaint)


def _complaints(plan: YearPlan) -> Iterator[str]:
    yield from about_years([(plan.year, {day.day for day in plan.days})])
    for kind, words in _KINDS.items():
        times = Counter(day.day for day in plan.days if day.kind == kind)
        yield from (f"{words} {day:%d/%m/%Y} được khai hai lần: hãy giữ lại một." for day in sorted(times) if times[day] > 1)
    yield from about_dates((), _dates(plan.days, "holiday"), sorted(_dates(plan.days, "make_up")))
