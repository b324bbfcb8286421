"""The statutory clock: stops, restarts, extensions, and how a case stands (scenario contract, "Stop and go")."""

from datetime import datetime, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar, due_at, remaining, working_calendar, working_minutes_between
from motcua.law.clock import (
    ClockEvent,
    Promise,
    Reading,
    Stop,
    Timeliness,
    Turn,
    extension_deadline,
    has_passed,
    lateness_minutes,
    may_be_extended,
    ran_out_at,
    read_clock,
    timeliness,
    transfer_deadline,
    within_working_days,
)
from motcua.law.limits import TimeLimit, limit, parse_limit
from tests.rules.law.builders import PLAIN, day, moment, moments, read, session, turns
from tests.rules.law.national import national_calendar

FIVE_DAYS = parse_limit("5 ngày làm việc")
FOUR_HOURS = parse_limit("4 giờ")


def due_of(reading: Reading) -> datetime:
    assert reading.due
    return reading.due.at


# Two cases of March 2021, the example of the scenario contract


def test_case_a_of_the_contract_is_restarted_by_its_supplement_and_extended_once() -> None:
    reading = read(
        FIVE_DAYS,
        "start 2021-03-01T08:00",
        "stop 2021-03-03T10:00",
        "restart 2021-03-10T15:00",
        "extend 2021-03-16T09:00 2021-03-22T17:00",
        calendar=national_calendar(),
    )
    stop = Stop(moment("2021-03-03T10:00"), moment("2021-03-10T15:00"))
    assert reading.first_due
    assert reading.first_due.at == moment("2021-03-08T17:00")
    assert due_of(reading) == moment("2021-03-22T17:00")
    assert (reading.began_at, reading.stops, reading.all_stops, reading.suspended_since) == (moment("2021-03-10T15:00"), (), (stop,), None)
    assert reading.promises == (
        Promise(moment("2021-03-01T08:00"), moment("2021-03-08T17:00")),
        Promise(moment("2021-03-10T15:00"), moment("2021-03-17T17:00")),
        Promise(moment("2021-03-16T09:00"), moment("2021-03-22T17:00")),
    )
    settled, calendar = moment("2021-03-22T16:00"), national_calendar()
    paused = sum(working_minutes_between(stop.began_at, stop.ended_at or settled, calendar) for stop in reading.all_stops)
    assert paused == 2610
    assert working_minutes_between(moment("2021-03-01T08:00"), settled, calendar) - paused == 4980
    assert lateness_minutes(due_of(reading), settled, calendar) == -60
    assert stands(due_of(reading), FIVE_DAYS, settled=settled) is Timeliness.ON_TIME
    assert stands(reading.first_due.at, FIVE_DAYS, settled=settled) is Timeliness.LATE


def test_case_b_of_the_contract_is_settled_at_the_very_minute_it_is_due() -> None:
    reading = read(FOUR_HOURS, "start 2021-03-03T07:45", calendar=national_calendar())
    settled = moment("2021-03-03T13:15")
    assert due_of(reading) == settled
    assert stands(due_of(reading), FOUR_HOURS, settled=settled) is Timeliness.ON_TIME
    assert working_minutes_between(reading.began_at, settled, national_calendar()) == 240


# Stop and go


@pytest.mark.parametrize(
    ("stopped", "gone_on", "due"),
    [
        ("2021-03-03T10:00", "2021-03-03T16:59", "2021-03-08T17:00"),  # no closing in between
        ("2021-03-03T10:00", "2021-03-03T17:00", "2021-03-08T17:00"),  # the closing at 17:00 is not before 17:00
        ("2021-03-03T10:00", "2021-03-03T17:01", "2021-03-09T17:00"),
        ("2021-03-03T17:00", "2021-03-04T07:00", "2021-03-09T17:00"),  # stopped at the closing: it counts
        ("2021-03-03T17:01", "2021-03-04T16:00", "2021-03-08T17:00"),
        ("2021-03-03T10:00", "2021-03-05T09:00", "2021-03-10T17:00"),
        ("2021-03-05T18:00", "2021-03-08T07:00", "2021-03-08T17:00"),  # over a weekend nothing closes
        ("2021-03-08T23:59", "2021-03-10T12:00", "2021-03-09T17:00"),  # by date not yet passed: one closing, on the 9th
    ],
)
def test_whole_working_days_move_by_the_closings_that_fell_into_the_stop(stopped: str, gone_on: str, due: str) -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00", f"stop {stopped}", f"go {gone_on}")
    assert due_of(reading) == moment(due)


