"""tools/postgres.py: a server that appears, and is gone whatever happens to the process that wanted it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

import postgres
from run_tests import ROOT

TOOL = [sys.executable, str(ROOT / "tools" / "postgres.py")]
LIMIT = 30


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """The variables of a PostgreSQL client that a developer may have set."""
    monkeypatch.setenv("PGHOST", "192.0.2.1")
    monkeypatch.setenv("PGDATA", "/nowhere")


@pytest.mark.postgres
def test_the_server_speaks_unicode_belongs_to_nobody_else_and_does_not_run_as_root(outside: None) -> None:
    with postgres.temporary_cluster() as url, psycopg.connect(url) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
        assert connection.execute("SHOW listen_addresses").fetchone() == ("127.0.0.1",)
        folder = connection.execute("SHOW data_directory").fetchone()
        assert folder is not None
        assert Path(folder[0]).stat().st_uid != 0
        with pytest.raises(psycopg.OperationalError):
            psycopg.connect(url, password="wrong")
    assert not Path(folder[0]).parent.exists()


def _announce(tmp_path: Path) -> tuple[list[str], Path]:
    """A command that writes down where its database is, then waits to be stopped."""
    note = tmp_path / "note"
    script = (
        "import os, pathlib, psycopg, time\n"
        "with psycopg.connect(os.environ['MOTCUA_DATABASE_URL']) as connection:\n"
        "    folder = connection.execute('SHOW data_directory').fetchone()[0]\n"
        f"    pathlib.Path({str(note) + '.draft'!r}).write_text(f'{{os.getpid()}} {{folder}}')\n"
        f"    os.rename({str(note) + '.draft'!r}, {str(note)!r})\n"
        "    time.sleep(60)\n"
    )
    return [*TOOL, "--", sys.executable, "-c", script], note


def _until(is_so: Callable[[], bool]) -> None:
    ends = time.monotonic() + LIMIT
    while not is_so():
        assert time.monotonic() < ends, "waited in vain"
        time.sleep(0.05)


@pytest.mark.postgres
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_when_the_process_is_stopped(tmp_path: Path, number: signal.Signals) -> None:
    command, note = _announce(tmp_path)
    wanted = subprocess.Popen(command, stderr=subprocess.DEVNULL)
    _until(note.exists)
    child, folder = note.read_text().split()
    wanted.send_signal(number)
    assert wanted.wait(LIMIT) != 0
    _until(lambda: not Path(folder).parent.exists())
    if number == signal.SIGKILL:
        os.kill(int(child), signal.SIGKILL)


@pytest.mark.postgres
def test_durable_writes_can_be_asked_for_and_the_exit_code_is_the_commands() -> None:
    script = (
        "import os, psycopg, sys\n"
        "with psycopg.connect(os.environ['MOTCUA_DATABASE_URL']) as connection:\n"
        "    sys.exit(7 if connection.execute('SHOW fsync').fetchone() == ('on',) else 1)\n"
    )
    assert subprocess.run([*TOOL, "--durable", "--", sys.executable, "-c", script], check=False).returncode == 7


def test_without_a_server_an_ordinary_user_is_told_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(postgres, "_newest", lambda: None)
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    with pytest.raises(postgres.NoPostgres, match="sudo apt-get install -y postgresql"):
        postgres.binaries()
