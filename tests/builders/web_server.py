"""A web server upon the program as an office runs it, on a free port of this machine."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

HOST = "127.0.0.1"
_PATIENCE = 60
"""Seconds that it gets to begin, or to end."""


@contextmanager
def serving(environment: dict[str, str], log: Path, *, workers: int, threads: int) -> Iterator[tuple[int, int]]:
    """A web server; its port and its process."""
    port = free_port()
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
        web.wait(_PATIENCE)


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def _await_listener(port: int) -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection((HOST, port), timeout=1):
            return
        time.sleep(0.05)
    raise RuntimeError("gunicorn does not listen")
