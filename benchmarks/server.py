"""What is measured: the PostgreSQL (its process, its version, how it writes), and the program as processes upon it."""

import subprocess
import sys
from collections.abc import Sequence
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


def program(module: Sequence[str], environment: dict[str, str]) -> str:
    """What a module, run as a process of the program, prints."""
    done = subprocess.run([sys.executable, "-m", *module], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(done.stderr[-3000:])
    return done.stdout
