"""The moment in which a restored file takes the old one's place: whatever fails, and wherever, there is a whole database under the name."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from motcua.database.client_programs import CopyFailed
from motcua.database.places import FilePlace

STEPS = ("link", "replace", "fsync", "rename")


def _database(path: Path, says: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as made:
        made.execute("PRAGMA journal_mode = WAL").fetchone()
        made.execute("CREATE TABLE word (said TEXT)")
        made.execute("INSERT INTO word VALUES (?)", [says])


def _said(path: Path) -> str:
    with closing(sqlite3.connect(path)) as opened:
        assert opened.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return str(opened.execute("SELECT said FROM word").fetchone()[0])


@pytest.fixture
def place(tmp_path: Path) -> FilePlace:
    """An old database, and a restored one beside it."""
    (tmp_path / "scratch").mkdir()
    _database(tmp_path / "motcua.sqlite3", "old")
    _database(tmp_path / "scratch" / "restored.sqlite3", "new")
    return FilePlace(tmp_path / "motcua.sqlite3", tmp_path / "scratch" / "restored.sqlite3")


def test_the_new_one_takes_the_name_and_the_old_one_is_kept(place: FilePlace) -> None:
    kept = place.take_over("before-restore-1")
    assert (_said(place.target), _said(Path(kept))) == ("new", "old")
    assert Path(kept).name == "motcua.before-restore-1.sqlite3"


def test_where_there_was_none_none_is_kept(place: FilePlace) -> None:
    place.target.unlink()
    assert place.take_over("before-restore-1") == ""
    assert _said(place.target) == "new"


def _failing_at(number: int, real: Callable[..., Any], counted: list[int]) -> Callable[..., Any]:
    def call(*arguments: Any) -> Any:
        counted.append(number)
        if len(counted) == number:
            raise OSError(5, "Input/output error")
        return real(*arguments)

    return call


@pytest.mark.parametrize("number", range(1, 6))
def test_whichever_step_the_disk_refuses_there_is_a_whole_database(place: FilePlace, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    counted: list[int] = []
    for step in STEPS:
        monkeypatch.setattr(os, step, _failing_at(number, getattr(os, step), counted))
    if number <= 4:  # the file onto the disk, the old one's second name, the swap, the folder onto the disk
        with pytest.raises(OSError, match="Input/output"):
            place.take_over("before-restore-1")
    else:
        place.take_over("before-restore-1")
    monkeypatch.undo()
    assert _said(place.target) == ("old" if number <= 3 else "new")
    assert len(counted) == min(number, 4)


def test_a_database_that_is_damaged_is_kept_too_with_its_log(place: FilePlace) -> None:
    place.target.write_bytes(b"not a database" * 100)
    log = place.target.with_name("motcua.sqlite3-wal")
    log.write_bytes(b"something")
    kept = Path(place.take_over("before-restore-1"))
    assert _said(place.target) == "new"
    assert kept.read_bytes().startswith(b"not a database")
    assert kept.with_name(f"{kept.name}-wal").read_bytes() == b"something"


def test_while_somebody_writes_nothing_is_replaced(place: FilePlace) -> None:
    with closing(sqlite3.connect(place.target, isolation_level=None)) as somebody:
        somebody.execute("PRAGMA journal_mode = WAL").fetchone()
        somebody.execute("BEGIN IMMEDIATE")
        with pytest.raises(CopyFailed, match="đang có chương trình khác"):
            place.take_over("before-restore-1")
        somebody.execute("ROLLBACK")
    assert _said(place.target) == "old"
