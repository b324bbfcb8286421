"""Papers that lie at the counter too long: the list's cut is the inverse of the deadline."""

from datetime import datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.transfers import accepted_too_long_ago
from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import WorkingCalendar, working_calendar
from motcua.law.clock import transfer_deadline
from tests.rules.law.national import national_make_up_days, national_years

CALENDAR: WorkingCalendar = working_calendar(years=national_years(), make_up_days=national_make_up_days())
CUTOFF = time(15)
moments = st.datetimes(datetime(2021, 1, 4), datetime(2021, 6, 20)).map(lambda moment: moment.replace(tzinfo=VIETNAM, microsecond=0))


@given(moments, moments)
def test_a_case_is_on_the_list_exactly_when_its_transfer_deadline_has_passed(one: datetime, other: datetime) -> None:
    accepted_at, now = sorted((one, other))
    has_passed = now > transfer_deadline(accepted_at, CALENDAR, cutoff=CUTOFF)
    assert (accepted_at <= accepted_too_long_ago(now, CALENDAR, cutoff=CUTOFF)) == has_passed


@given(moments, st.integers(0, 3 * 24 * 60))
def test_it_holds_around_the_deadline_itself(accepted_at: datetime, minutes: int) -> None:
    now = accepted_at + timedelta(minutes=minutes)
    assert (accepted_at <= accepted_too_long_ago(now, CALENDAR, cutoff=CUTOFF)) == (
        now > transfer_deadline(accepted_at, CALENDAR, cutoff=CUTOFF)
    )
