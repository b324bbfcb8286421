"""The working calendar: open and closed dates, boundaries of sessions, missing and provisional years, contradictions."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest

from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import (
    DEFAULT_WEEK,
    EVERY_YEAR,
    CalendarError,
    CalendarYear,
    DayKind,
    MakeUpDay,
    Session,
    due_at,
    remaining,
    working_calendar,
    working_minutes_between,
)
from motcua.law.limits import limit, parse_limit
from tests.rules.law.builders import PLAIN, day, moment, session
from tests.rules.law.national import national_calendar

MORNING, AFTERNOON = session("07:30-11:30"), session("13:00-17:00")
SIX_DAYS = {**DEFAULT_WEEK, 6: (MORNING,)}


def due(start: str, text: str, calendar: object = PLAIN) -> datetime:
    return due_at(moment(start), parse_limit(text), calendar).at  # type: ignore[arg-type]


# What kind of date


def test_each_date_has_one_kind() -> None:
    calendar = working_calendar(
        years=[CalendarYear(2021, holidays=frozenset({day("2021-09-02"), day("2021-05-01")}))],
        closures=[day("2021-03-10"), day("2021-03-14"), day("2021-09-02")],
        make_up_days=[MakeUpDay(day("2021-03-13"))],
    )
    kinds = {text: calendar.kind_of(day(f"2021-{text}")) for text in ("03-09", "03-10", "03-13", "03-14", "05-01", "09-02")}
    assert kinds == {
        "03-09": DayKind.WORKING,
        "03-10": DayKind.CLOSURE,
        "03-13": DayKind.MAKE_UP,
        "03-14": DayKind.WEEKEND,  # closed by the office too, but no weekday of its week
        "05-01": DayKind.WEEKEND,  # a holiday that falls on a Saturday
        "09-02": DayKind.HOLIDAY,  # the national reason comes first
    }


def test_a_holiday_on_a_saturday_is_a_holiday_for_an_office_that_works_on_saturdays() -> None:
    calendar = working_calendar(week=SIX_DAYS, years=[CalendarYear(2021, holidays=frozenset({day("2021-05-01")}))])
    assert calendar.kind_of(day("2021-05-01")) is DayKind.HOLIDAY
    assert calendar.sessions_on(day("2021-05-08")) == (MORNING,)


def test_a_make_up_day_has_the_sessions_of_the_weekday_it_stands_for_else_mondays_unless_it_brings_its_own() -> None:
    week = {1: (MORNING,), 5: (AFTERNOON,)}
    made_up = [
        MakeUpDay(day("2021-03-06"), day("2021-03-12")),
        MakeUpDay(day("2021-03-13")),
        MakeUpDay(day("2021-03-20"), day("2021-03-26"), (Session(480, 540),)),
        MakeUpDay(day("2021-03-27"), day("2021-03-30")),
    ]
    calendar = working_calendar(week=week, years=EVERY_YEAR, make_up_days=made_up)
    assert calendar.sessions_on(day("2021-03-06")) == (AFTERNOON,)
    assert calendar.sessions_on(day("2021-03-13")) == (MORNING,)
    assert calendar.sessions_on(day("2021-03-20")) == (Session(480, 540),)
    assert calendar.sessions_on(day("2021-03-27")) == (MORNING,)  # the office is closed on Tuesdays


def test_opening_and_closing_of_a_closed_date_are_those_of_the_next_working_date() -> None:
    assert PLAIN.closing_of(day("2021-03-05")) == moment("2021-03-05T17:00")
    assert PLAIN.closing_of(day("2021-03-06")) == moment("2021-03-08T17:00")
    assert PLAIN.opening_of(day("2021-03-06")) == moment("2021-03-08T07:30")


def test_next_and_previous_working_date_leave_the_date_itself_out() -> None:
    calendar = national_calendar()
    assert calendar.next_working_date(day("2021-02-09")) == day("2021-02-17")
    assert calendar.previous_working_date(day("2021-02-17")) == day("2021-02-09")
    assert calendar.next_working_date(day("2024-05-03")) == day("2024-05-04")
    assert PLAIN.previous_working_date(day("2021-01-01")) == day("2020-12-31")


def test_a_working_day_counts_as_many_minutes_as_the_commonest_weekday() -> None:
    assert PLAIN.day_minutes == 480
    assert working_calendar(week=SIX_DAYS, years=EVERY_YEAR).day_minutes == 480
    tie = {1: (MORNING,), 2: (MORNING, AFTERNOON), 3: (MORNING,), 4: (MORNING, AFTERNOON)}
    assert working_calendar(week=tie, years=EVERY_YEAR).day_minutes == 240


# Boundaries


@pytest.mark.parametrize(
    ("start", "text", "end"),
    [
        ("2021-03-01T11:29", "1 phút", "2021-03-01T11:30"),
        ("2021-03-01T11:30", "1 phút", "2021-03-01T13:01"),
        ("2021-03-01T07:29", "1 phút", "2021-03-01T07:31"),
        ("2021-03-01T17:00", "1 phút", "2021-03-02T07:31"),
        ("2021-03-01T07:30", "4 giờ", "2021-03-01T11:30"),
        ("2021-03-01T07:30", "8 giờ", "2021-03-01T17:00"),
        ("2021-03-05T17:00", "8 giờ", "2021-03-08T17:00"),
        ("2021-03-05T16:00", "1 giờ", "2021-03-05T17:00"),
        ("2021-03-06T10:00", "4 giờ", "2021-03-08T11:30"),
        ("2021-03-01T08:00", "0,5 ngày làm việc", "2021-03-01T13:30"),
    ],
)
def test_an_end_on_a_boundary_is_the_end_of_the_earlier_session(start: str, text: str, end: str) -> None:
    assert due(start, text) == moment(end)


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021-03-01T08:00", "2021-03-01T08:00"),
        ("2021-03-01T11:30", "2021-03-01T13:00"),
        ("2021-03-05T17:00", "2021-03-08T07:30"),
        ("2021-03-06T10:00", "2021-03-08T07:30"),
    ],
)
def test_no_minutes_at_all_are_due_at_once_or_at_the_next_opening(start: str, end: str) -> None:
    assert due(start, "0 giờ") == moment(end)


def test_seconds_are_kept_in_counted_time() -> None:
    assert due("2021-03-01T11:29:30", "1 phút") == moment("2021-03-01T13:00:30")
    assert due("2021-03-01T08:00:20", "4 giờ") == moment("2021-03-01T13:30:20")
    assert due("2021-03-01T12:00:20", "4 giờ") == moment("2021-03-01T17:00")
    assert due("2021-03-01T08:00:20", "0 giờ") == moment("2021-03-01T08:00:20")


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2021-03-01T00:00", "2021-03-01T17:00"),
        ("2021-03-01T12:00", "2021-03-01T17:00"),
        ("2021-03-01T16:59", "2021-03-01T17:00"),
        ("2021-03-01T17:00", "2021-03-02T17:00"),
        ("2021-03-06T09:00", "2021-03-08T17:00"),
    ],
)
def test_a_same_day_limit_is_due_today_while_sessions_last_else_on_the_next_working_date(start: str, end: str) -> None:
    assert due(start, "0 ngày làm việc") == moment(end)


def test_whole_working_days_to_the_same_time_count_session_minutes() -> None:
    two_days = parse_limit("2 ngày làm việc", "same_time")
    assert due_at(moment("2021-03-04T10:00"), two_days, PLAIN).at == moment("2021-03-08T10:00")
    assert due_at(moment("2021-03-04T07:30"), two_days, PLAIN).at == moment("2021-03-05T17:00")


def test_sessions_that_touch_are_one_stretch() -> None:
    calendar = working_calendar(week={1: (session("07:30-11:30"), session("11:30-17:00"))}, years=EVERY_YEAR)
    assert due("2021-03-01T11:30", "1 phút", calendar) == moment("2021-03-01T11:31")


def test_a_week_with_odd_sessions_is_counted_to_the_minute() -> None:
    odd = {2: (session("06:07-06:09"),), 4: (session("00:00-00:01"), session("10:00-10:30"), session("23:00-23:59"))}
    calendar = working_calendar(week=odd, years=EVERY_YEAR)
    assert calendar.day_minutes == 2
    assert due("2021-03-01T08:00", "3 phút", calendar) == moment("2021-03-04T00:01")
    assert due("2021-03-01T08:00", "4 phút", calendar) == moment("2021-03-04T10:01")
    assert due("2021-03-01T08:00", "2 ngày làm việc", calendar) == moment("2021-03-04T23:59")
    assert working_minutes_between(moment("2021-03-01T00:00"), moment("2021-03-08T00:00"), calendar) == 92


# Months and calendar days


@pytest.mark.parametrize(
    ("start", "text", "last_day", "end"),
    [
        ("2020-01-31T08:00", "1 tháng", "2020-02-29", "2020-03-02T17:00"),
        ("2021-01-31T08:00", "1 tháng", "2021-02-28", "2021-03-01T17:00"),
        ("2021-08-31T08:00", "1 tháng", "2021-09-30", "2021-09-30T17:00"),
        ("2021-11-30T08:00", "3 tháng", "2022-02-28", "2022-02-28T17:00"),
        ("2020-02-29T08:00", "12 tháng", "2021-02-28", "2021-03-01T17:00"),
        ("2020-02-28T08:00", "1 ngày", "2020-02-29", "2020-03-02T17:00"),
        ("2021-12-31T20:00", "5 ngày", "2022-01-05", "2022-01-05T17:00"),
    ],
)
def test_months_end_on_the_same_day_or_the_months_last_and_days_off_move_the_end(start: str, text: str, last_day: str, end: str) -> None:
    found = due_at(moment(start), parse_limit(text), PLAIN)
    assert (found.last_day, found.at) == (day(last_day), moment(end))


# Minutes


def test_minutes_between_two_moments_are_signed() -> None:
    friday_due, saturday, monday = moment("2021-03-05T17:00"), moment("2021-03-06T10:00"), moment("2021-03-08T09:00")
    assert working_minutes_between(friday_due, saturday, PLAIN) == 0
    assert working_minutes_between(friday_due, monday, PLAIN) == 90
    assert working_minutes_between(monday, friday_due, PLAIN) == -90
    assert remaining(due_at(moment("2021-03-01T08:00"), parse_limit("5 ngày làm việc"), PLAIN), monday, PLAIN) == 390
    assert remaining(friday_due, monday, PLAIN) == -90


def test_a_moment_in_another_zone_is_read_on_the_offices_wall_clock() -> None:
    in_utc = datetime(2021, 3, 1, 1, 0, tzinfo=UTC)
    found = due_at(in_utc, parse_limit("4 giờ"), PLAIN).at
    assert (found, found.utcoffset()) == (moment("2021-03-01T13:30"), timedelta(hours=7))
    late_on_the_28th = datetime(2021, 2, 28, 18, 0, tzinfo=UTC)
    assert due_at(late_on_the_28th, parse_limit("1 ngày làm việc"), PLAIN).at == moment("2021-03-02T17:00")
    assert working_minutes_between(late_on_the_28th, in_utc, PLAIN) == 30
    assert working_minutes_between(in_utc, late_on_the_28th, PLAIN) == -30


# Years without calendar, provisional years and days


@pytest.mark.parametrize(
    ("start", "text", "year"),
    [
        ("2017-12-29T08:00", "1 ngày làm việc", 2017),
        ("2028-12-28T08:00", "5 ngày làm việc", 2029),
        ("2028-12-29T16:59", "2 giờ", 2029),
        ("2028-12-20T08:00", "30 ngày", 2029),
        ("2028-12-20T08:00", "1 tháng", 2029),
        ("2028-12-30T08:00", "1 ngày", 2029),  # ends on Sunday the 31st, so the next working date decides
        ("2028-12-29T17:00", "0 ngày làm việc", 2029),
        ("2028-12-29T17:00", "0 giờ", 2029),
    ],
)
def test_a_year_without_calendar_is_refused_even_when_only_the_due_lies_in_it(start: str, text: str, year: int) -> None:
    with pytest.raises(Refusal) as refused:
        due(start, text, national_calendar())
    assert (refused.value.code, refused.value.facts) == (Code.NO_CALENDAR, {"year": year})


def test_the_last_minute_of_the_last_year_needs_no_further_calendar() -> None:
    assert due("2028-12-28T08:00", "1 ngày làm việc", national_calendar()) == moment("2028-12-29T17:00")
    assert due("2028-12-29T16:00", "1 giờ", national_calendar()) == moment("2028-12-29T17:00")
    assert due("2028-12-29T12:00:20", "4 giờ", national_calendar()) == moment("2028-12-29T17:00")


def test_a_missing_year_between_two_known_ones_is_not_skipped() -> None:
    calendar = working_calendar(years=[CalendarYear(2020), CalendarYear(2022)])
    for ask in (
        lambda: working_minutes_between(moment("2020-06-01T08:00"), moment("2022-06-01T08:00"), calendar),
        lambda: working_minutes_between(moment("2022-06-01T08:00"), moment("2020-06-01T08:00"), calendar),
        lambda: calendar.is_provisional_between(day("2020-06-01"), day("2022-06-01")),
        lambda: calendar.previous_working_date(day("2022-01-01")),
        lambda: calendar.kind_of(day("2021-06-01")),
        lambda: calendar.sessions_on(day("2021-06-01")),
        lambda: calendar.is_working_date(day("2021-06-01")),
        lambda: calendar.next_working_date(day("2020-12-31")),
        lambda: calendar.closing_of(day("2021-01-01")),
    ):
        with pytest.raises(Refusal) as refused:
            ask()
        assert refused.value.facts == {"year": 2021}


def test_a_list_of_ones_own_knows_every_year() -> None:
    for year in (1, 1900, 1999, 2150, 9000):
        start = datetime(year, 6, 1, 8, tzinfo=moment("2021-03-01").tzinfo)
        assert due_at(start, limit(90, "working_day"), PLAIN).is_provisional is False
    assert due("1999-12-31T08:00", "5000 ngày làm việc") > moment("2019-01-01")
    assert working_minutes_between(moment("1999-06-01T08:00"), moment("2031-06-02T08:00"), PLAIN) == 8349 * 480


def test_provisional_years_and_days_are_flagged_only_between_start_and_due() -> None:
    calendar = national_calendar()
    flags = {
        (start, text): due_at(moment(f"{start}T08:00"), parse_limit(text), calendar).is_provisional
        for start, text in [
            ("2026-11-16", "5 ngày làm việc"),
            ("2026-11-20", "2 ngày làm việc"),
            ("2026-11-25", "5 ngày làm việc"),
            ("2026-12-28", "3 ngày làm việc"),
            ("2026-12-28", "5 ngày làm việc"),
            ("2026-12-31", "16 giờ"),
            ("2026-11-23", "4 giờ"),
            ("2026-11-23", "12 giờ"),
            ("2026-11-01", "30 ngày"),
        ]
    }
    assert list(flags.values()) == [False, True, False, False, True, True, False, True, True]
    spans = [("2026-11-24", "2026-11-24"), ("2026-11-25", "2026-12-31"), ("2026-12-31", "2027-01-01"), ("2027-01-02", "2027-01-01")]
    assert [calendar.is_provisional_between(day(first), day(last)) for first, last in spans] == [True, False, True, False]


# Contradictions


@pytest.mark.parametrize(
    ("week", "complaint"),
    [
        ({1: [(690, 450)]}, "Thứ Hai: buổi 11:30–07:30 phải mở trước khi đóng"),
        ({2: [(450, 450)]}, "Thứ Ba: buổi 07:30–07:30"),
        ({3: [(450, 720), (690, 1020)]}, "Thứ Tư: buổi bắt đầu 11:30 chồng lên buổi kết thúc 12:00"),
        ({7: [(450, 1440)]}, "Chủ nhật: buổi 07:30–24:00 phải mở trước khi đóng và đóng trước 24:00"),
        ({1: [(-5, 60)]}, "Thứ Hai"),
        ({8: [(450, 690)]}, "không có thứ mang số 8"),
        ({1: []}, "không có buổi nào"),
        ({}, "không có buổi nào"),
    ],
)
def test_a_contradictory_week_is_refused_with_where_and_why(week: dict[int, list[tuple[int, int]]], complaint: str) -> None:
    with pytest.raises(CalendarError, match=re.escape(complaint)):
        working_calendar(week=week, years=EVERY_YEAR)


def test_sessions_may_be_told_in_any_order() -> None:
    calendar = working_calendar(week={1: [AFTERNOON, MORNING]}, years=EVERY_YEAR)
    assert calendar.sessions_on(day("2021-03-01")) == (MORNING, AFTERNOON)


DAY = date(2021, 3, 6)


@pytest.mark.parametrize(
    ("parts", "complaint"),
    [
        ({"closures": [DAY, DAY]}, "Ngày nghỉ riêng 06/03/2021 được khai hai lần"),
        ({"make_up_days": [MakeUpDay(DAY), MakeUpDay(DAY)]}, "Ngày làm bù 06/03/2021 được khai hai lần"),
        ({"closures": [DAY], "make_up_days": [MakeUpDay(DAY)]}, "Ngày 06/03/2021 vừa là ngày nghỉ vừa là ngày làm bù"),
        (
            {"years": [CalendarYear(2021, holidays=frozenset({DAY}))], "make_up_days": [MakeUpDay(DAY)]},
            "vừa là ngày nghỉ vừa là ngày làm bù",
        ),
        ({"years": [CalendarYear(2021), CalendarYear(2021, is_provisional=True)]}, "Lịch năm 2021 được khai hai lần"),
        ({"years": [CalendarYear(2020, holidays=frozenset({DAY}))]}, "Lịch năm 2020 có ngày 06/03/2021 của năm khác"),
        ({"make_up_days": [MakeUpDay(DAY, sessions=(Session(600, 500),))]}, "Ngày làm bù 06/03/2021: buổi 10:00–08:20"),
        ({"week": {5: [MORNING]}, "make_up_days": [MakeUpDay(DAY)]}, "Ngày làm bù 06/03/2021 không có buổi làm việc nào"),
    ],
)
def test_dates_that_contradict_each_other_are_refused_with_where_and_why(parts: dict[str, object], complaint: str) -> None:
    with pytest.raises(CalendarError, match=re.escape(complaint)):
        working_calendar(**{"years": EVERY_YEAR, **parts})  # type: ignore[arg-type]


def test_equal_calendars_are_one_value() -> None:
    one, other = national_calendar(), national_calendar()
    assert one is other
    assert len({one, PLAIN, national_calendar(closures=[day("2021-03-10")])}) == 3
