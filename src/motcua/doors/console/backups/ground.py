"""What backup and restore stand on: whose home it is, a scratch folder nobody else reads, one at a time, calm ends."""

import os
import pwd
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from motcua.database.client_programs import CopyFailed
from motcua.doors.console.backups.container import disk_errors_told
from motcua.doors.console.bad_input import BadInput
from motcua.doors.shared.occupancy import Occupied, one_at_a_time

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(BaseException):
    """The operator, or the machine going down, wants an end."""


@contextmanager
def ground(home: Path) -> Iterator[Path]:
    """A scratch folder in ``home``, gone afterwards; inside, files are for their owner alone and every "no" is BadInput."""
    _must_be_owner(home)
    try:
        with _private(), _signals(_stop), disk_errors_told(home), one_at_a_time(home), scratch_in(home) as scratch:
            yield scratch
    except (Occupied, CopyFailed) as error:
        raise BadInput(str(error)) from None
    except Stopped:
        raise BadInput("đã dừng giữa chừng; chưa có gì thay đổi") from None


@contextmanager
def scratch_in(folder: Path) -> Iterator[Path]:
    """``folder``/backup-scratch, empty; what a killed predecessor left there goes first."""
    scratch = folder / "backup-scratch"
    shutil.rmtree(scratch, ignore_errors=True)
    scratch.mkdir(mode=0o700)
    try:
        yield scratch
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


@contextmanager
def undisturbed() -> Iterator[None]:
    """What is done inside is not broken off by a signal."""
    with _signals(signal.SIG_IGN):
        yield


@contextmanager
def _private() -> Iterator[None]:
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


@contextmanager
def _signals(handler: Any) -> Iterator[None]:
    before = [signal.signal(number, handler) for number in _SIGNALS]
    try:
        yield
    finally:
        for number, earlier in zip(_SIGNALS, before, strict=True):
            signal.signal(number, earlier)


def _stop(*_: object) -> None:
    raise Stopped


def _must_be_owner(home: Path) -> None:
    """Files that root makes in somebody's home could not be used by him."""
    owner = home.stat().st_uid
    if os.geteuid() == 0 and owner != 0:
        name = pwd.getpwuid(owner).pw_name
        raise BadInput(f"{home} là của tài khoản {name}; hãy chạy: sudo -u {name} motcua …")
