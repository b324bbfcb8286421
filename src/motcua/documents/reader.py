"""The process that opens a file from outside: it may use little and write only into its folder; started by ``reading``, never imported.

It finds ``original``, ``limits.json`` and, where covers are looked for, ``marks-wanted`` in its working folder, leaves ``page-1.jpg``,
``page-2.jpg``, … there, and prints one line of JSON: what the file is, or why it is unfit. Whatever else becomes of it is a refusal too.
Where it finds ``values.json`` the file is a Word file: its places are filled with them, and it leaves ``filled`` and ``words.json``.
"""

import ctypes
import json
import os
import resource
import sys
from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from motcua.documents.rules.covers import PREFIX
from motcua.documents.rules.kinds import FileKind, kind_of
from motcua.documents.rules.limits import DOTS_PER_INCH, JPEG_QUALITY, LONGEST_SIDE, PAGE_PIXELS, Limits
from motcua.documents.rules.unfit import Unfit, unfit
from motcua.documents.rules.word_text import filled, words_of
from motcua.kernel.refusal import Refusal

if TYPE_CHECKING:
    from PIL.Image import Image

_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NO_NEW_RIGHTS = 38
_POINTS = 72
MARKS_WANTED, LONGEST_COVER = "marks-wanted", 120
VALUES, WORDS, FILLED = "values.json", "words.json", "filled"
THREADS = 4096
"""HEIC is read by threads, which count as processes of the account; no other kind may start anything."""


def main() -> None:
    """Read ``original`` and say what came of it."""
    limits = Limits(**json.loads(Path("limits.json").read_text(encoding="ascii")))
    confine(limits)
    try:
        content = Path("original").read_bytes()
        told = _worded(content) if Path(VALUES).exists() else _pictured(content, limits)
    except Refusal as refusal:
        told = dict(refusal.facts)
    except MemoryError:
        told = {"why": Unfit.TOO_HEAVY.value}
    except Exception:
        told = {"why": Unfit.BROKEN.value}
    sys.stdout.write(json.dumps(told))


def confine(limits: Limits) -> None:
    """Give away what a reader does not need: time, memory, files, rights, and where the system lets us, the network."""
    for what, most in (
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_FSIZE, limits.written_bytes),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))
    system = ctypes.CDLL(None, use_errno=True)
    system.prctl(_NO_NEW_RIGHTS, 1, 0, 0, 0)
    with suppress(AttributeError):
        system.unshare(_NEW_USER | _NEW_NETWORK)
    os.nice(5)


def _worded(content: bytes) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    values = json.loads(Path(VALUES).read_text(encoding="utf-8"))
    if values:
        content = filled(content, values)
    Path(WORDS).write_text(json.dumps(words_of(content)), encoding="ascii")
    Path(FILLED).write_bytes(content)
    return {"kind": FileKind.DOCX.value}


def _pictured(content: bytes, limits: Limits) -> dict[str, object]:
    kind = kind_of(content)
    most = THREADS if kind is FileKind.HEIC else 0
    resource.setrlimit(resource.RLIMIT_NPROC, (most, most))
    pages, marks = 0, dict[int, str]()
    for picture in _PAGES[kind](content, limits):
        pages += 1
        picture.save(f"page-{pages}.jpg", "JPEG", quality=JPEG_QUALITY)
        if Path(MARKS_WANTED).exists():
            marks[pages] = _cover_on(picture)
    return (
        {"kind": kind.value, "pages": pages, "marks": {page: text for page, text in marks.items() if text}}
        if pages
        else {"why": Unfit.BROKEN.value}
    )


def _cover_on(picture: "Image") -> str:
    """What the QR of a cover on the page says, or nothing; other QRs are no covers."""
    import zxingcpp

    found = [
        each.text for each in zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormats(zxingcpp.BarcodeFormat.QRCode))
    ]
    return next((text[:LONGEST_COVER] for text in found if text.startswith(PREFIX)), "")


def _pages_of_pdf(content: bytes, limits: Limits) -> Iterator["Image"]:
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        unfit(Unfit.LOCKED if "password" in str(error).lower() else Unfit.BROKEN)
    document.init_forms()
    if len(document) > limits.pages:
        unfit(Unfit.TOO_MANY_PAGES)
    for index in range(len(document)):
        page = document[index]
        yield page.render(scale=_scale(*page.get_size()), rev_byteorder=True).to_pil().convert("RGB")
        page.close()


def _scale(width: float, height: float) -> float:
    """Pixels a point: 150 dpi, less for a page that would become too large."""
    if not (0 < width < 1e6 and 0 < height < 1e6):
        unfit(Unfit.BROKEN)
    wanted = DOTS_PER_INCH / _POINTS
    shrunk = (PAGE_PIXELS / (width * height)) ** 0.5
    scale = min(wanted, shrunk)
    if min(width, height) * scale < 1:
        unfit(Unfit.BROKEN)
    return scale


def _picture(content: bytes, limits: Limits, form: str) -> Iterator["Image"]:
    """The one picture of an image file, turned as it was held, on white, without a word beside it."""
    from PIL import Image, ImageOps

    Image.MAX_IMAGE_PIXELS = limits.pixels // 2
    with Image.open(BytesIO(content), formats=(form,)) as opened:
        if opened.width * opened.height > limits.pixels or min(opened.size) < 1:
            unfit(Unfit.TOO_MANY_PIXELS)
        opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
        turned = ImageOps.exif_transpose(opened)
        turned.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    yield _on_white(turned)


def _on_white(picture: "Image") -> "Image":
    """A new picture that holds the colours and nothing else."""
    from PIL import Image

    seen = (
        picture.convert("RGBA") if picture.mode in ("LA", "PA", "P", "RGBA") or "transparency" in picture.info else picture.convert("RGB")
    )
    page = Image.new("RGB", seen.size, "white")
    page.paste(seen, mask=seen if seen.mode == "RGBA" else None)
    return page


def _photograph(content: bytes, limits: Limits) -> Iterator["Image"]:
    import pillow_heif

    pillow_heif.options.DECODE_THREADS = 1
    pillow_heif.register_heif_opener(thumbnails=False)
    return _picture(content, limits, "HEIF")


_PAGES = {
    FileKind.PDF: _pages_of_pdf,
    FileKind.JPEG: lambda content, limits: _picture(content, limits, "JPEG"),
    FileKind.PNG: lambda content, limits: _picture(content, limits, "PNG"),
    FileKind.HEIC: _photograph,
}


if __name__ == "__main__":
    main()
