"""Taking a backup of the connected database into one file."""

import os
import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from motcua.database.columns import key_mark
from motcua.database.copies import Copy, copied
from motcua.documents.queries import TABLE as STORED
from motcua.documents.queries import digests_in, lost_among
from motcua.documents.store import path_of, place_of
from motcua.doors.console.backups.container import DATABASE, DOCUMENTS, KEYS, disk_errors_told, write
from motcua.doors.console.backups.manifest import FORMAT
from motcua.doors.console.bad_input import BadInput
from motcua.doors.shared.backup_record import NOT_ENDED, note_backup
from motcua.journal.queries import newest_in, newest_root_in
from motcua.kernel.moments import VIETNAM

OF_THE_MOMENT = ("django_session", "cache")
"""Tables whose rows are not backed up: whoever is signed in signs in again, and a stolen backup opens no session."""

MONTHS = 12
_NAME = re.compile(r"motcua-(\d{6})\d{2}-\d{6}\.zip(\.enc)?")


@dataclass(frozen=True, slots=True)
class Taken:
    """A backup that is on the disk."""

    file: Path
    size: int
    rows: int
    files: int
    lost: int


def taken(where: Path, scratch: Path, passphrase: str) -> Taken:
    """Back up into the file or folder ``where``; under a passphrase the keys are in it too."""
    moment = datetime.now(VIETNAM)
    with _noted(moment):
        target = _target(where, moment, passphrase)
        with copied(scratch / DATABASE, emptied=OF_THE_MOMENT) as copy:
            documents, lost = _documents(copy)
            manifest = _manifest(copy, moment, documents, lost)
        parts = {DATABASE: copy.path, **(_keys(scratch) if passphrase else {}), **documents}
        write(target, parts, manifest, passphrase)
        note_backup(settings.HOME, error="", succeeded_at=moment, file=str(target))
    return Taken(target, target.stat().st_size, sum(copy.rows.values()), len(documents), len(lost))


def key_files() -> list[Path]:
    """The files in which the keys of this home lie."""
    return sorted(path for path in (settings.HOME / "keys").glob("*") if path.is_file())


def superfluous(names: list[str], *, keep: int) -> list[str]:
    """Of backups called so, those that need not be kept: neither among the ``keep`` newest nor the newest of one of the last months."""
    ours = sorted((name for name in names if _NAME.fullmatch(name)), reverse=True)
    newest_of = {name[7:13]: name for name in reversed(ours)}
    kept = {*ours[: max(keep, 1)], *(newest_of[month] for month in sorted(newest_of)[-MONTHS:])}
    return [name for name in ours if name not in kept]


def newest_backup(folder: Path) -> Path | None:
    """The newest backup that lies in ``folder``."""
    with disk_errors_told(folder):
        names = [path.name for path in folder.iterdir() if _NAME.fullmatch(path.name)]
    return folder / max(names) if names else None


@contextmanager
def _noted(moment: datetime) -> Iterator[None]:
    """Whatever ends the try is in the record."""
    note_backup(settings.HOME, tried_at=moment, error=NOT_ENDED)
    try:
        yield
    except BaseException as error:
        note_backup(settings.HOME, error=str(error) or type(error).__name__)
        raise


def _target(where: Path, moment: datetime, passphrase: str) -> Path:
    """The file to write; the folder of the settings' default is made when it is not there, any other must be."""
    if where == settings.HOME / "backups":
        where.mkdir(exist_ok=True, mode=0o700)
    if where == settings.BACKUP_FOLDER and not where.is_dir():
        raise BadInput(f"{where}: không có thư mục này; ổ đĩa đã cắm chưa? Xem MOTCUA_BACKUP_FOLDER")
    name = f"motcua-{moment:%Y%m%d-%H%M%S}.zip{'.enc' if passphrase else ''}"
    return where / name if where.is_dir() else where


def _documents(copy: Copy) -> tuple[dict[str, Path], list[str]]:
    """The files that the copy knows, as parts of the backup, and those that are gone or changed: a backup is taken all the same."""
    wanted = digests_in(copy.read) if STORED in copy.rows else []
    lost = [each.digest for each in lost_among(wanted)]
    return {f"{DOCUMENTS}{place_of(digest)}": path_of(digest) for digest in wanted if digest not in set(lost)}, lost


def _manifest(copy: Copy, moment: datetime, documents: Collection[str], lost: list[str]) -> dict[str, Any]:
    newest_id, digest = newest_in(copy.read)
    return {
        "format": FORMAT,
        "program": version("motcua"),
        "taken_at": moment.isoformat(timespec="seconds"),
        "database": connection.vendor,
        "server": copy.server,
        "rows": copy.rows,
        "journal": {"newest_id": newest_id, "newest_digest": digest},
        "checkpoint_root": newest_root_in(copy.read) if "journal_checkpoint" in copy.rows else None,  # a table not yet migrated to
        "attachments": len(documents),
        "attachments_lost": lost,
        "key_mark": key_mark(settings.PERSONAL_DATA_KEY),
    }


def _keys(scratch: Path) -> dict[str, Path]:
    """Every key of the home, and those that come from the environment, as parts of the backup."""
    found = {f"{KEYS}{path.name}": path for path in key_files()}
    for name in ("secret_key", "personal_data_key"):
        path = scratch / name
        path.write_text(getattr(settings, name.upper()), encoding="ascii")
        found[f"{KEYS}{name}"] = path
    return found


def removed(folder: Path, names: list[str]) -> None:
    """Remove those backups, and what killed predecessors left half written."""
    for name in names:
        os.unlink(folder / name)
    for partial in folder.glob(".motcua-*.partial"):
        partial.unlink(missing_ok=True)
