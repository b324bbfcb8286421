"""Every date between start and due is explained once, and the person waiting reads why in six lines at most."""

from datetime import datetime, timedelta

from hypothesis import assume, given
from hypothesis import strategies as st

from motcua.law.calendar import EVERY_YEAR, CalendarYear, Due, MakeUpDay, WorkingCalendar, working_calendar, working_minutes_between
from motcua.law.clock import ClockEvent, Reading, Turn, has_passed, read_clock
from motcua.law.explain import DayExplained, Reason, explain, in_lines
from motcua.law.limits import TimeLimit, limit, parse_limit
from tests.rules.law.builders import PLAIN, day, moment, moments, read
from tests.rules.law.national import national_calendar


def told(reading: Reading, calendar: WorkingCalendar = PLAIN, as_of: str | None = None) -> list[tuple[str, int, str]]:
    days = explain(reading, calendar, moment(as_of) if as_of else None)
    return [(f"{each.day:%d/%m}", each.minutes, str(each.reason)) for each in days]


def lines(reading: Reading, calendar: WorkingCalendar = PLAIN, as_of: str | None = None) -> tuple[str, ...]:
    return in_lines(explain(reading, calendar, moment(as_of) if as_of else None), reading.due, limit=reading.limit)


def test_five_working_days_over_the_lunar_new_year() -> None:
    reading = read("5 ngày làm việc", "start 2021-02-09T14:00", calendar=national_calendar())
    assert told(reading, national_calendar()) == [
        ("09/02", 0, "day_zero"),
        ("10/02", 0, "holiday"),
        ("11/02", 0, "holiday"),
        ("12/02", 0, "holiday"),
        ("13/02", 0, "weekend"),
        ("14/02", 0, "weekend"),
        ("15/02", 0, "holiday"),
        ("16/02", 0, "holiday"),
        ("17/02", 480, "working_day"),
        ("18/02", 480, "working_day"),
        ("19/02", 480, "working_day"),
        ("20/02", 0, "weekend"),
        ("21/02", 0, "weekend"),
        ("22/02", 480, "working_day"),
        ("23/02", 480, "working_day"),
    ]
    assert lines(reading, national_calendar()) == ("5 ngày làm việc", "nghỉ lễ, Tết 10–16/02", "hẹn trả 17:00 thứ Ba 23/02/2021")


def test_a_saturday_of_acceptance_is_day_zero_and_a_make_up_day_counts() -> None:
    reading = read("3 ngày làm việc", "start 2019-04-27T09:00", calendar=national_calendar())
    found = told(reading, national_calendar())
    assert (found[0], found[-1]) == (("27/04", 0, "day_zero"), ("04/05", 480, "make_up_day"))
    assert lines(reading, national_calendar()) == (
        "3 ngày làm việc",
        "nghỉ lễ, Tết 29/04–01/05",
        "làm bù thứ Bảy 04/05",
        "hẹn trả 17:00 thứ Bảy 04/05/2019",
    )


def test_counted_hours_begin_and_end_to_the_minute() -> None:
    assert told(read("4 giờ", "start 2021-03-05T15:30")) == [
        ("05/03", 90, "working_day"),
        ("06/03", 0, "weekend"),
        ("07/03", 0, "weekend"),
        ("08/03", 150, "working_day"),
    ]
    assert told(read("4 giờ", "start 2021-03-05T18:00"))[0] == ("05/03", 0, "working_day")


def test_a_closure_of_the_office_has_a_reason_of_its_own() -> None:
    calendar = working_calendar(years=EVERY_YEAR, closures=[day("2021-03-02"), day("2021-03-03")])
    reading = read("2 ngày làm việc", "start 2021-03-01T08:00", calendar=calendar)
    assert [reason for *_, reason in told(reading, calendar)] == ["day_zero", "closure", "closure", "working_day", "working_day"]
    assert lines(reading, calendar)[1] == "cơ quan nghỉ 02–03/03"


def test_a_same_day_limit_is_explained_by_its_day_zero() -> None:
    assert told(read("0 ngày làm việc", "start 2021-03-05T09:00")) == [("05/03", 0, "day_zero")]
    assert told(read("0 ngày làm việc", "start 2021-03-05T18:00"))[-1] == ("08/03", 480, "working_day")


