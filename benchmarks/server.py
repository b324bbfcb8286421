"""What is measured: the PostgreSQL (its process, its version, how it writes), and the program as processes upon it."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psycopg


def postmaster(url: str) -> int:
    """The process that all others of the server on this machine come from."""
    with psycopg.connect(url) as connection:
        backend = connection.info.backend_pid
        return int(Path(f"/proc/{backend}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])


def described(url: str) -> dict[str, Any]:
    """What matters to the figures."""
    with psycopg.connect(url) as connection:
        return {name: connection.execute(f"SHOW {name}").fetchone()[0] for name in ("server_version", "fsync", "synchronous_commit")}


HOST = "127.0.0.1"


@contextmanager
def serving(environment: dict[str, str], log: Path, *, workers: int, threads: int) -> Iterator[tuple[int, int]]:
    """A web server as an office would run it; its port and its process."""
    port = _free_port()
    command = [
        sys.executable, "-m", "gunicorn", "motcua.config.wsgi:application", "--worker-class", "gthread", "--workers", str(workers),
        "--threads", str(threads), "--keep-alive", "75", "--log-level", "warning", "--no-control-socket", "--bind", f"{HOST}:{port}",
    ]  # fmt: skip
    with log.open("ab") as stream:
        web = subprocess.Popen(command, env=environment, stdout=stream, stderr=stream)
    try:
        _await_listener(port)
        yield port, web.pid
    finally:
        web.terminate()
        web.wait(60)


def program(module: Sequence[str], environment: dict[str, str]) -> str:
    """What a module, run as a process of the program, prints."""
    done = subprocess.run([sys.executable, "-m", *module], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout


def _await_listener(port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("gunicorn does not listen")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
