"""The files of the cases, put back where the program looks for them."""

import shutil
from pathlib import Path

from motcua.database.places import fsync


def install_documents(packed: Path, folder: Path, kept: str) -> str:
    """Let the files ``packed`` in a backup take the place of those in ``folder``; returns where those stay, ``kept`` in its name.

    The earlier ones belong to the earlier database, and perhaps to another key.
    """
    old = ""
    if folder.is_dir() and any(folder.iterdir()):
        aside = folder.with_name(f"{folder.name}.{kept}")
        folder.rename(aside)
        old = str(aside)
    add_documents(packed, folder)
    return old


def add_documents(packed: Path, folder: Path) -> None:
    """Put the files ``packed`` in a backup beside those in ``folder``, which stay: each is named by its digest."""
    for source in sorted(packed.glob("*/*")):
        target = folder / source.parent.name / source.name
        target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = target.with_name(f".{target.name}.restored")
        shutil.move(source, draft)
        fsync(draft)
        draft.replace(target)
    for made in (*folder.glob("*/"), folder):
        if made.is_dir():
            fsync(made)
