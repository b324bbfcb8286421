"""PostgreSQL's own client programs: found, and run without a password on the command line."""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from psycopg.conninfo import make_conninfo

DEBIANS_FOLDER = Path("/usr/lib/postgresql")
INSTALL = "apt install postgresql-client"


class CopyFailed(Exception):
    """The database could not be copied or put back; the message is one line that says why and what to do."""


def parameters(database: Mapping[str, Any]) -> dict[str, str]:
    """What libpq must know of a database that Django's settings describe."""
    said = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    return {name: str(database[key]) for name, key in said.items() if database.get(key)} | dict(database.get("OPTIONS", {}))


def run(name: str, *arguments: str, to: Mapping[str, str], server: int) -> None:
    """Run the program ``name`` upon the database that ``to`` describes, on a server of major version ``server``."""
    program = _program(name, server)
    password = {"PGPASSWORD": to["password"]} if "password" in to else {}
    where = make_conninfo(**{key: value for key, value in to.items() if key != "password"})
    command = [str(program), "--no-password", f"--dbname={where}", *arguments]
    done = subprocess.run(command, env=os.environ | password, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CopyFailed(f"{name} không làm được: {_gist(done.stderr)}")


def _program(name: str, server: int) -> Path:
    """The newest one of the system; it must not be older than the server."""
    folders = sorted(DEBIANS_FOLDER.glob(f"*/bin/{name}"), key=lambda path: float(path.parent.parent.name))
    found = folders[-1] if folders else shutil.which(name)
    if not found:
        raise CopyFailed(f"máy chưa có chương trình {name} của PostgreSQL; hãy chạy: sudo {INSTALL}")
    told = subprocess.run([str(found), "--version"], capture_output=True, text=True, check=True).stdout
    version = re.search(r"PostgreSQL\) (\d+)", told)
    if not version or int(version[1]) < server:
        raise CopyFailed(f"{told.strip()} cũ hơn máy chủ PostgreSQL {server}; hãy cài postgresql-client-{server}")
    return Path(found)


def _gist(said: str) -> str:
    """The first complaint of a program, on one line."""
    lines = [line for line in said.splitlines() if "error" in line.lower()] or said.splitlines() or ["không rõ lý do"]
    return lines[0].strip()
