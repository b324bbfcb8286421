"""Slips on paper: a frozen slip in, an A5 page as PDF out, the same on every machine."""

import json
import re
import threading
import unicodedata
from dataclasses import asdict
from pathlib import Path
from typing import Any

import segno
import typst

from motcua.cases.rules.slips import FORMS, FormSet, Slip

_HERE = Path(__file__).parent
_FONTS = _HERE / "fonts"
_LONGEST_WORD = 28
_of_this_thread = threading.local()


def render(slip: Slip, *, form_set: FormSet) -> bytes:
    """``slip`` as a PDF, on the form of ``form_set``. The same slip gives the same bytes."""
    return _compiled(slip, form_set, format="pdf")


def page_images(slip: Slip, *, form_set: FormSet, ppi: float = 144) -> list[bytes]:
    """The pages of ``slip`` as PNG pictures, to be looked at."""
    pages = _compiled(slip, form_set, format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _compiled(slip: Slip, form_set: FormSet, **output: Any) -> Any:
    entry = FORMS[form_set, slip.form]
    values = _printable(asdict(slip)) | {
        "title": entry.title,
        "label": entry.label,
        "form_set": form_set,
        "qr": _qr_svg(slip.tracking_url) if slip.tracking_url else "",
    }
    return _compiler(entry.template).compile(sys_inputs={"slip": json.dumps(values, ensure_ascii=False)}, **output)


def _compiler(template: str) -> typst.Compiler:
    """One compiler a thread and template: it keeps fonts and templates read, and two threads may not share it."""
    compilers: dict[str, typst.Compiler] = _of_this_thread.__dict__.setdefault("compilers", {})
    if template not in compilers:
        compilers[template] = typst.Compiler(_HERE / template, root=_HERE, font_paths=[_FONTS], ignore_system_fonts=True)
    return compilers[template]


def _qr_svg(text: str) -> str:
    """The QR of ``text`` as an SVG of filled runs, one unit a module, without the quiet zone that the page leaves."""
    matrix = segno.make_qr(text, error="m").matrix
    runs = (
        f"M{run.start()} {row}h{run.end() - run.start()}v1h-{run.end() - run.start()}z"
        for row, modules in enumerate(matrix)
        for run in re.finditer(b"\x01+", bytes(modules))
    )
    size = len(matrix)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(runs)}"/></svg>'


def _printable(value: Any) -> Any:
    """``value`` with every text in composed letters, on one line, free of control signs, and with room to break endless words."""
    if isinstance(value, str):
        return re.sub(rf"\S{{{_LONGEST_WORD}}}(?=\S)", "\\g<0>\u200b", _plain(value))
    if isinstance(value, dict):
        return {key: _printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(each) for each in value]
    return value


def _plain(text: str) -> str:
    composed = unicodedata.normalize("NFC", " ".join(text.split()))
    return "".join(sign for sign in composed if unicodedata.category(sign) not in ("Cc", "Cf", "Cs"))
