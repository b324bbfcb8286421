"""Having a Word file read, and its places filled, by the same limited process: what comes back are its words, or a refusal."""

import json
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from motcua.documents import store
from motcua.documents.reading import read, run_reader, said_by_reader
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.kinds import FileKind
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.unfit import Unfit, unfit
from motcua.documents.rules.word_text import MOST_PARAGRAPHS, MOST_SIGNS


@dataclass(frozen=True, slots=True)
class Words:
    """What a Word file says, paragraph by paragraph, and its bytes."""

    paragraphs: tuple[str, ...]
    content: bytes


def read_words(original: bytes, limits: Limits, *, values: Mapping[str, str] | None = None) -> Words:
    """What ``original`` says, with the places that ``values`` names filled; ``file-unfit`` with the reason."""
    if not original:
        unfit(Unfit.EMPTY)
    if len(original) > limits.file_bytes:
        unfit(Unfit.TOO_LARGE)
    with tempfile.TemporaryDirectory(prefix="motcua-reading-") as folder:
        place = Path(folder)
        (place / "original").write_bytes(original)
        (place / "limits.json").write_text(json.dumps(asdict(limits)), encoding="ascii")
        (place / "values.json").write_text(json.dumps(dict(values or {})), encoding="ascii")
        if said_by_reader(run_reader(place, limits)).get("kind") != FileKind.DOCX:
            unfit(Unfit.BROKEN)
        return Words(_said(place / "words.json"), original if not values else _plain(place / "filled", limits.file_bytes))


def keep_words(words: Words, limits: Limits, *, printed: Callable[[tuple[str, ...]], bytes]) -> Kept:
    """Keep a Word file as it came, with what it says ``printed`` (words → PDF) as its rendition: nothing here draws Word layout."""
    pages = read(printed(words.paragraphs), limits).rendition
    return Kept(store.keep(words.content), len(words.content), FileKind.DOCX, store.keep(pages.content), pages.places)


def _said(path: Path) -> tuple[str, ...]:
    """The paragraphs that the reader tells; nothing it says is believed beyond its bounds."""
    told = json.loads(_plain(path, MOST_SIGNS * 14))
    said = tuple(str(each) for each in told)
    if len(said) > MOST_PARAGRAPHS or sum(map(len, said)) > MOST_SIGNS:
        unfit(Unfit.TOO_LONG)
    return said


def _plain(path: Path, most: int) -> bytes:
    """A file that the reader has left, which is a file and no larger than ``most`` bytes."""
    if path.is_symlink() or not path.is_file() or path.stat().st_size > most:
        unfit(Unfit.BROKEN)
    return path.read_bytes()
