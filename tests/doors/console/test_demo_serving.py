"""``motcua demo`` as a process: it builds whole or not at all, serves, keeps its data, and takes its children with it when it ends."""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path

import pytest

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.ports import must_be_free
from tests.builders.web_server import free_port
from tests.doors.console.calling import call

SHORT = """
import sys
from motcua.doors.console.demonstration import scenes
whole = scenes.scenes
scenes.scenes = lambda seed: whole(seed)[:{cases}]
from motcua.doors.console.main import main
sys.exit(main(sys.argv[1:]))
"""
PATIENCE = 90


@pytest.fixture
def port() -> int:
    """A port that nobody listens on just now."""
    return free_port()


@pytest.fixture
def started(tmp_path: Path) -> Iterator[list["subprocess.Popen[str]"]]:
    """The processes that a test starts; whatever is left of them is ended after it."""
    processes: list[subprocess.Popen[str]] = []
    yield processes
    for process in processes:
        if process.poll() is None:
            process.kill()
        process.communicate()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home whose data were built once."""
    home = tmp_path_factory.mktemp("built")
    out, err = _demo(home, "--no-serve").communicate(timeout=PATIENCE)
    assert "Đã dựng" in out, err
    return home


@pytest.fixture
def home(built: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(built, tmp_path / "home"))


def _demo(home: Path, *arguments: object, cases: int = 3) -> "subprocess.Popen[str]":
    """A demonstration with a story of a few cases, in a home of the test's own."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MOTCUA_")}
    return subprocess.Popen(
        [sys.executable, "-u", "-c", SHORT.format(cases=cases), "demo", "--home", str(home), *map(str, arguments)],
        env={**environment, "PYTHONUTF8": "1"}, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def _comes(process: "subprocess.Popen[str]", event: Callable[[], bool]) -> bool:
    """Wait for something to be so, as long as the process and the patience last."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        if event():
            return True
        time.sleep(0.1)
    return False


def _answers(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _cases(home: Path) -> int:
    with closing(sqlite3.connect(home / "motcua.sqlite3")) as database:
        return int(database.execute("SELECT count(*) FROM cases_case").fetchone()[0])


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_serves_until_told_to_stop_and_keeps_its_data(
    home: Path, port: int, started: list["subprocess.Popen[str]"], number: signal.Signals
) -> None:
    started.append(_demo(home, "--port", port))
    assert _comes(started[0], lambda: _answers(port)), started[0].communicate(timeout=5)
    assert _comes(started[0], (home / "worker.heartbeat").exists)
    started[0].send_signal(number)
    out, err = started[0].communicate(timeout=30)
    assert started[0].returncode == 0, err
    assert "đã có" in out
    assert "dữ liệu được giữ lại" in out
    must_be_free("127.0.0.1", port, "")
    assert _cases(home) == 3


def test_reset_makes_the_data_anew(home: Path, started: list["subprocess.Popen[str]"]) -> None:
    started.append(_demo(home, "--no-serve", "--reset", cases=2))
    out, err = started[0].communicate(timeout=PATIENCE)
    assert "Đã dựng" in out, err
    assert _cases(home) == 2


def test_an_interrupted_build_leaves_no_half_database(tmp_path: Path, started: list["subprocess.Popen[str]"]) -> None:
    started.append(_demo(tmp_path, "--no-serve", cases=200))
    assert _comes(started[0], (tmp_path / "motcua.building").exists)
    started[0].send_signal(signal.SIGINT)
    out, err = started[0].communicate(timeout=30)
    assert started[0].returncode == 130, err
    assert "Chạy lại" in out
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == []


def test_a_web_server_that_dies_ends_the_demonstration(home: Path, port: int, started: list["subprocess.Popen[str]"]) -> None:
    started.append(_demo(home, "--port", port))
    assert _comes(started[0], lambda: _answers(port))
    children = Path(f"/proc/{started[0].pid}/task/{started[0].pid}/children")
    if not children.exists():
        pytest.skip("needs /proc to find the web server")
    web = next(pid for pid in children.read_text().split() if "gunicorn" in Path(f"/proc/{pid}/cmdline").read_text())
    os.kill(int(web), signal.SIGTERM)
    _, err = started[0].communicate(timeout=30)
    assert started[0].returncode == 1
    assert "máy chủ web đã dừng bất ngờ" in err


def test_data_of_somebody_else_are_never_touched(home: Path, started: list["subprocess.Popen[str]"]) -> None:
    with closing(sqlite3.connect(home / "motcua.sqlite3")) as database:
        database.execute("UPDATE offices_authority SET is_demonstration = 0")
        database.commit()
    started.append(_demo(home, "--no-serve", "--reset"))
    _, err = started[0].communicate(timeout=PATIENCE)
    assert started[0].returncode == 2
    assert "không phải của bản trình diễn" in err
    assert _cases(home) == 3


def test_a_taken_port_is_told_with_its_mend(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        called = call(capsys, "demo", "--port", port, "--home", tmp_path / "nha")
    assert (called.code, called.out) == (2, "")
    assert called.err == f"motcua demo: cổng {port} đang có chương trình khác dùng; hãy chạy: make demo PORT={port + 1}\n"
    assert not (tmp_path / "nha").exists()


@pytest.mark.parametrize("number", [0, 65536, -1])
def test_a_port_that_is_none_is_refused(number: int) -> None:
    with pytest.raises(BadInput, match="từ 1 đến 65535"):
        must_be_free("127.0.0.1", number, "")


def test_an_unknown_profile_is_refused_with_the_known_ones(capsys: pytest.CaptureFixture[str]) -> None:
    called = call(capsys, "demo", "--profile", "xa-nao-do")
    assert called.code == 2
    assert "van-canh-2021" in called.err
