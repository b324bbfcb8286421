"""The file of a backup: a ZIP (under a passphrase or not) whose last 64 bytes are the SHA-256 of all bytes before them.

Without a passphrase it is an ordinary ZIP, the digest its comment. Either can be checked with nothing but a shell:
``head -c -64 FILE | sha256sum`` prints what ``tail -c 64 FILE`` does.
"""

import errno
import hashlib
import json
import os
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from motcua.database.places import fsync
from motcua.doors.console.backups.manifest import Manifest, read_manifest
from motcua.doors.console.backups.passphrase import MAGIC, MAGIC_OF_ANY_FORMAT, PassphraseWriter, opened
from motcua.doors.console.bad_input import BadInput

DATABASE = "database"
KEYS = "keys/"
DOCUMENTS = "documents/"
_MANIFEST = "manifest.json"
_PART = re.compile(r"database|keys/[a-z0-9_.-]+|documents/[0-9a-f]{2}/[0-9a-f]{64}")
_ZIP = b"PK\x03\x04"
_ROOM = b"0" * 64
_DAMAGED = "tệp đã hỏng hoặc bị cắt cụt (mã băm không khớp); hãy dùng bản sao lưu khác"
_LARGEST_MANIFEST = 500_000_000
_CHUNK = 1 << 20
_WHY = {
    errno.ENOSPC: "ổ đĩa đã đầy; hãy dọn bớt hoặc chọn chỗ khác",
    errno.EDQUOT: "hết hạn mức ổ đĩa; hãy dọn bớt hoặc chọn chỗ khác",
    errno.EFBIG: "tệp quá lớn đối với ổ đĩa này; hãy chọn ổ khác",
    errno.EACCES: "tài khoản này không có quyền; hãy cấp quyền hoặc chọn chỗ khác",
    errno.EPERM: "tài khoản này không có quyền; hãy cấp quyền hoặc chọn chỗ khác",
    errno.EROFS: "ổ đĩa chỉ cho đọc; hãy chọn chỗ khác",
    errno.ENOENT: "không có thư mục hoặc tệp này; ổ đĩa đã cắm chưa?",
    errno.ENOTDIR: "không phải thư mục; hãy kiểm tra đường dẫn",
    errno.EIO: "ổ đĩa báo lỗi đọc ghi; hãy kiểm tra ổ đĩa",
}


@contextmanager
def disk_errors_told(path: Path) -> Iterator[None]:
    """Whatever the disk refuses becomes one line about ``path``."""
    try:
        yield
    except OSError as error:
        raise BadInput(f"{path}: {_WHY.get(error.errno or 0, error.strerror or str(error))}") from error


# ---- writing --------------------------------------------------------------------------------------------------------------


