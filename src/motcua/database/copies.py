"""A copy of the whole database as it was at one moment, taken while others go on writing."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import DatabaseError, connection, transaction

from motcua.database import client_programs, dialect
from motcua.database.client_programs import CopyFailed


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that lies at ``path``; ``read`` asks the moment that it shows, ``rows`` counts each of its tables."""

    path: Path
    server: str
    read: Callable[[str], list[Any]]
    rows: dict[str, int]


def copied(path: Path, *, emptied: Sequence[str]) -> AbstractContextManager[Copy]:
    """Copy the connected database to ``path``, the tables ``emptied`` without their rows; CopyFailed when it cannot be done.

    SQLite gives a database file, PostgreSQL the custom format of ``pg_dump``. Nobody waits for the copy, and it waits for nobody.
    """
    return {"sqlite": _copied_file, "postgresql": _copied_server}[connection.vendor](path, emptied)


@contextmanager
def _copied_file(path: Path, emptied: Sequence[str]) -> Iterator[Copy]:
    """VACUUM INTO reads one snapshot and leaves behind what had been deleted."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
    except DatabaseError as error:
        raise CopyFailed(f"không chép được cơ sở dữ liệu ({error}); nếu ổ đĩa còn chỗ, hãy chạy motcua doctor") from error
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        copy.execute("PRAGMA secure_delete = ON")
        for table in emptied:
            copy.execute(f'DELETE FROM "{table}"')
        read = _reader(copy.execute)
        yield Copy(path, sqlite3.sqlite_version, read, dialect.rows_by_table(read))


@contextmanager
def _copied_server(path: Path, emptied: Sequence[str]) -> Iterator[Copy]:
    """The dump and the counts look at one exported snapshot."""
    with transaction.atomic(durable=True), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        [(snapshot,)] = cursor.fetchall()
        client_programs.run(
            "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}", f"--file={path}",
            *(f"--exclude-table-data={table}" for table in emptied),
            to=client_programs.parameters(connection.settings_dict), server=_server(),
        )  # fmt: skip

        def read(sql: str) -> list[Any]:
            cursor.execute(sql)
            return cursor.fetchall()

        yield Copy(path, str(_server()), read, dialect.rows_by_table(read) | dict.fromkeys(emptied, 0))


def _reader(execute: Callable[[str], sqlite3.Cursor]) -> Callable[[str], list[Any]]:
    return lambda sql: execute(sql).fetchall()


def _server() -> int:
    """The major version of the server."""
    return int(connection.connection.info.server_version) // 10_000
