"""Biểu 06 on paper: A4 across, set by Typst; the same form gives the same bytes."""

import json
import threading
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from motcua.reports.forms.bieu_06 import FIELD_HEADING, GROUPS, HEADINGS, IN_PERIOD, TOTAL, Bieu06
from motcua.reports.render.shown import shown

_HERE = Path(__file__).parent
_of_this_thread = threading.local()


def pdf(form: Bieu06, *, fonts: Path) -> bytes:
    """The form as a PDF; ``fonts`` is where the house keeps its fonts."""
    made: Any = _compiler(fonts).compile(_document(form))
    return bytes(made)


def page_images(form: Bieu06, *, fonts: Path, ppi: float = 110) -> list[bytes]:
    """The pages as PNG pictures, to be looked at."""
    pages: Any = _compiler(fonts).compile(_document(form), format="png", ppi=ppi)
    return pages if isinstance(pages, list) else [pages]


def _document(form: Bieu06) -> bytes:
    values = {
        **asdict(shown(form)),
        "field_heading": FIELD_HEADING,
        "groups": list(GROUPS),
        "in_period": IN_PERIOD,
        "headings": list(HEADINGS.values()),
        "total_word": TOTAL,
    }
    literal = json.dumps(json.dumps(values))
    return f'#import "bieu_06.typ": printed\n#printed(json(bytes({literal})))'.encode()


def _compiler(fonts: Path) -> typst.Compiler:
    """One compiler a thread: it keeps fonts and templates in mind, and two threads may not share it."""
    known: dict[Path, typst.Compiler] = _of_this_thread.__dict__.setdefault("compilers", {})
    if fonts not in known:
        known[fonts] = typst.Compiler(root=_HERE, font_paths=[fonts], ignore_system_fonts=True)
    return known[fonts]