@pytest.mark.parametrize(
    ("stopped", "gone_on", "due"),
    [
        ("2021-03-01T09:00", "2021-03-01T10:00", "2021-03-01T14:30"),
        ("2021-03-01T11:30", "2021-03-01T13:00", "2021-03-01T13:30"),
        ("2021-03-01T11:00", "2021-03-02T08:00", "2021-03-02T09:00"),
        ("2021-03-01T13:30", "2021-03-01T14:00", "2021-03-01T14:00"),  # stopped at the due itself: it has not passed
        ("2021-03-01T09:00:30", "2021-03-01T09:01:15", "2021-03-01T13:30:45"),
    ],
)
def test_counted_minutes_move_by_the_session_time_of_the_stop(stopped: str, gone_on: str, due: str) -> None:
    reading = read(FOUR_HOURS, "start 2021-03-01T08:00", f"stop {stopped}", f"go {gone_on}")
    assert due_of(reading) == moment(due)


@pytest.mark.parametrize(
    ("limit_text", "stopped", "gone_on", "last_day", "due"),
    [
        ("10 ngày", "2021-03-03T10:00", "2021-03-03T16:00", "2021-03-11", "2021-03-11T17:00"),
        ("10 ngày", "2021-03-03T10:00", "2021-03-05T09:00", "2021-03-13", "2021-03-15T17:00"),
        ("10 ngày", "2021-03-03T10:00", "2021-03-06T09:00", "2021-03-14", "2021-03-15T17:00"),
        ("1 tháng", "2021-03-31T23:00", "2021-04-01T00:00", "2021-04-02", "2021-04-02T17:00"),
    ],
)
def test_calendar_days_and_months_move_their_unadjusted_last_date(
    limit_text: str, stopped: str, gone_on: str, last_day: str, due: str
) -> None:
    reading = read(limit_text, "start 2021-03-01T08:00", f"stop {stopped}", f"go {gone_on}")
    assert reading.due
    assert (reading.due.last_day, reading.due.at) == (day(last_day), moment(due))


def test_a_second_stop_moves_the_unadjusted_date_not_the_one_that_days_off_had_moved() -> None:
    reading = read(
        "5 ngày", "start 2021-03-01T08:00", "stop 2021-03-02T08:00", "go 2021-03-03T08:00", "stop 2021-03-03T09:00", "go 2021-03-04T09:00"
    )
    assert reading.due
    assert (reading.due.last_day, reading.due.at) == (day("2021-03-08"), moment("2021-03-08T17:00"))


def test_a_moved_last_date_may_lie_before_a_due_that_days_off_had_moved_into_the_next_year() -> None:
    closed = working_calendar(years=PLAIN.years, closures=[day("2020-12-30"), day("2020-12-31"), day("2021-01-01")])
    reading = read("5 ngày", "start 2020-12-25T08:00", "stop 2020-12-28T08:00", "go 2020-12-29T08:00", calendar=closed)
    assert reading.first_due
    assert (reading.first_due.last_day, reading.first_due.at) == (day("2020-12-30"), moment("2021-01-04T17:00"))
    assert reading.due
    assert (reading.due.last_day, reading.due.at) == (day("2020-12-31"), moment("2021-01-04T17:00"))


def test_a_stop_after_the_due_has_passed_suspends_nothing_and_clears_nothing() -> None:
    told = ("start 2021-03-01T08:00", "stop 2021-03-09T00:00")
    stopped = read(FIVE_DAYS, *told)
    assert (stopped.suspended_since, stopped.stops, stopped.all_stops) == (None, (), ())
    for last in ("go 2021-03-12T08:00", "restart 2021-03-12T08:00"):
        reading = read(FIVE_DAYS, *told, last)
        assert (due_of(reading), reading.began_at, reading.all_stops) == (moment("2021-03-08T17:00"), moment("2021-03-01T08:00"), ())
        assert len(reading.promises) == 1


def test_the_same_stop_one_minute_earlier_suspends() -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00", "stop 2021-03-08T23:59", "restart 2021-03-12T08:00")
    assert (due_of(reading), reading.began_at) == (moment("2021-03-19T17:00"), moment("2021-03-12T08:00"))


