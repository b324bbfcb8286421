"""The one place where SQLite and PostgreSQL differ: append-only tables, locks, writers to wait for, dates, their own state."""

import time
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connection, migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import DateField, Func, QuerySet

from motcua.kernel.moments import VIETNAM

_APPEND_ONLY = {
    "sqlite": (
        "CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
        "CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} BEGIN SELECT RAISE(ABORT, '{table} is append-only'); END",
    ),
    "postgresql": (
        "CREATE FUNCTION {table}_is_append_only() RETURNS trigger LANGUAGE plpgsql AS"
        " $$BEGIN RAISE EXCEPTION '{table} is append-only' USING ERRCODE = 'integrity_constraint_violation'; END$$",
        "CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {table}_is_append_only()",
        "CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {table}_is_append_only()",
    ),
}


_DURABILITY = {"sqlite": ("PRAGMA journal_mode", "PRAGMA synchronous"), "postgresql": ("SHOW fsync", "SHOW synchronous_commit")}
_EAST = f"+{VIETNAM.utcoffset(None).total_seconds():.0f}"
_FULL = 2  # SQLite's number for synchronous=FULL


def append_only(table: str) -> migrations.RunPython:
    """The migration step after which the database itself refuses to change or delete rows of ``table``."""

    def guard(_: Any, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for statement in _APPEND_ONLY[schema_editor.connection.vendor]:
            schema_editor.execute(statement.format(table=table))

    return migrations.RunPython(guard, elidable=False)


def hold(number: int) -> None:
    """Wait for, and hold until the transaction ends, the lock called ``number``; SQLite's one writer holds every lock already."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


_WRITERS = """
SELECT virtualtransaction FROM pg_locks
 WHERE locktype = 'relation' AND relation = %s::regclass AND mode = 'RowExclusiveLock' AND granted
   AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND pid IS DISTINCT FROM pg_backend_pid()
"""
_BREATH = 0.02


def writers_have_ended(table: str, *, patience: float) -> bool:
    """Wait until every transaction that is writing to ``table`` now has ended; whether they have within ``patience`` (seconds).

    PostgreSQL gives an id before the row is committed, so a row may still appear below one that is there already. An id is given after the
    writer's lock on the table: once those who hold it have ended, nothing can appear below what was read before this call. Nobody waits
    for the one who waits here. SQLite has one writer, and ids come in the order of commits.
    """
    if connection.vendor != "postgresql":
        return True
    until, writing = time.monotonic() + patience, _writers(table)
    while writing & _writers(table):
        if time.monotonic() > until:
            return False
        time.sleep(_BREATH)
    return True


def _writers(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(_WRITERS, [table])
        return {transaction for (transaction,) in cursor.fetchall()}


def held_shared(values: QuerySet[Any]) -> list[Any]:
    """The rows of ``values`` (a values or values_list query), kept from change until the transaction ends, but not from other readers."""
    sql, parameters = values.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE" if connection.vendor == "postgresql" else sql, parameters)
        return cursor.fetchall()


def drop_everything() -> None:
    """Drop every table that this database user owns in the schema in use, guarded ones too, and the guards' functions: PostgreSQL only.

    An SQLite database is a file: whoever wants it gone removes the file.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT format('DROP TABLE %I CASCADE', tablename) FROM pg_tables WHERE schemaname = current_schema()"
            " UNION ALL SELECT format('DROP FUNCTION %I()', proname) FROM pg_proc"
            " WHERE pronamespace = current_schema()::regnamespace AND proname LIKE '%is_append_only'"
        )
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def begin_ids_at(first: int, table: str) -> None:
    """Let the ids of ``table`` go on from ``first`` at least; ids that have been given stay."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            sequence = f"pg_get_serial_sequence('{table}', 'id')"
            cursor.execute(f"SELECT setval({sequence}, greatest(%s, nextval({sequence})), false)", [first])
        else:
            cursor.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT %s, 0 WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence WHERE name = %s)",
                [table, table],
            )
            cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [first - 1, table])


_TABLES = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename",
}


def rows_by_table(read: Callable[[str], Iterable[Any]]) -> dict[str, int]:
    """How many rows each table has, where ``read`` asks a database of the connected kind."""
    names = [name for (name,) in read(_TABLES[connection.vendor])]
    return {name: count for name in names for (count,) in read(f'SELECT count(*) FROM "{name}"')}


def broken_places() -> list[str]:
    """What the database itself finds broken in its file; PostgreSQL has proven everything when it built a restored database."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        damaged = [str(row[0]) for row in cursor.execute("PRAGMA integrity_check").fetchall() if row[0] != "ok"]
        return damaged + [f"{row[0]} → {row[2]}" for row in cursor.execute("PRAGMA foreign_key_check").fetchall()]


def takes_many_writers() -> bool:
    """Whether several processes gain from writing at once: SQLite lets one write at a time."""
    return connection.vendor == "postgresql"


def durability() -> tuple[bool, str]:
    """Whether what has been committed survives a power cut, and the settings that say so."""
    answers = []
    with connection.cursor() as cursor:
        for statement in _DURABILITY[connection.vendor]:
            cursor.execute(statement)
            answers.append(str(cursor.fetchone()[0]).lower())
    if connection.vendor == "sqlite":
        return answers[0] == "wal" and int(answers[1]) >= _FULL, f"journal_mode={answers[0]}, synchronous={answers[1]}"
    return answers[0] == "on" and answers[1] != "off", f"fsync={answers[0]}, synchronous_commit={answers[1]}"


class LocalDate(Func):
    """The date on the office's wall calendar, told by the database itself: for SQLite, Django's own functions ask Python for each row."""

    output_field = DateField()

    def as_sqlite(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """SQLite keeps moments in UTC, as text."""
        return self.as_sql(compiler, connection, template=f"date(%(expressions)s, '{_EAST} seconds')", **more)

    def as_postgresql(self, compiler: Any, connection: Any, **more: Any) -> Any:
        """A fixed offset: the zone's name would have to be looked up."""
        return self.as_sql(compiler, connection, template=f"(%(expressions)s AT TIME ZONE INTERVAL '{_EAST} seconds')::date", **more)
