"""A list as it is saved from a spreadsheet: its rows with their numbers, or why it cannot be read and how to save it anew."""

import csv
import io
from collections.abc import Iterator, Sequence

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.founding.questions import Unusable
from motcua.doors.console.json_input import bytes_of
from motcua.doors.shared.typed_words import FORMULA
from motcua.kernel.fold import fold

_SAVE = "hãy mở bằng Excel hoặc LibreOffice và lưu lại dạng “CSV UTF-8”"
_OTHER_KINDS = (
    (b"PK\x03\x04", "là bảng tính (.xlsx, .ods), chưa phải CSV"),
    (b"\xd0\xcf\x11\xe0", "là bảng tính (.xls), chưa phải CSV"),
    (b"\xff\xfe", "là chữ UTF-16, không phải UTF-8"),
    (b"\xfe\xff", "là chữ UTF-16, không phải UTF-8"),
)
"""How the file of another kind begins → what it is."""


def rows_of(file: str, columns: Sequence[tuple[str, str]]) -> list[tuple[int, list[str]]]:
    """The rows below the heading with their line numbers; empty ones are left out.

    ``columns`` are the names that the heading must have, each in English and in Vietnamese. BadInput tells where, why and what to do.
    """
    rows = list(_rows(file, _text(file)))
    heading = [fold(cell) for cell in rows[0][1]] if rows else []
    if len(heading) != len(columns) or any(
        cell not in (fold(name) for name in names) for cell, names in zip(heading, columns, strict=True)
    ):
        english, vietnamese = (",".join(names) for names in zip(*columns, strict=True))
        raise BadInput(f"{file}: dòng đầu phải là {english} hoặc {vietnamese}; chưa ghi gì")
    return rows[1:]


def cells_of(line: str) -> list[str]:
    """The parts of a typed line, at commas; a part in quotes may hold one."""
    return next(csv.reader([line], skipinitialspace=True), [])


def must_be_plain(cells: Sequence[str]) -> None:
    """Unusable when a cell holds a formula: what is meant is its value."""
    for cell in cells:
        if cell.strip().startswith(FORMULA):
            raise Unusable(f"“{cell.strip()}” là công thức của bảng tính; hãy thay bằng chữ (chép rồi dán đặc biệt, chọn Giá trị)")


def _text(file: str) -> str:
    content = bytes_of(file)
    for beginning, words in _OTHER_KINDS:
        if content.startswith(beginning):
            raise BadInput(f"{file}: {words}; {_SAVE}; chưa ghi gì")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise BadInput(f"{file}, dòng {line}: có chữ không phải UTF-8; {_SAVE} cả tệp; chưa ghi gì") from None


def _rows(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), skipinitialspace=True, strict=True)
    ended = 0
    try:
        for row in rows:
            number, ended = ended + 1, rows.line_num
            if any(cell.strip() for cell in row):
                yield number, row
    except csv.Error:
        raise BadInput(f"{file}, dòng {ended + 1}: không đọc được; hãy xem lại dấu ngoặc kép của dòng này; chưa ghi gì") from None


def _separator(text: str) -> str:
    """Spreadsheets set to Vietnamese write semicolons."""
    return ";" if ";" in text.partition("\n")[0] else ","
