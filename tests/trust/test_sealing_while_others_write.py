"""Sealing while officers write, and while others seal: no entry ever appears below a seal, and no number is given twice."""

import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection, connections, transaction

from motcua.journal import seal as sealing
from motcua.journal.models import Checkpoint, Entry
from motcua.journal.record import record
from motcua.journal.seal import seal
from motcua.journal.verify import verify_journal
from motcua.journal.verify_seals import verify_seals
from motcua.kernel.refusal import Code, Refusal
from tests.trust.small_journal import ACTOR, START, Noted, note

WRITERS, SEALERS, ACTS = 4, 2, 25
PATIENCE = 20


@pytest.fixture(autouse=True)
def _ground(live_database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Real commits, a home of this test's own, and no thread left behind."""
    monkeypatch.setattr(settings, "HOME", tmp_path)


class Thread(threading.Thread):
    """Works on a connection of its own; what it raised is raised where it is joined."""

    def __init__(self, work: Any, *arguments: Any) -> None:
        super().__init__(daemon=True)
        self._work, self._arguments, self.error = work, arguments, None
        self.start()

    def run(self) -> None:
        try:
            self._work(*self._arguments)
        except BaseException as error:
            self.error = error
        finally:
            connections.close_all()

    def ended(self) -> None:
        self.join(PATIENCE)
        assert not self.is_alive()
        if self.error:
            raise self.error


def _act_that_lasts(begun: threading.Event, go_on: threading.Event) -> None:
    """An act that has its entry's id, and is not committed before it may ``go_on``."""
    with transaction.atomic():
        record(Noted(n=1), actor=ACTOR, at=START, case=7)
        begun.set()
        assert go_on.wait(PATIENCE)


def test_a_seal_waits_for_an_act_that_has_its_id_and_is_not_committed() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: ids come in the order of commits")
    begun, go_on, made = threading.Event(), threading.Event(), []
    act = Thread(_act_that_lasts, begun, go_on)
    assert begun.wait(PATIENCE)
    later = note(8)
    sealer = Thread(lambda: made.append(seal(at=START)))
    sealer.join(0.5)
    assert sealer.is_alive() and not Checkpoint.objects.exists()
    beside = note(9)
    go_on.set()
    act.ended()
    sealer.ended()
    assert Entry.objects.get(case_id=7).pk < later.pk < beside.pk
    assert (made[0].up_to, made[0].count) == (later.pk, 2)
    assert seal(at=START).count == 1
    assert verify_seals().holds


def test_an_act_that_lasts_too_long_is_told_and_nothing_is_sealed(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has one writer: ids come in the order of commits")
    monkeypatch.setattr(sealing, "PATIENCE", 0.2)
    begun, go_on = threading.Event(), threading.Event()
    act = Thread(_act_that_lasts, begun, go_on)
    assert begun.wait(PATIENCE)
    note(8)
    with pytest.raises(Refusal) as caught:
        seal(at=START)
    assert caught.value.code == Code.JOURNAL_BUSY
    go_on.set()
    act.ended()
    assert seal(at=START).count == 2


def _write(writer: int) -> None:
    for act in range(ACTS):
        with transaction.atomic():
            record(Noted(n=act), actor=ACTOR, at=START, case=100 + writer)
            if connection.vendor == "postgresql":
                time.sleep(0.002 * ((act * 7 + writer * 3) % 5))


def _seal_again_and_again(is_over: threading.Event) -> None:
    while not is_over.is_set():
        seal(at=START + timedelta(minutes=1))
        time.sleep(0.003)


def test_many_write_and_two_seal_and_every_entry_lies_under_one_seal() -> None:
    is_over = threading.Event()
    sealers = [Thread(_seal_again_and_again, is_over) for _ in range(SEALERS)]
    writers = [Thread(_write, each) for each in range(WRITERS)]
    for writer in writers:
        writer.ended()
    is_over.set()
    for sealer in sealers:
        sealer.ended()
    seal(at=START + timedelta(minutes=1))
    verdict = verify_seals()
    assert verdict.faults == ()
    assert verdict.remarks == ()
    assert (verdict.sealed, verdict.state.unsealed) == (WRITERS * ACTS, 0)
    assert verify_journal().holds
    assert Checkpoint.objects.count() == verdict.state.number > 2


def test_two_that_seal_for_the_first_time_at_once_make_one_key() -> None:
    note(7)
    together = threading.Barrier(4)

    def first() -> None:
        together.wait(PATIENCE)
        seal(at=START)

    for thread in [Thread(first) for _ in range(4)]:
        thread.ended()
    assert [checkpoint.number for checkpoint in Checkpoint.objects.all()] == [1]
    note(8)
    assert seal(at=START).number == 2
    assert [path.name for path in (settings.HOME / "keys").iterdir()] == ["sealing_key"]
