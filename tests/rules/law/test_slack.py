"""The latest safe start: what is left to do just fits before the due."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import working_minutes_between
from motcua.law.slack import latest_start
from tests.rules.law.national import national_calendar

CALENDAR = national_calendar()
MONDAY_NOON = datetime(2021, 3, 1, 11, 30, tzinfo=VIETNAM)
FIRST = datetime(2019, 1, 1, tzinfo=VIETNAM)
moments = st.integers(0, 9 * 365 * 1440).map(lambda minutes: FIRST + timedelta(minutes=minutes))


def test_work_that_fills_a_session_begins_when_the_session_opens() -> None:
    assert latest_start(MONDAY_NOON, 240, CALENDAR) == datetime(2021, 3, 1, 7, 30, tzinfo=VIETNAM)


def test_one_minute_more_begins_the_last_minute_of_the_working_day_before() -> None:
    assert latest_start(MONDAY_NOON, 241, CALENDAR) == datetime(2021, 2, 26, 16, 59, tzinfo=VIETNAM)


def test_nothing_left_to_do_may_begin_at_the_due_itself() -> None:
    saturday = datetime(2021, 3, 6, 9, tzinfo=VIETNAM)
    assert latest_start(saturday, 0, CALENDAR) == saturday


@given(moments, st.integers(1, 20_000))
def test_from_the_latest_start_the_work_just_fits_before_the_due(due_at: datetime, minutes: int) -> None:
    start = latest_start(due_at, minutes, CALENDAR)
    assert working_minutes_between(start, due_at, CALENDAR) == minutes
    assert working_minutes_between(start + timedelta(minutes=1), due_at, CALENDAR) == minutes - 1
