"""Having a file read by a limited process: what comes back are pictures of its pages, or a refusal; never a crash of ours."""

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path
from typing import Any

from motcua.documents import store
from motcua.documents.rules import jpeg
from motcua.documents.rules.binding import Bound, Picture, bound
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.kinds import FileKind
from motcua.documents.rules.limits import LONGEST_SIDE, PAGE_PIXELS, Limits
from motcua.documents.rules.unfit import Unfit, unfit
from motcua.kernel.refusal import Refusal

_COMMAND = (sys.executable, "-I", "-m", "motcua.documents.reader")
_MOST_SAID = 1000


def take_in(original: bytes, limits: Limits) -> Kept:
    """Read ``original`` page by page and keep it, with its rendition, on the disk; ``file-unfit`` when it is not taken in."""
    kind, rendition = read(original, limits)
    return Kept(
        digest=store.keep(original), size=len(original), kind=kind, rendition=store.keep(rendition.content), places=rendition.places
    )


def read(original: bytes, limits: Limits) -> tuple[FileKind, Bound]:
    """What ``original`` is, and the pictures of its pages bound into a harmless PDF; ``file-unfit`` with the reason."""
    if not original:
        unfit(Unfit.EMPTY)
    if len(original) > limits.file_bytes:
        unfit(Unfit.TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="motcua-reading-") as folder:
        place = Path(folder)
        (place / "original").write_bytes(original)
        (place / "limits.json").write_text(json.dumps(asdict(limits)), encoding="ascii")
        kind, pages = _said(_run(place, limits), limits)
        return kind, bound([_picture(place / f"page-{number}.jpg") for number in range(1, pages + 1)])


def _run(place: Path, limits: Limits) -> bytes:
    """What the reader prints; none of our settings and secrets reach it."""
    environment = {"LANG": "C.UTF-8", "PATH": os.defpath}
    try:
        done = subprocess.run(
            _COMMAND, cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=limits.wall_seconds, check=False
        )
    except subprocess.TimeoutExpired:
        unfit(Unfit.TOO_HEAVY)
    if done.returncode:
        unfit(Unfit.TOO_HEAVY)
    return done.stdout


def _said(printed: bytes, limits: Limits) -> tuple[FileKind, int]:
    """The kind and the number of pages that the reader tells; nothing it says is believed beyond its bounds."""
    try:
        told: Any = json.loads(printed[:_MOST_SAID])
        if "why" in told:
            unfit(Unfit(told["why"]))
        kind, pages = FileKind(told["kind"]), int(told["pages"])
    except Refusal:
        raise
    except (ValueError, KeyError, TypeError):
        unfit(Unfit.BROKEN)
    if not 1 <= pages <= limits.pages:
        unfit(Unfit.TOO_MANY_PAGES)
    return kind, pages


def _picture(path: Path) -> Picture:
    """A page that the reader has drawn: a plain JPEG with nothing beside it, or it is not taken."""
    if path.is_symlink() or not path.is_file():
        unfit(Unfit.BROKEN)
    content = path.read_bytes()
    seen = jpeg.read(content)
    is_plain = seen.end == len(content) and not seen.has_extras
    if not is_plain or seen.width * seen.height > max(PAGE_PIXELS, LONGEST_SIDE**2) * 2:
        unfit(Unfit.BROKEN)
    return Picture(content, seen.width, seen.height)
