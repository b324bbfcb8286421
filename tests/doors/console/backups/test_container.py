"""The file of a backup: whatever byte of it is changed or missing, it is refused; it appears whole or not at all."""

import errno
import hashlib
import json
import os
import secrets
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.doors.console.backups import container
from motcua.doors.console.backups.container import unpack, write
from motcua.doors.console.backups.manifest import FORMAT
from motcua.doors.console.bad_input import BadInput

PASSPHRASE = "sáu từ dễ nhớ mà khó đoán"
SAID: dict[str, Any] = {
    "format": FORMAT, "program": "0.1.0", "taken_at": "2026-07-01T12:00:00+07:00", "database": "sqlite", "server": "3.40.1",
    "rows": {"journal_entry": 3}, "journal": {"newest_id": 3, "newest_digest": "ab" * 32}, "checkpoint_root": None, "attachments": 0,
    "key_mark": "0" * 12,
}  # fmt: skip


def _written(folder: Path, *, passphrase: str = "", said: dict[str, Any] = SAID, content: bytes = b"") -> Path:
    part = folder / "part"
    part.write_bytes(content or secrets.token_bytes(3000) + b"x" * 3000)
    file = folder / "b.zip"
    write(file, {"database": part}, said, passphrase)
    return file


def _read(file: Path, passphrase: str = PASSPHRASE) -> bytes:
    """What comes out of a backup, in a folder of its own that is empty again afterwards."""
    folder = file.parent / secrets.token_hex(8)
    folder.mkdir()
    try:
        unpack(file, folder, lambda: passphrase)
        return (folder / "database").read_bytes()
    finally:
        for path in folder.iterdir():
            path.unlink()
        folder.rmdir()


def _refused(file: Path) -> str:
    with pytest.raises(BadInput) as no:
        _read(file)
    assert "\n" not in str(no.value)
    return str(no.value)


def _sealed(content: bytes) -> bytes:
    """``content`` with a digest that holds, as somebody would make it who knows how."""
    return content[:-64] + hashlib.sha256(content[:-64]).hexdigest().encode()


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
@pytest.mark.parametrize("size", [1, 1 << 20, (1 << 20) + 1, 3_500_000])
def test_what_went_in_comes_out(tmp_path: Path, passphrase: str, size: int) -> None:
    content = secrets.token_bytes(size)
    assert _read(_written(tmp_path, passphrase=passphrase, content=content)) == content


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_any_flipped_bit_is_refused(tmp_path: Path, passphrase: str) -> None:
    file = _written(tmp_path, passphrase=passphrase)
    whole = file.read_bytes()
    ends = [*range(120), *range(len(whole) - 400, len(whole))]
    for place in [*ends, *range(120, len(whole) - 400, 5)]:
        changed = bytearray(whole)
        changed[place] ^= 1 << place % 8
        file.write_bytes(changed)
        assert "hỏng" in _refused(file)
    file.write_bytes(whole)
    assert _read(file)


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_a_file_cut_off_anywhere_is_refused_and_so_is_one_with_more_at_its_end(tmp_path: Path, passphrase: str) -> None:
    file = _written(tmp_path, passphrase=passphrase)
    whole = file.read_bytes()
    for length in [*range(200), *range(200, len(whole), 61), len(whole) - 1]:
        file.write_bytes(whole[:length])
        assert "hỏng" in _refused(file)
    file.write_bytes(whole + b"\n")
    assert "hỏng" in _refused(file)


@given(content=st.binary(max_size=400))
def test_any_other_file_is_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("other") / "letter.zip"
    file.write_bytes(content)
    assert "không phải bản sao lưu" in _refused(file) or "hỏng" in _refused(file)


def test_an_ordinary_zip_is_refused_even_with_a_digest(tmp_path: Path) -> None:
    file = tmp_path / "x.zip"
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("letter.txt", "x" * 100)
        archive.comment = b"0" * 64
    file.write_bytes(_sealed(file.read_bytes()))
    assert "không phải bản sao lưu" in _refused(file)


def test_a_part_that_is_not_what_the_manifest_says_is_refused(tmp_path: Path) -> None:
    file = _with_manifest(tmp_path, lambda said: said["parts"]["database"].update(sha256="0" * 64))
    assert "“database” không khớp" in _refused(file)


