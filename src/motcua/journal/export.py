"""The journal as a text that anybody can check: a JSON value a line, entries by id, each checkpoint behind the entries it covers.

``verify_journal.py`` reads it and imports nothing of this program. Personal parts are not in it; their commitments are.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from motcua.journal.models import Checkpoint, Entry

FORM = "motcua-journal-1"
_AT_ONCE = 2000


def exported() -> Iterator[bytes]:
    """The lines of the export; the last one counts and digests those before it."""
    told = hashlib.sha256()
    counts = {"entry": 0, "checkpoint": 0}
    for kind, value in _values():
        counts[kind] = counts.get(kind, 0) + 1
        line = _line({kind: value})
        told.update(line)
        yield line
    yield _line({"end": {"entries": counts["entry"], "checkpoints": counts["checkpoint"], "sha256": told.hexdigest()}})


def _values() -> Iterator[tuple[str, Any]]:
    yield "format", FORM
    checkpoints = list(Checkpoint.objects.order_by("number"))
    for entry in Entry.objects.order_by("id").iterator(chunk_size=_AT_ONCE):
        while checkpoints and checkpoints[0].up_to < entry.pk:
            yield "checkpoint", _columns(checkpoints.pop(0))
        yield "entry", _columns(entry)
    for checkpoint in checkpoints:
        yield "checkpoint", _columns(checkpoint)


def _columns(row: Entry | Checkpoint) -> dict[str, Any]:
    return {field.attname: _plain(getattr(row, field.attname)) for field in row._meta.concrete_fields}


def _plain(value: Any) -> Any:
    return value.astimezone(UTC).isoformat() if isinstance(value, datetime) else value


def _line(value: dict[str, Any]) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
