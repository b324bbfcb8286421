"""A PNG from its first byte to its last, chunk by chunk (ISO/IEC 15948)."""

from motcua.documents.rules.unfit import Unfit, unfit

_BEGINS = b"\x89PNG\r\n\x1a\n"
_AROUND = 12
"""Bytes of a chunk around its data: length, name, checksum."""


def is_one(content: bytes) -> bool:
    """Whether the very first bytes are a PNG's."""
    return content.startswith(_BEGINS)


def must_be_alone(content: bytes) -> None:
    """Refuse a PNG that moves, that ends early, or with something behind its end."""
    at, name = len(_BEGINS), b""
    while name != b"IEND":
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if at == len(_BEGINS) and (name, length) != (b"IHDR", 13):
            unfit(Unfit.BROKEN)
        if name == b"acTL":
            unfit(Unfit.MOVING)
        at += _AROUND + length
        if len(name) < 4 or at > len(content):
            unfit(Unfit.BROKEN)
    if at != len(content):
        unfit(Unfit.TWO_IN_ONE)
