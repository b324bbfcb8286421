"""Web server and worker at work together, as children that live and die with the command that began them."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress

import gunicorn

from motcua.database.dialect import takes_many_writers

WEB, WORKER = "máy chủ web", "tiến trình nền"
MOST_PROCESSES = 4
"""Of the web server on PostgreSQL, however many processors there are: each holds its own connections."""

_PATIENCE = 15
"""Seconds that a child gets to begin, or to end."""

_RUN = "from motcua.doors.console.main import main; raise SystemExit(main())"
_DIE_WITH_PARENT = 1


def serve_both(command: str, *, host: str, port: int, welcome: Callable[[], str], goodbye: str) -> int:
    """Run both children for ``motcua COMMAND`` until Ctrl-C or SIGTERM (then 0), or until one of them ends by itself (then 1).

    ``welcome`` is printed as soon as the web server answers, ``goodbye`` after a stop that was asked for.
    """
    children: dict[str, subprocess.Popen[bytes]] = {}
    try:
        children[WEB] = _started([sys.executable, "-m", "gunicorn", *_gunicorn(host, port)])
        children[WORKER] = _started([sys.executable, "-c", _RUN, "worker"])
        if _answers(host, port, children[WEB]):
            print(welcome(), flush=True)
        return _watch(command, children)
    except KeyboardInterrupt:
        print(f"\n{goodbye}")
        return 0
    finally:
        _stop(children)


def _gunicorn(host: str, port: int) -> list[str]:
    """As many processes as can be at work at once, each with threads that wait for the database meanwhile."""
    processes, threads = (min(os.cpu_count() or 1, MOST_PROCESSES), 4) if takes_many_writers() else (1, 8)
    given = [
        "motcua.config.wsgi:application", "--bind", f"{host}:{port}", "--worker-class", "gthread",
        "--workers", str(processes), "--threads", str(threads), "--graceful-timeout", "5", "--log-level", "warning",
    ]  # fmt: skip
    return [*given, "--no-control-socket"] if gunicorn.version_info >= (25, 1) else given


def _started(command: list[str]) -> "subprocess.Popen[bytes]":
    """A child in a process group of its own: Ctrl-C reaches this process alone, which then ends its children in order."""
    return subprocess.Popen(command, process_group=0, stdin=subprocess.DEVNULL, preexec_fn=_die_with_parent)


def _die_with_parent() -> None:
    """On Linux a child is told to stop when its parent is gone, however that ended."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGTERM)


def _answers(host: str, port: int, web: "subprocess.Popen[bytes]") -> bool:
    """Wait until somebody listens; no longer than patience or the web server lasts."""
    for _ in range(_PATIENCE * 10):
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return web.poll() is None
        if web.poll() is not None:
            return False
        time.sleep(0.1)
    return False


def _watch(command: str, children: dict[str, "subprocess.Popen[bytes]"]) -> int:
    """Wait for a child to end, and say which it was."""
    while True:
        for name, child in children.items():
            code = child.poll()
            if code is not None:
                print(f"motcua {command}: {name} đã dừng bất ngờ (mã {code}); xem thông báo ở trên rồi chạy lại.", file=sys.stderr)
                return 1
        time.sleep(0.3)


def _stop(children: dict[str, "subprocess.Popen[bytes]"]) -> None:
    """Ask every child to end, wait for it, and insist where it does not."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    for child in children.values():
        with suppress(ProcessLookupError):
            child.terminate()
    for child in children.values():
        try:
            child.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
