"""Biểu 06 as a sheet and on paper: the same figures in the official layout, A4 across, and nothing outside the margins."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from motcua.doors.shared.papers.printing import FONTS
from motcua.kernel.moments import VIETNAM
from motcua.law.clock import Timeliness
from motcua.law.periods import parse_period
from motcua.reports.forms.bieu_06 import HEADINGS, TITLE, Bieu06, Heading, bieu_06
from motcua.reports.render.pdf import page_images, pdf
from motcua.reports.render.xlsx import xlsx
from motcua.reports.tally import COLUMNS, Corrections, Facts, Kind, Origin
from tests.doors.papers.sheets import ink

MARGINS = (20, 14, 12, 8)
"""Left, top, right, bottom in mm; below the text stands the number of the page."""
PPI = 72
HEAD = Heading("UBND tỉnh Bình Định", "UBND huyện Vân Canh", "Vân Canh", "CHỦ TỊCH")
ENDLESS = "Trồng trọt, chăn nuôi, thú y và phát triển nông thôn của đồng bào Bana, Chăm H’roi " * 4


def kind(field: str = "Hộ tịch", origin: Origin = Origin.DIRECT, stand: Timeliness = Timeliness.EARLY, **more: Any) -> Kind:
    told: dict[str, Any] = {"stand_first": stand, "is_extended": False, "has_no_result": False, **more}
    return Kind(field=field, office_id=1, origin=origin, stand=stand, **told)


FACTS: Facts = Counter(
    {
        kind(): 1200,
        kind(origin=Origin.ONLINE, stand=Timeliness.ON_TIME): 7,
        kind("Đất đai", Origin.CARRIED, Timeliness.ON_TIME, stand_first=Timeliness.LATE, is_extended=True): 3,
        kind("Đất đai", stand=Timeliness.PENDING_LATE): 2,
        kind("Đất đai", stand=Timeliness.NO_LIMIT): 4,
    }
)


def form(facts: Facts = FACTS, **more: Any) -> Bieu06:
    told: dict[str, Any] = {"heading": HEAD, "period": parse_period("2021-Q1"), "drawn_up_on": date(2021, 3, 20), **more}
    return bieu_06(facts, **told)


def texts(made: Bieu06) -> list[str]:
    """The words of each page, one space between them."""
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf(made, fonts=FONTS))).pages]


def sheets(made: Bieu06) -> Any:
    return load_workbook(BytesIO(xlsx(made)))


def rows(sheet: Any) -> list[list[Any]]:
    """The lines of the table, from the first field to the total."""
    told = [list(row) for row in sheet.iter_rows(min_row=14, values_only=True)]
    last = next(at for at, row in enumerate(told) if row[0] == "Tổng cộng")
    return told[: last + 1]


def test_the_sheet_holds_every_figure_as_a_number_in_its_official_column() -> None:
    official, first = sheets(form()).worksheets
    assert rows(official) == [
        [1, "Đất đai", 5, 0, 2, 3, 3, 0, 3, 0, 2, 0, 2],
        [2, "Hộ tịch", 1207, 7, 1200, 0, 1207, 1200, 7, 0, 0, 0, 0],
        ["Tổng cộng", None, 1212, 7, 1202, 3, 1210, 1200, 10, 0, 2, 0, 2],
    ]
    assert rows(first)[0] == [1, "Đất đai", 5, 0, 2, 3, 3, 0, 0, 3, 2, 0, 2]


def test_the_sheet_has_the_head_of_the_form() -> None:
    official = sheets(form()).worksheets[0]
    told = [cell for row in official.iter_rows(max_row=13, values_only=True) for cell in row if cell]
    assert told[:2] == ["UBND TỈNH BÌNH ĐỊNH", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]
    assert told[2:5] == ["UBND HUYỆN VÂN CANH", "Độc lập - Tự do - Hạnh phúc", "Vân Canh, ngày 20 tháng 3 năm 2021"]
    assert TITLE.upper() in told and "Kỳ báo cáo: Quý I/2021 (từ ngày 15/12/2020 đến ngày 14/03/2021)" in told
    assert [told.count(words) for words in HEADINGS.values()] == [list(HEADINGS.values()).count(words) for words in HEADINGS.values()]
    assert told[-13:] == [f"({number})" for number in range(1, 14)]


def test_the_sheet_is_printed_on_a4_across_one_page_wide() -> None:
    for sheet in sheets(form()).worksheets:
        assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize)) == ("landscape", 9)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage and sheet.page_setup.fitToWidth in (None, 1)


@pytest.mark.parametrize("typed", ["=1+1", "+cmd|' /C calc'!A0", "@SUM(A1)", "-2+3", "http://x.example", "<b>&\"'"])
def test_a_field_that_looks_like_a_formula_stays_text(typed: str) -> None:
    [row, _] = rows(sheets(form(Counter({kind(typed): 1}))).worksheets[0])
    assert row[1] == typed
    cell = sheets(form(Counter({kind(typed): 1}))).worksheets[0].cell(14, 2)
    assert cell.data_type == "s" and cell.hyperlink is None


def test_the_paper_says_what_the_sheet_says_and_the_first_promise_on_a_page_of_its_own() -> None:
    official, first = texts(form())
    assert TITLE.upper() in official and "UBND HUYỆN VÂN CANH" in official and "Biểu số 06/VPCP/KSTT" in official
    assert "1 Đất đai 5 0 2 3 3 0 3 0 2 0 2" in official and "1 Đất đai 5 0 2 3 3 0 0 3 2 0 2" in first
    assert "Tổng cộng 1.212 7 1.202 3 1.210 1.200 10 0 2 0 2" in official
    assert "trong đó 3 hồ sơ đã gia hạn" in official and "4 hồ sơ của thủ tục chưa khai thời hạn" in official
    assert "Đơn vị nhận báo cáo: UBND tỉnh Bình Định" in official
    assert "TRÌNH DIỄN" not in official


def test_a_demonstration_and_an_unfinished_period_say_so() -> None:
    made = form(heading=replace(HEAD, is_demonstration=True), as_of=datetime(2021, 3, 5, 9, tzinfo=VIETNAM))
    official = texts(made)[0]
    assert "DỮ LIỆU TRÌNH DIỄN" in official and "số liệu tính đến 09:00 ngày 05/03/2021" in official


def test_a_correction_is_a_line_of_its_own_in_both() -> None:
    late = Counter({kind("Đất đai", stand=Timeliness.PENDING_LATE): 1})
    made = form(carried=Corrections(2, frozenset({9}), frozenset()), corrected=late)
    assert rows(sheets(made).worksheets[0])[2][:3] == [3, "Đính chính kỳ trước", 1]
    assert "3 Đính chính kỳ trước 1 0 1 0 0 0 0 0 1 0 1" in texts(made)[0]


FORMS = {
    "usual": form(),
    "empty": form(Counter()),
    "many fields, long names": form(Counter({kind(f"{ENDLESS}{number}"): 123_456 for number in range(40)})),
    "a field that is one endless word": form(Counter({kind("Đ" * 300): 1_234_567})),
    "long offices": form(heading=Heading(ENDLESS, ENDLESS, "Vân Canh", ENDLESS)),
}


@pytest.mark.parametrize("name", FORMS)
def test_paper_is_a4_across_and_nothing_leaves_its_margins(name: str) -> None:
    pages = PdfReader(BytesIO(pdf(FORMS[name], fonts=FONTS))).pages
    assert {(round(float(page.mediabox.width) / 72 * 25.4), round(float(page.mediabox.height) / 72 * 25.4)) for page in pages} == {
        (297, 210)
    }
    for picture in page_images(FORMS[name], fonts=FONTS, ppi=PPI):
        assert all(edge >= margin - 0.5 for edge, margin in zip(ink(picture, PPI), MARGINS, strict=True)), ink(picture, PPI)


def test_the_head_of_the_table_stands_on_every_page_that_the_table_has() -> None:
    pages = texts(FORMS["many fields, long names"])
    assert len(pages) > 4 and all("Lĩnh vực, công việc giải quyết theo cấp" in page for page in pages[:-1] if "NGƯỜI LẬP" not in page)


def test_what_a_person_typed_is_never_markup() -> None:
    assert '#panic("x") *đậm* $1$ \\' in texts(form(Counter({kind('#panic("x") *đậm* $1$ \\'): 1})))[0]


def test_the_same_form_gives_the_same_pages() -> None:
    assert pdf(form(), fonts=FONTS) == pdf(form(), fonts=FONTS)


def test_a_form_without_cases_still_has_its_total() -> None:
    assert rows(sheets(form(Counter())).worksheets[0]) == [["Tổng cộng", None, *(0 for _ in COLUMNS)]]
