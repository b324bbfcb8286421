"""What a backup says of itself; no personal word stands in it."""

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.fitting import fitted

FORMAT = 2
"""Raised when an older program could misread a newer file; docs/decisions/0008-a-backup-is-one-proven-file.md describes this one."""


class Part(BaseModel):
    """One file inside the backup."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    size: int
    sha256: str


class JournalHead(BaseModel):
    """How far the journal had come; the digest is empty where there was no entry yet."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    newest_id: int
    newest_digest: str


class Manifest(BaseModel):
    """``rows`` counts every table at the one moment of the copy; ``key_mark`` tells keys apart without telling the key.

    ``attachments`` counts the files of the cases that are in it; ``attachments_lost`` names those that were gone or changed already.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: int
    program: str
    taken_at: datetime
    database: Literal["sqlite", "postgresql"]
    server: str
    rows: dict[str, int]
    journal: JournalHead
    checkpoint_root: str | None
    attachments: int
    attachments_lost: tuple[str, ...] = ()
    key_mark: str
    parts: dict[str, Part]


def read_manifest(said: Any) -> Manifest:
    """The manifest that a JSON value holds; BadInput when a newer program made it."""
    told = said.get("format") if isinstance(said, dict) else None
    if isinstance(told, int) and told > FORMAT:
        raise BadInput(f"bản sao lưu theo khuôn dạng {told}, chương trình này chỉ đọc đến khuôn dạng {FORMAT}; hãy nâng cấp chương trình")
    return fitted(said, Manifest, where="bản kê trong bản sao lưu")
