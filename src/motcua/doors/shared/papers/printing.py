"""Slips on paper: a frozen slip in, A5 pages as PDF out, the same on every machine."""

import json
import re
import threading
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from textwrap import wrap
from typing import Any

import segno
import typst

from motcua.cases.rules.forms import FORMS, FormSet
from motcua.cases.rules.slips import Receipt, Slip

_HERE = Path(__file__).parent
FONTS = _HERE / "fonts"
"""The one family that everything on paper is set in."""
ISSUER_LINE = 23
TITLE_LINE = 46
_ENDLESS_WORD = re.compile(r"\S{29,}")
_BETWEEN_DIGITS = re.compile(r"(?<=\d) (?=\d)")
_PAGE = re.compile(rb"/Type\s*/Page\b")
_of_this_thread = threading.local()


def render(slip: Slip, *, form_set: FormSet, site_url: str = "", copy_label: str = "") -> bytes:
    """``slip`` as a PDF, on the form of ``form_set``; the same slip gives the same bytes.

    ``site_url`` ("https://motcua.example") completes a tracking address that begins with "/"; without it no QR leads to nowhere.
    ``copy_label`` says whose copy it is ("Liên 1: Lưu", "Liên 2: Giao người nộp hồ sơ"), where an office prints two.
    """
    return _fitted(slip, _values(slip, form_set, site_url, copy_label))[1]


def page_images(slip: Slip, *, form_set: FormSet, site_url: str = "", ppi: float = 144) -> list[bytes]:
    """The pages of ``slip`` as PNG pictures, to be looked at."""
    return pictured(_fitted(slip, _values(slip, form_set, site_url, ""))[0], ppi=ppi)


def pictured(document: bytes, *, ppi: float) -> list[bytes]:
    """The pages of a Typst document as PNG pictures."""
    pages: Any = compiler().compile(document, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _fitted(slip: Slip, values: dict[str, Any]) -> tuple[bytes, bytes]:
    """The Typst document and its PDF: at the first density that keeps the slip on one page, else flowing over several."""
    for density in _densities_to_try(slip):
        document, pdf = compiled(values | {"density": density, "flows": False})
        if len(_PAGE.findall(pdf)) == 1:
            return document, pdf
    return compiled(values | {"density": 0, "flows": True})


def compiled(values: dict[str, Any]) -> tuple[bytes, bytes]:
    """The document that calls the slip's template with ``values``, and its PDF.

    JSON in ASCII holds quotes and backslashes as its only signs with a meaning in a Typst string, and both escape them alike.
    """
    literal = json.dumps(json.dumps(values))
    document = f'#import "{values["template"]}": printed\n#printed(json(bytes({literal})))'.encode()
    pdf: Any = compiler().compile(document)
    return document, pdf


def compiler() -> typst.Compiler:
    """One compiler a thread: it keeps fonts, templates and set lines in mind, and two threads may not share it."""
    if not hasattr(_of_this_thread, "compiler"):
        _of_this_thread.compiler = typst.Compiler(root=_HERE, font_paths=[FONTS], ignore_system_fonts=True)
    compiler: typst.Compiler = _of_this_thread.compiler
    return compiler


# ---- how dense ------------------------------------------------------------------------------------------------------------

# Lines of a receipt that vary, as many as the densities of receipt.typ hold, roughly. A wrong guess costs one more try, or a page
# slightly denser than need be; to measure on the page itself would take three times as long.
_LINES_HELD = (13, 17, 20.5)
_TIGHTEST = 3
_LINES_BEYOND_HOPE = 29


def _densities_to_try(slip: Slip) -> Iterable[int]:
    if not isinstance(slip, Receipt):
        return (0,)
    lines = _varying_lines(slip)
    if lines > _LINES_BEYOND_HOPE:
        return ()
    return range(sum(lines > held for held in _LINES_HELD), _TIGHTEST + 1)


def _varying_lines(receipt: Receipt) -> float:
    head, applicant = receipt.letterhead, receipt.addressee
    return (
        sum(_lines(line, ISSUER_LINE) for line in (head.superior, head.authority, head.unit))
        + sum(_lines(paper.name + paper.note, 62) for paper in receipt.papers)
        + _lines(applicant.address, 72)
        + bool(applicant.identity)
        + bool(applicant.email or receipt.submitter_name)
        + _lines(receipt.procedure_name, 58)
        + 0.7 * len(receipt.explanation_lines)
        + sum(_lines(line, 80) for line in receipt.later_stages)
        + len(receipt.fee_lines)
        + _lines(receipt.further_payment, 80)
        + bool(receipt.provisional_note)
        + _lines("; ".join(receipt.originals_kept), 60)
    )


def _lines(text: str, width: int) -> int:
    return -(-len(text) // width)


# ---- texts ----------------------------------------------------------------------------------------------------------------


def _values(slip: Slip, form_set: FormSet, site_url: str, copy_label: str) -> dict[str, Any]:
    """Everything the template shows, as plain values fit for print."""
    entry, head = FORMS[form_set, slip.form], slip.letterhead
    shown: dict[str, Any] = printable(asdict(slip))
    return shown | {
        "title": in_even_lines(entry.title, TITLE_LINE),
        "document_title": entry.title,
        "issuer": [in_even_lines(line, ISSUER_LINE) for line in (head.superior, head.authority, head.unit) if line],
        "label": entry.label,
        "template": entry.template,
        "form_set": form_set,
        "copy_label": copy_label,
        "qr": _qr_of(slip.tracking_url, site_url),
        "number_line": f"Số: {shown['slip_number']}",
        "page_mark": f"Số: {shown['slip_number']}",
    }


def in_even_lines(text: str, longest: int) -> str:
    """``text`` in as few lines of ``longest`` signs as it needs, but lines of about one length."""
    needed = len(_wrapped(text, longest))
    widths = range(-(-len(text) // needed), longest + 1)
    return next("\n".join(lines) for width in widths if len(lines := _wrapped(text, width)) == needed)


def _wrapped(text: str, width: int) -> list[str]:
    return wrap(text, width, break_on_hyphens=False)


def printable(value: Any) -> Any:
    """``value`` with every text made fit for a line of print."""
    if isinstance(value, str):
        return _with_breaks(_plain(value))
    if isinstance(value, dict):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


def _plain(text: str) -> str:
    """``text`` in composed letters, on one line, without control signs and signs that turn the direction of writing."""
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    if composed.isprintable():
        return composed
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))


def _with_breaks(text: str) -> str:
    """``text`` that breaks where it should: inside a word too long for its column, never inside a telephone number."""
    breakable = _ENDLESS_WORD.sub(lambda word: "\u200b".join(word[0]), text)
    return _BETWEEN_DIGITS.sub("\u00a0", breakable)


def _qr_of(address: str, site_url: str) -> str:
    if address.startswith("/"):
        address = site_url.rstrip("/") + address if site_url else ""
    return qr_svg(address) if address else ""


def qr_svg(text: str) -> str:
    """The QR of ``text`` as an SVG of filled runs, one unit a module, without the quiet zone that the page leaves.

    The mask is fixed: to try all eight takes a third of the time of the page, and addresses that end in a random code read as well
    with any.
    """
    matrix = segno.make_qr(text, error="m", mask=5).matrix
    runs = (
        f"M{run.start()} {row}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for row, modules in enumerate(matrix)
        for run in re.finditer(b"\x01+", bytes(modules))
    )
    size = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'
