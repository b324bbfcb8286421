"""A PDF from outside: where it begins and ends, without reading what lies between."""

from motcua.documents.rules.unfit import Unfit, unfit

_BEGINS = b"%PDF-"
_ENDS = b"%%EOF"
_BLANK = b" \t\r\n\x00\x0c\x1a"
_ZIP_ENDS = b"PK\x05\x06"
_TAIL = 70_000
_HEAD = 1024
_FOREIGN = (b"<html", b"<script", b"<svg", b"<?php", b"<!doctype")


def is_one(content: bytes) -> bool:
    """Whether the very first bytes are a PDF's."""
    return content.startswith(_BEGINS)


def must_be_alone(content: bytes) -> None:
    """Refuse a PDF that is an archive or a page of the web as well, one with something behind its end, and one without an end."""
    if _ZIP_ENDS in content[-_TAIL:] or any(sign in content[:_HEAD].lower() for sign in _FOREIGN):
        unfit(Unfit.TWO_IN_ONE)
    end = content.rfind(_ENDS)
    if end < 0:
        unfit(Unfit.BROKEN)
    if content[end + len(_ENDS) :].strip(_BLANK):
        unfit(Unfit.TWO_IN_ONE)
