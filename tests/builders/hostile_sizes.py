"""Files that are too much: bombs, floods, and sizes that are only said."""

import zlib
from collections.abc import Iterator

import pikepdf

from motcua.documents.rules.unfit import Unfit
from tests.builders.honest_files import jpeg, jpeg_saying, pdf, png_of, raw_pdf
from tests.builders.hostile_files import EITHER, Hostile, hostile


def _bombed_stream(rounds: int) -> bytes:
    """A stream deflated ``rounds`` times, 60 MB when opened."""
    content = zlib.compress(b"0 0 1 1 re f\n" * 4_700_000, 9)
    for _ in range(rounds - 1):
        content = zlib.compress(content, 9)
    return content


def _pdf_bomb(rounds: int) -> bytes:
    content = _bombed_stream(rounds)
    filters = b"/Filter[%s]" % (b"/FlateDecode " * rounds)
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d%s>>\nstream\n%s\nendstream" % (len(content), filters, content),
    )


def _pdf_picture(width: int, height: int) -> bytes:
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</I 5 0 R>>>>>>",
        b"<</Length 24>>\nstream\n200 0 0 200 0 0 cm /I Do\nendstream",
        b"<</Type/XObject/Subtype/Image/Width %d/Height %d/BitsPerComponent 8/ColorSpace/DeviceRGB/Length 3>>\nstream\nabc\nendstream"
        % (width, height),
    )


def _nested(depth: int) -> bytes:
    """A PDF whose page draws a form that draws a form …, each ten times."""
    head = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>",
        b"<</Length 5>>\nstream\n/F Do\nendstream",
    ]
    drawn = b"/F Do " * 10
    forms = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 200 200]/Resources<</XObject<</F %d 0 R>>>>/Length %d>>\nstream\n%s\nendstream"
        % (6 + level, len(drawn), drawn)
        for level in range(depth)
    ]
    return raw_pdf(*head, *forms, b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Length 12>>\nstream\n0 0 9 9 re f\nendstream")


def too_much() -> Iterator[Hostile]:
    heavy = (Unfit.TOO_HEAVY, Unfit.BROKEN, Unfit.TOO_MANY_PIXELS)
    yield hostile("PNG that says 50,000 × 50,000", "to.png", png_of(50_000, 50_000, data=b"\x00" * 1000), *heavy)
    yield hostile("PNG of 2³¹−1 × 1", "dai.png", png_of(2**31 - 1, 1), *heavy)
    yield hostile("PNG of 0 × 0", "khong.png", png_of(0, 0), *heavy)
    yield hostile(
        "PNG, a true pixel flood of 12,000 × 12,000", "lu.png", lambda: png_of(12_000, 12_000, data=b"\x00" * 12_000 * 36_001), *heavy
    )
    for size in ((65_500, 65_500), (65_535, 1), (30_000, 30_000), (0, 0)):
        yield hostile(
            f"JPEG that says {size}", f"to-{size[0]}-{size[1]}.jpg", jpeg_saying(*size), *heavy, fate=EITHER if size[1] == 1 else ""
        )
    yield hostile("JPEG with 200 scans of nothing", "quet.jpg", _many_scans, fate=EITHER)
    for rounds in (1, 2, 3):
        yield hostile(
            f"PDF with a stream deflated {rounds} times", f"bom-{rounds}.pdf", lambda rounds=rounds: _pdf_bomb(rounds), fate=EITHER
        )
    yield hostile("PDF of 5,000 pages", "5000.pdf", lambda: _many_pages(5_000), Unfit.TOO_MANY_PAGES)
    yield hostile("PDF of 201 pages", "201.pdf", lambda: _many_pages(201), Unfit.TOO_MANY_PAGES)
    yield hostile("PDF that says it has 2,000,000,000 pages", "noi-doi.pdf", _lying_count(2_000_000_000), fate=EITHER)
    yield hostile("PDF that says it has −1 pages", "am.pdf", _lying_count(-1), fate=EITHER)
    yield hostile("PDF page of 14,400 × 14,400 points", "to.pdf", pdf(lambda it: _box(it, 14_400, 14_400)))
    yield hostile("PDF page of a million points", "rat-to.pdf", pdf(lambda it: _box(it, 10**6, 10**6)), Unfit.BROKEN, fate=EITHER)
    yield hostile("PDF page a hair wide", "soi.pdf", pdf(lambda it: _box(it, 10**6, 1)), fate=EITHER)
    yield hostile("PDF page of no size", "rong.pdf", pdf(lambda it: _box(it, 0, 0)), fate=EITHER)
    yield hostile("PDF page of a size below nothing", "am-kho.pdf", pdf(lambda it: _box(it, -100, -100)), fate=EITHER)
    yield hostile("PDF with a picture that says 60,000 × 60,000", "anh-to.pdf", _pdf_picture(60_000, 60_000), fate=EITHER)
    yield hostile("PDF with a picture that says 2³¹−1 × 2³¹−1", "anh-rat-to.pdf", _pdf_picture(2**31 - 1, 2**31 - 1), fate=EITHER)
    yield hostile("PDF with forms in forms, ten to the ninth drawn", "long.pdf", lambda: _nested(9), fate=EITHER)
    yield hostile(
        "PDF with an array 20,000 deep",
        "sau.pdf",
        raw_pdf(b"<</Type/Catalog/Pages 2 0 R/X %s%s>>" % (b"[" * 20_000, b"]" * 20_000), b"<</Type/Pages/Count 0/Kids[]>>"),
        fate=EITHER,
    )
    yield hostile("file larger than a file may be", "qua-to.pdf", lambda: pdf() + b"%" * 20_000_000 + b"\n%%EOF\n", Unfit.TOO_LARGE)


def _many_scans() -> bytes:
    honest = jpeg(progressive=True)
    return honest[:-2] + honest[honest.rindex(b"\xff\xda") : -2] * 200 + honest[-2:]


def _box(document: pikepdf.Pdf, width: int, height: int) -> None:
    document.pages[0].MediaBox = pikepdf.Array([0, 0, width, height])


def _many_pages(count: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"
    kids = b" ".join(b"%d 0 R" % (3 + number) for number in range(count))
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids), *([page] * count))


def _lying_count(count: int) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]>>"
    return raw_pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count, page)
