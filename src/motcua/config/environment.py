"""What the environment says: every setting of the program is read here, once, and described in docs/settings.md."""

import os
import secrets
from datetime import time
from pathlib import Path


def text(name: str, default: str = "") -> str:
    """The setting ``MOTCUA_<name>``, or ``default``."""
    return os.environ.get(f"MOTCUA_{name}", default)


def flag(name: str, *, default: bool = False) -> bool:
    """The setting ``MOTCUA_<name>`` as yes or no ("1", "true" and "yes" mean yes)."""
    return text(name, "1" if default else "0").strip().lower() in {"1", "true", "yes"}


def listed(name: str, default: str = "") -> list[str]:
    """The setting ``MOTCUA_<name>`` as a list, split at commas."""
    return [part.strip() for part in text(name, default).split(",") if part.strip()]


def home() -> Path:
    """The directory that holds the embedded database and the keys."""
    return Path(text("HOME", "var")).resolve()


def database_url(home: Path) -> str:
    """Where the database is: ``MOTCUA_DATABASE_URL``, else a file in the home."""
    return text("DATABASE_URL") or f"sqlite:///{home / 'motcua.sqlite3'}"


def documents_folder(home: Path) -> Path:
    """Where the files of the cases lie: ``MOTCUA_DOCUMENTS_FOLDER``, else a folder in the home."""
    return Path(text("DOCUMENTS_FOLDER") or home / "documents").resolve()


def clock_time(name: str, default: str) -> time | None:
    """The setting ``MOTCUA_<name>`` as a time of day ("12:00"); none for "off"."""
    told = text(name, default)
    if told == "off":
        return None
    try:
        return time.fromisoformat(told)
    except ValueError:
        raise ValueError(f"MOTCUA_{name}={told}: phải là giờ như 12:00, hoặc off") from None


def key_at_hand(name: str, directory: Path) -> str:
    """The secret key that ``key`` would give, or nothing where it would make a new one."""
    path = directory / "keys" / name.lower()
    return text(name) or (path.read_text(encoding="ascii").strip() if path.is_file() else "")


def key(name: str, directory: Path) -> str:
    """A secret key from ``MOTCUA_<name>``, else from the file of that name in ``directory``, made at the first call (mode 0600)."""
    given = text(name)
    if given:
        return given
    path = directory / "keys" / name.lower()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _write_once(path, secrets.token_hex(32))
    return path.read_text(encoding="ascii").strip()


def _write_once(path: Path, secret: str) -> None:
    """Write ``secret`` to a new file; when another process was first, keep what it wrote."""
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.touch(mode=0o600)
    draft.write_text(secret, encoding="ascii")
    try:
        os.link(draft, path)
    except FileExistsError:
        pass
    finally:
        draft.unlink()
