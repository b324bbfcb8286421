"""A file under a passphrase: scrypt makes the key, AES-256-GCM seals it piece by piece, so that no piece can be changed, moved or cut off.

The file is ``MAGIC``, a random salt of 16 bytes, then pieces of 1 MiB, each with its tag. A piece's nonce is its place in the file and
whether it is the last one; every piece vouches for the head too.
"""

import getpass
import os
import secrets
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from motcua.doors.console.bad_input import BadInput

MAGIC = b"MOTCUA-BACKUP-1\n"
MAGIC_OF_ANY_FORMAT = b"MOTCUA-BACKUP-"
SHORTEST = 12
_SALT, _PIECE, _TAG = 16, 1 << 20, 16


class PassphraseWriter:
    """What is written goes sealed to ``stream``; ``finish`` writes the last piece."""

    def __init__(self, stream: IO[bytes], passphrase: str) -> None:
        self._stream, self._waiting, self._place = stream, bytearray(), 0
        self._head = MAGIC + secrets.token_bytes(_SALT)
        self._cipher = AESGCM(_key(passphrase, self._head))
        stream.write(self._head)

    def write(self, content: bytes) -> int:
        """Take ``content``; the piece that may be the last is kept back."""
        self._waiting += content
        while len(self._waiting) > _PIECE:
            self._seal(bytes(self._waiting[:_PIECE]), is_last=False)
            del self._waiting[:_PIECE]
        return len(content)

    def flush(self) -> None:
        """Whole pieces alone can be written."""

    def finish(self) -> None:
        """Seal what waits as the last piece."""
        self._seal(bytes(self._waiting), is_last=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        self._stream.write(self._cipher.encrypt(_nonce(self._place, is_last=is_last), piece, self._head))
        self._place += 1


def opened(source: IO[bytes], length: int, target: IO[bytes], passphrase: str) -> None:
    """Write to ``target`` what the first ``length`` bytes of ``source`` hold; BadInput when the passphrase is another."""
    head = source.read(len(MAGIC) + _SALT)
    cipher = AESGCM(_key(passphrase, head))
    left, place = length - len(head), 0
    while left > 0:
        piece = source.read(min(_PIECE + _TAG, left))
        left -= len(piece)
        try:
            target.write(cipher.decrypt(_nonce(place, is_last=left == 0), piece, head))
        except InvalidTag:
            raise BadInput("mật khẩu không đúng với bản sao lưu này; chưa có gì thay đổi, hãy thử lại") from None
        place += 1


def asked(file: str, *, is_new: bool, ask: Callable[[str], str] = getpass.getpass) -> str:
    """The passphrase: from ``file`` where the settings name one, typed at a terminal (a new one twice), else the first line of stdin."""
    if file:
        return _fit(_of_file(Path(file)), is_new=is_new)
    if not sys.stdin.isatty():
        return _fit(sys.stdin.readline(), is_new=is_new)
    told = _fit(ask("Mật khẩu của bản sao lưu: "), is_new=is_new)
    if is_new and _composed(ask("Gõ lại mật khẩu: ")) != told:
        raise BadInput("hai lần gõ mật khẩu không giống nhau; chưa sao lưu, hãy chạy lại")
    return told


def _of_file(path: Path) -> str:
    try:
        if os.stat(path).st_mode & 0o077:
            raise BadInput(f"MOTCUA_BACKUP_PASSPHRASE_FILE: người khác trên máy đọc được {path}; hãy chạy chmod 600 {path}")
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"MOTCUA_BACKUP_PASSPHRASE_FILE: không đọc được {path} ({error}); hãy kiểm tra tệp mật khẩu") from None


def _fit(told: str, *, is_new: bool) -> str:
    passphrase = _composed(told)
    if is_new and len(passphrase) < SHORTEST:
        raise BadInput(f"mật khẩu của bản sao lưu phải dài ít nhất {SHORTEST} chữ, ví dụ năm sáu từ dễ nhớ; chưa sao lưu")
    return passphrase


def _composed(told: str) -> str:
    """The same letters in one form, whatever keyboard they were typed on."""
    return unicodedata.normalize("NFC", told.strip("\r\n"))


def _key(passphrase: str, head: bytes) -> bytes:
    """128 MiB and a third of a second for each guess."""
    return Scrypt(salt=head[len(MAGIC) :], length=32, n=2**17, r=8, p=1).derive(passphrase.encode())


def _nonce(place: int, *, is_last: bool) -> bytes:
    return place.to_bytes(11, "big") + bytes([is_last])
