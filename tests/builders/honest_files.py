"""Honest files of each kind that is taken in, and the bricks they are made of, for tests to use and to spoil."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable

import pikepdf
import pillow_heif
from PIL import Image


def picture(form: str, *, size: tuple[int, int] = (60, 40), mode: str = "RGB", **more: object) -> bytes:
    """A small honest picture."""
    stream = io.BytesIO()
    if form == "HEIF":
        pillow_heif.register_heif_opener()
    drawn = Image.linear_gradient("L").resize(size).convert(mode)
    drawn.save(stream, form, **more)
    return stream.getvalue()


def jpeg(**more: object) -> bytes:
    """A small honest JPEG."""
    return picture("JPEG", **more)  # type: ignore[arg-type]


def png(**more: object) -> bytes:
    """A small honest PNG."""
    return picture("PNG", **more)  # type: ignore[arg-type]


def heic() -> bytes:
    """A small honest HEIC."""
    return picture("HEIF", size=(64, 64))


def pdf(change: Callable[[pikepdf.Pdf], None] = lambda _: None, *, pages: int = 1, **saved: object) -> bytes:
    """A small honest PDF, changed by ``change``."""
    stream, document = io.BytesIO(), pikepdf.new()
    for _ in range(pages):
        document.add_blank_page(page_size=(200, 300))
        document.pages[-1].Contents = document.make_stream(b"0.2 0.2 0.8 rg 20 20 100 100 re f")
    change(document)
    document.save(stream, fix_metadata_version=False, **saved)  # type: ignore[arg-type]
    return stream.getvalue()


def raw_pdf(*objects: bytes, root: bytes = b"1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they lie."""
    written, places = bytearray(b"%PDF-1.7\n"), []
    for number, each in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start, count = len(written), len(places) + 1
    return bytes(
        written
        + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root %s>>\nstartxref\n%d\n%%%%EOF\n" % (count, table, count, root, start)
    )


def archive(name: str = "a.txt", content: bytes = b"x") -> bytes:
    """An archive of one entry."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as packed:
        packed.writestr(name, content)
    return stream.getvalue()


def chunk(name: bytes, content: bytes) -> bytes:
    """One chunk of a PNG."""
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def png_of(width: int, height: int, *, data: bytes = b"", extra: bytes = b"") -> bytes:
    """A PNG that says this size, whatever its data."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + extra + chunk(b"IDAT", zlib.compress(data, 9)) + chunk(b"IEND", b"")


def jpeg_saying(width: int, height: int) -> bytes:
    """A small JPEG that says another size."""
    honest = bytearray(jpeg())
    at = honest.index(b"\xff\xc0")
    honest[at + 5 : at + 9] = struct.pack(">HH", height, width)
    return bytes(honest)


def segment(marker: int, content: bytes) -> bytes:
    """One segment of a JPEG."""
    return bytes((0xFF, marker)) + struct.pack(">H", len(content) + 2) + content


def jpeg_with(marker: int, content: bytes) -> bytes:
    """A small JPEG with a segment put in at its beginning."""
    honest = jpeg()
    return honest[:2] + segment(marker, content) + honest[2:]
