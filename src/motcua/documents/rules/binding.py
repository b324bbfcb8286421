"""Pictures bound into a PDF that holds nothing else: no script, form, link, attachment or word about its maker."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from motcua.documents.rules.limits import DOTS_PER_INCH

_POINTS = 72
_HEADER = b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as a JPEG of three colours, with its size in pixels."""

    content: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Bound:
    """A PDF, and for each page where in it the bytes of its JPEG lie (offset, length)."""

    content: bytes
    places: tuple[tuple[int, int], ...]


def bound(pictures: Sequence[Picture]) -> Bound:
    """``pictures`` as the pages of a PDF; the same pictures give the same bytes."""
    written, offsets, places = bytearray(_HEADER), [], []
    for number, (head, content, tail) in enumerate(_objects(pictures), start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n" % number + head
        if content:
            places.append((len(written), len(content)))
        written += content + tail + b"\nendobj\n"
    return Bound(bytes(written + _ending(offsets, len(written))), tuple(places))


def _objects(pictures: Sequence[Picture]) -> Iterator[tuple[bytes, bytes, bytes]]:
    """Catalogue, page tree, then three objects a page: the page, what draws it, its picture."""
    pages = [3 + 3 * index for index in range(len(pictures))]
    yield b"<</Type/Catalog/Pages 2 0 R>>", b"", b""
    yield b"<</Type/Pages/Count %d/Kids[%s]>>" % (len(pages), b" ".join(b"%d 0 R" % page for page in pages)), b"", b""
    for page, picture in zip(pages, pictures, strict=True):
        yield from _page(page, picture)


def _page(number: int, picture: Picture) -> Iterator[tuple[bytes, bytes, bytes]]:
    wide, high = (side * _POINTS / DOTS_PER_INCH for side in (picture.width, picture.height))
    drawn = b"q %.2f 0 0 %.2f 0 0 cm /I Do Q" % (wide, high)
    yield (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %.2f %.2f]/Resources<</XObject<</I %d 0 R>>>>/Contents %d 0 R>>"
        % (wide, high, number + 2, number + 1),
        b"",
        b"",
    )
    yield b"<</Length %d>>\nstream\n%s\nendstream" % (len(drawn), drawn), b"", b""
    yield (
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceRGB/BitsPerComponent 8/Filter/DCTDecode/Length %d>>\nstream\n"
        % (picture.width, picture.height, len(picture.content)),
        picture.content,
        b"\nendstream",
    )


def _ending(offsets: Sequence[int], start: int) -> bytes:
    lines = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    count = len(offsets) + 1
    return b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, lines, count, start)
