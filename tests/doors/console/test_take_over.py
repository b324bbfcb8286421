"""``motcua take-over``: what the operator sees line by line; tried, done, done again; files as old systems give them."""

import io
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from motcua.cases.models import Case, TakenOver
from motcua.doors.shared.table_file import Unfit
from motcua.doors.shared.take_over_file import read_table
from tests.builders.district import MONDAY, district
from tests.doors.console.calling import Called, call

Capture = pytest.CaptureFixture[str]
HEADERS = ("Mã số hồ sơ", "Mã thủ tục", "Chủ hồ sơ", "SĐT", "Ngày tiếp nhận", "Ngày hẹn trả", "Ngày có kết quả", "Ngày trả", "Trạng thái")
ROWS: list[tuple[Any, ...]] = [
    ("CU-01", "9.P5", "Đinh Thị Một", 905000111, "01/02/2021 09:00", "08/02/2021", None, None, "Đang xử lý"),
    ("CU-02", "9.P5", "Đinh Thị Hai", "0905000112", 44228, 44235, "05/02/2021", "09/02/2021", "Đã trả kết quả"),
    ("CU-03", "9.P5", "=1+1", "", "2021-02-01", "2021-02-08", "2021-02-09", "", "Có kết quả"),
    ("CU-04", "9.P5", "", "", "32/02/2021", "", "", "", "Lạ"),
]


@pytest.fixture
def moved(live_database: str, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> Callable[..., Called]:
    """``motcua take-over`` for the district's counter."""
    monkeypatch.setattr("motcua.doors.shared.program_clock.program_now", lambda: MONDAY)
    district()
    return lambda *told: call(capsys, "take-over", *told, "--office", "huyen")


def _book(folder: Path, rows: list[tuple[Any, ...]] = ROWS) -> Path:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["DANH SÁCH HỒ SƠ"])
    sheet.append(HEADERS)
    for row in rows:
        sheet.append(row)
        for cell in sheet[sheet.max_row]:
            cell.data_type = "s" if isinstance(cell.value, str) else cell.data_type
    book.save(folder / "cu.xlsx")
    return folder / "cu.xlsx"


def test_a_try_tells_every_line_and_writes_nothing(moved: Callable[..., Called], tmp_path: Path) -> None:
    told = moved(_book(tmp_path), "--dry-run")
    assert told.code == 1 and not Case.objects.exists()
    lines = told.out.splitlines()
    assert [line.partition(":")[0] for line in lines if line.startswith("dòng")] == [
        "dòng 3  CU-01  nhập được", "dòng 4  CU-02  nhập được", "dòng 5  CU-03  nhập được",
        *["dòng 6  CU-04  chưa nhập được"] * 3,
    ]  # fmt: skip
    assert "Đây là thử: chưa ghi gì." in told.out


def test_what_is_right_is_taken_over_once_and_totals_agree(moved: Callable[..., Called], tmp_path: Path) -> None:
    file, report = _book(tmp_path), tmp_path / "bao-cao.xlsx"
    first = moved(file, "--apply", "--report", report, "--reported-pending-late", 1, "--save-mapping", "cu")
    assert "      3  đã nhập" in first.out and "CHÊNH LỆCH" not in first.out
    assert "Cộng, đang quá hạn: tệp 1, hệ thống này 1, báo cáo cũ 1" in first.out
    again = moved(file, "--apply", "--mapping", "cu")
    assert "      3  đã có, giữ nguyên" in again.out and TakenOver.objects.count() == 3
    assert Case.objects.get(file_number="CU-01").applicant.phone == "0905000111"
    told = load_workbook(report)["Từng dòng"]
    assert [cell.value for cell in told["B"]] == ["Mã số hồ sơ", "CU-01", "CU-02", "CU-03", *["CU-04"] * 3]


def test_an_old_report_that_says_otherwise_is_a_difference(moved: Callable[..., Called], tmp_path: Path) -> None:
    told = moved(_book(tmp_path, ROWS[:1]), "--apply", "--reported-pending-late", 5)
    assert told.code == 1 and "báo cáo cũ 5; CHÊNH LỆCH" in told.out


def test_a_changed_line_is_told_and_overwrites_nothing(moved: Callable[..., Called], tmp_path: Path) -> None:
    moved(_book(tmp_path, ROWS[:1]), "--apply")
    told = moved(_book(tmp_path, [(*ROWS[0][:2], "Người khác", *ROWS[0][3:])]), "--apply")
    assert told.code == 1 and "đã nhập từ dòng 3 của tệp cu.xlsx" in told.out
    assert Case.objects.get().applicant.name == "Đinh Thị Một"