def test_calendar_days_count_the_working_dates_among_them_and_end_after_days_off() -> None:
    assert told(read("4 ngày", "start 2021-03-02T09:00")) == [
        ("02/03", 0, "day_zero"),
        ("03/03", 480, "working_day"),
        ("04/03", 480, "working_day"),
        ("05/03", 480, "working_day"),
        ("06/03", 0, "weekend"),
        ("07/03", 0, "weekend"),
        ("08/03", 480, "working_day"),
    ]


def test_a_stop_leaves_the_rest_of_a_partly_suspended_date_and_closed_dates_keep_their_reason() -> None:
    reading = read("5 ngày làm việc", "start 2021-03-04T08:00", "stop 2021-03-05T10:00", "go 2021-03-09T09:00")
    assert told(reading) == [
        ("04/03", 0, "day_zero"),
        ("05/03", 150, "working_day"),
        ("06/03", 0, "weekend"),
        ("07/03", 0, "weekend"),
        ("08/03", 0, "suspended"),
        ("09/03", 390, "working_day"),
        ("10/03", 480, "working_day"),
        ("11/03", 480, "working_day"),
        ("12/03", 480, "working_day"),
        ("13/03", 0, "weekend"),
        ("14/03", 0, "weekend"),
        ("15/03", 480, "working_day"),
    ]
    assert lines(reading) == ("5 ngày làm việc", "tạm dừng, không tính vào thời hạn: 08/03", "hẹn trả 17:00 thứ Hai 15/03/2021")


def test_an_open_stop_lasts_until_the_moment_asked_about_or_the_due() -> None:
    reading = read("3 ngày làm việc", "start 2021-03-01T08:00", "stop 2021-03-02T10:00")
    assert [each[1:] for each in told(reading, as_of="2021-03-03T09:00")] == [
        (0, "day_zero"),
        (150, "working_day"),
        (390, "working_day"),
        (480, "working_day"),
    ]
    assert [each[1:] for each in told(reading)] == [(0, "day_zero"), (150, "working_day"), (0, "suspended"), (0, "suspended")]


def test_after_a_restart_the_explanation_begins_anew() -> None:
    reading = read("2 ngày làm việc", "start 2021-03-01T08:00", "stop 2021-03-02T10:00", "restart 2021-03-08T10:00")
    assert told(reading) == [("08/03", 0, "day_zero"), ("09/03", 480, "working_day"), ("10/03", 480, "working_day")]


def test_dates_added_by_an_extension_carry_their_ordinary_reason() -> None:
    reading = read("2 ngày làm việc", "start 2021-03-03T08:00", "extend 2021-03-04T09:00 2021-03-08T17:00")
    assert [each[2] for each in told(reading)] == ["day_zero", "working_day", "working_day", "weekend", "weekend", "working_day"]


def test_without_a_limit_nothing_is_explained_but_that() -> None:
    reading = read_clock([ClockEvent(moment("2021-03-01T08:00"), Turn.START)], None, PLAIN)
    assert explain(reading, PLAIN) == ()
    assert in_lines((), None, limit=None) == ("thủ tục này chưa được khai thời hạn giải quyết",)


def test_the_last_date_of_the_last_calendar_year_is_explained() -> None:
    calendar = working_calendar(years=[CalendarYear(2021)])
    assert told(read("1 ngày làm việc", "start 2021-12-30T08:00", calendar=calendar), calendar)[-1] == ("31/12", 480, "working_day")


# In six lines


def test_many_breaks_are_summed_up() -> None:
    closures = [day(f"2021-03-{number:02d}") for number in (2, 4, 9, 11, 16, 17)]
    calendar = working_calendar(years=EVERY_YEAR, closures=closures)
    assert lines(read("10 ngày làm việc", "start 2021-03-01T08:00", calendar=calendar), calendar) == (
        "10 ngày làm việc",
        "cơ quan nghỉ 02/03",
        "cơ quan nghỉ 04/03",
        "cơ quan nghỉ 09/03",
        "và 2 đợt nghỉ khác, cộng 3 ngày",
        "hẹn trả 17:00 thứ Ba 23/03/2021",
    )


