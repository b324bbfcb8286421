"""``motcua due``: the contract's rules on the command line, one question or many; bad input is told in one line."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.doors.console.calling import Called, call

Capture = pytest.CaptureFixture[str]


def _due(capsys: Capture, start: str, limit: str, *more: object) -> Called:
    return call(capsys, "due", "--from", start, "--limit", limit, *more)


def _file(folder: Path, told: Any) -> Path:
    path = folder / "told.json"
    path.write_text(json.dumps(told), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("start", "limit", "due"),
    [
        ("2021-02-09T14:00", "5 working_day", "2021-02-23T17:00:00+07:00"),
        ("2021-02-09T14:00", "5 ngày làm việc", "2021-02-23T17:00:00+07:00"),
        ("2021-02-09T07:00Z", "05 NGÀY LÀM VIỆC", "2021-02-23T17:00:00+07:00"),
        ("2021-02-09", "5 ngày làm việc", "2021-02-23T17:00:00+07:00"),
        ("2021-03-01T16:00", "02 giờ", "2021-03-02T08:30:00+07:00"),
        ("2021-03-01T08:00", "0,5 ngày làm việc", "2021-03-01T13:30:00+07:00"),
        ("2021-01-31T09:00", "1 tháng", "2021-03-01T17:00:00+07:00"),
        ("2021-03-01T08:00", "30 ngày", "2021-03-31T17:00:00+07:00"),
        ("2021-03-01T16:59", "trong ngày", "2021-03-01T17:00:00+07:00"),
    ],
)
def test_a_limit_is_understood_in_codes_and_in_vietnamese(capsys: Capture, start: str, limit: str, due: str) -> None:
    answer = _due(capsys, start, limit, "--json")
    assert answer.json == {"due_at": due}
    assert (answer.code, answer.err) == (0, "")


def test_a_cutoff_and_a_due_time_move_the_due(capsys: Capture) -> None:
    late = _due(capsys, "2021-03-01T15:01", "0 working_day", "--same-day-cutoff", "15:00", "--json")
    assert late.json == {"due_at": "2021-03-02T17:00:00+07:00"}
    to_the_minute = _due(capsys, "2021-03-01T10:00", "1 working_day", "--due-time", "same_time", "--json")
    assert to_the_minute.json == {"due_at": "2021-03-02T10:00:00+07:00"}


def test_the_explanation_names_every_date_once_and_only_a_provisional_due_is_flagged(capsys: Capture) -> None:
    told = _due(capsys, "2021-02-09T14:00", "5 working_day", "--explain", "--json").json
    assert [day["date"][-5:] for day in told["explanation"]][:3] == ["02-09", "02-10", "02-11"]
    assert len({day["date"] for day in told["explanation"]}) == len(told["explanation"]) == 15
    assert told["explanation"][0] == {"date": "2021-02-09", "minutes": 0, "reason": "day_zero"}
    assert set(told) == {"due_at", "explanation"}


def test_a_provisional_day_is_flagged_beside_the_answer_and_in_the_explanation(capsys: Capture) -> None:
    plain = _due(capsys, "2026-11-20T14:00", "2 working_day", "--json")
    assert plain.json == {"due_at": "2026-11-25T17:00:00+07:00"}
    assert "tạm tính" in plain.err
    assert _due(capsys, "2026-11-20T14:00", "2 working_day", "--json", "--explain").json["provisional"] is True
    assert "tạm tính" in _due(capsys, "2027-03-01T08:00", "2 working_day").out


def test_in_words_the_due_stands_last_and_each_day_has_its_reason(capsys: Capture) -> None:
    lines = _due(capsys, "2021-02-09T14:00", "5 working_day", "--explain").out.splitlines()
    assert lines[0] == "T3 09/02/2021     0 phút  ngày tiếp nhận, chưa tính"
    assert lines[-1] == "hẹn trả 17:00 thứ Ba 23/02/2021"


def test_given_closures_replace_the_national_calendar_and_a_made_up_day_works(capsys: Capture, tmp_path: Path) -> None:
    told = _file(tmp_path, {"closures": ["2021-02-10"], "make_up_days": [{"date": "2021-02-13", "for": "2021-02-10"}]})
    assert _due(capsys, "2021-02-09T14:00", "3 working_day", "--calendar", told, "--json").json == {"due_at": "2021-02-13T17:00:00+07:00"}


def test_made_up_days_alone_join_the_national_calendar(capsys: Capture, tmp_path: Path) -> None:
    told = _file(tmp_path, {"make_up_days": [{"date": "2021-02-20", "sessions": [["08:00", "10:00"]]}]})
    assert _due(capsys, "2021-02-09T14:00", "4 working_day", "--calendar", told, "--json").json == {"due_at": "2021-02-20T10:00:00+07:00"}


def test_a_week_of_its_own_counts(capsys: Capture, tmp_path: Path) -> None:
    told = _file(tmp_path, {"1": [["07:00", "11:00"]], "6": [["07:00", "11:30"]]})
    assert _due(capsys, "2021-03-01T14:00", "1 working_day", "--week", told, "--json").json == {"due_at": "2021-03-06T11:30:00+07:00"}


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["--limit", "5 ngày"], "thiếu “from”"),
        (["--from", "2021-02-09T14:00"], "thiếu “limit”"),
        (["--from", "9/2/2021", "--limit", "5 ngày"], "trường “from”: “9/2/2021” không phải thời điểm ISO 8601"),
        (["--from", "2021-02-09", "--limit", "4 giờ"], "chưa có giờ"),
        (["--from", "2021-02-09T14:00", "--limit", "sớm nhất"], "Không đọc được thời hạn “sớm nhất”"),
        (["--from", "2021-02-09T14:00", "--limit", "4 giờ", "--due-time", "closing"], "luôn tính đến từng phút"),
        (["--from", "2021-02-09T14:00", "--limit", "0 working_day", "--same-day-cutoff", "3 pm"], "không phải giờ như “15:00”"),
        (["--from", "2031-02-09T14:00", "--limit", "5 ngày"], "no-calendar: chưa có lịch nghỉ của năm 2031"),
        (["--from", "2021-02-09T14:00", "--limit", "5 ngày", "--week", "không-có.json"], "không mở được tệp không-có.json"),
    ],
)
def test_bad_input_is_one_line_that_says_where_and_why(capsys: Capture, arguments: list[str], wanted: str) -> None:
    answer = call(capsys, "due", *arguments, "--json")
    assert (answer.code, answer.out, answer.err.count("\n")) == (2, "", 1)
    assert wanted in answer.err


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        ([], "phải là một đối tượng JSON"),
        ({"closure": []}, "không có trường “closure”"),
        ({"closures": ["2021-02-30"]}, 'trường “closures.0”: "2021-02-30" không phải ngày'),
        ({"closures": "2021-02-10"}, "trường “closures” phải là một danh sách"),
        ({"make_up_days": ["2021-02-13"]}, "trường “make_up_days.0” phải là"),
        ({"make_up_days": [{"date": "2021-02-10"}]}, "vừa là ngày nghỉ vừa là ngày làm bù"),
        ({"week": {"8": []}}, "trường “week” phải là"),
        ({"week": {"1": [["07:30"]]}}, "trường “week.1”"),
        ({"week": {"1": [["11:30", "07:30"]]}}, "phải mở trước khi đóng"),
        ({"week": {}}, "không có buổi nào"),
    ],
)
def test_a_calendar_that_cannot_be_used_is_refused_with_its_place(capsys: Capture, tmp_path: Path, told: Any, wanted: str) -> None:
    answer = _due(capsys, "2021-02-09T14:00", "5 ngày", "--calendar", _file(tmp_path, told))
    assert answer.code == 2
    assert "told.json: " in answer.err
    assert wanted in answer.err


def test_a_batch_answers_line_by_line_and_a_bad_line_does_not_stop_it(capsys: Capture) -> None:
    lines = [
        {"from": "2021-02-09T14:00", "limit": "5 ngày làm việc"},
        {"from": "2021-02-09T14:00"},
        {"from": "2021-02-09T14:00", "limit": {"value": 5, "unit": "working_day"}, "closures": []},
        {"from": "2031-02-09T14:00", "limit": "5 ngày"},
        {"from": "2021-03-01T14:00", "limit": "1 working_day", "week": {"5": [["08:00", "09:00"]]}},
        {"from": "2021-03-01T08:00", "limit": "1 working_day", "due_time": "same_time", "make_up_days": []},
        {"form": "2021-03-01T08:00", "limit": "1 working_day"},
    ]
    content = "\n".join([*(json.dumps(line) for line in lines), "{", "[]", "", "null"])
    answer = call(capsys, "due", "--batch", stdin=content.encode() + b"\n\xff\n")
    assert answer.code == 2
    assert [told.get("due_at") for told in answer.lines] == [
        "2021-02-23T17:00:00+07:00", None, "2021-02-16T17:00:00+07:00", None, "2021-03-05T09:00:00+07:00", "2021-03-02T08:00:00+07:00",
        None, None, None, None, None, None,
    ]  # fmt: skip
    assert answer.lines[1] == {"error": "thiếu “limit”"}
    assert answer.lines[3]["error"].startswith("no-calendar: ")
    assert all(list(told) == ["error"] for told in answer.lines if "due_at" not in told)


def test_a_batch_of_good_lines_ends_well_and_options_count_for_every_line(capsys: Capture, tmp_path: Path) -> None:
    told = _file(tmp_path, {"closures": []})
    content = json.dumps({"from": "2021-02-09T14:00"}) + "\n"
    answer = call(capsys, "due", "--batch", "--limit", "1 working_day", "--calendar", told, "--explain", stdin=content * 2)
    assert answer.code == 0
    assert [line["due_at"] for line in answer.lines] == ["2021-02-10T17:00:00+07:00"] * 2
    assert len(answer.lines[0]["explanation"]) == 2


def test_neither_due_nor_late_needs_django() -> None:
    calls = "main(['due', '--from', '2021-02-09T14:00', '--limit', '5 ngày']); main(['late', '--batch'])"
    program = (
        f"import sys; from motcua.doors.console.main import main; {calls}; sys.exit('django' in sys.modules or 'pydantic' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], stdin=subprocess.DEVNULL, capture_output=True, check=False).returncode == 0