def test_a_counted_limit_is_past_its_due_one_second_after_it() -> None:
    late = read(FOUR_HOURS, "start 2021-03-01T08:00", "stop 2021-03-01T13:30:01", "go 2021-03-02T08:00")
    assert (due_of(late), late.all_stops) == (moment("2021-03-01T13:30"), ())


def test_while_stopped_the_suspended_due_is_shown_and_the_stop_is_open() -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00", "stop 2021-03-03T10:00")
    stop = Stop(moment("2021-03-03T10:00"), None)
    assert (due_of(reading), reading.suspended_since) == (moment("2021-03-08T17:00"), moment("2021-03-03T10:00"))
    assert (reading.stops, reading.all_stops) == ((stop,), (stop,))


def test_every_stop_is_kept_in_order() -> None:
    told = [f"{turn} 2021-03-0{number}T09:00" for number, turn in enumerate(["start", "stop", "go", "stop", "go", "stop", "go"], start=1)]
    reading = read("30 ngày", *told)
    assert [(stop.began_at, stop.ended_at) for stop in reading.stops] == [
        (moment(f"2021-03-0{number}T09:00"), moment(f"2021-03-0{number + 1}T09:00")) for number in (2, 4, 6)
    ]
    assert reading.stops == reading.all_stops


def test_a_restart_forgets_the_stops_before_it_but_all_stops_remembers() -> None:
    reading = read(
        FIVE_DAYS,
        "start 2021-03-01T08:00",
        "stop 2021-03-01T09:00",
        "go 2021-03-02T09:00",
        "stop 2021-03-02T10:00",
        "restart 2021-03-04T10:00",
        "stop 2021-03-05T09:00",
    )
    assert [stop.began_at for stop in reading.stops] == [moment("2021-03-05T09:00")]
    assert [stop.began_at for stop in reading.all_stops] == [moment(f"2021-03-0{text}") for text in ("1T09:00", "2T10:00", "5T09:00")]
    assert due_of(reading) == moment("2021-03-11T17:00")


# Extension


def test_an_extension_sets_the_due_and_is_a_promise() -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00", "extend 2021-03-05T09:00 2021-03-12T17:00")
    assert reading.first_due
    assert reading.first_due.at == moment("2021-03-08T17:00")
    assert reading.promises[-1] == Promise(moment("2021-03-05T09:00"), moment("2021-03-12T17:00"))


@given(start=moments("2021-01-04T00:00", "2021-03-01T00:00"), told=moments("2021-03-01T00:00", "2021-12-01T00:00"))
def test_a_start_with_a_due_promises_that_due_whatever_would_be_counted(start: datetime, told: datetime) -> None:
    reading = read_clock([ClockEvent(start, Turn.START, told)], FIVE_DAYS, national_calendar())
    assert reading.first_due == reading.due
    assert (due_of(reading), reading.promises, reading.is_told) == (told, (Promise(start, told),), True)


def test_a_restart_after_a_promise_of_another_system_counts_anew() -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00 2021-03-31T17:00", "stop 2021-03-03T10:00", "restart 2021-03-10T15:00")
    assert reading.first_due
    assert (reading.first_due.at, due_of(reading), reading.is_told) == (moment("2021-03-31T17:00"), moment("2021-03-17T17:00"), False)


def test_a_start_with_a_due_but_without_a_limit_promises_nothing() -> None:
    assert read_clock([ClockEvent(moment("2021-03-01T08:00"), Turn.START, moment("2021-03-31T17:00"))], None, PLAIN).due is None


def test_an_extended_due_is_the_last_day_only_of_limits_that_have_one() -> None:
    told = ("start 2021-03-01T08:00", "extend 2021-03-04T09:00 2021-03-19T17:00")
    in_calendar_days, in_working_days = read("10 ngày", *told).due, read(FIVE_DAYS, *told).due
    assert in_calendar_days
    assert in_working_days
    assert (in_calendar_days.last_day, in_working_days.last_day) == (day("2021-03-19"), None)


def test_a_stop_that_moves_nothing_is_no_new_promise() -> None:
    reading = read(FIVE_DAYS, "start 2021-03-01T08:00", "stop 2021-03-03T10:00", "go 2021-03-03T15:00")
    assert len(reading.promises) == 1
    assert len(reading.all_stops) == 1


