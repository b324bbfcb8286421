"""Amounts in đồng as people type them; whole numbers only, never negative."""

import re

MOST = 10_000_000_000
"""No fee of a People's Committee comes near ten thousand million đồng; more is a slip of the finger."""

_MARKS = re.compile(r"(?:đồng|đ|vnd|vnđ)\.?$", re.IGNORECASE)
_GROUPED = re.compile(r"\d{1,3}(?:([.,\s])\d{3})(?:\1\d{3})*")


class AmountError(ValueError):
    """What was typed is no amount; its text says why in Vietnamese."""


def dong_in(typed: str) -> int:
    """The amount in "15000", "15.000", "15,000 đ" or "15 000 đồng"; AmountError for anything else."""
    text = _MARKS.sub("", " ".join(typed.split())).strip()
    if not text:
        raise AmountError("Hãy ghi số tiền.")
    if not (text.isascii() and (text.isdigit() or _GROUPED.fullmatch(text))):
        raise AmountError("Số tiền chỉ gồm chữ số, ví dụ 15.000; không có số lẻ, không âm.")
    amount = int(re.sub(r"\D", "", text))
    if amount > MOST:
        raise AmountError("Số tiền lớn quá 10 tỉ đồng; hãy xem lại số vừa gõ.")
    return amount
