"""An act tried out: it runs as it would, and nothing of it stays."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is written inside is undone at the end, durable transactions too; never inside a transaction.

    What a process remembers of the rows read inside must be forgotten by the caller: their ids will mean other rows.
    """
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
    try:
        yield
    finally:
        connection.rollback()
        connection.set_autocommit(True)
