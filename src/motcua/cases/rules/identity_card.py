"""The QR code of an identity card as a scanner gives it: digits are trusted, letters are for the officer to confirm.

Fields are divided by "|": number, old number (may be empty), name, date of birth, sex, residence, date of issue; newer cards append more.
A scanner that works as a keyboard may drop or change Vietnamese letters; some label the fields ("CCCD:…|CMND:…|Họ tên:…").
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from unicodedata import normalize

from motcua.kernel.fold import fold

_FIELDS = 7
_FEW_WORDS = 3
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
_TELEX_CAPITALS = re.compile(r"AA|EE|OO|DD|UW|OW|AW|[FJWZ]\b")
"""The same in a name in capitals, which may lack its marks and end in R, S or X by right."""
_CLANS = frozenset({"Ksor"})
"""Names that look like such keys and are none."""
_VNI = re.compile(r"[a-zđ][0-9][a-z]")
"""A key of the VNI way of typing within a word."""
_LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"  # Vietnamese
    "ƀčĕĭñŏŭǔ̆"  # Ba Na, Ê-đê, Gia Rai and their neighbours, with the breve that stands above â, ê, ô, ơ, ư
)
_IN_NAMES, _IN_ADDRESSES = frozenset(" '’.-"), frozenset(" '’.-,/;:()&\"0123456789")
_SEXES = {"Nam": 0, "Nữ": 1}
"""What the fourth digit of the number leaves when divided by two (NĐ 137/2015 Đ.13)."""


class Doubt(StrEnum):
    """What the officer must look at on the card itself."""

    LAYOUT = "layout"
    TWO_CARDS = "two_cards"
    LETTERS = "letters"
    BIRTH = "birth"
    SEX = "sex"
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
    is_labelled = ":" in fields[0]
    told = _labelled(fields) if is_labelled else fields
    number = re.sub(r"[\s.]", "", told[0])
    if not re.fullmatch(r"[0-9]{12}", number):
        return None
    if any(re.search(r"[0-9]{12}$", each) for each in told[1:]):
        return IdentityCard(number, doubts=(Doubt.TWO_CARDS,))
    if len(told) < _FIELDS or not re.fullmatch(r"(?:[0-9]{9})?", told[1]) or not (_date(told[6]) or is_labelled):
        return IdentityCard(number, doubts=(Doubt.LAYOUT,))
    name, sex, address = (normalize("NFC", each) for each in (told[2], told[4], told[5]))
    is_garbled = not (_is_name(name) and _is_address(address) and sex in ("", *_SEXES))
    doubts = [
        *([Doubt.LETTERS] if is_garbled else []),
        *([] if _was_born(number, _date(told[3])) else [Doubt.BIRTH]),
        *([Doubt.SEX] if _SEXES.get(sex, int(number[3]) % 2) != int(number[3]) % 2 else []),
        *([] if _is_place(number) else [Doubt.PLACE]),
    ]
    return IdentityCard(number, told[1], "" if is_garbled else _one_line(name), "" if is_garbled else _one_line(address), tuple(doubts))


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
    """Whether these letters can be a name: each word with one capital or all in capitals, and no key strokes left over."""
    if not name or not _is_spelt(name, _IN_NAMES):
        return False
    words = re.split(r"[ '’.-]+", name.strip(" '’.-"))
    if name == name.upper():
        return not (name.isascii() and _TELEX_CAPITALS.search(name))
    if not all(word[:1].isupper() and word[1:] == word[1:].lower() for word in words):
        return False
    return not (name.isascii() and any(_TELEX.search(word) for word in words if word not in _CLANS))


def _is_address(address: str) -> bool:
    """Whether these letters can be an address; one of some words without any mark has lost them."""
    if not _is_spelt(address, _IN_ADDRESSES) or _VNI.search(address):
        return False
    return not (address.isascii() and len(re.findall(r"[A-Za-z]{2,}", address)) >= _FEW_WORDS)


def _is_spelt(told: str, other: frozenset[str]) -> bool:
    """Whether all of it is letters of this country, or one of the ``other`` signs."""
    return all(sign in other or sign.lower() in _LETTERS for sign in told)


def _one_line(told: str) -> str:
    return " ".join(told.split())


def _was_born(number: str, born: date | None) -> bool:
    """Whether the number tells the same year of birth: its fourth digit the century, the next two the year (NĐ 137/2015 Đ.13)."""
    return born is not None and born.year == 1900 + int(number[3]) // 2 * 100 + int(number[4:6])


def _is_place(number: str) -> bool:
    return int(number[:3]) in _PROVINCES or int(number[:3]) >= _FIRST_ABROAD
