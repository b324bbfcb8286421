"""The daily backup: when it is due, how the worker begins it and ends with it, which backups stay, what the doctor says of them."""

import logging
import sys
import time as clock
import unicodedata
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from motcua.database import client_programs
from motcua.database.client_programs import CopyFailed
from motcua.doors.clock.upkeep import Upkeep, is_backup_due
from motcua.doors.console import examination
from motcua.doors.console.backups.passphrase import asked
from motcua.doors.console.backups.taking import superfluous
from motcua.doors.console.bad_input import BadInput
from motcua.doors.shared.backup_record import NOT_ENDED, BackupRecord, backup_record, note_backup
from motcua.kernel.moments import VIETNAM

NOON = time(12)
MONDAY = datetime(2026, 7, 6, 12, tzinfo=VIETNAM)


def _due(known: BackupRecord, now: datetime) -> bool:
    return is_backup_due(known, daily_at=NOON, now=now)


def test_once_a_day_at_its_time() -> None:
    known = BackupRecord(tried_at=MONDAY, succeeded_at=MONDAY)
    hours = [hour for hour in range(49) if _due(known, MONDAY + timedelta(hours=hour))]
    assert hours == list(range(24, 49)), "from the next noon on, until it has been done"


def test_a_machine_that_was_off_catches_up_in_the_morning() -> None:
    known = BackupRecord(tried_at=MONDAY, succeeded_at=MONDAY)
    assert not _due(known, MONDAY + timedelta(hours=20))
    assert _due(known, MONDAY + timedelta(days=2, hours=-4))


def test_a_new_office_is_backed_up_at_once() -> None:
    assert _due(BackupRecord(), MONDAY - timedelta(hours=3))


def test_a_failed_backup_is_tried_again_after_an_hour() -> None:
    known = BackupRecord(tried_at=MONDAY, error="ổ đĩa đầy", succeeded_at=MONDAY - timedelta(days=1))
    assert [minute for minute in (0, 30, 59, 60, 90) if _due(known, MONDAY + timedelta(minutes=minute))] == [60, 90]


def test_a_clock_set_back_does_not_put_the_backup_off() -> None:
    assert _due(BackupRecord(tried_at=MONDAY + timedelta(days=300)), MONDAY)


def test_the_newest_stay_and_one_of_each_month() -> None:
    names = [f"motcua-2026{month:02}{day:02}-120000.zip" for month in (1, 2, 3) for day in (1, 2, 3)]
    gone = superfluous([*names, "letter.zip", "motcua.sqlite3"], keep=2)
    assert sorted(set(names) - set(gone)) == [names[2], names[5], names[7], names[8]]
    assert set(gone) < set(names)


@given(days=st.sets(st.integers(0, 2000), max_size=60), keep=st.integers(-3, 20))
def test_the_newest_backup_always_stays_and_nothing_that_is_no_backup_goes(days: set[int], keep: int) -> None:
    start = datetime(2021, 1, 1, tzinfo=VIETNAM)
    names = [f"motcua-{start + timedelta(days=day):%Y%m%d}-120000.zip.enc" for day in days]
    gone = superfluous([*names, "motcua-2021.zip", "x"], keep=keep)
    assert set(gone) <= set(names)
    assert not names or max(names) not in gone
    left = sorted(set(names) - set(gone))
    assert left[-max(keep, 1) :] == sorted(names)[-max(keep, 1) :]
    assert {name[7:13] for name in left} >= set(sorted({name[7:13] for name in names})[-12:])


def _upkeep(home: Path, program: str, daily_at: time | None = NOON) -> Upkeep:
    return Upkeep(home, daily_at, (sys.executable, "-c", program))


def _look_until(upkeep: Upkeep, is_done: Any) -> None:
    until = clock.monotonic() + 30
    while not is_done():
        assert clock.monotonic() < until
        upkeep.look(MONDAY)
        clock.sleep(0.02)


def test_what_is_due_is_begun_once_in_a_process_of_its_own(tmp_path: Path) -> None:
    upkeep = _upkeep(tmp_path, f"open({str(tmp_path / 'done')!r}, 'a').write('x')")
    _look_until(upkeep, lambda: (tmp_path / "done").exists() and upkeep._running is None)
    for _ in range(5):
        upkeep.look(MONDAY + timedelta(minutes=59))
    assert (tmp_path / "done").read_text() == "x"


