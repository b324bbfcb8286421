"""The daily backup and the drill of it: begun by the worker in a process of their own, so that the other timed jobs go on meanwhile."""

import logging
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path

from motcua.doors.shared.backup_record import NOT_ENDED, BackupRecord, backup_record, note_backup
from motcua.kernel.moments import at, local, local_date

TRY_AGAIN_AFTER = timedelta(hours=1)

_BACKUP = (sys.executable, "-c", "from motcua.doors.console.main import main; raise SystemExit(main())", "backup", "--scheduled")
_PATIENCE = 20
"""Seconds that a backup gets to tidy up when the worker is stopped."""

_log = logging.getLogger("motcua.worker")


def is_backup_due(known: BackupRecord, *, daily_at: time, now: datetime) -> bool:
    """Whether no backup has succeeded since ``daily_at`` passed last, and none was tried within the hour.

    A machine that was off at that time catches up as soon as it is on.
    """
    today = at(local_date(now), daily_at)
    due_since = today if today <= now else today - timedelta(days=1)
    is_done = known.succeeded_at is not None and local(known.succeeded_at) >= due_since
    is_tried = known.tried_at is not None and timedelta(0) <= now - known.tried_at < TRY_AGAIN_AFTER
    return not is_done and not is_tried


@dataclass
class Upkeep:
    """Backs ``home`` up daily at ``daily_at`` (none: never); ``command`` does it and notes what came of it."""

    home: Path
    daily_at: time | None
    command: Sequence[str] = _BACKUP
    _running: "subprocess.Popen[bytes] | None" = None

    def look(self, now: datetime) -> None:
        """Begin what is due; tell of what ended badly."""
        if self._running is not None:
            self._await_end()
        elif self.daily_at is not None and is_backup_due(backup_record(self.home), daily_at=self.daily_at, now=now):
            note_backup(self.home, tried_at=now, error=NOT_ENDED)
            self._running = subprocess.Popen(self.command, stdin=subprocess.DEVNULL)

    def stop(self) -> None:
        """Let nothing go on that was begun."""
        if self._running is None:
            return
        self._running.terminate()
        try:
            self._running.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def _await_end(self) -> None:
        code = self._running.poll() if self._running else None
        if code is None:
            return
        self._running = None
        if code:
            _log.error("sao lưu theo lịch không xong (mã %s); xem motcua doctor", code)
