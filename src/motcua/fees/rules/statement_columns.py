"""The columns of a bank's statement: what each may hold, and what their headings probably mean (a proposal that a person looks at)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from motcua.kernel.cells import Cell, words
from motcua.kernel.fold import fold


class Field(StrEnum):
    """What a column of a statement tells; amounts stand in ``CREDIT`` and ``DEBIT``, or in ``SIGNED`` with a sign or beside a ``SIDE``."""

    DAY = "day"
    CREDIT = "credit"
    DEBIT = "debit"
    SIGNED = "signed"
    SIDE = "side"
    WORDS = "words"
    REFERENCE = "reference"


Columns = Mapping[Field, str]
"""Field → the heading of its column."""

FIELD_WORDS: Mapping[Field, str] = {
    Field.DAY: "Ngày giao dịch",
    Field.CREDIT: "Tiền vào (ghi Có)",
    Field.DEBIT: "Tiền ra (ghi Nợ)",
    Field.SIGNED: "Số tiền có dấu + hoặc −",
    Field.SIDE: "Cột ghi chữ Nợ hoặc Có",
    Field.WORDS: "Nội dung chuyển khoản",
    Field.REFERENCE: "Số giao dịch của ngân hàng",
}
_HEADINGS: Mapping[Field, tuple[str, ...]] = {
    Field.REFERENCE: (
        "so tham chieu", "ma tham chieu", "ma giao dich", "so giao dich", "ma gd", "so gd", "so but toan", "so ct", "so chung tu",
        "transaction no", "transaction id", "transaction number", "reference", "ref no", "ref", "trace", "doc no",
    ),
    Field.DAY: (
        "ngay giao dich", "ngay gd", "thoi gian giao dich", "transaction date", "ngay hach toan", "posting date", "ngay hieu luc",
        "value date", "thoi gian", "ngay", "date", "tnx date",
    ),
    Field.CREDIT: (
        "so tien ghi co", "phat sinh co", "ps co", "ghi co", "so tien co", "so tien vao", "tien vao", "gui vao", "credit amount", "credit",
        "co",
    ),
    Field.DEBIT: (
        "so tien ghi no", "phat sinh no", "ps no", "ghi no", "so tien no", "so tien ra", "tien ra", "rut ra", "debit amount", "debit", "no",
    ),
    Field.SIDE: ("no/co", "no / co", "ghi no/co", "d/c", "dr/cr", "loai giao dich", "loai gd", "+/-"),
    Field.SIGNED: ("so tien giao dich", "so tien gd", "so tien", "amount", "phat sinh", "gia tri"),
    Field.WORDS: (
        "noi dung giao dich", "noi dung chuyen khoan", "noi dung", "dien giai", "mo ta", "description", "transaction detail", "details",
        "remark", "narrative", "chi tiet",
    ),
}  # fmt: skip
"""Folded headings of the statements of banks in Viet Nam, the surest first."""
_BALANCE = re.compile(r"\b(?:so du|balance)\b")
_FEWEST = 3
"""A table with fewer headings can tell no day, no amount and no words."""


def guessed_columns(headers: Iterable[str]) -> dict[Field, str]:
    """Field → the heading that names it best: the same words, then those that begin so, then those that contain them; each once."""
    left = {fold(header): header for header in headers if header and not _BALANCE.search(fold(header))}
    found: dict[Field, str] = {}
    for form in (r"{}", r"{}\b.*", r".*\b{}\b.*"):
        for field, names in _HEADINGS.items():
            forms = [re.compile(form.format(re.escape(name))) for name in names]
            match = next((header for name in forms for header in left if field not in found and name.fullmatch(header)), None)
            if match is not None:
                found[field] = left.pop(match)
    unused = (Field.SIGNED, Field.SIDE) if Field.CREDIT in found else (Field.DEBIT,)
    return {field: header for field, header in found.items() if field not in unused}


def wrong_columns(columns: Columns) -> dict[Field, str]:
    """Field → why a statement cannot be read so, and what to do; nothing where it can be."""
    wrong = {field: f"Hãy chọn cột ghi “{FIELD_WORDS[field]}”." for field in (Field.DAY, Field.WORDS) if field not in columns}
    if Field.CREDIT in columns and Field.SIGNED in columns:
        wrong[Field.SIGNED] = "Hãy bỏ một trong hai: cột tiền vào, hoặc cột số tiền có dấu."
    elif Field.CREDIT not in columns and Field.SIGNED not in columns:
        wrong[Field.CREDIT] = "Hãy chọn cột tiền vào, hoặc cột số tiền có dấu."
    if Field.SIDE in columns and Field.SIGNED not in columns:
        wrong[Field.SIDE] = "Cột ghi Nợ, Có chỉ dùng cùng cột số tiền; hãy chọn cột số tiền ấy."
    for field, header in columns.items():
        first = next(known for known, same in columns.items() if same == header)
        if first is not field:
            wrong.setdefault(field, f"Cột “{header}” đã chọn cho “{FIELD_WORDS[first]}”; hãy chọn cột khác.")
    return wrong


def header_place(rows: Sequence[Sequence[Cell]]) -> int | None:
    """The index of the row whose headings tell day, words and amount; else of the first row of plain words; none where there is none."""
    told = [[words(cell) for cell in row] for row in rows]
    sure = next((at for at, row in enumerate(told) if not wrong_columns(guessed_columns(row))), None)
    return sure if sure is not None else next((at for at, row in enumerate(told) if _is_of_words(row)), None)


def _is_of_words(row: Sequence[str]) -> bool:
    filled = [cell for cell in row if cell]
    return len(filled) >= _FEWEST and not any(sign.isdigit() for cell in filled for sign in cell)
