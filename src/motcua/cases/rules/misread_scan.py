"""A scan of a card of which not even the number can be read: why, so that the officer knows what to put right before he scans again."""

import re
from dataclasses import dataclass
from enum import StrEnum
from unicodedata import normalize

_DIVIDER = "[|¦｜µ]"
"""The divider of a card's fields, and what it becomes on other keyboards."""
_OTHER_KEYS = re.compile("[&\"'(_)çđ\u0300-\u036f]")
"""What the digits become on a French keyboard, and on the Vietnamese one of Windows."""
_LONG, _MANY_DIGITS, _SHORT, _MOST_SHOWN = 30, 12, 20, 24


class Misread(StrEnum):
    """What stands between a scanner and this program."""

    KEYBOARD = "keyboard"
    NO_DIGITS = "no_digits"
    DIGITS = "digits"
    CUT = "cut"


@dataclass(frozen=True, slots=True)
class MisreadScan:
    """Why a scan cannot be read; ``digits`` came where the number should be: fewer or more than its twelve, at most the first 24."""

    why: Misread
    digits: str = ""


def misread_scan(scanned: str) -> MisreadScan | None:
    """What is wrong with a scan that ``read_card`` does not read; none where nobody scanned: a name, a number, an address of a slip."""
    if not _is_scan(scanned):
        return None
    head = re.split(_DIVIDER, scanned, maxsplit=1)[0].strip()
    if _is_wide(head) or not re.search("[0-9]", scanned):
        return MisreadScan(Misread.KEYBOARD if _is_wide(head) or _OTHER_KEYS.search(normalize("NFD", head)) else Misread.NO_DIGITS)
    digits = re.match(r"(?:CCCD:)?([0-9][0-9 .]*)", head)
    if digits:
        return MisreadScan(Misread.DIGITS, re.sub("[^0-9]", "", digits[1])[:_MOST_SHOWN])
    return MisreadScan(Misread.KEYBOARD if _is_changed(head) else Misread.CUT)


def _is_wide(head: str) -> bool:
    """Whether the digits are the wide ones of a Chinese or Japanese way of typing."""
    return any(sign.isdigit() and not sign.isascii() for sign in head)


def _is_changed(head: str) -> bool:
    """Whether what stands before the digits was something else: "]Q1" becomes "ưQ1" in Telex, ":" another sign on another keyboard."""
    return bool(re.match("[ơưƠƯ]Q|CCCD[^:0-9]", head)) or (bool(_OTHER_KEYS.search(head)) and not re.search("[0-9]{6}", head))


def _is_scan(scanned: str) -> bool:
    """Whether ``scanned`` has the dividers of a card, or begins as one and is long and full of digits as nothing that people type here."""
    dividers, digits = len(re.findall(_DIVIDER, scanned)), sum(sign.isdigit() for sign in scanned)
    if dividers > 1 or (dividers and len(scanned) >= _SHORT):
        return True
    if scanned.startswith("CCCD:"):
        return True
    return len(scanned) >= _LONG and digits >= _MANY_DIGITS and bool(re.match("[0-9]|CCCD", scanned))