def test_two_lines_of_one_number_are_one_case_and_the_second_is_told(moved: Callable[..., Called], tmp_path: Path) -> None:
    rows = [ROWS[0], ROWS[0], (*ROWS[0][:2], "Người khác", *ROWS[0][3:])]
    tried, done = moved(_book(tmp_path, rows), "--dry-run"), moved(_book(tmp_path, rows), "--apply")
    assert ("đã có, giữ nguyên" in tried.out) and ("chưa nhập được" in tried.out)
    assert Case.objects.count() == 1 and "      1  đã nhập" in done.out


def test_an_import_that_was_interrupted_goes_on(moved: Callable[..., Called], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from motcua.doors.shared import taking_over

    real, calls = taking_over.take_over, []

    def cut(**told: Any) -> Any:
        calls.append(told)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(**told)

    file = _book(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr(taking_over, "take_over", cut)
        with pytest.raises(KeyboardInterrupt):
            moved(file, "--apply")
    assert Case.objects.count() == 1
    assert "      2  đã nhập" in moved(_book(tmp_path), "--apply").out and Case.objects.count() == 3


def test_bad_arguments_are_told_in_one_line(moved: Callable[..., Called], tmp_path: Path, capsys: Capture) -> None:
    assert "không đọc được tệp" in moved(tmp_path / "khong-co.xlsx", "--dry-run").err
    assert "chưa có bảng nào" in moved(_book(tmp_path), "--dry-run", "--mapping", "lạ").err
    assert call(capsys, "take-over", _book(tmp_path), "--dry-run", "--office", "la").code == 2
    (tmp_path / "sai.json").write_text('{"columns": {"lạ": "x"}}')
    assert "không đọc được bảng ánh xạ" in moved(_book(tmp_path), "--dry-run", "--mapping", tmp_path / "sai.json").err


TEXT = "\r\n".join([";".join(HEADERS), "CU-01;9.P5;Đặng Thị Hường;;01/02/2021;08/02/2021;;;Đang xử lý", ""])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [";", "\t", ","])
def test_text_files_are_read_in_the_encodings_and_with_the_signs_that_there_are(encoding: str, delimiter: str) -> None:
    table = read_table(TEXT.replace(";", delimiter).encode(encoding), name="cu.csv")
    assert (table.headers[0], table.rows[0][0], table.rows[0][1][2]) == ("Mã số hồ sơ", 2, "Đặng Thị Hường")


def _in_1258(said: str) -> bytes:
    """Letters as that code page has them: base letters, and the five tones as signs of their own."""
    tones = "\u0300\u0301\u0303\u0309\u0323"
    apart = [unicodedata.normalize("NFD", sign) for sign in said]
    bases = [unicodedata.normalize("NFC", "".join(part for part in sign if part not in tones)) for sign in apart]
    return "".join(base + "".join(part for part in sign if part in tones) for base, sign in zip(bases, apart, strict=True)).encode("cp1258")


def test_windows_1258_is_read_with_its_letters_composed() -> None:
    table = read_table(_in_1258(TEXT), name="cu.csv")
    assert (table.headers[0], table.rows[0][1][2]) == ("Mã số hồ sơ", "Đặng Thị Hường")
    assert "Windows-1258" in table.notes[0]


def test_names_of_other_peoples_are_no_old_font() -> None:
    lines = "".join(f"CU-{n};9.P5;Siu Ñhül Kpă;;01/02/2021;08/02/2021;;;Đang xử lý\n" for n in range(3))
    assert len(read_table(f"{';'.join(HEADERS)}\n{lines}".encode(), name="cu.csv").rows) == 3


def _bomb() -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 250_000_000)
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"\xd0\xcf\x11\xe0rest", "Excel đời cũ"),
        (b"<html><table>", "trang web"),
        (b"PK\x03\x04broken", "tệp hỏng"),
        (b"a;b\n1;2\n", "Không thấy dòng tiêu đề"),
        (b"", "Tệp trống"),
        (b"%PDF-1.7", "Tệp là PDF"),
        (TEXT.replace("Đặng Thị Hường", "§Æng ThÞ H­êng").encode(), "phông cũ"),
        (TEXT.replace("Đặng Thị Hường", "Äáº·ng Thá»‹").encode(), "bảng mã"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_with_what_to_do(content: bytes, why: str) -> None:
    with pytest.raises(Unfit, match=why):
        read_table(content, name="cu")


def test_an_archive_that_unpacks_without_end_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(Unfit, match="bung ra quá lớn"):
        read_table(_bomb(), name="cu.xlsx")
