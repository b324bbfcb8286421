"""Two appointments: each is kept or missed on its own, and what the citizen takes to pay belongs to neither."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import EVERY_YEAR, working_calendar
from motcua.law.clock import ClockEvent, Timeliness, Turn
from motcua.law.limits import limit
from motcua.law.stages import Appointment, Stages, Way, appointments, split

CALENDAR = working_calendar(years=EVERY_YEAR)
TEN_DAYS = limit(10, "working_day")
SIX_AND_FOUR = Stages(limit(6, "working_day"), limit(4, "working_day"))
MONDAY = datetime(2026, 3, 2, 8, tzinfo=VIETNAM)


def at(day: int, hour: int = 8) -> datetime:
    """A moment ``day`` days after the Monday on which the case was accepted."""
    return MONDAY.replace(hour=hour) + timedelta(days=day)


def start(*further: tuple[int, Turn]) -> tuple[ClockEvent, ...]:
    return (ClockEvent(MONDAY, Turn.START), *(ClockEvent(at(day), turn) for day, turn in further))


def told(way: Way, *, as_of: datetime) -> list[tuple[int, date | None, Timeliness]]:
    found = appointments(SIX_AND_FOUR, way, CALENDAR, as_of=as_of)
    return [(each.number, each.due_at.date() if each.due_at else None, each.timeliness) for each in found]


def test_the_whole_less_the_first_is_the_second() -> None:
    assert split(TEN_DAYS, limit(6, "working_day")) == SIX_AND_FOUR


@pytest.mark.parametrize("first", [limit(10, "working_day"), limit(11, "working_day"), limit(0, "working_day"), limit(6, "calendar_day")])
def test_what_leaves_nothing_or_counts_otherwise_is_no_first_stage(first: object) -> None:
    assert split(TEN_DAYS, first) is None  # type: ignore[arg-type]


def test_until_the_notice_there_is_one_appointment() -> None:
    way = Way(start(), None, (), None)
    assert told(way, as_of=at(8, 16)) == [(1, date(2026, 3, 10), Timeliness.PENDING_IN_TIME)]
    assert told(way, as_of=at(9, 16)) == [(1, date(2026, 3, 10), Timeliness.PENDING_LATE)]


def test_the_notice_keeps_the_first_and_proof_of_payment_begins_the_second_however_long_it_took() -> None:
    paid = at(70)
    way = Way(start(), at(8, 17), (ClockEvent(paid, Turn.START),), None)
    second = date(2026, 5, 15)
    assert told(way, as_of=paid) == [(1, date(2026, 3, 10), Timeliness.ON_TIME), (2, second, Timeliness.PENDING_IN_TIME)]


def test_a_late_notice_stays_late_though_the_second_is_kept() -> None:
    way = Way(start(), at(9), (ClockEvent(at(14), Turn.START),), at(15))
    assert [each[2] for each in told(way, as_of=at(30))] == [Timeliness.LATE, Timeliness.EARLY]


def test_where_nothing_is_to_be_paid_the_result_keeps_the_first() -> None:
    assert [each[2] for each in told(Way(start(), None, (), at(7)), as_of=at(30))] == [Timeliness.EARLY]


def test_a_complete_supplement_begins_the_first_anew_and_a_measurement_moves_it() -> None:
    supplied = Way(start((1, Turn.STOP), (7, Turn.RESTART)), None, (), None)
    measured = Way(start((1, Turn.STOP), (3, Turn.GO)), None, (), None)
    assert told(supplied, as_of=at(8))[0][1] == date(2026, 3, 17)
    assert told(measured, as_of=at(4))[0][1] == date(2026, 3, 12)


def test_a_new_date_for_the_whole_moves_neither() -> None:
    extended = Way((*start(), ClockEvent(at(2), Turn.EXTEND, at(60))), None, (), None)
    assert told(extended, as_of=at(3)) == told(Way(start(), None, (), None), as_of=at(3))


@given(some.integers(0, 400), some.integers(0, 30))
def test_the_days_that_the_citizen_takes_to_pay_move_the_second_by_just_as_much_and_the_first_not_at_all(taken: int, notice: int) -> None:
    noticed = at(notice, 17)
    paid = (noticed + timedelta(days=taken)).replace(hour=17)
    first, second = appointments(SIX_AND_FOUR, Way(start(), noticed, (ClockEvent(paid, Turn.START),), None), CALENDAR, as_of=paid)
    assert first == appointments(SIX_AND_FOUR, Way(start(), noticed, (), None), CALENDAR, as_of=paid)[0]
    assert second.due_at == CALENDAR.closing_of(CALENDAR.working_date_after(paid.date(), 4))
    assert isinstance(second, Appointment) and second.kept_at is None
