"""The key that a backup was written under: found before anything is read with it, put in its place when the backup is believed."""

import os
from pathlib import Path

from motcua.config import environment
from motcua.database.columns import key_mark
from motcua.database.places import fsync
from motcua.doors.console.backups.manifest import Manifest
from motcua.doors.console.bad_input import BadInput

_MAIN = "personal_data_key"


def use_key_of(manifest: Manifest, packed: Path, home: Path) -> None:
    """Let the program read with the backup's key: the one ``packed`` in it, else that of the environment or of ``home``."""
    given = environment.text(_MAIN.upper())
    in_file = _text(packed / _MAIN)
    key = in_file or environment.key_at_hand(_MAIN.upper(), home)
    if not key:
        raise BadInput(
            f"bản sao lưu không có khóa, máy này cũng chưa có; hãy chép tệp khóa đã cất vào {home / 'keys' / _MAIN} rồi chạy lại"
        )
    if in_file and given and given != in_file:
        raise BadInput("khóa trong bản sao lưu khác khóa ở MOTCUA_PERSONAL_DATA_KEY; hãy bỏ biến ấy rồi chạy lại")
    if key_mark(key) != manifest.key_mark:
        raise BadInput(
            f"khóa của máy này (dấu {key_mark(key)}) không phải khóa của bản sao lưu (dấu {manifest.key_mark}); "
            f"hãy chép đúng tệp khóa vào {home / 'keys' / _MAIN} rồi chạy lại"
        )
    os.environ["MOTCUA_PERSONAL_DATA_KEY"] = key
    if in_file and not environment.text("SECRET_KEY"):
        os.environ["MOTCUA_SECRET_KEY"] = _text(packed / "secret_key")


def install_keys(packed: Path, home: Path, kept: str) -> list[str]:
    """Put the keys that came with the backup into ``home``; a different one there stays beside it, ``kept`` in its name."""
    installed = []
    for source in sorted(packed.glob("*")):
        target = home / "keys" / source.name
        if _text(target) == _text(source):
            continue
        target.parent.mkdir(exist_ok=True, mode=0o700)
        if target.exists():
            os.link(target, target.with_name(f"{target.name}.{kept}"))
        source.chmod(0o600)
        fsync(source)
        source.replace(target)
        fsync(target.parent)
        installed.append(str(target))
    return installed


def _text(path: Path) -> str:
    return path.read_text(encoding="ascii").strip() if path.is_file() else ""
