"""What this machine remembers, outside the database, of the last checkpoint that it made: a database put back or cut is noticed by it."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "last_seal.json"


@dataclass(frozen=True, slots=True)
class Remembered:
    """Number and digest of a checkpoint."""

    number: int
    digest: str


def remembered(home: Path) -> Remembered | None:
    """The last checkpoint made here; none where none was, or what was written cannot be read."""
    try:
        said = json.loads((home / _FILE).read_text(encoding="utf-8"))
        return Remembered(int(said["number"]), str(said["digest"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def remember(home: Path, number: int, digest: str) -> None:
    """Write down the checkpoint that was just made; one with a higher number stays."""
    known = remembered(home)
    if known and known.number > number:
        return
    draft = home / f"{_FILE}.{os.getpid()}"
    draft.write_text(json.dumps(asdict(Remembered(number, digest))), encoding="utf-8")
    draft.replace(home / _FILE)