def test_an_extension_during_a_stop_is_moved_only_by_what_the_stop_lasts_beyond_it() -> None:
    told = ("start 2021-03-01T08:00", "stop 2021-03-02T09:00", "extend 2021-03-04T09:00 2021-03-12T17:00", "go 2021-03-05T09:00")
    reading = read(FIVE_DAYS, *told)
    assert due_of(reading) == moment("2021-03-15T17:00")  # one closing, that of the 4th
    assert reading.stops == (Stop(moment("2021-03-02T09:00"), moment("2021-03-05T09:00")),)
    assert [promise.since for promise in reading.promises] == [
        moment(text) for text in ("2021-03-01T08:00", "2021-03-04T09:00", "2021-03-05T09:00")
    ]


def test_an_extended_limit_in_calendar_days_moves_on_from_its_new_date() -> None:
    reading = read(
        "10 ngày", "start 2021-03-01T08:00", "extend 2021-03-04T09:00 2021-03-19T17:00", "stop 2021-03-05T08:00", "go 2021-03-06T08:00"
    )
    assert reading.due
    assert (reading.due.last_day, reading.due.at) == (day("2021-03-20"), moment("2021-03-22T17:00"))


def test_an_extension_is_lawful_until_the_end_of_the_last_working_date_before_the_due_date() -> None:
    calendar = national_calendar()
    assert extension_deadline(moment("2021-03-17T17:00"), calendar) == moment("2021-03-17T00:00")
    assert extension_deadline(moment("2021-03-15T17:00"), calendar) == moment("2021-03-13T00:00")
    assert extension_deadline(moment("2021-02-17T17:00"), calendar) == moment("2021-02-10T00:00")
    assert extension_deadline(moment("2021-02-17T17:00"), calendar, lead_days=2) == moment("2021-02-09T00:00")


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("0 ngày làm việc", False),
        ("4 giờ", False),
        ("479 phút", False),
        ("0,5 ngày làm việc", False),
        ("0 ngày", False),
        ("480 phút", True),
        ("8 giờ", True),
        ("1 ngày làm việc", True),
        ("1 ngày", True),
        ("1 tháng", True),
    ],
)
def test_a_limit_below_one_working_day_cannot_be_extended(text: str, may: bool) -> None:
    assert may_be_extended(parse_limit(text), PLAIN) is may


def test_what_one_working_day_is_depends_on_the_office() -> None:
    short_days = working_calendar(week={1: (session("08:00-12:00"),)}, years=PLAIN.years)
    assert may_be_extended(FOUR_HOURS, short_days)


# The reading in general


def test_without_a_limit_there_is_no_due_and_no_promise_but_stops_are_known() -> None:
    reading = read_clock(
        turns("start 2021-03-01T08:00", "stop 2021-03-03T10:00", "go 2021-03-04T10:00", "stop 2021-03-05T10:00"), None, PLAIN
    )
    assert (reading.first_due, reading.due, reading.promises, reading.is_provisional) == (None, None, (), False)
    assert (len(reading.all_stops), reading.suspended_since) == (2, moment("2021-03-05T10:00"))
    assert read_clock(turns("start 2021-03-01T08:00", "stop 2021-03-03T10:00", "restart 2021-03-04T10:00"), None, PLAIN).due is None


@pytest.mark.parametrize(
    "told",
    [
        [],
        ["stop 2021-03-01T08:00"],
        ["start 2021-03-01T08:00", "start 2021-03-02T08:00"],
        ["start 2021-03-01T08:00", "go 2021-03-02T08:00"],
        ["start 2021-03-01T08:00", "restart 2021-03-02T08:00"],
        ["start 2021-03-01T08:00", "stop 2021-03-02T08:00", "stop 2021-03-02T09:00"],
        ["start 2021-03-01T08:00", "stop 2021-03-10T08:00", "stop 2021-03-10T09:00"],
        ["start 2021-03-01T08:00", "extend 2021-03-02T08:00"],
        ["start 2021-03-01T08:00", "stop 2021-02-28T08:00"],
    ],
)
def test_turns_that_cannot_follow_one_another_are_a_fault_of_the_caller(told: list[str]) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        read(FIVE_DAYS, *told)


def test_a_stop_that_ends_in_a_year_without_calendar_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        read(FIVE_DAYS, "start 2028-12-20T08:00", "stop 2028-12-22T08:00", "go 2029-01-03T08:00", calendar=national_calendar())
    assert (refused.value.code, refused.value.facts) == (Code.NO_CALENDAR, {"year": 2029})


def test_a_due_moved_into_a_provisional_year_is_flagged() -> None:
    told = ("start 2026-12-14T08:00", "stop 2026-12-16T08:00", "go 2026-12-31T08:00")
    assert not read(FIVE_DAYS, *told[:2], calendar=national_calendar()).is_provisional
    assert read(FIVE_DAYS, *told, calendar=national_calendar()).is_provisional
    extended = read(FIVE_DAYS, told[0], "extend 2026-12-16T08:00 2027-01-05T17:00", calendar=national_calendar())
    assert extended.is_provisional


# How a case stands


def stands(
    due: datetime | None, given: TimeLimit | None, *, settled: datetime | None = None, as_of: str = "2021-12-31T00:00", **more: bool
) -> Timeliness:
    how = {"is_suspended": False, "with_result": True, **more}
    return timeliness(due_at=due, limit=given, settled_at=settled, as_of=moment(as_of), **how)


@pytest.mark.parametrize(
    ("given_limit", "settled", "expected"),
    [
        (FIVE_DAYS, "2021-03-07T23:59", Timeliness.EARLY),
        (FIVE_DAYS, "2021-03-08T00:00", Timeliness.ON_TIME),
        (FIVE_DAYS, "2021-03-08T23:59:59", Timeliness.ON_TIME),
        (FIVE_DAYS, "2021-03-09T00:00", Timeliness.LATE),
        (FOUR_HOURS, "2021-03-08T16:59:59", Timeliness.EARLY),
        (FOUR_HOURS, "2021-03-08T17:00", Timeliness.ON_TIME),
        (FOUR_HOURS, "2021-03-08T17:00:01", Timeliness.LATE),
    ],
)
def test_days_are_compared_by_date_and_counted_time_to_the_minute(given_limit: TimeLimit, settled: str, expected: Timeliness) -> None:
    assert stands(moment("2021-03-08T17:00"), given_limit, settled=moment(settled)) is expected


def test_an_open_case_is_late_as_soon_as_its_due_has_passed_unless_it_is_suspended() -> None:
    due = moment("2021-03-08T17:00")
    assert stands(due, FIVE_DAYS, as_of="2021-03-08T23:59") is Timeliness.PENDING_IN_TIME
    assert stands(due, FIVE_DAYS, as_of="2021-03-09T00:00") is Timeliness.PENDING_LATE
    assert stands(due, FIVE_DAYS, as_of="2021-03-09T00:00", is_suspended=True) is Timeliness.PENDING_IN_TIME


def test_a_case_that_ended_without_a_result_is_never_early() -> None:
    due, early, late = moment("2021-03-08T17:00"), moment("2021-03-02T08:00"), moment("2021-03-09T08:00")
    assert stands(due, FIVE_DAYS, settled=early, with_result=False) is Timeliness.ON_TIME
    assert stands(due, FIVE_DAYS, settled=late, with_result=False) is Timeliness.LATE
    assert stands(due, FIVE_DAYS, settled=late, with_result=False, is_suspended=True) is Timeliness.ON_TIME


def test_without_limit_or_acceptance_nothing_is_judged() -> None:
    assert stands(None, None) is Timeliness.NO_LIMIT
    assert stands(None, FIVE_DAYS) is Timeliness.NOT_ACCEPTED
    assert not has_passed(None, None, moment("2021-03-08T17:00"))
    assert not has_passed(None, FIVE_DAYS, moment("2021-03-08T17:00"))
    assert not has_passed(moment("2021-03-01T17:00"), None, moment("2021-03-08T17:00"))


def test_a_limit_runs_out_at_midnight_after_its_date_or_at_its_minute() -> None:
    due = moment("2021-03-08T17:00")
    assert ran_out_at(due, FIVE_DAYS) == moment("2021-03-09T00:00")
    assert ran_out_at(due, FOUR_HOURS) == due


# Smaller clocks


@pytest.mark.parametrize(
    ("accepted", "deadline"),
    [
        ("2021-03-05T15:00", "2021-03-06T00:00"),
        ("2021-03-05T15:01", "2021-03-08T11:30"),
        ("2021-03-05T06:00", "2021-03-06T00:00"),
        ("2021-03-06T09:00", "2021-03-08T11:30"),
        ("2021-02-09T15:30", "2021-02-17T11:30"),
    ],
)
def test_papers_are_handed_on_the_same_day_or_in_the_next_working_morning(accepted: str, deadline: str) -> None:
    assert transfer_deadline(moment(accepted), national_calendar()) == moment(deadline)


