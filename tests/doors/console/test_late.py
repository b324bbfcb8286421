"""``motcua late``: early, on time or late by date or by moment, and signed session minutes."""

import json

import pytest

from tests.doors.console.calling import Called, call

Capture = pytest.CaptureFixture[str]


def _late(capsys: Capture, unit: str, *more: str) -> Called:
    return call(capsys, "late", "--due", "2021-03-05T17:00", "--unit", unit, *more, "--json")


@pytest.mark.parametrize(
    ("unit", "settled", "timeliness", "minutes"),
    [
        ("working_day", "2021-03-04T23:59", "early", -480),
        ("working_day", "2021-03-05T00:00", "on_time", -480),
        ("working_day", "2021-03-05T23:59", "on_time", 0),
        ("working_day", "2021-03-06T08:00", "late", 0),
        ("ngày làm việc", "2021-03-08T10:00", "late", 150),
        ("ngày", "2021-03-08T10:00", "late", 150),
        ("tháng", "2021-03-05T18:00", "on_time", 0),
        ("hour", "2021-03-05T16:59", "early", -1),
        ("hour", "2021-03-05T17:00", "on_time", 0),
        ("giờ", "2021-03-05T17:01", "late", 0),
        ("minute", "2021-03-08T07:45", "late", 15),
        ("0,5 ngày làm việc", "2021-03-05T17:01", "late", 0),
        ("5 ngày làm việc", "2021-03-05T17:01", "on_time", 0),
    ],
)
def test_the_unit_tells_whether_dates_or_moments_are_compared(
    capsys: Capture, unit: str, settled: str, timeliness: str, minutes: int
) -> None:
    answer = _late(capsys, unit, "--settled", settled)
    assert answer.json == {"timeliness": timeliness, "late_working_minutes": minutes}
    assert (answer.code, answer.err) == (0, "")


def test_working_days_with_a_due_to_the_minute_are_compared_by_moment(capsys: Capture) -> None:
    answer = _late(capsys, "working_day", "--due-time", "same_time", "--settled", "2021-03-05T17:01")
    assert answer.json["timeliness"] == "late"


@pytest.mark.parametrize(
    ("unit", "as_of", "timeliness"),
    [
        ("working_day", "2021-03-05T23:59", "pending_in_time"),
        ("working_day", "2021-03-06T00:00", "pending_late"),
        ("hour", "2021-03-05T17:00", "pending_in_time"),
        ("hour", "2021-03-05T17:01", "pending_late"),
    ],
)
def test_a_case_without_settlement_is_pending_as_of_a_moment(capsys: Capture, unit: str, as_of: str, timeliness: str) -> None:
    assert _late(capsys, unit, "--as-of", as_of).json["timeliness"] == timeliness


def test_a_date_alone_is_due_at_its_closing(capsys: Capture) -> None:
    answer = call(capsys, "late", "--due", "2021-03-05", "--settled", "2021-03-05T16:30", "--unit", "calendar_day", "--json")
    assert answer.json == {"timeliness": "on_time", "late_working_minutes": -30}


def test_in_words(capsys: Capture) -> None:
    told = call(capsys, "late", "--due", "2021-03-05T16:00", "--settled", "2021-03-08T09:00", "--unit", "giờ")
    assert told.out == "quá hạn, sau hẹn 150 phút làm việc\n"


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--due", "2021-03-05T17:00", "--unit", "hour"], "thiếu “settled”"),
        (["--due", "2021-03-05T17:00", "--settled", "2021-03-05T17:00"], "thiếu “unit”"),
        (["--settled", "2021-03-05T17:00", "--unit", "hour"], "thiếu “due”"),
        (["--due", "2021-03-05T17:00", "--settled", "2021-03-05T17:00", "--unit", "tuần"], "không có đơn vị “tuần”"),
        (["--due", "2021-03-05T17:00", "--settled", "2021-03-05", "--unit", "hour"], "chưa có giờ"),
        (["--due", "2031-03-05T17:00", "--settled", "2031-03-05T17:01", "--unit", "hour"], "no-calendar"),
    ],
)
def test_bad_input_is_one_line_that_says_where_and_why(capsys: Capture, arguments: list[str], wanted: str) -> None:
    answer = call(capsys, "late", *arguments, "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert wanted in answer.err


def test_a_batch_answers_line_by_line(capsys: Capture) -> None:
    lines = [
        {"due": "2021-03-05T16:00", "settled": "2021-03-08T09:00", "unit": "hour"},
        {"due": "2021-03-05T16:00", "unit": "hour"},
        {"due": "2021-03-05T16:00", "settled": None, "as_of": "2021-03-06T16:00", "unit": "working_day", "closures": []},
    ]
    answer = call(capsys, "late", "--batch", stdin="".join(json.dumps(line) + "\n" for line in lines))
    assert answer.code == 2
    assert [told.get("timeliness") for told in answer.lines] == ["late", None, "pending_late"]
    assert answer.lines[0]["late_working_minutes"] == 150
