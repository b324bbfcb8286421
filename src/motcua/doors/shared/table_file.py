"""A file from another system or a bank as a table: XLSX or text (CSV), within limits; what cannot be read is told with what to do."""

import csv
import hashlib
import io
import json
import re
import unicodedata
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from motcua.doors.shared.typed_words import OF_OLD_FONTS
from motcua.kernel.cells import Cell, words

MOST_BYTES = 20 * 1024 * 1024
MOST_ROWS = 50_000
MOST_COLUMNS = 80
_MOST_UNPACKED = 200 * 1024 * 1024
_MOST_RATIO = 200
LOOKED_AT = 40
"""How many rows from the top are looked at for the headers; a bank's letterhead stands above them."""
_BROKEN = re.compile(r"\ufffd|áº|á»|Ã[¡-ÿ]|Æ°|Ä‘")
_OLD_FONTS = re.compile(rf"[{OF_OLD_FONTS}¡-¯±-¶¸-¿Ä-ÇËÎÏÑÖ×ØÛÜäåçëîïñö÷øûüÿ]")
_MARKS = (b"\xff\xfe", b"\xfe\xff")


F = TypeVar("F")
HeaderPlace = Callable[[Sequence[Sequence[Cell]]], int | None]
"""The first rows → the index of the one with the headers; none where there is none."""


class Unfit(ValueError):
    """Why a file cannot be read, and what to do: two sentences for a person."""


@dataclass(frozen=True, slots=True)
class Table:
    """What a file holds: its headers, its rows with their numbers in the file, the SHA-256 of its bytes, and remarks."""

    name: str
    digest: str
    headers: tuple[str, ...]
    rows: tuple[tuple[int, tuple[Cell, ...]], ...]
    notes: tuple[str, ...] = ()

    def lines(self, columns: Mapping[F, str]) -> Iterator[tuple[int, dict[F, Cell]]]:
        """Number of the line → its cells by the fields for which ``columns`` name a header of the file."""
        places = {field: self.headers.index(header) for field, header in columns.items() if header in self.headers}
        for number, cells in self.rows:
            yield number, {field: cells[at] for field, at in places.items()}

    def packed(self) -> str:
        """Everything but name and digest as text, to be kept."""
        return json.dumps([self.headers, self.notes, [[number, [_packed(cell) for cell in cells]] for number, cells in self.rows]])

    @classmethod
    def unpacked(cls, content: str, *, name: str, digest: str) -> "Table":
        """The table that was ``packed``."""
        headers, notes, rows = json.loads(content)
        told = tuple((number, tuple(_unpacked(cell) for cell in cells)) for number, cells in rows)
        return cls(name, digest, tuple(headers), told, tuple(notes))


_PLAIN = (str, int, float, bool, datetime, date, time)
_KINDS: tuple[tuple[str, Any], ...] = (("t", datetime), ("d", date), ("c", time))


def _packed(cell: Cell) -> Any:
    """A cell as JSON has it; dates and times with their kind, so that they come back as what they were."""
    kind = next((kind for kind, which in _KINDS if isinstance(cell, which)), None)
    return cell if kind is None else [kind, cell.isoformat()]  # type: ignore[union-attr]


def _unpacked(said: Any) -> Cell:
    if not isinstance(said, list):
        return said  # type: ignore[no-any-return]
    kind, text = said
    return dict(_KINDS)[kind].fromisoformat(text)  # type: ignore[no-any-return]


def read(content: bytes, *, name: str, header_place: HeaderPlace, wanted: str) -> Table:
    """The table in ``content``; Unfit where there is none, or it is larger than what one file may hold.

    ``header_place`` finds the row of the headers among the first rows; ``wanted`` names some of them for whoever has to look for them.
    """
    if not content.strip():
        raise Unfit("Tệp trống, không có dòng nào. Hãy xuất lại tệp rồi mở xem trước khi tải lên.")
    if content.lstrip().startswith(b"%PDF"):
        raise Unfit("Tệp là PDF, không đọc thành bảng được. Hãy xuất lại ở dạng Excel (.xlsx) hoặc CSV.")
    if len(content) > MOST_BYTES:
        raise Unfit(f"Tệp lớn quá {MOST_BYTES // 1024 // 1024} MB. Hãy chia thành nhiều tệp.")
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unfit("Tệp là Excel đời cũ (.xls). Hãy mở bằng bảng tính rồi lưu thành .xlsx.")
    if content.lstrip()[:200].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Unfit("Tệp là trang web đặt tên như bảng tính. Hãy mở bằng bảng tính rồi lưu thành .xlsx.")
    rows, notes = (_from_xlsx(content), ()) if content.startswith(b"PK") else _from_text(content)
    place = header_place(rows[:LOOKED_AT])
    if place is None:
        raise Unfit(f"Không thấy dòng tiêu đề cột. Dòng tiêu đề phải có các cột như {wanted}.")
    return _table(rows, place, name=name, digest=hashlib.sha256(content).hexdigest(), notes=notes)


