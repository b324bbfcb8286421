"""Having a file read by a limited process: what comes back are pictures of its pages, or a refusal; never a crash of ours."""

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from motcua.documents import store
from motcua.documents.rules import jpeg
from motcua.documents.rules.binding import Bound, Picture, bound
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.kinds import FileKind
from motcua.documents.rules.limits import LONGEST_SIDE, PAGE_PIXELS, Limits
from motcua.documents.rules.unfit import Unfit, unfit

_COMMAND = (sys.executable, "-I", "-m", "motcua.documents.reader")
_MOST_SAID = 100_000


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file is, the pictures of its pages bound into a harmless PDF, and what the covers among them say (page → text)."""

    kind: FileKind
    rendition: Bound
    marks: Mapping[int, str]


def take_in(original: bytes, limits: Limits) -> Kept:
    """Read ``original`` page by page and keep it, with its rendition, on the disk; ``file-unfit`` when it is not taken in."""
    return _kept(original, read(original, limits))


def take_in_scan(original: bytes, limits: Limits) -> tuple[Kept, Mapping[int, str]]:
    """The same for a scan of several papers, with what its covers say (page → text)."""
    seen = read(original, limits, finds_covers=True)
    return _kept(original, seen), seen.marks


def _kept(original: bytes, seen: Reading) -> Kept:
    rendition = store.keep(seen.rendition.content)
    return Kept(store.keep(original), len(original), seen.kind, rendition, seen.rendition.places)


def read(original: bytes, limits: Limits, *, finds_covers: bool = False) -> Reading:
    """What ``original`` holds; ``file-unfit`` with the reason."""
    if not original:
        unfit(Unfit.EMPTY)
    if len(original) > limits.file_bytes:
        unfit(Unfit.TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="motcua-reading-") as folder:
        place = Path(folder)
        (place / "original").write_bytes(original)
        (place / "limits.json").write_text(json.dumps(asdict(limits)), encoding="ascii")
        if finds_covers:
            (place / "marks-wanted").touch()
        kind, pages, marks = _said(run_reader(place, limits), limits)
        return Reading(kind, bound([_picture(place / f"page-{number}.jpg") for number in range(1, pages + 1)]), marks)


def run_reader(place: Path, limits: Limits) -> bytes:
    """What the reader prints; none of our settings and secrets reach it."""
    environment = {"LANG": "C.UTF-8", "PATH": os.defpath}
    with (place / "said").open("w+b") as said:
        code = _ended(
            subprocess.Popen(
                _COMMAND,
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            ),
            limits.wall_seconds,
        )
        if code:
            unfit(Unfit.TOO_HEAVY)
        said.seek(0)
        return said.read(_MOST_SAID)


def _ended(reader: subprocess.Popen[bytes], seconds: float) -> int:
    """How the reader ended within ``seconds``; whatever it has started ends with it."""
    try:
        return reader.wait(seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGKILL
    finally:
        with suppress(ProcessLookupError):
            os.killpg(reader.pid, signal.SIGKILL)
        reader.wait()


def said_by_reader(printed: bytes) -> dict[str, Any]:
    """What the reader says of a file that it has read; ``file-unfit`` with its reason for one that it has not."""
    try:
        told = json.loads(printed)
        why = Unfit(told["why"]) if "why" in told else None
    except (ValueError, KeyError, TypeError):
        unfit(Unfit.BROKEN)
    if not isinstance(told, dict):
        unfit(Unfit.BROKEN)
    if why:
        unfit(why, part=str(told.get("part", ""))[:100])
    return told


def _said(printed: bytes, limits: Limits) -> tuple[FileKind, int, dict[int, str]]:
    """The kind, the number of pages and the marks that the reader tells; nothing it says is believed beyond its bounds."""
    told = said_by_reader(printed)
    try:
        kind, pages = FileKind(told["kind"]), int(told["pages"])
        marks = {int(page): str(text) for page, text in told.get("marks", {}).items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        unfit(Unfit.BROKEN)
    if not 1 <= pages <= limits.pages:
        unfit(Unfit.TOO_MANY_PAGES)
    return kind, pages, marks


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
