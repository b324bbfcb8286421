"""The key that signs checkpoints: one file, for its owner alone, made when the first checkpoint is."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from motcua.database.places import fsync
from motcua.journal.checkpoint import public_part
from motcua.kernel.refusal import Code, Refusal


def key_at(path: Path) -> Ed25519PrivateKey | None:
    """The key that lies at ``path``, if one does; refused when others may read it, or it cannot be read, or is no key."""
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise Refusal(Code.SEALING_KEY_OPEN, file=str(path))
        return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(path.read_text(encoding="ascii")))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise Refusal(Code.SEALING_KEY_UNREADABLE, file=str(path)) from error


def key_of(path: Path, public_key: str) -> Ed25519PrivateKey:
    """The key at ``path``, which must be the one called ``public_key``; where a change of key was broken off, it is found beside it."""
    if not _is(path, public_key):
        for other in sorted(path.parent.glob(f"{path.name}.*")):
            if _is(other, public_key):
                _put(other, path, kept="set-aside")
                break
    key = key_at(path)
    if key is None:
        raise Refusal(Code.SEALING_KEY_MISSING, file=str(path))
    if public_part(key) != public_key:
        raise Refusal(Code.SEALING_KEY_OTHER, file=str(path))
    return key


def new_key_beside(path: Path) -> Ed25519PrivateKey:
    """A new key, written safely beside ``path`` until ``put_in_place`` gives it the place."""
    draft = _draft(path)
    key = Ed25519PrivateKey.generate()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileNotFoundError):
            draft.unlink()
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="ascii") as stream:
            stream.write(key.private_bytes_raw().hex())
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise Refusal(Code.SEALING_KEY_UNREADABLE, file=str(draft)) from error
    return key


def put_in_place(path: Path, *, kept: str) -> None:
    """Let the new key lie at ``path``; the one that lay there stays beside it, ``kept`` in its name."""
    try:
        _put(_draft(path), path, kept=kept)
    except OSError as error:
        raise Refusal(Code.SEALING_KEY_UNREADABLE, file=str(path)) from error


def _put(source: Path, path: Path, *, kept: str) -> None:
    if path.exists():
        path.replace(path.with_name(f"{path.name}.{kept}"))
    source.replace(path)
    fsync(path.parent)


def _is(path: Path, public_key: str) -> bool:
    try:
        key = key_at(path)
    except Refusal:
        return False
    return key is not None and public_part(key) == public_key


def _draft(path: Path) -> Path:
    return path.with_name(f"{path.name}.new")
