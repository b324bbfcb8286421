"""A HEIC photograph from its first byte to its last, box by box (ISO/IEC 14496-12, 23008-12)."""

from motcua.documents.rules.unfit import Unfit, unfit

_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"mif1"})
_MOVING = frozenset({b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"})
_BOXES = frozenset({b"ftyp", b"meta", b"mdat", b"free", b"skip", b"uuid", b"idat", b"mpvd"})


def is_one(content: bytes) -> bool:
    """Whether the first box names a photograph, or a film, of this family."""
    return content[4:8] == b"ftyp" and content[8:12] in _BRANDS | _MOVING


def must_be_alone(content: bytes) -> None:
    """Refuse one that moves, that ends inside a box, or with something behind its last box."""
    if content[8:12] in _MOVING:
        unfit(Unfit.MOVING)
    at = 0
    while at < len(content):
        length, name = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if length == 1:
            length = int.from_bytes(content[at + 8 : at + 16], "big")
        if name not in _BOXES:
            unfit(Unfit.MOVING if name == b"moov" else Unfit.TWO_IN_ONE)
        if length < 8 or at + length > len(content):
            unfit(Unfit.BROKEN)
        at += length
