"""What the environment says: every setting of the program is read here, once, and described in docs/settings.md."""

import os
import secrets
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