@pytest.mark.parametrize("name", ["../evil", "/etc/passwd", "keys/../../evil", "other"])
def test_a_part_that_would_lie_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    def changed(said: dict[str, Any]) -> None:
        said["parts"] = {name: said["parts"]["database"]}

    assert "không khớp với các phần" in _refused(_with_manifest(tmp_path, changed, name))


def test_a_newer_format_is_refused_with_what_to_do(tmp_path: Path) -> None:
    file = _written(tmp_path, said={**SAID, "format": FORMAT + 1, "something": "new"})
    assert "nâng cấp chương trình" in _refused(file)


def test_a_newer_format_under_a_passphrase_too(tmp_path: Path) -> None:
    file = _written(tmp_path, passphrase=PASSPHRASE)
    file.write_bytes(_sealed(file.read_bytes().replace(b"BACKUP-1\n", b"BACKUP-2\n")))
    assert "nâng cấp chương trình" in _refused(file)


def test_another_passphrase_is_refused_in_other_words_than_damage(tmp_path: Path) -> None:
    file = _written(tmp_path, passphrase=PASSPHRASE)
    with pytest.raises(BadInput, match="mật khẩu không đúng"):
        _read(file, "một mật khẩu khác hẳn")


def test_pieces_under_a_passphrase_cannot_be_left_out_or_change_places_even_with_a_digest_that_holds(tmp_path: Path) -> None:
    file = _written(tmp_path, passphrase=PASSPHRASE, content=secrets.token_bytes(3_500_000))
    whole, head, piece = file.read_bytes(), 32, (1 << 20) + 16
    first, second, rest = whole[head : head + piece], whole[head + piece : head + 2 * piece], whole[head + 2 * piece :]
    for changed in (second + first + rest, first + rest, first + second + b"0" * 64):
        file.write_bytes(_sealed(whole[:head] + changed))
        assert "mật khẩu không đúng" in _refused(file)


def test_nothing_can_be_read_in_a_file_under_a_passphrase(tmp_path: Path) -> None:
    file = _written(tmp_path, passphrase=PASSPHRASE, content=b"Nguyen Van A " * 5000)
    assert not any(word in file.read_bytes() for word in (b"Nguyen", b"database", b"manifest", b"PK\x03\x04"))
    assert file.stat().st_mode & 0o077 == 0


def test_a_file_that_exists_is_never_replaced(tmp_path: Path) -> None:
    file = _written(tmp_path)
    before = file.read_bytes()
    with pytest.raises(BadInput, match="không ghi đè"):
        _written(tmp_path)
    assert file.read_bytes() == before


def test_a_file_that_appears_meanwhile_is_not_replaced_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, seal = tmp_path / "b.zip", container._seal
    monkeypatch.setattr(container, "_seal", lambda stream: (seal(stream), file.write_text("somebody else's")))
    with pytest.raises(BadInput, match="không ghi đè"):
        _written(tmp_path)
    assert file.read_text() == "somebody else's"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "part"]


def test_a_disk_without_hard_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)
    assert _read(_written(tmp_path))
    with pytest.raises(BadInput, match="không ghi đè"):
        _written(tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b.zip", "part"]


@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "đầy"), (errno.EROFS, "chỉ cho đọc"), (errno.EIO, "lỗi đọc ghi"), (errno.EDQUOT, "hạn mức")]
)
@pytest.mark.parametrize("when", ["_copied", "_seal", "fsync"])
def test_what_the_disk_refuses_is_one_line_and_no_half_file_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str, number: int, words: str
) -> None:
    def full(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(*((os, "fsync") if when == "fsync" else (container, when)), full)
    with pytest.raises(BadInput, match=words):
        _written(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["part"]


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="ổ đĩa đã cắm chưa"):
        write(tmp_path / "usb" / "b.zip", {}, SAID, "")


def _with_manifest(folder: Path, change: Callable[[dict[str, Any]], None], name: str = "database") -> Path:
    """A backup whose manifest was changed by somebody who made its digest hold again."""
    file = _written(folder)
    with zipfile.ZipFile(file) as archive:
        said, part = json.loads(archive.read("manifest.json")), archive.read("database")
    change(said)
    with zipfile.ZipFile(file, "w") as archive:
        archive.comment = b"0" * 64
        archive.writestr(name, part)
        archive.writestr("manifest.json", json.dumps(said))
    file.write_bytes(_sealed(file.read_bytes()))
    return file
