"""What holds for every due date, whatever the limit and the start."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from motcua.law.calendar import WorkingCalendar, due_at, remaining, working_minutes_between
from motcua.law.limits import TimeLimit, limit
from tests.rules.law.builders import PLAIN, moments, session
from tests.rules.law.national import national_calendar

SATURDAYS = national_calendar(
    week={**{weekday: (session("07:00-11:30"), session("13:30-17:00")) for weekday in range(1, 6)}, 6: (session("07:30-11:30"),)}
)
CALENDARS = st.sampled_from([national_calendar(), SATURDAYS, PLAIN])
COUNTED = st.one_of(
    st.builds(limit, st.integers(1, 4000), st.just("minute")),
    st.builds(limit, st.integers(1, 90), st.just("hour")),
    st.builds(limit, st.integers(1, 20), st.just("working_day"), st.just("same_time")),
)
BY_DATE = st.one_of(
    st.builds(limit, st.integers(0, 60), st.just("working_day")),
    st.builds(limit, st.integers(0, 90), st.just("calendar_day")),
    st.builds(limit, st.integers(0, 6), st.just("month")),
)
SECONDS = st.integers(0, 59).map(lambda seconds: timedelta(seconds=seconds))


@given(moments(), moments(), SECONDS, st.one_of(COUNTED, BY_DATE), CALENDARS)
def test_a_later_start_never_gives_an_earlier_due(
    one: datetime, other: datetime, more: timedelta, given_limit: TimeLimit, calendar: WorkingCalendar
) -> None:
    earlier, later = sorted([one, other + more])
    assert due_at(earlier, given_limit, calendar).at <= due_at(later, given_limit, calendar).at


@given(moments(), st.integers(0, 3000), SECONDS, COUNTED, CALENDARS)
def test_a_start_a_little_later_is_due_no_earlier(
    start: datetime, minutes: int, more: timedelta, given_limit: TimeLimit, calendar: WorkingCalendar
) -> None:
    later = start + timedelta(minutes=minutes) + more
    assert due_at(start, given_limit, calendar).at <= due_at(later, given_limit, calendar).at


@given(moments(), COUNTED, CALENDARS)
def test_between_start_and_due_lie_exactly_the_minutes_of_the_limit(
    start: datetime, given_limit: TimeLimit, calendar: WorkingCalendar
) -> None:
    due = due_at(start, given_limit, calendar)
    minutes = given_limit.minutes(calendar.day_minutes)
    assert working_minutes_between(start, due.at, calendar) == minutes == remaining(due, start, calendar)
    just_before = due.at - timedelta(minutes=1)
    assert working_minutes_between(start, just_before, calendar) == minutes - 1


@given(moments(), st.integers(1, 60), CALENDARS)
def test_between_start_and_due_close_exactly_as_many_later_working_dates_as_the_limit_has(
    start: datetime, days: int, calendar: WorkingCalendar
) -> None:
    due = due_at(start, limit(days, "working_day"), calendar).at
    passed = (start.date() + timedelta(days=n) for n in range(1, (due.date() - start.date()).days + 1))
    assert sum(calendar.is_working_date(day) for day in passed) == days
    assert due == calendar.closing_of(due.date())


@given(moments(), st.one_of(COUNTED, BY_DATE), CALENDARS)
def test_a_due_falls_on_a_working_date(start: datetime, given_limit: TimeLimit, calendar: WorkingCalendar) -> None:
    assert calendar.is_working_date(due_at(start, given_limit, calendar).at.date())


@given(moments(), moments(), moments(), SECONDS, SECONDS, CALENDARS)
def test_minutes_of_stretches_that_meet_add_up(
    a: datetime, b: datetime, c: datetime, more: timedelta, less: timedelta, calendar: WorkingCalendar
) -> None:
    b, c = b + more, c - less
    whole = working_minutes_between(a, c, calendar)
    assert whole == working_minutes_between(a, b, calendar) + working_minutes_between(b, c, calendar)
    assert whole == -working_minutes_between(c, a, calendar)


@given(moments(), st.one_of(COUNTED, BY_DATE))
def test_the_same_question_has_the_same_answer_in_whatever_order_the_tables_grew(start: datetime, given_limit: TimeLimit) -> None:
    fresh = WorkingCalendar(PLAIN.week, PLAIN.years, PLAIN.closures, PLAIN.make_up_days)
    assert due_at(start, given_limit, fresh) == due_at(start, given_limit, PLAIN)
