"""Who works upon a home: each server and worker holds a lock as long as it lives; whoever replaces the data must find nobody.

The lock is the kernel's (flock), so it is gone with its process, however that ended.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_held: list[int] = []


class Occupied(Exception):
    """Somebody else holds the home."""


def occupy(home: Path) -> None:
    """Count as a process at work upon ``home`` from now to the end; Occupied while its data are being replaced."""
    try:
        _held.append(_locked(home / "at-work.lock", fcntl.LOCK_SH))
    except BlockingIOError:
        raise Occupied(f"{home}: đang khôi phục dữ liệu; hãy đợi xong rồi khởi động lại") from None
    except OSError:
        return  # a home that cannot be written to holds no data that could be replaced


@contextmanager
def alone(home: Path) -> Iterator[None]:
    """Nobody begins to work upon ``home`` inside; Occupied when somebody does already."""
    with _exclusive(home / "at-work.lock", "máy chủ web hoặc tiến trình nền đang chạy; hãy dừng cả hai rồi chạy lại"):
        yield


@contextmanager
def one_at_a_time(home: Path) -> Iterator[None]:
    """One backup, restore or drill of ``home`` inside; Occupied while another is under way."""
    with _exclusive(home / "backup.lock", "một lần sao lưu hoặc khôi phục khác đang chạy; hãy đợi xong rồi chạy lại"):
        yield


@contextmanager
def _exclusive(path: Path, why: str) -> Iterator[None]:
    try:
        lock = _locked(path, fcntl.LOCK_EX)
    except BlockingIOError:
        raise Occupied(why) from None
    try:
        yield
    finally:
        with suppress(OSError):
            os.close(lock)


def _locked(path: Path, kind: int) -> int:
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor
