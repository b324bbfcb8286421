"""``motcua serve``: web server and worker of a ready office together, until told to stop; where there is nothing to serve it says so."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from motcua.doors.console.ports import must_be_free
from tests.builders.own_database import program_environment
from tests.builders.web_server import free_port
from tests.doors.console.calling import call

PATIENCE = 90
MOTCUA = [sys.executable, "-u", "-c", "from motcua.doors.console.main import main; raise SystemExit(main())"]
ANSWERS = '{"name": "UBND xã Đồi Sim", "code": "Y99.01", "admin_name": "Nguyễn Thị Quản"}'


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """What the processes of this test are told: a home of its own."""
    return program_environment(tmp_path / "nha", "")


@pytest.fixture
def ready(environment: dict[str, str]) -> None:
    """An office that ``motcua init`` has made ready there."""
    subprocess.run([*MOTCUA, "init", "--answers", "-"], input=ANSWERS, env=environment, text=True, check=True, capture_output=True)


@pytest.fixture
def port() -> int:
    """A port that nobody listens on just now."""
    return free_port()


@pytest.fixture
def server(environment: dict[str, str], ready: None, port: int) -> Iterator["subprocess.Popen[str]"]:
    """The command at work upon it."""
    begun = subprocess.Popen(
        [*MOTCUA, "serve", "--port", str(port)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    yield begun
    if begun.poll() is None:
        begun.kill()
    begun.communicate()


def _answers(process: "subprocess.Popen[str]", port: int) -> bool:
    """Whether somebody listens before process and patience end."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_it_serves_until_told_to_stop(server: "subprocess.Popen[str]", port: int, number: signal.Signals) -> None:
    assert _answers(server, port), server.communicate(timeout=5)
    assert server.stdout is not None
    assert any(f"Một Cửa đang chạy: http://127.0.0.1:{port}" in line for line in server.stdout)
    server.send_signal(number)
    out, err = server.communicate(timeout=30)
    assert server.returncode == 0, err
    assert "Đã dừng; dữ liệu còn nguyên." in out
    must_be_free("127.0.0.1", port, "")


def test_a_home_without_a_database_is_told_to_be_made_ready_first(environment: dict[str, str], port: int, tmp_path: Path) -> None:
    said = subprocess.run([*MOTCUA, "serve", "--port", str(port)], env=environment, text=True, capture_output=True, check=False)
    assert (said.returncode, said.stdout) == (2, "")
    assert "hãy chạy motcua init" in said.stderr
    assert not (tmp_path / "nha" / "motcua.sqlite3").exists()


@pytest.mark.django_db
def test_a_database_without_an_authority_is_told_to_be_made_ready_first(capsys: pytest.CaptureFixture[str], port: int) -> None:
    called = call(capsys, "serve", "--port", port)
    assert (called.code, called.out) == (2, "")
    assert "chưa có cơ quan nào; hãy chạy motcua init" in called.err


def test_a_taken_port_is_told_with_its_mend(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        called = call(capsys, "serve", "--port", port)
    assert called.err == f"motcua serve: cổng {port} đang có chương trình khác dùng; hãy chạy: motcua serve --port {port + 1}\n"
