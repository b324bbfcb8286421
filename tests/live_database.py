"""A database of one test's own, with real commits: for threads, locks and servers.

The journal refuses UPDATE, DELETE and TRUNCATE, so a test cannot be cleaned up after; instead it gets a clone of the migrated test
database, which is dropped when it ends.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture
def live_database(request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """Points Django's default connection, in all threads, at a fresh clone; yields the clone's name.

    Threads close their own connections (``django.db.connections.close_all()``) before the test ends.
    """
    if "db" in request.fixturenames:
        pytest.fail("a test uses live_database or db, not both: a clone knows nothing of an open transaction", pytrace=False)
    with clone_of_the_database(django_db_blocker) as clone:
        yield clone


@contextmanager
def clone_of_the_database(django_db_blocker: Any) -> Iterator[str]:
    """The same for as long as a block lasts: for a fixture that serves several tests."""
    from django.db import connection, connections

    template = connection.settings_dict["NAME"]
    clone = f"{template}_live"
    with django_db_blocker.unblock():
        connection.close()
        _make(connection, template, clone)
        # Every thread's connection is made from this one dictionary.
        connection.settings_dict["NAME"] = clone
        try:
            yield clone
        finally:
            connections.close_all()
            connection.settings_dict["NAME"] = template
            _drop(connection, clone)


def _make(connection: Any, template: str, clone: str) -> None:
    _drop(connection, clone)
    if connection.vendor == "sqlite":
        with closing(sqlite3.connect(template)) as source, closing(sqlite3.connect(clone)) as target:
            source.backup(target)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{clone}" TEMPLATE "{template}"')


def _drop(connection: Any, clone: str) -> None:
    if connection.vendor == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(clone + ending).unlink(missing_ok=True)
        return
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{clone}" WITH (FORCE)')
