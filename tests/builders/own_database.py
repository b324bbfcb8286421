"""A database of one campaign's or benchmark's own, and the environment in which processes of the program work upon it."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

OPENS_AT = datetime.fromisoformat("2021-03-01T08:00:00+07:00")
"""The moment at which the program's clock begins there: an ordinary Monday morning."""


@contextmanager
def own_database(server_url: str, purpose: str, *, like: str = "") -> Iterator[str]:
    """A new database on the PostgreSQL at ``server_url``, dropped afterwards; for SQLite (no URL) there is nothing to make.

    It is empty, or a copy of the database ``like`` (an address), in which nobody may be at work meanwhile.
    """
    if not server_url:
        yield ""
        return
    import psycopg

    name = f"motcua_{purpose}_{secrets.token_hex(4)}"
    with psycopg.connect(server_url, autocommit=True) as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{urlsplit(like).path[1:] or "template1"}"')
    try:
        yield urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))
    finally:
        with psycopg.connect(server_url, autocommit=True) as server:
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def program_environment(home: Path, url: str, *, day: int = 0, opens_at: datetime = OPENS_AT) -> dict[str, str]:
    """What a process of the program is told: its home, its database, and a clock that begins ``day`` days after ``opens_at``."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MOTCUA_", "DJANGO_"))}
    offset = opens_at + timedelta(days=day) - datetime.now().astimezone()
    told = {"MOTCUA_HOME": str(home), "MOTCUA_CLOCK_OFFSET_SECONDS": str(int(offset.total_seconds())), "PYTHONUTF8": "1"}
    return kept | told | ({"MOTCUA_DATABASE_URL": url} if url else {})
