"""Limits are read as people write them, and contradictions are named."""

import unicodedata
from datetime import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.law.limits import DueTime, LimitError, TimeLimit, Unit, limit, parse_limit

CLOSING, SAME_TIME = DueTime.CLOSING, DueTime.SAME_TIME


@pytest.mark.parametrize(
    ("text", "value", "unit", "due_time"),
    [
        ("5 working_day", "5", Unit.WORKING_DAY, CLOSING),
        ("5 ngày làm việc", "5", Unit.WORKING_DAY, CLOSING),
        ("05 NGÀY  LÀM VIỆC", "5", Unit.WORKING_DAY, CLOSING),
        ("5 ngay lam viec", "5", Unit.WORKING_DAY, CLOSING),
        (unicodedata.normalize("NFD", " 5 ngày làm việc "), "5", Unit.WORKING_DAY, CLOSING),
        ("0,5 ngày làm việc", "0.5", Unit.WORKING_DAY, SAME_TIME),
        ("0.5 ngày làm việc", "0.5", Unit.WORKING_DAY, SAME_TIME),
        ("1,0 ngày làm việc", "1", Unit.WORKING_DAY, CLOSING),
        ("02 giờ", "2", Unit.HOUR, SAME_TIME),
        ("2 giờ làm việc", "2", Unit.HOUR, SAME_TIME),
        ("1,5 hours", "1.5", Unit.HOUR, SAME_TIME),
        ("30 phút", "30", Unit.MINUTE, SAME_TIME),
        ("30 minute", "30", Unit.MINUTE, SAME_TIME),
        ("30 ngày", "30", Unit.CALENDAR_DAY, CLOSING),
        ("30 calendar_day", "30", Unit.CALENDAR_DAY, CLOSING),
        ("1 tháng", "1", Unit.MONTH, CLOSING),
        ("0 ngày làm việc", "0", Unit.WORKING_DAY, CLOSING),
        ("ngay trong ngày", "0", Unit.WORKING_DAY, CLOSING),
        ("Trong ngày làm việc", "0", Unit.WORKING_DAY, CLOSING),
        ("0,125 ngày làm việc", "0.125", Unit.WORKING_DAY, SAME_TIME),
    ],
)
def test_a_limit_is_understood_however_people_write_it(text: str, value: str, unit: Unit, due_time: DueTime) -> None:
    assert parse_limit(text) == TimeLimit(Decimal(value), unit, due_time)


@pytest.mark.parametrize(
    "text", ["", "5", "ngày", "năm ngày", "5 tuần", "5 ngàyy", "-5 ngày", "5-7 ngày", "5 ngày 4 giờ", "ngay", "không quy định", "24h"]
)
def test_what_is_no_limit_is_said_back_with_an_example(text: str) -> None:
    with pytest.raises(LimitError, match="Không đọc được thời hạn") as caught:
        parse_limit(text)
    assert f"“{text}”" in str(caught.value)
    assert "ví dụ" in str(caught.value)


@pytest.mark.parametrize("text", ["1.000 ngày", "2,500 giờ"])
def test_a_number_with_three_digits_after_the_mark_may_mean_thousands_and_is_asked_back(text: str) -> None:
    with pytest.raises(LimitError, match="hai cách"):
        parse_limit(text)


@pytest.mark.parametrize(
    ("value", "unit", "due_time", "why"),
    [
        ("0.5", "working_day", "closing", "same_time"),
        (4, "hour", "closing", "same_time"),
        (30, "minute", "closing", "same_time"),
        (30, "calendar_day", "same_time", "closing"),
        (1, "month", "same_time", "closing"),
        ("0.5", "calendar_day", None, "số nguyên"),
        ("1.5", "month", None, "số nguyên"),
        (-1, "working_day", None, "từ 0 trở lên"),
        ("NaN", "working_day", None, "không phải là một số"),
        ("Infinity", "hour", None, "không phải là một số"),
        ("năm", "hour", None, "không phải là số"),
        (5, "week", None, "Không có đơn vị"),
        (5, "hour", "noon", "Không có cách tính"),
        (10**9, "calendar_day", None, "số lớn nhất"),
    ],
)
def test_a_contradictory_limit_is_refused_with_the_reason(value: str, unit: str, due_time: str | None, why: str) -> None:
    with pytest.raises(LimitError, match=why):
        limit(value, unit, due_time)


def test_no_contradictory_limit_can_exist_even_without_the_constructor() -> None:
    with pytest.raises(LimitError):
        TimeLimit(Decimal(4), Unit.HOUR, CLOSING)


@pytest.mark.parametrize(
    ("given_limit", "words"),
    [
        (limit(5, "working_day"), "5 ngày làm việc"),
        (limit(4, "hour"), "4 giờ làm việc"),
        (limit("0.5", "working_day"), "0,5 ngày làm việc"),
        (limit(30, "calendar_day"), "30 ngày"),
        (limit(10, "calendar_day"), "10 ngày"),
        (limit(1, "month"), "1 tháng"),
        (limit(0, "working_day"), "trong ngày làm việc"),
    ],
)
def test_a_limit_says_itself_in_words(given_limit: TimeLimit, words: str) -> None:
    assert given_limit.in_words() == words


@given(st.sampled_from(Unit), st.integers(0, 90), st.sampled_from(["", ".5", ".25"]))
def test_what_a_limit_says_of_itself_is_read_back_as_the_same_limit(unit: Unit, whole: int, fraction: str) -> None:
    exact = unit in (Unit.CALENDAR_DAY, Unit.MONTH)
    said = limit(str(whole) if exact else f"{whole}{fraction}", unit)
    assert parse_limit(said.in_words()) == said


def test_whole_days_compare_by_date_and_counted_time_to_the_minute() -> None:
    assert [parse_limit(text).by_date for text in ("5 ngày làm việc", "30 ngày", "1 tháng", "0 ngày làm việc")] == [True] * 4
    assert [parse_limit(text).by_date for text in ("0,5 ngày làm việc", "4 giờ", "30 phút")] == [False] * 3
    assert not parse_limit("5 ngày làm việc", "same_time").by_date


def test_half_a_minute_is_rounded_up() -> None:
    assert limit("0.5", "minute").minutes(480) == 1
    assert limit("0.33", "working_day").minutes(480) == 158
    assert limit(2, "working_day", "same_time").minutes(450) == 900
    assert limit("1.5", "hour").minutes(450) == 90


def test_the_cutoff_of_same_day_limits_is_kept() -> None:
    assert parse_limit("0 ngày làm việc", None, time(15)).same_day_cutoff == time(15)