def _table(rows: list[tuple[Cell, ...]], place: int, *, name: str, digest: str, notes: tuple[str, ...]) -> Table:
    headers = _told_apart([words(cell) for cell in rows[place]])
    body = tuple(
        (number, (*cells, *[None] * (len(headers) - len(cells)))[: len(headers)])
        for number, cells in enumerate(rows, 1)
        if number > place + 1 and any(words(cell) for cell in cells)
    )
    said = " ".join(words(cell) for _, cells in body[:200] for cell in cells) + " ".join(headers)
    if _BROKEN.search(said):
        raise Unfit("Chữ trong tệp bị vỡ: tệp đã được lưu sai bảng mã. Hãy xuất lại với bảng mã UTF-8.")
    if any(_is_in_an_old_font(words(cell)) for _, cells in body[:200] for cell in cells):
        raise Unfit("Chữ trong tệp gõ bằng phông cũ (TCVN3, VNI). Hãy chuyển sang Unicode rồi lưu lại.")
    return Table(name, digest, headers, body, notes)


def _is_in_an_old_font(said: str) -> bool:
    """Whether more than every fifth sign is one that an old font leaves; names of other peoples have one or two."""
    signs = len(_OLD_FONTS.findall(said))
    return signs > 2 and signs * 5 > len(said)


def _told_apart(headers: list[str]) -> tuple[str, ...]:
    """Headers, each its own: a second "Ngày" becomes "Ngày (2)"."""
    seen: dict[str, int] = {}
    told = []
    for at, header in enumerate(headers):
        known = header or f"Cột {at + 1}"
        seen[known] = seen.get(known, 0) + 1
        told.append(known if seen[known] == 1 else f"{known} ({seen[known]})")
    while told and not headers[len(told) - 1]:
        told.pop()
    return tuple(told)


# ---- XLSX ------------------------------------------------------------------------------------------------------------------------


def _from_xlsx(content: bytes) -> list[tuple[Cell, ...]]:
    from openpyxl import load_workbook

    _must_be_no_bomb(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        sheet = next(each for each in book.worksheets if each.sheet_state == "visible")
        sheet.reset_dimensions()
        rows: list[tuple[Cell, ...]] = []
        for row in sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True):
            rows.append(_trimmed(row))
            _must_fit(len(rows))
        book.close()
    except Unfit:
        raise
    except Exception as error:
        raise Unfit("Không đọc được tệp XLSX: tệp hỏng hoặc có mật khẩu. Hãy mở bằng bảng tính rồi lưu lại.") from error
    return rows


def _must_be_no_bomb(content: bytes) -> None:
    """Refuse an archive that unpacks to far more than a table has."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unfit("Không đọc được tệp XLSX: tệp hỏng. Hãy xuất và tải lại tệp.") from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > 1_000 or unpacked > _MOST_UNPACKED or unpacked > _MOST_RATIO * max(len(content), 1):
        raise Unfit("Tệp XLSX bung ra quá lớn so với một bảng. Hãy xuất lại, chỉ gồm bảng ấy.")


def _trimmed(row: tuple[Any, ...]) -> tuple[Cell, ...]:
    last = max((at for at, cell in enumerate(row, 1) if cell is not None), default=0)
    return tuple(cell if cell is None or isinstance(cell, _PLAIN) else str(cell) for cell in row[:last])


def _must_fit(rows: int) -> None:
    if rows > MOST_ROWS:
        raise Unfit(f"Tệp có quá {MOST_ROWS:,} dòng. Hãy chia thành nhiều tệp.".replace(",", "."))


# ---- text ------------------------------------------------------------------------------------------------------------------------


def _from_text(content: bytes) -> tuple[list[tuple[Cell, ...]], tuple[str, ...]]:
    said, encoding = _decoded(content)
    if "\0" in said:
        raise Unfit("Tệp không phải bảng tính. Hãy xuất lại ra .xlsx hoặc .csv.")
    delimiter = _delimiter(said)
    rows: list[tuple[Cell, ...]] = []
    csv.field_size_limit(1_000_000)
    try:
        for row in csv.reader(io.StringIO(said, newline=""), delimiter=delimiter):
            rows.append(tuple(row[:MOST_COLUMNS]))
            _must_fit(len(rows))
    except csv.Error as error:
        raise Unfit(f"Không đọc được dòng {len(rows) + 1} của tệp. Hãy xem dấu ngoặc kép ở dòng ấy.") from error
    signs = {",": "dấu phẩy", ";": "dấu chấm phẩy", "\t": "dấu tab", "|": "dấu gạch đứng"}
    return rows, (f"Tệp văn bản, bảng mã {encoding}, các cột ngăn bằng {signs[delimiter]}.",)


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith(_MARKS):
        return content.decode("utf-16", errors="replace"), "UTF-16"
    try:
        return content.decode("utf-8-sig"), "UTF-8"
    except UnicodeDecodeError:
        return unicodedata.normalize("NFC", content.decode("cp1258", errors="replace")), "Windows-1258"


def _delimiter(said: str) -> str:
    """The sign that most of the first lines have most of, quoted words aside."""
    top = re.sub(r'"[^"]*"', "", "\n".join(said.splitlines()[:LOOKED_AT]))
    return max((";", "\t", ",", "|"), key=top.count)
