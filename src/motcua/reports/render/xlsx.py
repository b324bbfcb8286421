"""Biểu 06 as a sheet in the official layout, and a second one by the first promise; what people typed stays text, never a formula."""

from collections.abc import Iterable
from io import BytesIO
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from motcua.reports.forms.bieu_06 import FIELD_HEADING, GROUPS, HEADINGS, IN_PERIOD, TOTAL, Bieu06
from motcua.reports.render.shown import Shown, shown
from motcua.reports.tally import COLUMNS, Cell

_LAST = len(COLUMNS) + 1  # the figures begin in the third column
_WIDTHS = (5, 38, *(10 for _ in COLUMNS))
_FONT = {"font_name": "Times New Roman", "font_size": 12, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"align": "center"},
    "strong": {"align": "center", "bold": True},
    "title": {"align": "center", "bold": True, "font_size": 13, "text_wrap": True},
    "slanted": {"align": "center", "italic": True},
    "unit": {"align": "right", "italic": True},
    "head": {"align": "center", "bold": True, "text_wrap": True, "border": 1, "font_size": 11},
    "column": {"align": "center", "italic": True, "border": 1, "font_size": 10},
    "name": {"text_wrap": True, "border": 1},
    "figure": {"align": "center", "border": 1, "num_format": "#,##0"},
    "total": {"align": "center", "bold": True, "border": 1, "num_format": "#,##0"},
    "note": {"text_wrap": True, "italic": True, "font_size": 11, "valign": "top"},
}


def xlsx(form: Bieu06) -> bytes:
    """The form as the bytes of an .xlsx file; the same form gives the same cells."""
    told, file = shown(form), BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    looks = {name: book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()}
    official = _sheet(book, "Biểu 06", told, looks)
    after = _table(official, _HEAD_AT, told.lines, told.total, looks)
    _foot(official, after + 1, told, looks)
    first = _sheet(book, "Theo lời hứa đầu tiên", told, looks)
    _across(first, _HEAD_AT - 1, (0, 6), "Xét theo ngày hẹn trên phiếu đầu tiên, kể cả hồ sơ đã gia hạn", looks["note"])
    _table(first, _HEAD_AT, told.first, told.first_total, looks)
    book.close()
    return file.getvalue()


_HEAD_AT = 9


def _sheet(book: Workbook, name: str, told: Shown, looks: dict[str, Any]) -> Worksheet:
    """A sheet with its head: who, the state's name and motto, the form's number, title and period (NĐ 30/2020)."""
    sheet = book.add_worksheet(name)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(_HEAD_AT, _HEAD_AT + 3)
    for column, width in enumerate(_WIDTHS):
        sheet.set_column(column, column, width)
    if told.superior:
        _across(sheet, 0, (0, 3), told.superior.upper(), looks["plain"])
    _across(sheet, 1 if told.superior else 0, (0, 3), told.office.upper(), looks["strong"])
    _across(sheet, 0, (5, _LAST), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", looks["strong"])
    _across(sheet, 1, (5, _LAST), "Độc lập - Tự do - Hạnh phúc", looks["strong"])
    _across(sheet, 2, (5, _LAST), told.dated, looks["slanted"])
    _across(sheet, 3, (0, 3), told.number, looks["strong"])
    _across(sheet, 4, (0, 3), told.basis, looks["slanted"])
    _across(sheet, 5, (0, _LAST), told.title.upper(), looks["title"])
    sheet.set_row(5, 36)
    _across(sheet, 6, (0, _LAST), told.period, looks["slanted"])
    if told.is_demonstration:
        _across(sheet, 7, (0, _LAST), "DỮ LIỆU TRÌNH DIỄN – KHÔNG CÓ GIÁ TRỊ PHÁP LÝ", looks["plain"])
    _across(sheet, 8, (8, _LAST), told.unit, looks["unit"])
    return sheet


def _across(sheet: Worksheet, row: int, columns: tuple[int, int], text: str, look: Any) -> None:
    sheet.merge_range(row, columns[0], row, columns[1], text, look)


def _table(sheet: Worksheet, top: int, lines: Iterable[tuple[str, str, tuple[int, ...]]], total: tuple[int, ...], looks: Any) -> int:
    """The head of the table, its lines and its total; returns the row after it."""
    _table_head(sheet, top, looks)
    row = top + 4
    for number, name, figures in lines:
        sheet.write_number(row, 0, int(number), looks["figure"])
        sheet.write_string(row, 1, name, looks["name"])
        _figures(sheet, row, figures, looks["figure"])
        row += 1
    _across(sheet, row, (0, 1), TOTAL, looks["total"])
    _figures(sheet, row, total, looks["total"])
    return row + 1


def _figures(sheet: Worksheet, row: int, figures: tuple[int, ...], look: Any) -> None:
    for column, figure in enumerate(figures, 2):
        sheet.write_number(row, column, figure, look)


def _table_head(sheet: Worksheet, top: int, looks: Any) -> None:
    sheet.merge_range(top, 0, top + 2, 0, "STT", looks["head"])
    sheet.merge_range(top, 1, top + 2, 1, FIELD_HEADING, looks["head"])
    at = {cell: column for column, cell in enumerate(COLUMNS, 2)}
    for words, (first, last) in GROUPS.items():
        _across(sheet, top, (at[first], at[last]), words, looks["head"])
    _across(sheet, top + 1, (at[Cell.ONLINE], at[Cell.DIRECT]), IN_PERIOD, looks["head"])
    for cell, words in HEADINGS.items():
        if cell in (Cell.ONLINE, Cell.DIRECT):
            sheet.write_string(top + 2, at[cell], words, looks["head"])
        else:
            sheet.merge_range(top + 1, at[cell], top + 2, at[cell], words, looks["head"])
    for column in range(_LAST + 1):
        sheet.write_string(top + 3, column, f"({column + 1})", looks["column"])
    sheet.set_row(top, 20)
    sheet.set_row(top + 2, 62)


def _foot(sheet: Worksheet, row: int, told: Shown, looks: Any) -> None:
    """The notes, then who drew the form up and who answers for it."""
    _across(sheet, row, (0, _LAST), "Ghi chú:", looks["note"])
    for line in told.notes:
        row += 1
        _across(sheet, row, (0, _LAST), f"- {line}", looks["note"])
    _across(sheet, row + 2, (0, 3), "NGƯỜI LẬP BIỂU", looks["strong"])
    _across(sheet, row + 2, (8, _LAST), told.head_title.upper(), looks["strong"])
    _across(sheet, row + 3, (0, 3), "(Ký, ghi rõ họ tên)", looks["slanted"])
    _across(sheet, row + 3, (8, _LAST), "(Ký, đóng dấu, ghi rõ họ tên)", looks["slanted"])