def write(target: Path, parts: Mapping[str, Path], manifest: Mapping[str, Any], passphrase: str) -> None:
    """Pack ``parts`` and a manifest of them into ``target``, which appears whole or not at all and replaces nothing."""
    partial = target.with_name(f".{target.name}.partial")
    with disk_errors_told(target), _removed_at_last(partial):
        if target.exists():
            raise BadInput(f"{target}: đã có tệp này, không ghi đè; hãy chọn tên khác")
        with os.fdopen(os.open(partial, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as stream:
            if passphrase:
                writer = PassphraseWriter(stream, passphrase)
                _pack(writer, parts, manifest)
                writer.finish()
                stream.write(_ROOM)
            else:
                _pack(stream, parts, manifest)
            _seal(stream)
            os.fsync(stream.fileno())
        _publish(partial, target)


def _publish(partial: Path, target: Path) -> None:
    """Give ``partial`` its name, never taking another file's; a file system without hard links is asked first."""
    try:
        os.link(partial, target)
    except FileExistsError:
        raise BadInput(f"{target}: đã có tệp này, không ghi đè; hãy chọn tên khác") from None
    except OSError:
        if target.exists():
            raise BadInput(f"{target}: đã có tệp này, không ghi đè; hãy chọn tên khác") from None
        partial.rename(target)
    partial.unlink(missing_ok=True)
    fsync(target.parent)


@contextmanager
def _removed_at_last(path: Path) -> Iterator[None]:
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def _pack(stream: Any, parts: Mapping[str, Path], manifest: Mapping[str, Any]) -> None:
    told = {}
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = _ROOM
        for name, path in parts.items():
            with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as target:
                told[name] = _copied(source, target)
        archive.writestr(_MANIFEST, json.dumps({**manifest, "parts": told}, ensure_ascii=False, indent=1))


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry of the archive; what is encrypted on the disk cannot be made smaller."""
    entry = zipfile.ZipInfo(name)
    entry.compress_type = zipfile.ZIP_STORED if name.startswith(DOCUMENTS) else zipfile.ZIP_DEFLATED
    return entry


def _copied(source: IO[bytes], target: IO[bytes]) -> dict[str, Any]:
    """Copy to the end; the size and digest of what was copied."""
    digest, size = hashlib.sha256(), 0
    while chunk := source.read(_CHUNK):
        target.write(chunk)
        digest.update(chunk)
        size += len(chunk)
    return {"size": size, "sha256": digest.hexdigest()}


def _seal(stream: IO[bytes]) -> None:
    stream.flush()
    length = stream.seek(0, os.SEEK_END) - len(_ROOM)
    digest = _digest_of_the_first(length, stream)
    stream.seek(length)
    stream.write(digest)
    stream.flush()


def _digest_of_the_first(length: int, stream: IO[bytes]) -> bytes:
    stream.seek(0)
    digest = hashlib.sha256()
    while length > 0 and (chunk := stream.read(min(_CHUNK, length))):
        digest.update(chunk)
        length -= len(chunk)
    return digest.hexdigest().encode()


# ---- reading --------------------------------------------------------------------------------------------------------------


def unpack(file: Path, folder: Path, ask: Callable[[], str]) -> Manifest:
    """Put the parts of ``file`` into ``folder`` and return its manifest; any changed or missing byte is BadInput.

    ``ask`` gives the passphrase; it is asked for only when the file is whole and needs one.
    """
    with _opened_for_reading(file) as stream, disk_errors_told(folder):
        length = _must_be_whole(file, stream)
        stream.seek(0)
        if stream.read(len(MAGIC)) != MAGIC:
            return _unpacked(file, stream, folder)
        stream.seek(0)
        with (folder / "opened").open("w+b") as target:
            opened(stream, length, target, ask())
            manifest = _unpacked(file, target, folder)
        (folder / "opened").unlink()
        return manifest


def _opened_for_reading(file: Path) -> IO[bytes]:
    with disk_errors_told(file):
        return file.open("rb")


def _must_be_whole(file: Path, stream: IO[bytes]) -> int:
    """How many bytes the seal covers; BadInput when it is not one of our files or does not hold."""
    start = stream.read(len(MAGIC))
    if not start.startswith((_ZIP, MAGIC_OF_ANY_FORMAT)):
        raise BadInput(f"{file}: không phải bản sao lưu của motcua, hoặc đã hỏng; hãy dùng bản sao lưu khác")
    length = stream.seek(0, os.SEEK_END) - len(_ROOM)
    if length <= len(MAGIC):
        raise BadInput(f"{file}: {_DAMAGED}")
    stream.seek(length)
    if stream.read() != _digest_of_the_first(length, stream):
        raise BadInput(f"{file}: {_DAMAGED}")
    if start.startswith(MAGIC_OF_ANY_FORMAT) and start != MAGIC:
        raise BadInput(f"{file}: bản sao lưu theo khuôn dạng mới hơn chương trình này; hãy nâng cấp chương trình")
    return length


def _unpacked(file: Path, stream: IO[bytes], folder: Path) -> Manifest:
    try:
        with zipfile.ZipFile(stream) as archive:
            manifest = read_manifest(_said(archive))
            if {_MANIFEST, *manifest.parts} != set(archive.namelist()) or not all(map(_PART.fullmatch, manifest.parts)):
                raise BadInput(f"{file}: bản kê không khớp với các phần trong tệp; hãy dùng bản sao lưu khác")
            for name in manifest.parts:
                _take_out(file, archive, name, folder, manifest)
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError) as error:
        raise BadInput(f"{file}: không phải bản sao lưu của motcua, hoặc đã hỏng ({error}); hãy dùng bản sao lưu khác") from None
    return manifest


def _said(archive: zipfile.ZipFile) -> Any:
    with archive.open(_MANIFEST) as stream:
        return json.loads(stream.read(_LARGEST_MANIFEST))


def _take_out(file: Path, archive: zipfile.ZipFile, name: str, folder: Path, manifest: Manifest) -> None:
    """One part into ``folder``; it must be what the manifest says."""
    path, wanted = folder / name, manifest.parts[name]
    path.parent.mkdir(exist_ok=True, parents=True, mode=0o700)
    with archive.open(name) as source, path.open("xb") as target:
        found = _copied(source, target)
        target.flush()
        os.fsync(target.fileno())
    if found != wanted.model_dump():
        raise BadInput(f"{file}: phần “{name}” không khớp mã băm trong bản kê; hãy dùng bản sao lưu khác")
