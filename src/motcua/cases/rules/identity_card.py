"""The QR code of an identity card as a scanner gives it: digits are trusted, letters are for the officer to confirm.

Fields are divided by "|": number, old number (may be empty), name, date of birth, sex, residence, date of issue; newer cards append more.
A scanner that works as a keyboard may drop or change Vietnamese letters; some label the fields ("CCCD:…|CMND:…|Họ tên:…").
How well such scans are read is measured on a gallery of them (docs/scans.md).
"""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from unicodedata import normalize

from motcua.cases.rules.spelling import has_lost_marks, is_syllable, is_word, words
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
_VNI = re.compile(r"[a-zđ][0-9][a-z]|[0-9][ÀÁẢÃẠĂÂĐÈÉẺẼẸÊÌÍỈĨỊÒÓỎÕỌÔƠÙÚỦŨỤƯỲÝỶỸỴ]")
"""A key of the VNI way of typing within a word, and what it makes of the number of a house ("12A1")."""
_LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzđàáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ"  # Vietnamese
    "ƀčĕĭñŏŭǔ̆"  # Ba Na, Ê-đê, Gia Rai and their neighbours, with the breve that stands above â, ê, ô, ơ, ư
)
_IN_NAMES, _IN_ADDRESSES = frozenset(" '’.-"), frozenset(" '’.-,/;:()&\"0123456789")
_SEXES = {"Nam": 0, "Nữ": 1}
"""What the fourth digit of the number leaves when divided by two (NĐ 137/2015 Đ.13)."""
_BEFORE = re.compile(r"^(?:\][A-Za-z][0-9])?[^\w|]*")
"""What a scanner may put before a code: the sign of its symbology (ISO/IEC 15424, "]Q1"), a control character, a sign of its own."""
_AFTER = " \t\r\n\x03\x04"
"""What it may put after: a line's end, a tab, the end of a message."""
_HEAD = re.compile(
    r"(?:CCCD[^0-9])?([0-9]{12})(?:[0-9]{9})?(?![0-9])(?=.*(?<![0-9])(?:[0-9]{8}|[0-9]{2}/[0-9]{2}/[0-9]{4})(?![0-9]))", re.DOTALL
)
"""The number at the beginning of a scan whose dividers are gone; some date must follow."""
_DATE_FIELD = re.compile(r"(?<![0-9])(?:[0-9]{8}|[0-9]{2}/[0-9]{2}/[0-9]{4})(?![0-9])")
_ABBREVIATIONS = frozenset(["tp", "tx", "tt", "kp", "sn", "kv", "p", "q", "h", "x", "đ", "kdc", "tdp", "ql", "tl"])
_UNMARKED = re.compile(
    r"(?:bui|dang|dinh|doan|duong|hoang|huynh|pham|tran|trinh|truong)\b.*|.* (?:thi|van) .*", re.IGNORECASE,
)  # fmt: skip
"""Names whose family or middle name nobody bears without its mark, though the word could be written so."""
_WORD = re.compile(r"(?<![\w'’.-])[^\W\d_]+")
_TWO_SIGNS = re.compile(r"([,.;/])\s*\1|\s,|^[^\w]")
"""Signs that stand where none can: twice, after a space, before everything else."""


class Doubt(StrEnum):
    """What the officer must look at on the card itself."""

    LAYOUT = "layout"
    TWO_CARDS = "two_cards"
    LETTERS = "letters"
    MARKS = "marks"
    BIRTH = "birth"
    SEX = "sex"
    PLACE = "place"


_ABOUT_NUMBER = frozenset({Doubt.TWO_CARDS, Doubt.BIRTH, Doubt.SEX, Doubt.PLACE})


@dataclass(frozen=True, slots=True)
class IdentityCard:
    """What a scan says: ``name`` and ``address`` are empty where they cannot be trusted."""

    number: str
    old_number: str = ""
    name: str = ""
    address: str = ""
    doubts: tuple[Doubt, ...] = ()

    @property
    def is_sure_of_number(self) -> bool:
        """Whether nothing speaks against the number, so that it may open what is on file."""
        return not _ABOUT_NUMBER.intersection(self.doubts)


def read_card(scanned: str) -> IdentityCard | None:
    """The card in ``scanned``; none where it is no scan of a card with a number of twelve digits."""
    text = _BEFORE.sub("", scanned).rstrip(_AFTER)
    if "|" not in text:
        return _undivided(text)
    fields = [part.strip() for part in text.split("|")]
    told = _labelled(fields) if ":" in fields[0] else fields
    number = re.sub(r"[\s.]", "", told[0])
    if not re.fullmatch(r"[0-9]{12}", number):
        return None
    if _is_another(fields[1:]):
        return IdentityCard(number, doubts=(Doubt.TWO_CARDS,))
    if len(told) < _FIELDS or not re.fullmatch(r"(?:[0-9]{9})?", told[1]) or not _date(told[6]):
        return IdentityCard(number, doubts=(Doubt.LAYOUT, *_number_doubts(number, _dates(fields[1:]))))
    name, sex, address = (normalize("NFC", each) for each in (told[2], told[4], told[5]))
    is_garbled = not (_is_name(name) and _is_address(address) and sex in ("", *_SEXES))
    doubts = [
        *([Doubt.LETTERS] if is_garbled else [Doubt.MARKS] if _is_unmarked(name) else []),
        *_number_doubts(number, _dates([told[3]]), _date(told[6])),
        *([Doubt.SEX] if _SEXES.get(sex, int(number[3]) % 2) != int(number[3]) % 2 else []),
    ]
    return IdentityCard(number, told[1], "" if is_garbled else _one_line(name), "" if is_garbled else _one_line(address), tuple(doubts))


