"""The bytes of files on the disk, in a folder of the home: under the office's key, each named by the digest of what it holds."""

import hashlib
import os
import secrets
from pathlib import Path

from cryptography.exceptions import InvalidTag
from django.conf import settings

from motcua.database.columns import opened, sealed


class FileLost(Exception):
    """A file that the database knows is not on the disk, or is not what it was."""


def keep(content: bytes) -> str:
    """Put ``content`` on the disk for good and return its digest; what lies there whole already stays as it is."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
    if state_of(digest) == "":
        return digest
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{digest}.{secrets.token_hex(8)}")
    try:
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(sealed(content))
            stream.flush()
            os.fsync(stream.fileno())
        draft.rename(path)
    finally:
        draft.unlink(missing_ok=True)
    _fsync_folders(path)
    return digest


def fetch(digest: str) -> bytes:
    """The bytes with this digest; FileLost when they are not there, or not what they were."""
    try:
        content = opened(path_of(digest).read_bytes())
    except FileNotFoundError:
        raise FileLost("mất") from None
    except (InvalidTag, ValueError):
        raise FileLost("đã bị thay đổi") from None
    if hashlib.sha256(content).hexdigest() != digest:
        raise FileLost("đã bị thay đổi")
    return content


def state_of(digest: str) -> str:
    """Nothing when the file lies there whole; else what is wrong with it, in a word."""
    try:
        fetch(digest)
    except FileLost as lost:
        return str(lost)
    return ""


def path_of(digest: str) -> Path:
    """Where the file with this digest lies."""
    return settings.DOCUMENTS_FOLDER / place_of(digest)


def place_of(digest: str) -> Path:
    """The same, below the folder of all files."""
    return Path(digest[:2]) / digest


def _fsync_folders(path: Path) -> None:
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