def test_a_supplement_may_be_asked_for_within_three_working_days_by_date() -> None:
    accepted = moment("2021-03-03T16:00")
    within = {
        text: within_working_days(accepted, moment(text), 3, PLAIN) for text in ("2021-03-03T16:00", "2021-03-08T23:59", "2021-03-09T00:00")
    }
    assert list(within.values()) == [True, True, False]
    assert within_working_days(accepted, moment("2021-03-03T23:00"), 0, PLAIN)
    assert not within_working_days(accepted, moment("2021-03-04T00:00"), 0, PLAIN)
    friday_third = moment("2021-03-02T10:00")
    assert not within_working_days(friday_third, moment("2021-03-06T08:00"), 3, PLAIN)  # Saturday is after the third day, Friday


# Properties

LIMITS = st.one_of(
    st.builds(limit, st.integers(0, 40), st.sampled_from(["working_day", "calendar_day"])),
    st.builds(limit, st.integers(1, 90), st.just("hour")),
    st.builds(limit, st.integers(1, 3), st.just("month")),
)
LASTING = st.integers(0, 40 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))


def reading_of(given_limit: TimeLimit, calendar: WorkingCalendar, *told: tuple[datetime, Turn]) -> Reading:
    return read_clock([ClockEvent(at, turn) for at, turn in told], given_limit, calendar)


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LASTING, LASTING, LIMITS)
def test_a_stop_suspends_exactly(start: datetime, until_stop: timedelta, stopped: timedelta, given_limit: TimeLimit) -> None:
    calendar = national_calendar()
    stop, go = start + until_stop, start + until_stop + stopped
    before = due_at(start, given_limit, calendar)
    assume(not has_passed(before.at, given_limit, stop))
    after = reading_of(given_limit, calendar, (start, Turn.START), (stop, Turn.STOP), (go, Turn.GO)).due
    assert after
    if given_limit.unit in ("calendar_day", "month"):
        assert before.last_day
        assert after.last_day
        assert after.last_day - before.last_day == go.date() - stop.date()
    elif given_limit.by_date:
        assert closings_left(stop, before.at, calendar) == closings_left(go, after.at, calendar)
    else:
        assert remaining(before, stop, calendar) == remaining(after, go, calendar)
    assert after.at >= before.at


def closings_left(since: datetime, due: datetime, calendar: WorkingCalendar) -> int:
    days = (since.date() + timedelta(days=n) for n in range((due.date() - since.date()).days + 1))
    return sum(calendar.is_working_date(day) and since <= calendar.closing_of(day) <= due for day in days)


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LASTING, LASTING, LASTING, LIMITS)
def test_two_stops_that_meet_are_one(start: datetime, until: timedelta, one: timedelta, other: timedelta, given_limit: TimeLimit) -> None:
    calendar = national_calendar()
    stop, between, go = start + until, start + until + one, start + until + one + other
    assume(not has_passed(due_at(start, given_limit, calendar).at, given_limit, stop))
    once = reading_of(given_limit, calendar, (start, Turn.START), (stop, Turn.STOP), (go, Turn.GO))
    began = (start, Turn.START), (stop, Turn.STOP), (between, Turn.GO)
    assume(not has_passed(due_of(reading_of(given_limit, calendar, *began)), given_limit, between))
    twice = reading_of(given_limit, calendar, *began, (between, Turn.STOP), (go, Turn.GO))
    assert once.due == twice.due


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LASTING, LASTING, LIMITS)
def test_a_restart_gives_the_full_limit_anew_or_leaves_a_passed_due_alone(
    start: datetime, until: timedelta, stopped: timedelta, given_limit: TimeLimit
) -> None:
    calendar = national_calendar()
    stop, again = start + until, start + until + stopped
    first = due_at(start, given_limit, calendar)
    reading = reading_of(given_limit, calendar, (start, Turn.START), (stop, Turn.STOP), (again, Turn.RESTART))
    expected = first if has_passed(first.at, given_limit, stop) else due_at(again, given_limit, calendar)
    assert (reading.due, reading.first_due) == (expected, first)


@given(moments(last="2027-06-30T00:00"), moments(last="2027-12-31T00:00"), LIMITS)
def test_a_due_has_passed_exactly_from_when_it_ran_out(start: datetime, as_of: datetime, given_limit: TimeLimit) -> None:
    due = due_at(start, given_limit, PLAIN).at
    edge = ran_out_at(due, given_limit)
    assert has_passed(due, given_limit, as_of) == (as_of >= edge if given_limit.by_date else as_of > edge)
