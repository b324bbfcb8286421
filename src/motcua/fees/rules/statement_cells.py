"""Cells of a bank's statement as days and amounts in đồng, in the forms in which Vietnamese banks write them."""

import re
from datetime import date, time

from motcua.fees.rules.money import MOST
from motcua.kernel.cells import Cell, Unreadable, When, when, words
from motcua.kernel.fold import fold

_CURRENCY = r"(?:đồng|vnđ|vnd|đ|₫)?\.?"
_AMOUNT = re.compile(
    rf"{_CURRENCY} ?(?P<sign>[+-])? ?{_CURRENCY} ?"
    r"(?P<whole>\d+|\d{1,3}(?:(?P<mark>[., '])\d{3})(?:(?P=mark)\d{3})*)(?:(?!(?P=mark))[.,](?P<rest>\d{1,2}))?"
    rf" ?{_CURRENCY} ?(?P<behind>[+-]|cr|dr)?",
    re.IGNORECASE,
)
_NOTHING = frozenset({"", "-", "–", "—"})
_OUT = frozenset({"no", "ghi no", "d", "dr", "debit", "ra", "tien ra", "chi", "-"})
_IN = frozenset({"co", "ghi co", "c", "cr", "credit", "vao", "tien vao", "thu", "+"})
_A_NUMBER = "Hãy xem lại ô ấy trong tệp; số tiền ghi như 1.500.000 hoặc 1,500,000.00."


def dong_of(cell: Cell) -> int | None:
    """The amount in "1.500.000", "1,500,000.00", "1500000", "+50,000 VND" or "(50.000)", negative where it went out; none for no amount.

    Unreadable for anything else, a part of a đồng, or more than ten thousand million đồng.
    """
    said = words(cell).replace("−", "-").replace("–", "-")
    if said in _NOTHING:
        return None
    is_bracketed = said.startswith("(") and said.endswith(")")
    found = None if isinstance(cell, bool) else _AMOUNT.fullmatch(said[1:-1].strip() if is_bracketed else said)
    if found is None:
        raise Unreadable(f"“{said}” không phải là số tiền.", _A_NUMBER)
    if int(found["rest"] or 0):
        raise Unreadable(f"“{said}” có số lẻ, tiền đồng không có số lẻ.", _A_NUMBER)
    amount = int(re.sub(r"\D", "", found["whole"]))
    if amount > MOST:
        raise Unreadable(f"“{said}” lớn quá 10 tỉ đồng.", _A_NUMBER)
    is_out = is_bracketed or found["sign"] == "-" or (found["behind"] or "").lower() in ("-", "dr")
    return -amount if is_out else amount


def is_out(cell: Cell) -> bool | None:
    """Whether a cell beside the amount says Nợ (money out) or Có (money in); none where it says nothing. Unreadable for other words."""
    side = fold(words(cell)).strip(" .")
    if side in _OUT or side in _IN:
        return side in _OUT
    if side:
        raise Unreadable(f"“{words(cell)}” không phải là Nợ hay Có.", "Hãy chọn lại cột ghi Nợ, Có, hoặc bỏ trống cột này.")
    return None


def moment_of(cell: Cell) -> tuple[date, time | None] | None:
    """Day and, where it is told, time of a transaction; banks write the number of the document behind the day. None for an empty cell."""
    try:
        told: When | None = when(cell)
    except Unreadable:
        said = words(cell).split()
        if len(said) < 2:
            raise
        told = when(said[0])
    return (told.day, told.clock) if told else None
