"""Hostile and broken files, each built here from bytes: what they are called, what they are, and what must become of them.

``REFUSED``: nothing of it is kept, and the reason is one of ``why``. ``TAMED``: it is taken in, and what is shown is a plain PDF of
pictures. ``EITHER``: whichever the reader decides, it is one of the two.
"""

import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from motcua.documents.rules.unfit import Unfit
from tests.builders.honest_files import archive, chunk, heic, jpeg, jpeg_with, pdf, png, png_of

REFUSED, TAMED, EITHER = "refused", "tamed", "either"


@dataclass(frozen=True, slots=True)
class Hostile:
    """One file: what it tries, its name, its bytes (built when asked for), and what must become of it."""

    tries: str
    name: str
    build: Callable[[], bytes]
    fate: str
    why: frozenset[Unfit] = frozenset()


def hostile(tries: str, name: str, build: Callable[[], bytes] | bytes, *why: Unfit, fate: str = "") -> Hostile:
    made = build if callable(build) else lambda: build
    return Hostile(tries, name, made, fate or (REFUSED if why else TAMED), frozenset(why))


# ---- two things at once ---------------------------------------------------------------------------------------------------

_HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"
_SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
_PHP = b"<?php system($_GET['c']); ?>"
_JAR = b"\xca\xfe\xba\xbe\x00\x00\x00\x34"


def two_in_one() -> Iterator[Hostile]:
    tails = {
        "zip": archive(),
        "html": _HTML,
        "php": _PHP,
        "exe": b"MZ\x90\x00" * 9,
        "pdf": pdf(),
        "svg": _SVG,
        "byte": b"x",
        "jar": archive("A.class", _JAR),
    }
    for called, tail in tails.items():
        yield hostile(f"JPEG with {called} behind its end", f"anh-{called}.jpg", jpeg() + tail, Unfit.TWO_IN_ONE)
        yield hostile(f"PNG with {called} behind its end", f"anh-{called}.png", png() + tail, Unfit.TWO_IN_ONE)
        yield hostile(f"HEIC with {called} behind its end", f"anh-{called}.heic", heic() + tail, Unfit.TWO_IN_ONE, Unfit.BROKEN)
        if called != "pdf":
            yield hostile(f"PDF with {called} behind its end", f"don-{called}.pdf", pdf() + tail, Unfit.TWO_IN_ONE)
    for called, head in {
        "html": _HTML,
        "text": b"hello\n",
        "shell": b"#!/bin/sh\n",
        "zip": archive(),
        "gif": b"GIF89a",
        "exe": b"MZ\x90\x00",
    }.items():
        why = (Unfit.TWO_IN_ONE, Unfit.WEB_PAGE, Unfit.PROGRAM, Unfit.ARCHIVE, Unfit.OTHER_PICTURE)
        yield hostile(f"PDF that begins as {called}", f"dau-{called}.pdf", head + pdf(), *why)
    yield hostile(
        "GIFAR: a GIF with a JAR behind", "a.gif", b"GIF89a" + b"\x00" * 30 + b"\x3b" + archive("A.class", _JAR), Unfit.OTHER_PICTURE
    )
    yield hostile("PDF with HTML in its first lines", "a.pdf", pdf().replace(b"\n", b"\n%" + _HTML + b"\n", 1), Unfit.TWO_IN_ONE)
    yield hostile("JPEG behind which a second JPEG lies unannounced", "hai.jpg", jpeg() + jpeg(), Unfit.TWO_IN_ONE)
    yield hostile("ZIP that is a PDF further on", "a.pdf", archive("x.pdf", pdf()), Unfit.ARCHIVE)
    yield hostile("JPEG with HTML in its comment", "chu-thich.jpg", jpeg_with(0xFE, _HTML))
    yield hostile("JPEG with PHP in its EXIF", "exif.jpg", jpeg_with(0xE1, b"Exif\x00\x00" + _PHP))
    yield hostile("PNG with HTML in its words", "chu.png", png_of(1, 1, data=b"\x00abc", extra=chunk(b"tEXt", b"Comment\x00" + _HTML)))
    yield hostile(
        "PNG with an ICC profile bomb",
        "icc.png",
        png_of(1, 1, data=b"\x00abc", extra=chunk(b"iCCP", b"x\x00\x00" + zlib.compress(b"\x00" * 30_000_000, 9))),
        fate=EITHER,
    )
