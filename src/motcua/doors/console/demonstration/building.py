"""The database of a demonstration: made whole or not at all, kept between runs, made afresh when asked."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.migrate import upgrade

FILE = "motcua.sqlite3"
_HALF_BUILT = "motcua_half_built"


def prepare(profile: str, home: Path, *, reset: bool) -> bool:
    """Make the database ready for ``profile``; returns whether its data were made just now."""
    if not os.environ.get("MOTCUA_DATABASE_URL"):
        return _prepare_file(profile, home / FILE, reset=reset)
    return _prepare_server(profile, reset=reset)


def place() -> str:
    """Where the data are, without password."""
    from django.db import connection

    settings = connection.settings_dict
    return str(settings["NAME"]) if connection.vendor == "sqlite" else f"{connection.vendor} {settings['HOST']}/{settings['NAME']}"


def _prepare_file(profile: str, path: Path, *, reset: bool) -> bool:
    """A file is built under another name and takes its own when it is whole."""
    draft = path.with_suffix(".building")
    is_new = reset or not path.exists()
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists():
        _set_up(path)
        _must_be_demonstration(profile)
        if not is_new:
            upgrade()
            return False
        _close()
    _remove(draft)
    try:
        _set_up(draft)
        _build(profile)
        _settle_file()
        _remove(path)
        draft.rename(path)
    finally:
        _close()
        _remove(draft)
    _set_up(path)
    return True


def _prepare_server(profile: str, *, reset: bool) -> bool:
    """On a database server the tables themselves say whether there is something: a mark stands while they are being filled."""
    _set_up(None)
    if _mark_stands():
        _drop_tables()
    elif _has_tables():
        _must_be_demonstration(profile)
        if not reset and _authorities():
            upgrade()
            return False
        _drop_tables()
    with _marked():
        _build(profile)
    return True


def _set_up(path: Path | None) -> None:
    """Django with its connection upon ``path``, or upon the server that the environment names."""
    if path is not None:
        os.environ["MOTCUA_DATABASE_URL"] = f"sqlite:///{path}"
    import django
    from django.apps import apps
    from django.db import connection

    if not apps.ready:
        django.setup()
    elif path is not None:
        connection.close()
        connection.settings_dict["NAME"] = str(path)


def _build(profile: str) -> None:
    """Tables, then the story."""
    from motcua.doors.console.demonstration.story import tell

    upgrade()
    wait_for_no_disk()
    tell(profile, progress=_progress())
    print(file=sys.stderr)


def wait_for_no_disk() -> None:
    """No write of this connection waits for the disk any more: while a story is told nobody's work is lost when the machine stops."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = OFF" if connection.vendor == "sqlite" else "SET synchronous_commit = off")


def _progress() -> Callable[[datetime], None]:
    """Tells each new day of the story on one line of a terminal, each new week elsewhere."""
    shown: list[str] = []

    def tell(moment: datetime) -> None:
        told = f"{moment:%d/%m/%Y}" if sys.stderr.isatty() else f"tuần {moment.isocalendar().week} năm {moment.year}"
        if not shown or shown[-1] != told:
            shown.append(told)
            print(f"\rĐang dựng dữ liệu trình diễn: {told}  ", end="", file=sys.stderr, flush=True)

    return tell


def _settle_file() -> None:
    """Everything into the one file, and the file onto the disk."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous = FULL")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.execute("PRAGMA journal_mode = DELETE")
    connection.close()
    descriptor = os.open(connection.settings_dict["NAME"], os.O_RDONLY)
    os.fsync(descriptor)
    os.close(descriptor)


def _close() -> None:
    from django.db import connections

    connections.close_all()


def _remove(path: Path) -> None:
    for ending in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + ending).unlink(missing_ok=True)


def _must_be_demonstration(profile: str) -> None:
    """Never touch data that a demonstration did not make, or that nobody can tell of."""
    from django.db import DatabaseError, connection

    try:
        others = _others(profile)
    except DatabaseError as error:
        raise BadInput(f"không đọc được {place()} ({error}); nếu chắc là dữ liệu trình diễn cũ, hãy xóa đi rồi chạy lại") from error
    finally:
        connection.close()
    if others:
        raise BadInput(
            f"cơ sở dữ liệu này đã có dữ liệu của “{others[0]}”, không phải của bản trình diễn {profile}; "
            "hãy chọn thư mục khác bằng --home hoặc bỏ MOTCUA_DATABASE_URL"
        )


def _others(profile: str) -> list[str]:
    """The authorities in the database that this profile did not make."""
    return [key for key, is_demonstration in _authorities() if not is_demonstration or key != profile] if _has_tables() else []


def _authorities() -> list[tuple[str, bool]]:
    from motcua.offices.queries import authorities

    return authorities()


def _tables() -> list[str]:
    from django.db import connection

    with connection.cursor() as cursor:
        return list(connection.introspection.table_names(cursor))


def _has_tables() -> bool:
    return "offices_authority" in _tables()


def _mark_stands() -> bool:
    return _HALF_BUILT in _tables()


@contextmanager
def _marked() -> Iterator[None]:
    """A table of one name says that the rest is not whole yet; on a mistake or Ctrl-C everything goes at once."""
    from django.db import connection

    _execute(f"CREATE TABLE {_HALF_BUILT} (since timestamptz DEFAULT now())")
    try:
        yield
    except BaseException:
        connection.close()
        _drop_tables()
        raise
    _execute(f"DROP TABLE {_HALF_BUILT}")


def _drop_tables() -> None:
    """Drop every table of the schema, and the functions that guard the journal."""
    from django.db import connection

    from motcua.database.dialect import drop_everything

    drop_everything()
    connection.close()


def _execute(statement: str, *values: Any) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