def test_four_breaks_are_told_one_by_one_and_a_make_up_day_takes_the_room_of_one() -> None:
    closures = [day(f"2021-03-{number:02d}") for number in (2, 4, 9, 11)]
    plain = working_calendar(years=EVERY_YEAR, closures=closures)
    told_all = lines(read("10 ngày làm việc", "start 2021-03-01T08:00", calendar=plain), plain)
    assert told_all[1:-1] == tuple(f"cơ quan nghỉ {number}/03" for number in ("02", "04", "09", "11"))
    made_up = working_calendar(
        years=EVERY_YEAR, closures=closures, make_up_days=[MakeUpDay(day("2021-03-06")), MakeUpDay(day("2021-03-13"))]
    )
    assert lines(read("10 ngày làm việc", "start 2021-03-01T08:00", calendar=made_up), made_up)[1:-1] == (
        "cơ quan nghỉ 02/03",
        "cơ quan nghỉ 04/03",
        "và 2 đợt nghỉ khác, cộng 2 ngày",
        "làm bù thứ Bảy 06/03, thứ Bảy 13/03",
    )


def test_stops_and_breaks_too_many_to_tell_are_summed_up_together() -> None:
    calendar = working_calendar(years=EVERY_YEAR, closures=[day(f"2021-03-{number:02d}") for number in (2, 4, 9, 24)])
    told_turns = ("start 2021-03-01T08:00", "stop 2021-03-10T08:00", "go 2021-03-12T09:00", "stop 2021-03-15T08:00")
    reading = read("12 ngày làm việc", *told_turns, calendar=calendar)
    days = explain(reading, calendar, moment("2021-03-16T08:00"))
    assert in_lines(days, reading.due, limit=reading.limit, stops=reading.stops)[1:-1] == (
        "cơ quan nghỉ 02/03",
        "cơ quan nghỉ 04/03",
        "cơ quan nghỉ 09/03",
        "và 3 đợt nghỉ, tạm dừng khác, cộng 4 ngày",
    )
    without_hours = in_lines(
        explain(read("12 ngày làm việc", *told_turns[:3], calendar=calendar), calendar), reading.due, limit=reading.limit
    )
    assert without_hours[4] == "và 2 đợt nghỉ, tạm dừng khác, cộng 2 ngày"  # the 10th is suspended in part only


def test_stops_are_told_with_their_hours_where_they_are_given() -> None:
    reading = read("5 ngày làm việc", "start 2021-03-04T08:00", "stop 2021-03-05T10:00", "go 2021-03-09T09:00", "stop 2021-03-10T08:00")
    days = explain(reading, PLAIN, moment("2021-03-11T08:00"))
    assert in_lines(days, reading.due, limit=reading.limit, stops=reading.stops) == (
        "5 ngày làm việc",
        "tạm dừng từ 10:00 05/03 đến 09:00 09/03",
        "đang tạm dừng từ 08:00 10/03",
        "hẹn trả 17:00 thứ Hai 15/03/2021 (lùi thêm khi hết tạm dừng)",
    )


def test_a_break_over_new_year_names_both_years_and_a_provisional_due_says_so() -> None:
    days = [DayExplained(day("2026-12-31") + timedelta(days=n), 0, Reason.CLOSURE) for n in range(2)]
    due = Due(moment("2027-01-04T17:00"), None, is_provisional=True)
    assert in_lines(days, due, limit=parse_limit("1 ngày làm việc"))[1:] == (
        "cơ quan nghỉ 31/12/2026–01/01/2027",
        "hẹn trả 17:00 thứ Hai 04/01/2027 (tạm tính, lịch nghỉ lễ chưa chốt)",
    )


def test_holidays_inside_a_stop_are_told_as_part_of_the_stop() -> None:
    reasons = [Reason.HOLIDAY, Reason.SUSPENDED, Reason.HOLIDAY, Reason.WEEKEND, Reason.SUSPENDED, Reason.CLOSURE]
    days = [DayExplained(day("2021-03-01") + timedelta(days=n), 0, reason) for n, reason in enumerate(reasons)]
    due = Due(moment("2021-03-08T17:00"), None, is_provisional=False)
    assert in_lines(days, due, limit=parse_limit("1 ngày làm việc"))[1:-1] == (
        "nghỉ lễ, Tết 01/03",
        "tạm dừng, không tính vào thời hạn: 02–05/03",
        "cơ quan nghỉ 06/03",
    )


