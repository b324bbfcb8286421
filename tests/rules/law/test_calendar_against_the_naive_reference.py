"""The quick tables and the straight count by dates and sessions give the same answers (the reference: benchmarks/naive_calendar.py)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import naive_calendar as naive
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import DEFAULT_WEEK, EVERY_YEAR, MakeUpDay, Session, due_at, working_calendar, working_minutes_between
from motcua.law.limits import TimeLimit, limit
from tests.rules.law.builders import moments, session
from tests.rules.law.national import naive_national_calendar, national_calendar

QUICK, STRAIGHT = national_calendar(), naive_national_calendar()
CLOCKS = [
    time(0),
    time(7, 29),
    time(7, 30),
    time(9, 41),
    time(11, 29),
    time(11, 30),
    time(12, 15),
    time(13),
    time(16, 59),
    time(17),
    time(23, 59),
]


def every_date() -> Iterator[date]:
    first = date(2018, 1, 1)
    return (first + timedelta(days=n) for n in range((date(2027, 12, 31) - first).days + 1))


def starts() -> Iterator[datetime]:
    """Every date from 2018 to 2027, each at one of the telling minutes in turn."""
    return (datetime.combine(day, CLOCKS[n % len(CLOCKS)], VIETNAM) for n, day in enumerate(every_date()))


def differences(start: datetime, given: TimeLimit) -> list[object]:
    """What the two say, where they do not say the same."""
    quick = due_at(start, given, QUICK)
    straight = naive.due(STRAIGHT, start, given.value, given.unit, given.due_time, given.same_day_cutoff)
    return [] if (quick.at, quick.last_day, quick.is_provisional) == straight else [(start, given, quick, straight)]


def test_every_date_of_ten_years_and_every_limit_up_to_sixty_working_days() -> None:
    limits = [limit(days, "working_day") for days in range(61)]
    assert [found for start in starts() for given in limits for found in differences(start, given)] == []


def test_same_day_limits_at_every_telling_minute_of_every_date() -> None:
    same_day = [limit(0, "working_day"), limit(0, "working_day", same_day_cutoff=time(15))]
    all_starts = (datetime.combine(day, clock, VIETNAM) for day in every_date() for clock in CLOCKS)
    assert [found for start in all_starts for given in same_day for found in differences(start, given)] == []


@pytest.mark.parametrize(
    ("unit", "values"), [("minute", [0, 1, 239, 240, 241, 480, 481]), ("hour", [2, 4, 8, 20, 80]), ("working_day", ["0.5", "1.25"])]
)
def test_counted_minutes_from_every_date_of_ten_years(unit: str, values: list[int | str]) -> None:
    limits = [limit(value, unit) for value in values]
    assert [found for start in starts() for given in limits for found in differences(start, given)] == []


@pytest.mark.parametrize(("unit", "values"), [("calendar_day", [0, 1, 3, 7, 10, 15, 20, 30, 45, 60]), ("month", [0, 1, 2, 3, 6])])
def test_calendar_days_and_months_from_every_date_of_ten_years(unit: str, values: list[int]) -> None:
    limits = [limit(value, unit) for value in values]
    assert [found for start in starts() for given in limits for found in differences(start, given)] == []


def test_both_refuse_beyond_the_calendar() -> None:
    start = datetime(2028, 12, 28, 8, tzinfo=VIETNAM)
    with pytest.raises(Refusal):
        due_at(start, limit(9, "working_day"), QUICK)
    with pytest.raises(naive.NoCalendar):
        naive.due(STRAIGHT, start, Decimal(9), "working_day")


# Any office, any week

_SHIFTS = [
    session(text) for text in ("00:00-00:01", "06:00-10:00", "07:00-11:30", "07:30-11:30", "13:00-17:00", "13:30-17:00", "22:00-23:59")
]
DAYS_OFF = st.sets(st.dates(date(2021, 2, 1), date(2021, 4, 30)), max_size=25)


def _apart(sessions: list[Session]) -> list[Session]:
    """As many of ``sessions`` as do not overlap, in order."""
    kept: list[Session] = []
    for each in sorted(sessions):
        if not kept or kept[-1].closes <= each.opens:
            kept.append(each)
    return kept


HOURS = st.lists(st.sampled_from(_SHIFTS), max_size=4, unique=True).map(_apart)
WEEKS = st.dictionaries(st.integers(1, 7), HOURS).filter(lambda week: any(week.values()))
LIMITS = st.one_of(
    st.builds(limit, st.integers(0, 40), st.just("working_day"), st.sampled_from(["closing", "same_time"])),
    st.builds(limit, st.integers(0, 60), st.sampled_from(["calendar_day", "hour"])),
    st.builds(limit, st.integers(0, 3), st.just("month")),
    st.builds(limit, st.integers(0, 3000), st.just("minute")),
    st.builds(limit, st.decimals("0.01", "9.99", places=2), st.just("working_day"), st.just("same_time")),
)


@given(
    week=WEEKS,
    closures=DAYS_OFF,
    made_up=DAYS_OFF,
    start=moments("2021-01-15T00:00", "2021-05-15T23:59"),
    given_limit=LIMITS,
    data=st.data(),
)
def test_any_office_with_any_week(
    week: dict[int, list[Session]], closures: set[date], made_up: set[date], start: datetime, given_limit: TimeLimit, data: st.DataObject
) -> None:
    extra = {day: data.draw(HOURS.filter(bool)) for day in sorted(made_up - closures)}
    quick = working_calendar(
        week=week, years=EVERY_YEAR, closures=closures, make_up_days=[MakeUpDay(day, sessions=tuple(hours)) for day, hours in extra.items()]
    )
    straight = naive.NaiveCalendar(
        week={weekday: _times(hours) for weekday, hours in week.items()},
        closed=closures,
        made_up={day: _times(hours) for day, hours in extra.items()},
    )
    found = due_at(start, given_limit, quick)
    assert (found.at, found.last_day, found.is_provisional) == naive.due(
        straight, start, given_limit.value, given_limit.unit, given_limit.due_time
    )
    other = data.draw(moments("2021-01-01T00:00", "2021-06-30T23:59"))
    assert working_minutes_between(start, other, quick) == naive.minutes_between(straight, start, other)


def _times(hours: list[Session]) -> naive.Hours:
    return [(time(opens // 60, opens % 60), time(closes // 60, closes % 60)) for opens, closes in hours]


def test_the_default_week_is_the_one_the_reference_knows() -> None:
    assert {weekday: _times(list(hours)) for weekday, hours in DEFAULT_WEEK.items()} == naive.NaiveCalendar().week
