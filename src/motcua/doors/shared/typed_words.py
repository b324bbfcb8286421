"""What people type into fields: composed letters, without signs that no page shows, and numbers that are numbers."""

import unicodedata
from datetime import date

_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}
_LONGEST_NUMBER = 18
LONGEST_LINE, LONGEST_TEXT = 1_000, 20_000

_IN_NAMES = " '’.-"
OF_OLD_FONTS = "ÞþßÆæÐð"
"""Letters that stand where Vietnamese in TCVN3 is read as Unicode, and in no language of the country."""

FORMULA = ("=", "+", "-", "@", "#")
"""How a spreadsheet's formula begins, and the trace of one that has failed (#REF!)."""


def line(typed: str) -> str:
    """``typed`` on one line with single spaces."""
    return " ".join(_seen(typed[:LONGEST_LINE].replace("\t", " ").replace("\n", " ").replace("\r", " ")).split())


def text(typed: str) -> str:
    """``typed`` with its lines kept; empty when there is nothing but space."""
    return "\n".join(_seen(each).rstrip() for each in typed[:LONGEST_TEXT].splitlines()).strip()


def strange_sign(name: str) -> str:
    """The first sign that stands in no person's name, as text in an old Vietnamese font has them; none in a good one."""
    return next(
        (sign for sign in name if sign in OF_OLD_FONTS or not (sign.isalpha() or unicodedata.combining(sign) or sign in _IN_NAMES)), ""
    )


def number(typed: str | None) -> int | None:
    """The whole number that ``typed`` is, in plain digits and small enough for a row's id."""
    return int(typed) if typed and typed.isascii() and typed.isdigit() and len(typed) <= _LONGEST_NUMBER else None


def day_typed(typed: str) -> date | None:
    """The date that a date field holds; none where it holds none."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


def _seen(typed: str) -> str:
    composed = unicodedata.normalize("NFC", typed)
    return "".join(sign for sign in composed if unicodedata.category(sign) not in _UNSEEN)