# Properties

LIMITS = st.one_of(
    st.builds(limit, st.integers(0, 60), st.sampled_from(["working_day", "calendar_day"])),
    st.builds(limit, st.integers(1, 200), st.just("hour")),
    st.builds(limit, st.integers(1, 2000), st.just("minute")),
    st.builds(limit, st.integers(1, 4), st.just("month")),
)
LASTING = st.integers(0, 30 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
CALENDARS = st.sampled_from(
    [
        PLAIN,
        national_calendar(),
        national_calendar(closures=[day("2021-03-10"), day("2022-06-01")]),
        working_calendar(years=EVERY_YEAR, make_up_days=[MakeUpDay(day("2021-03-06")), MakeUpDay(day("2020-03-07"))]),
    ]
)


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LIMITS, CALENDARS)
def test_each_date_from_start_to_due_is_explained_exactly_once(start: datetime, given_limit: TimeLimit, calendar: WorkingCalendar) -> None:
    reading = read_clock([ClockEvent(start, Turn.START)], given_limit, calendar)
    assert reading.due
    explained = explain(reading, calendar)
    span = (reading.due.at.date() - start.date()).days
    assert [each.day for each in explained] == [start.date() + timedelta(days=n) for n in range(span + 1)]
    if given_limit.by_date:
        assert explained[0] == DayExplained(start.date(), 0, Reason.DAY_ZERO)
    open_days = {Reason.WORKING_DAY, Reason.MAKE_UP_DAY}
    assert all((each.reason in open_days) == calendar.is_working_date(each.day) for each in explained[given_limit.by_date :])


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LIMITS.filter(lambda drawn: not drawn.by_date), CALENDARS)
def test_the_explained_minutes_are_the_minutes_of_the_limit(start: datetime, given_limit: TimeLimit, calendar: WorkingCalendar) -> None:
    reading = read_clock([ClockEvent(start, Turn.START)], given_limit, calendar)
    assert sum(each.minutes for each in explain(reading, calendar)) == given_limit.minutes(calendar.day_minutes)


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), LASTING, LASTING, LIMITS, CALENDARS)
def test_with_a_stop_counted_minutes_still_add_up_and_no_line_is_too_many(
    start: datetime, until: timedelta, stopped: timedelta, given_limit: TimeLimit, calendar: WorkingCalendar
) -> None:
    stop, go = start + until, start + until + stopped
    turns = [ClockEvent(start, Turn.START), ClockEvent(stop, Turn.STOP), ClockEvent(go, Turn.GO)]
    first = read_clock(turns[:1], given_limit, calendar).due
    assert first
    assume(not has_passed(first.at, given_limit, stop))
    reading = read_clock(turns, given_limit, calendar)
    explained = explain(reading, calendar)
    assert len({each.day for each in explained}) == len(explained)
    if not given_limit.by_date:
        assert sum(each.minutes for each in explained) == given_limit.minutes(calendar.day_minutes)
    assert 2 <= len(in_lines(explained, reading.due, limit=given_limit)) <= 6
    assert 2 <= len(in_lines(explained, reading.due, limit=given_limit, stops=reading.stops)) <= 6
    suspended = [each.day for each in explained if each.reason is Reason.SUSPENDED]
    assert all(stop.date() <= each <= go.date() and calendar.is_working_date(each) for each in suspended)


@given(moments("2018-01-01T00:00", "2026-06-30T23:59"), st.integers(0, 40), CALENDARS)
def test_whole_working_days_explain_whole_dates(start: datetime, days: int, calendar: WorkingCalendar) -> None:
    reading = read_clock([ClockEvent(start, Turn.START)], limit(days, "working_day"), calendar)
    counted = [each for each in explain(reading, calendar) if each.minutes]
    assert len(counted) == days or (days == 0 and len(counted) <= 1)
    midnights = [(moment(f"{each.day}T00:00"), moment(f"{each.day}T23:59")) for each in counted]
    assert [each.minutes for each in counted] == [working_minutes_between(*both, calendar) for both in midnights]
