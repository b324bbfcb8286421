"""A backup taken while officers file, and their server is killed, holds all that had been acknowledged, whole and without a gap."""

import json
import os
import random
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from tests.builders.own_database import own_database, program_environment
from tests.trust.kill_campaign import PATIENCE, ROOT, Acknowledged, Counter, Server, signed_in, staged

OFFICERS, BACKUPS = 4, 3
RESTORED = "motcua_put_back"

pytestmark = pytest.mark.database


@contextmanager
def _intake(folder: Path, environment: dict[str, str]) -> Iterator[tuple[Server, Counter]]:
    """A server, and officers who file and file again until the block ends."""
    counter = Counter(json.loads(staged("prepare", environment))["procedure_id"])
    server = Server(environment, folder / "server.log")
    try:
        server.start(0)
        at_work = [threading.Thread(target=counter.work, args=[each]) for each in signed_in(server, OFFICERS)]
        for thread in at_work:
            thread.start()
        yield server, counter
        counter.is_closing.set()
        for thread in at_work:
            thread.join()
    finally:
        counter.is_closing.set()
        server.close()


def _motcua(environment: dict[str, str], *arguments: str) -> str:
    command = [sys.executable, "-c", "from motcua.doors.console.main import main; raise SystemExit(main())", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _await_more(counter: Counter, more: int) -> None:
    wanted, until = len(counter.acknowledged) + more, time.monotonic() + PATIENCE
    while len(counter.acknowledged) < wanted and not counter.surprises:
        assert time.monotonic() < until
        time.sleep(0.01)


def _backed_up_under_fire(server: Server, counter: Counter, environment: dict[str, str], target: Path) -> list[Acknowledged]:
    """Back up to ``target`` while the server is killed and started anew; returns what had been acknowledged before."""
    before = list(counter.acknowledged)
    backup = threading.Thread(target=_motcua, args=(environment, "backup", str(target)))
    backup.start()
    dice = random.Random(str(target.name))
    while backup.is_alive():
        backup.join(dice.uniform(0.1, 0.4))
        server.kill()
        server.start(0)
    return before


@contextmanager
def _put_back(file: Path, environment: dict[str, str], url: str) -> Iterator[dict[str, str]]:
    """The backup restored beside the database in use: the environment in which the program works upon it."""
    home = Path(environment["MOTCUA_HOME"])
    if not url:
        into = file.with_suffix("")
        _motcua(environment, "restore", str(file), "--into", str(into))
        shutil.copytree(home / "keys", into / "keys")
        yield program_environment(into, "")
        return
    _motcua(environment, "restore", str(file), "--into", RESTORED)
    try:
        yield program_environment(home, urlunsplit(urlsplit(url)._replace(path=f"/{RESTORED}")))
    finally:
        with psycopg.connect(url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{RESTORED}" WITH (FORCE)')


def test_backups_taken_during_intake_hold_all_that_was_acknowledged_and_no_number_is_missing(tmp_path: Path) -> None:
    with own_database(os.environ.get("MOTCUA_DATABASE_URL", ""), "backup") as url:
        home = tmp_path / "home"
        home.mkdir()
        environment = program_environment(home, url)
        files = [tmp_path / f"{number}.zip" for number in range(BACKUPS)]
        before = []
        with _intake(tmp_path, environment) as (server, counter):
            for file in files:
                _await_more(counter, 20)
                before.append(_backed_up_under_fire(server, counter, environment, file))
            _await_more(counter, 5)
        assert not counter.surprises
        assert len(before[-1]) >= 20 * BACKUPS
        at_the_end = [asdict(each) for each in counter.acknowledged]
        for file, acknowledged in zip(files, before, strict=True):
            with _put_back(file, environment, url) as restored:
                told = json.dumps([[asdict(each) for each in acknowledged], at_the_end])
                assert json.loads(staged("audit-backup", restored, told)) == []