def test_a_backup_that_dies_without_a_word_is_seen(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    upkeep = _upkeep(tmp_path, "import os; os._exit(3)")
    with caplog.at_level(logging.ERROR, logger="motcua.worker"):
        _look_until(upkeep, lambda: caplog.records)
    assert "(mã 3)" in caplog.records[0].getMessage()
    assert backup_record(tmp_path).error == NOT_ENDED


def test_where_it_is_switched_off_nothing_begins(tmp_path: Path) -> None:
    upkeep = _upkeep(tmp_path, "pass", daily_at=None)
    upkeep.look(MONDAY)
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_worker_ends_its_backup(tmp_path: Path) -> None:
    upkeep = _upkeep(tmp_path, "import time; time.sleep(600)")
    upkeep.look(MONDAY)
    upkeep.stop()
    assert upkeep._running is not None and upkeep._running.returncode is not None


# ---- the doctor -----------------------------------------------------------------------------------------------------------


def _seen(home: Path, monkeypatch: pytest.MonkeyPatch, **known: Any) -> dict[str, str]:
    """Name → status of what the doctor says of backups, where ``known`` has been noted."""
    monkeypatch.setattr(settings, "HOME", home)
    monkeypatch.setattr(settings, "BACKUP_FOLDER", home / "backups")
    note_backup(home, **known)
    return {finding.name: finding.status for finding in examination._backup()}


NAMES = ("sao lưu", "diễn tập khôi phục")


@pytest.mark.parametrize(
    ("days", "drilled", "error", "statuses"),
    [
        (0, 0, "", ("ok", "ok")),
        (2, 0, "", ("ok", "ok")),
        (4, 0, "", ("error", "ok")),
        (0, 40, "", ("ok", "warning")),
        (0, 0, "mã băm", ("ok", "error")),
    ],
)
def test_the_age_of_the_newest_backup_and_the_last_drill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: int, drilled: int, error: str, statuses: tuple[str, str]
) -> None:
    now = datetime.now(VIETNAM)
    (tmp_path / "b.zip").write_text("")
    said = {"succeeded_at": now - timedelta(days=days), "file": str(tmp_path / "b.zip"), "drilled_at": now - timedelta(days=drilled)}
    seen = _seen(tmp_path, monkeypatch, **said, drill_error=error)
    assert tuple(seen[name] for name in NAMES) == statuses


def test_no_backup_at_all_is_an_error_and_no_drill_a_warning(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _seen(tmp_path, monkeypatch)
    assert tuple(seen[name] for name in NAMES) == ("error", "warning")


def test_a_backup_that_is_no_longer_there_and_one_that_failed_since(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(VIETNAM)
    seen = _seen(tmp_path, monkeypatch, succeeded_at=now, file=str(tmp_path / "gone.zip"), tried_at=now, error="ổ đĩa đầy")
    assert (seen["sao lưu"], seen["lần sao lưu gần nhất"]) == ("warning", "error")


def test_backups_on_the_datas_own_disk_and_none_by_schedule_are_warnings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "backups").mkdir()
    monkeypatch.setattr(settings, "BACKUP_AT", None)
    seen = _seen(tmp_path, monkeypatch)
    assert (seen["chỗ để bản sao lưu"], seen["lịch sao lưu"]) == ("warning", "warning")


def test_a_record_that_cannot_be_read_counts_as_none(tmp_path: Path) -> None:
    (tmp_path / "backup.json").write_text('{"tried_at": "yest')
    assert backup_record(tmp_path) == BackupRecord()


# ---- passphrases and programs ---------------------------------------------------------------------------------------------


class _Terminal:
    def isatty(self) -> bool:
        return True


def test_a_new_passphrase_is_typed_twice_and_letters_are_alike_on_every_keyboard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal())
    composed, decomposed = "mật khẩu của xã", unicodedata.normalize("NFD", "mật khẩu của xã")
    typed = iter([composed, decomposed])
    assert asked("", is_new=True, ask=lambda _: next(typed)) == composed
    typed = iter([composed, composed + "x"])
    with pytest.raises(BadInput, match="không giống nhau"):
        asked("", is_new=True, ask=lambda _: next(typed))


def test_a_missing_or_older_client_program_is_told_with_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client_programs, "DEBIANS_FOLDER", tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(CopyFailed, match="apt install postgresql-client"):
        client_programs.run("pg_dump", to={}, server=15)
    program = tmp_path / "15" / "bin" / "pg_dump"
    program.parent.mkdir(parents=True)
    program.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.3'\n")
    program.chmod(0o755)
    with pytest.raises(CopyFailed, match="hãy cài postgresql-client-17"):
        client_programs.run("pg_dump", to={}, server=17)


def test_no_password_stands_on_a_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "15" / "bin" / "pg_dump"
    program.parent.mkdir(parents=True)
    program.write_text(f"#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.3'\necho \"$@ = $PGPASSWORD\" > {tmp_path}/said\n")
    program.chmod(0o755)
    monkeypatch.setattr(client_programs, "DEBIANS_FOLDER", tmp_path)
    client_programs.run("pg_dump", to={"dbname": "motcua", "password": "bí mật", "sslmode": "require"}, server=15)
    assert (tmp_path / "said").read_text() == "--no-password --dbname=dbname=motcua sslmode=require = bí mật\n"
