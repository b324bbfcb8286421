"""A JPEG from its first byte to its last, marker by marker (ITU-T T.81, annex B)."""

from dataclasses import dataclass

from motcua.documents.rules.unfit import Unfit, unfit

_BEGINS = b"\xff\xd8"
_EOI, _SOS = 0xD9, 0xDA
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_ALONE = frozenset(range(0xD0, 0xD9)) | {0x01}
_APP0, _APP2, _COMMENT = 0xE0, 0xE2, 0xFE
_APPS = frozenset(range(0xE1, 0xF0)) | {_COMMENT}
_SEVERAL = b"MPF\x00"
_BLANK = b"\x00\r\n"


@dataclass(frozen=True, slots=True)
class Jpeg:
    """One picture: its size in pixels, where it ends, whether it says that others follow, and whether it carries anything beside itself."""

    width: int
    height: int
    end: int
    has_several: bool
    has_extras: bool


def is_one(content: bytes) -> bool:
    """Whether the very first bytes are a JPEG's."""
    return content.startswith(b"\xff\xd8\xff")


def must_be_alone(content: bytes) -> None:
    """Refuse a JPEG with something behind its end.

    Telephones put further pictures (for the dark, for depth) behind the first and say so in it; those are pictures too.
    """
    picture = read(content)
    end = picture.end
    while picture.has_several and content.startswith(_BEGINS, _past_blank(content, end)):
        end = read(content, _past_blank(content, end)).end
    if content[end:].strip(_BLANK):
        unfit(Unfit.TWO_IN_ONE)


def read(content: bytes, start: int = 0) -> Jpeg:
    """The picture that begins at ``start``; ``file-unfit`` (broken) where a marker is missing or leads out of the file."""
    at, size, has_several, has_extras = start + 2, (0, 0), False, False
    while True:
        marker, at = _marker(content, at)
        if marker == _EOI:
            break
        if marker in _ALONE:
            continue
        length = int.from_bytes(content[at : at + 2], "big")
        if length < 2 or at + length > len(content):
            unfit(Unfit.BROKEN)
        if marker in _FRAMES:
            size = _size(content, at)
        has_several |= marker == _APP2 and content.startswith(_SEVERAL, at + 2)
        has_extras |= marker in _APPS
        at += length
        if marker == _SOS:
            at = _past_scan(content, at)
    if not all(size):
        unfit(Unfit.BROKEN)
    return Jpeg(*size, at, has_several, has_extras)


def _marker(content: bytes, at: int) -> tuple[int, int]:
    """The marker at ``at``, and where what belongs to it begins; any number of fill bytes may come first."""
    if content[at : at + 1] != b"\xff":
        unfit(Unfit.BROKEN)
    while content[at : at + 1] == b"\xff":
        at += 1
    if at >= len(content) or content[at] == 0:
        unfit(Unfit.BROKEN)
    return content[at], at + 1


def _size(content: bytes, at: int) -> tuple[int, int]:
    return int.from_bytes(content[at + 5 : at + 7], "big"), int.from_bytes(content[at + 3 : at + 5], "big")


def _past_scan(content: bytes, at: int) -> int:
    """Where the marker behind the compressed bytes stands; a stuffed zero and a restart mark belong to them."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0 or at + 1 >= len(content):
            unfit(Unfit.BROKEN)
        follows = content[at + 1]
        if follows != 0 and not 0xD0 <= follows <= 0xD7:
            return at
        at += 2


def _past_blank(content: bytes, at: int) -> int:
    while at < len(content) and content[at] in _BLANK:
        at += 1
    return at
