"""Why a file is not taken in: one word for each reason, put into sentences by the doors."""

from enum import StrEnum
from typing import NoReturn

from motcua.kernel.refusal import Code, Refusal


class Unfit(StrEnum):
    """What is wrong with a file."""

    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    TOO_MANY_PIXELS = "too-many-pixels"
    TOO_MUCH_IN_CASE = "too-much-in-case"
    TOO_MANY_IN_CASE = "too-many-in-case"
    ALREADY_THERE = "already-there"
    DOCUMENT = "document"
    ARCHIVE = "archive"
    PROGRAM = "program"
    WEB_PAGE = "web-page"
    OTHER_PICTURE = "other-picture"
    UNKNOWN = "unknown"
    TWO_IN_ONE = "two-in-one"
    MOVING = "moving"
    LOCKED = "locked"
    BROKEN = "broken"
    TOO_HEAVY = "too-heavy"
    # Below: of Word files, which are taken in as forms and results alone.
    NOT_WORD = "not-word"
    OLD_WORD = "old-word"
    MACRO = "macro"
    EMBEDDED = "embedded"
    LINKED = "linked"
    FIELD_CODE = "field-code"
    TRACKED = "tracked"
    NO_WORDS = "no-words"
    TOO_LONG = "too-long"


def unfit(why: Unfit, *, part: str = "") -> NoReturn:
    """Refuse with ``file-unfit``; ``part`` names what in the file it is, where that helps."""
    raise Refusal(Code.FILE_UNFIT, why=why.value, **({"part": part} if part else {}))
