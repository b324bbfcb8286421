"""``motcua import``: what the operator sees, row by row and in totals; bad input is told in one line and changes nothing."""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from motcua.catalogue.models import ProcedureVersion
from motcua.doors.console.main import main
from motcua.journal.models import Entry
from motcua.kernel.moments import local
from motcua.offices.commands.found import found
from motcua.offices.queries import system_actor
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan
from tests.doors.console.calling import Called, call
from tests.rules.catalogue.published import a_method, a_paper, a_row, rows

Capture = pytest.CaptureFixture[str]
NOW = local(datetime(2026, 11, 23, 9))


@pytest.fixture
def commune(live_database: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A database with one authority of one office, on a fixed day."""
    monkeypatch.setattr("motcua.doors.shared.program_clock.program_now", lambda: NOW)
    offices = (OfficePlan(key="xa", name="UBND xã Canh Vinh"), OfficePlan(key="tt", name="Trung tâm", parent="xa"))
    found(actor=system_actor(0), at=NOW, plan=AuthorityPlan(key="canh-vinh", name="UBND xã Canh Vinh", offices=offices))


@pytest.fixture
def imported(capsys: Capture) -> Callable[..., Called]:
    """``motcua import`` for the office "xa" from July on, with more arguments."""
    return lambda name, *more: call(capsys, "import", name, "--office", "xa", "--effective", "2026-07-01", *more)


def _file(folder: Path, told: Any) -> Path:
    path = folder / "danh-muc.json"
    path.write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    return path


def _written() -> tuple[int, int]:
    return ProcedureVersion.objects.count(), Entry.objects.filter(kind="procedures-imported").count()


def test_the_shipped_list_is_imported_by_name_and_reported_row_by_row(commune: None, imported: Callable[..., Called]) -> None:
    told = imported("procedures_2026")
    assert told.code == 0
    heads = [line for line in told.out.splitlines() if line.startswith("Dòng ")]
    assert len(heads) == 588
    assert "     16  áp dụng được" in told.out
    assert "    244  bản nháp, chờ người xác nhận" in told.out
    assert "    328  không thuộc UBND, không ghi vào danh mục" in told.out
    assert "    190     438  có       Thời hạn không ghi đơn vị" in told.out
    assert "Đã đọc 588 dòng" in told.err
    assert _written() == (260, 1)


def test_for_machines_every_row_and_every_defect_stands_in_json(commune: None, imported: Callable[..., Called]) -> None:
    told = imported("procedures_2026", "--json").json
    assert told["totals"] == {"rows": 588, "in_force": 16, "draft": 244, "not_ours": 328, "enacted": 16, "unchanged": 0}
    assert told["defects"]["method-without-unit"] == {"rows": 190, "occurrences": 438, "is_blocking": True}
    assert len(told["rows"]) == 588
    assert sum(len(row["defects"]) for row in told["rows"]) == sum(kind["occurrences"] for kind in told["defects"].values())
    assert set(told["rows"][0]["defects"][0]) == {"code", "where", "detail", "is_blocking", "words"}


def test_the_same_file_again_changes_nothing_and_says_so(commune: None, imported: Callable[..., Called]) -> None:
    imported("procedures_2021")
    written = _written()
    assert "Tệp này đã được nhập lúc 09:00 ngày 23/11/2026; không có gì thay đổi." in imported("procedures_2021").out
    assert imported("procedures_2021", "--json").json["already_imported_at"] == "2026-11-23T09:00:00+07:00"
    assert _written() == written == (10, 1)


def test_a_dry_run_says_the_same_and_writes_nothing(commune: None, imported: Callable[..., Called]) -> None:
    tried = imported("procedures_2026", "--dry-run", "--json")
    assert tried.json["totals"]["enacted"] == 16
    assert "chưa ghi gì" in tried.err
    assert _written() == (0, 0)
    assert imported("procedures_2026").code == 0
    assert _written() == (260, 1)


def test_the_report_is_a_table_that_a_spreadsheet_reads_and_never_runs(
    commune: None, imported: Callable[..., Called], tmp_path: Path
) -> None:
    risky = a_row(name="=CMD()", papers=[a_paper(name="+ Trường hợp ủy quyền")])
    report = tmp_path / "bao-cao.csv"
    imported(_file(tmp_path, {"rows": [risky, a_row(code="9.1")]}), "--report", report)
    assert report.read_bytes().startswith(b"\xef\xbb\xbf")
    lines = list(csv.reader(report.read_text(encoding="utf-8-sig").splitlines()))
    assert lines[0][:4] == ["Dòng", "Mã thủ tục", "Tên thủ tục", "Kết quả"]
    assert lines[1][2] == "'=CMD()"
    assert (lines[1][4], lines[1][7]) == ("paper-maybe-conditional", "'+ Trường hợp ủy quyền")
    assert lines[2] == ["2", "9.1", "Xác nhận đơn", "áp dụng được", "", "", "", "", ""]


def test_several_offices_receive(commune: None, imported: Callable[..., Called], tmp_path: Path) -> None:
    assert imported(_file(tmp_path, [a_row()]), "--office", "tt").code == 0
    assert ProcedureVersion.objects.get().receiving_offices.count() == 2


@pytest.mark.parametrize("content", [{"count": 1, "rows": [a_row()]}, [a_row()]])
def test_a_list_may_stand_bare_or_under_rows(commune: None, imported: Callable[..., Called], tmp_path: Path, content: Any) -> None:
    assert imported(_file(tmp_path, content), "--json").json["totals"]["in_force"] == 1


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        ({"rows": {}}, "cần một danh sách dòng"),
        ({}, "cần một danh sách dòng"),
        ({"rows": []}, "không có dòng nào"),
        ({"count": 2, "rows": [a_row()]}, "ghi “count” 2 nhưng có 1 dòng"),
        ([1], "dòng 1: không nhận ra loại danh mục"),
        ([a_row(), 7], "dòng 2: phải là đối tượng {…}"),
        ([a_row(), {"code": "1"}], "dòng 2: trường “name” không có"),
        ([a_row(), a_row(name="")], "dòng 2: trường “name” để trống"),
        ([a_row(methods=[a_method(duration="5")])], "dòng 1: trường “methods.0.duration” phải là số"),
        ([a_row(methods=[a_method(fee_vnd=-1)])], "dòng 1: trường “methods.0.fee_vnd” nhỏ hơn 0"),
        ([a_row(methods=[a_method(fee_set_by_province=0)])], "phải là true hoặc false"),
        ([a_row(methods=[a_method(duration=float("nan"))])], "trường “methods.0.duration” phải là số hữu hạn"),
        ([a_row(papers=[a_paper(originals=1.5)])], "trường “papers.0.originals” phải là số nguyên"),
        ([a_row(papers=[a_paper(originals=40_000)])], "trường “papers.0.originals” lớn hơn 32767"),
        ([a_row(papers="không có")], "trường “papers” phải là danh sách […]"),
        ([a_row(code="9" * 41)], "trường “code” dài hơn 40 chữ"),
        ([a_row(name="a\x00b")], "ký tự không in được"),
    ],
)
def test_a_wrong_shape_is_told_with_its_row_and_field(
    commune: None, imported: Callable[..., Called], tmp_path: Path, content: Any, wanted: str
) -> None:
    told = imported(_file(tmp_path, content))
    assert (told.code, told.out, told.err.count("\n")) == (2, "", 1)
    assert wanted in told.err
    assert _written() == (0, 0)


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"{", "không phải JSON (dòng 1, cột 2)"),
        (b"\xff\xfe", "không phải UTF-8"),
        (b"[" * 100_000, "lồng quá sâu"),
        (b'[{"papers": "\\ud800"}]', "dòng 1: "),
    ],
)
def test_what_is_no_json_is_told(commune: None, imported: Callable[..., Called], tmp_path: Path, content: bytes, wanted: str) -> None:
    (tmp_path / "x.json").write_bytes(content)
    told = imported(tmp_path / "x.json")
    assert told.code == 2
    assert wanted in told.err


@pytest.mark.parametrize(
    ("arguments", "wanted"),
    [
        (["không-có.json", "--office", "xa", "--effective", "2026-07-01"], "không mở được tệp không-có.json"),
        (["procedures_2021", "--office", "xã", "--effective", "2026-07-01"], "--office xã: không có cơ quan này; các cơ quan là tt, xa"),
        (["procedures_2021", "--office", "xa", "--effective", "01/07/2026"], "--effective 01/07/2026: không phải ngày"),
        (["procedures_2021", "--office", "xa", "--effective", "2026-07-01", "--kind", "2026"], "dòng 1: trường “code” không có"),
        (["procedures_2021", "--office", "xa", "--effective", "2026-07-01", "--authority", "x"], "--authority x: không có cơ quan này"),
        (["procedures_2021", "--office", "xa", "--effective", "2026-07-01", "--report", "/không/có.csv"], "không ghi được tệp"),
    ],
)
def test_other_bad_input_is_one_line_too(commune: None, capsys: Capture, arguments: list[str], wanted: str) -> None:
    told = call(capsys, "import", *arguments)
    assert (told.code, told.out) == (2, "")
    assert wanted in told.err.splitlines()[-1]
    assert _written() == (0, 0)


def test_a_version_that_is_not_later_is_refused_in_words(commune: None, imported: Callable[..., Called], tmp_path: Path) -> None:
    imported(_file(tmp_path, [a_row()]))
    told = imported(_file(tmp_path, [a_row(decision="2/QĐ-UBND")]))
    assert told.code == 2
    assert "Thủ tục 9.999999 đã có bản từ ngày thứ Tư 01/07/2026" in told.err


def test_several_authorities_must_be_told_apart(commune: None, imported: Callable[..., Called], tmp_path: Path) -> None:
    found(actor=system_actor(0), at=NOW, plan=AuthorityPlan(key="khac", name="Khác", offices=(OfficePlan(key="xa", name="Xã khác"),)))
    told = imported(_file(tmp_path, [a_row()]))
    assert (told.code, "canh-vinh, khac" in told.err) == (2, True)
    assert imported(_file(tmp_path, [a_row()]), "--authority", "khac").code == 0


def test_an_unmigrated_database_says_what_to_do(live_database: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("motcua.doors.console.database.why_closed", lambda: "cơ sở dữ liệu chưa có bảng; hãy chạy motcua migrate")
    told = call(capsys, "import", "procedures_2021", "--office", "xa", "--effective", "2026-07-01")
    assert told.code == 2
    assert "hãy chạy motcua migrate" in told.err


def test_a_database_without_an_authority_is_told(live_database: str, capsys: Capture) -> None:
    told = call(capsys, "import", "procedures_2021", "--office", "xa", "--effective", "2026-07-01")
    assert (told.code, "chưa có cơ quan nào" in told.err) == (2, True)


def test_a_kind_is_guessed_from_the_rows(commune: None, imported: Callable[..., Called], tmp_path: Path) -> None:
    assert imported(_file(tmp_path, rows(2021)[:3]), "--json").json["totals"]["rows"] == 3


def test_help_tells_the_shipped_names(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["import", "--help"])
    assert "procedures_2026" in capsys.readouterr().out