def _undivided(text: str) -> IdentityCard | None:
    """A scan whose dividers became other signs: the keyboard is not the scanner's, so that no letter is taken over."""
    head = _HEAD.match(text)
    if head is None:
        return None
    rest = text[head.end() :]
    if re.search(r"[0-9]{12}", rest):
        return IdentityCard(head[1], doubts=(Doubt.TWO_CARDS,))
    return IdentityCard(head[1], doubts=(Doubt.LAYOUT, *_number_doubts(head[1], _dates([rest]))))


def _is_another(fields: list[str]) -> bool:
    """Whether a second card follows among ``fields``: another long number, or a label of the number once more."""
    return any(re.search(r"[0-9]{12}$", each) or fold(each).startswith("cccd") for each in fields)


def _labelled(fields: list[str]) -> list[str]:
    """Labelled fields in the order of the card; the number alone where a label is not known, so that the layout is in doubt."""
    told = [""] * _FIELDS
    is_known = True
    for part in fields:
        label, _, value = part.partition(":")
        place = _LABELS.get(fold(label))
        if place is None:
            is_known = False
        elif not told[place]:
            told[place] = value.strip()
    return told if is_known else told[:1]


def _number_doubts(number: str, born: list[date], issued: date | None = None) -> list[Doubt]:
    """What speaks against ``number``: no date that it tells is among those the card tells, or no province has such a code."""
    is_born = any(_was_born(number, each) and (issued is None or each < issued) for each in born)
    is_province = int(number[:3]) in _PROVINCES or int(number[:3]) >= _FIRST_ABROAD
    return [*([] if is_born else [Doubt.BIRTH]), *([] if is_province else [Doubt.PLACE])]


def _dates(fields: list[str]) -> list[date]:
    found = (_date(each) for field in fields for each in _DATE_FIELD.findall(field))
    return [each for each in found if each]


def _date(told: str) -> date | None:
    found = re.fullmatch(r"([0-9]{2})/?([0-9]{2})/?([0-9]{4})", told)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else None
    except ValueError:
        return None


def _is_name(name: str) -> bool:
    """Whether these letters can be a name: each word with one capital or all in capitals, and no key strokes left over."""
    if not name or not _is_spelt(name, _IN_NAMES) or not all(is_word(word) for word in words(name)):
        return False
    parts = re.split(r"[ '’.-]+", name.strip(" '’.-"))
    if name == name.upper():
        return not (name.isascii() and _TELEX_CAPITALS.search(name))
    if not all(part[:1].isupper() and part[1:] == part[1:].lower() for part in parts):
        return False
    if name.isascii():
        return not any(_TELEX.search(part) for part in parts if part not in _CLANS)
    return not any(has_lost_marks(part) for part in parts)


def _is_unmarked(name: str) -> bool:
    """Whether a name has no mark at all although one of its words asks for some: "NGUYEN VAN A"."""
    return name.isascii() and (bool(_UNMARKED.fullmatch(name)) or any(map(has_lost_marks, words(name))))


def _is_address(address: str) -> bool:
    """Whether these letters can be an address: no key strokes left over, small words Vietnamese; one without any mark has lost them."""
    if not _is_spelt(address, _IN_ADDRESSES) or _VNI.search(address) or _TWO_SIGNS.search(address):
        return False
    written = [word for word in words(address) if not word.isupper() and word.lower() not in _ABBREVIATIONS]
    if any(before.islower() and after.isupper() for before, after in pairwise(address)):
        return False
    small = [word for word in _WORD.findall(address) if word.islower() and word not in _ABBREVIATIONS]
    if not (all(is_word(word) and not has_lost_marks(word) for word in written) and all(map(is_syllable, small))):
        return False
    return not (address.isascii() and len(written) >= _FEW_WORDS)


def _is_spelt(told: str, other: frozenset[str]) -> bool:
    """Whether all of it is letters of this country, or one of the ``other`` signs."""
    return all(sign in other or sign.lower() in _LETTERS for sign in told)


def _one_line(told: str) -> str:
    return " ".join(told.split())


def _was_born(number: str, born: date) -> bool:
    """Whether the number tells the same year of birth: its fourth digit the century, the next two the year (NĐ 137/2015 Đ.13)."""
    return born.year == 1900 + int(number[3]) // 2 * 100 + int(number[4:6])
