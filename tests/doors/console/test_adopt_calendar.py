"""``motcua adopt-calendar``: a decided year from a file, tried out and done; each case that moves is told, old and new."""

import itertools
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.cases.models import Case
from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_run import enact_all, set_stage
from motcua.journal.models import Entry
from motcua.kernel.moments import local
from motcua.offices.models import CalendarDay, CalendarYear
from tests.commands.playing import OFFICES, PEOPLE, procedure, receive
from tests.doors.console.calling import Called, call

Capture = pytest.CaptureFixture[str]
NOW = local(datetime(2026, 11, 21, 9))
WORKED = {
    "year": 2026,
    "decision": "Thông báo 9/TB-VPCP",
    "source": "công báo",
    "holidays": [{"date": "2026-01-01", "name": "Tết Dương lịch"}, {"date": "2026-09-02", "name": "Quốc khánh"}],
    "make_up_days": [{"date": "2026-11-21", "for": "2026-11-23", "sessions": [["07:30", "11:30"]]}],
}
"""24/11 is worked after all, and a Saturday morning too: a due of 30/11 comes to 26/11."""


@pytest.fixture
def case(live_database: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """A case received on 20/11/2026, due over the provisional 24/11."""
    monkeypatch.setattr("motcua.doors.shared.program_clock.program_now", lambda: NOW)
    setup = {"offices": OFFICES, "people": PEOPLE, "procedures": [procedure()]}
    head, told = read_scenario_rows([{"scenario": 1, "setup": setup}, {"case": "A", **receive("2026-11-20T08:00")}])
    stage = set_stage(head, at=told[0][1].moment, key="huyen")
    assert enact_all(stage, told) == []
    return stage.cases["A"]


@pytest.fixture
def adopt(capsys: Capture, tmp_path: Path) -> Callable[..., Called]:
    """``motcua adopt-calendar`` with a file of this content."""
    names = itertools.count()

    def run(content: Any, *more: str) -> Called:
        path = tmp_path / f"lich-{next(names)}.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        return call(capsys, "adopt-calendar", path, *more)

    return run


def _on_file() -> tuple[bool, int, int]:
    year = CalendarYear.objects.get(year=2026)
    days = CalendarDay.objects.filter(day__year=2026, office=None)
    return year.decision == WORKED["decision"], days.count(), Entry.objects.filter(kind="calendar-adopted").count()


def test_each_case_that_moves_is_told_in_words(case: int, adopt: Callable[..., Called]) -> None:
    told = adopt(WORKED)
    assert told.code == 0
    assert told.out.splitlines() == [
        "Lịch nghỉ năm 2026 (Thông báo 9/TB-VPCP): 2 ngày nghỉ, 1 ngày làm bù.",
        "000.00.99.H08-261120-0001: 17:00 thứ Hai 30/11/2026 → 17:00 thứ Năm 26/11/2026",
        "1 hồ sơ đã đổi ngày hẹn; ngày hẹn đầu tiên giữ như đã in.",
    ]
    kept = Case.objects.get(pk=case)
    assert (kept.due_at, kept.first_due_at) == (local(datetime(2026, 11, 26, 17)), local(datetime(2026, 11, 30, 17)))
    assert not kept.is_due_provisional
    assert _on_file() == (True, 3, 1)


def test_for_machines_the_list_is_json(case: int, adopt: Callable[..., Called]) -> None:
    assert adopt(WORKED, "--json").json == {
        "year": 2026,
        "decision": "Thông báo 9/TB-VPCP",
        "dry_run": False,
        "moved": [
            {
                "case": case,
                "file_number": "000.00.99.H08-261120-0001",
                "old_due": "2026-11-30T17:00:00+07:00",
                "new_due": "2026-11-26T17:00:00+07:00",
            }
        ],
    }


def test_a_dry_run_shows_the_same_list_and_changes_nothing(case: int, adopt: Callable[..., Called]) -> None:
    before = _on_file()
    tried = adopt(WORKED, "--dry-run", "--json").json
    assert _on_file() == before
    assert Case.objects.get(pk=case).is_due_provisional
    assert "Đây là thử: chưa ghi gì." in adopt(WORKED, "--dry-run").out
    assert adopt(WORKED, "--json").json == {**tried, "dry_run": False}


def test_adopting_again_moves_nothing(case: int, adopt: Callable[..., Called]) -> None:
    adopt(WORKED)
    assert adopt(WORKED, "--json").json["moved"] == []


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ({"holidays": [{"date": "2026-01-01"}, {"date": "2026-01-01"}]}, "Ngày nghỉ 01/01/2026 được khai hai lần"),
        ({"holidays": [{"date": "2026-01-01"}, {"date": "2025-12-31"}]}, "Lịch năm 2026 có ngày 31/12/2025 của năm khác"),
        ({"holidays": [{"date": "2026-11-21"}]}, "Ngày 21/11/2026 vừa là ngày nghỉ vừa là ngày làm bù"),
        ({"make_up_days": [{"date": "2026-11-21"}, {"date": "2026-11-21"}]}, "Ngày làm bù 21/11/2026 được khai hai lần"),
        ({"make_up_days": [{"date": "2026-11-21", "sessions": [["11:30", "07:30"]]}]}, "phải mở trước khi đóng"),
        ({"make_up_days": [{"date": "2026-11-21", "sessions": [["7h30", "11:30"]]}]}, "không phải giờ như “07:30”"),
        ({"holidays": [{"date": "30/02/2026"}]}, "trường “holidays.0.date” không phải ngày"),
        ({"holidays": [{"date": 20260101}]}, "trường “holidays.0.date” không phải ngày"),
        ({"holidays": []}, "trường “holidays” để trống"),
        ({"holidays": None}, "trường “holidays” phải là danh sách"),
        ({"year": "2026"}, "trường “year” phải là số nguyên"),
        ({"decision": ""}, "trường “decision” để trống"),
        ({"days": []}, "trường “days” không dùng trong tệp này"),
    ],
)
def test_a_file_that_cannot_be_adopted_is_refused_and_changes_nothing(
    case: int, adopt: Callable[..., Called], changes: dict[str, Any], wanted: str
) -> None:
    before = _on_file()
    told = adopt({**WORKED, **changes})
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert wanted in told.err
    assert _on_file() == before
    assert Case.objects.get(pk=case).is_due_provisional


@pytest.mark.parametrize("content", ["", "[]", "{"])
def test_what_is_no_json_object_is_refused(case: int, adopt: Callable[..., Called], content: str) -> None:
    assert adopt(content).code == 2


def test_an_unknown_authority_is_refused(case: int, adopt: Callable[..., Called]) -> None:
    assert "--authority xa: không có cơ quan này; đang có huyen" in adopt(WORKED, "--authority", "xa").err
