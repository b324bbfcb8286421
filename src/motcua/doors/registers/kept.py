"""Long prints are kept for an hour as files of the office, each for the officer who made it."""

import re
import secrets
import time
from pathlib import Path

from django.conf import settings

_HOUR = 3600
_CODE = re.compile(r"[0-9A-Za-z_-]{22}")


def keep(content: bytes, *, person_id: int) -> str:
    """Keep ``content`` for the officer and return the code under which he fetches it; what is older than an hour goes."""
    folder = _folder()
    for old in folder.glob("*.pdf"):
        if old.stat().st_mtime < time.time() - _HOUR:
            old.unlink(missing_ok=True)
    code = secrets.token_urlsafe(16)
    path = folder / f"{person_id}.{code}.pdf"
    path.touch(mode=0o600)
    path.write_bytes(content)
    return code


def kept(code: str, *, person_id: int) -> bytes | None:
    """What the officer has kept under ``code``; none when it is another's, too old, or nothing."""
    path = _folder() / f"{person_id}.{code}.pdf"
    if not _CODE.fullmatch(code) or not path.is_file() or path.stat().st_mtime < time.time() - _HOUR:
        return None
    return path.read_bytes()


def _folder() -> Path:
    folder = Path(settings.HOME) / "prints"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder
