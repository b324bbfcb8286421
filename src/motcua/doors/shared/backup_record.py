"""What is known of this home's backups: the last try, the last success, the last drill; kept beside the data, told by the doctor."""

import json
import os
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from pathlib import Path
from typing import Any

NOT_ENDED = "đã bắt đầu nhưng chưa xong"
"""What is written down before a backup begins, so that one that dies without a word is seen."""

_FILE = "backup.json"
_MOMENTS = {"tried_at", "succeeded_at", "drilled_at"}


@dataclass(frozen=True, slots=True)
class BackupRecord:
    """``error`` and ``drill_error`` are empty when the last try and the last drill succeeded; moments are real time."""

    tried_at: datetime | None = None
    error: str = ""
    succeeded_at: datetime | None = None
    file: str = ""
    drilled_at: datetime | None = None
    drill_error: str = ""


def backup_record(home: Path) -> BackupRecord:
    """What is known; nothing where nothing was written, or what was written cannot be read."""
    try:
        said = json.loads((home / _FILE).read_text(encoding="utf-8"))
        return BackupRecord(**{field.name: _value(field.name, said[field.name]) for field in fields(BackupRecord)})
    except (OSError, ValueError, KeyError, TypeError):
        return BackupRecord()


def note_backup(home: Path, **changes: Any) -> None:
    """Write down ``changes`` of the record."""
    said = asdict(replace(backup_record(home), **changes))
    draft = home / f"{_FILE}.{os.getpid()}"
    draft.write_text(json.dumps(said, default=datetime.isoformat, ensure_ascii=False, indent=1), encoding="utf-8")
    draft.replace(home / _FILE)


def _value(name: str, said: Any) -> Any:
    return datetime.fromisoformat(said) if name in _MOMENTS and said else said
