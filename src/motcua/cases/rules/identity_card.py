"""The QR code of an identity card as a scanner gives it: digits are trusted, letters are for the officer to confirm.

Fields are divided by "|": number, old number (may be empty), name, date of birth, sex, residence, date of issue; newer cards append more.
A scanner that works as a keyboard may drop or change Vietnamese letters; some label the fields ("CCCD:…|CMND:…|Họ tên:…").
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from motcua.kernel.fold import fold

_FIELDS = 7
_LABELS = {"cccd": 0, "can cuoc": 0, "cmnd": 1, "ho ten": 2, "ho va ten": 2, "ngay sinh": 3, "gioi tinh": 4, "dia chi": 5, "ngay cap": 6}
_FIRST_ABROAD = 101
_PROVINCES = frozenset({
    1, 2, 4, 6, 8, 10, 11, 12, 14, 15, 17, 19, 20, 22, 24, 25, 26, 27, 30, 31, 33, 34,
    35, 36, 37, 38, 40, 42, 44, 45, 46, 48, 49, 51, 52, 54, 56, 58, 60, 62, 64, 66, 67, 68,
    70, 72, 74, 75, 77, 79, 80, 82, 83, 84, 86, 87, 89, 91, 92, 93, 94, 95, 96,
})  # fmt: skip
"""Where a birth was registered (TT 07/2016/TT-BCA); from 101 on: abroad."""
_TELEX = re.compile(r"aa|ee|oo|dd|uw|ow|aw|[aeiouy][a-z]*[sfrxj]\b", re.IGNORECASE)
"""Keys of the Telex way of typing that were not turned into letters."""


class Doubt(StrEnum):
    """What the officer must look at on the card itself."""

    LAYOUT = "layout"
    LETTERS = "letters"
    BIRTH = "birth"
    PLACE = "place"


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a scan says: ``name`` and ``address`` are empty where they cannot be trusted."""

    number: str
    old_number: str = ""
    name: str = ""
    address: str = ""
    doubts: tuple[Doubt, ...] = ()


def read_card(scanned: str) -> IdentityCard | None:
    """The card in ``scanned``; none where it is no scan of a card with a number of twelve digits."""
    if "|" not in scanned:
        return None
    fields = [part.strip() for part in scanned.split("|")]
    told = _labelled(fields) if ":" in fields[0] else fields
    number = re.sub(r"[\s.]", "", told[0])
    if not re.fullmatch(r"[0-9]{12}", number):
        return None
    if len(told) < _FIELDS or not re.fullmatch(r"(?:[0-9]{9})?", told[1]):
        return IdentityCard(number, doubts=(Doubt.LAYOUT,))
    old, name, born, address = told[1], " ".join(told[2].split()), _date(told[3]), " ".join(told[5].split())
    is_garbled = not _is_name(name) or "\ufffd" in address or "?" in address
    doubts = [
        *([Doubt.LETTERS] if is_garbled else []),
        *([] if _was_born(number, born) else [Doubt.BIRTH]),
        *([] if _is_place(number) else [Doubt.PLACE]),
    ]
    return IdentityCard(number, old, "" if is_garbled else name, "" if is_garbled else address, tuple(doubts))


def _labelled(fields: list[str]) -> list[str]:
    """Labelled fields in the order of the card; what is not told stays empty."""
    told = [""] * _FIELDS
    for part in fields:
        label, _, value = part.partition(":")
        if fold(label) in _LABELS:
            told[_LABELS[fold(label)]] = value.strip()
    return told


def _date(told: str) -> date | None:
    found = re.fullmatch(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})", told)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _is_name(name: str) -> bool:
    """Whether these letters can be a name: nothing but letters, and no key strokes left over in one without any mark."""
    if not name or any(not (sign.isalpha() or sign in " '’.-") for sign in name):
        return False
    return not (name.isascii() and _TELEX.search(name) and name != name.upper())


def _was_born(number: str, born: date | None) -> bool:
    """Whether the number tells the same year of birth: its fourth digit the century, the next two the year (NĐ 137/2015 Đ.13)."""
    return born is not None and born.year == 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def _is_place(number: str) -> bool:
    return int(number[:3]) in _PROVINCES or int(number[:3]) >= _FIRST_ABROAD
