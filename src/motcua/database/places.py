"""A fresh place for a database that is being restored: filled, looked over, and only then put where the old one was.

Nothing here needs Django to be set up: the settings are read when the fresh place is ready, and then point at it.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import quote, urlsplit, urlunsplit

import dj_database_url
import psycopg
from psycopg import sql
from psycopg.conninfo import make_conninfo

from motcua.database import client_programs
from motcua.database.client_programs import CopyFailed

_IN_USE = "đang có chương trình khác dùng cơ sở dữ liệu; hãy dừng máy chủ web và tiến trình nền rồi chạy lại"
_HEAD = b"SQLite format 3\0"
_LONGEST = 36  # of the 63 letters that PostgreSQL reads of a name
_WITH_LOGS = ("", "-wal", "-shm")


class Place(Protocol):
    """Where a restored database lies until it is believed."""

    @property
    def url(self) -> str:
        """What MOTCUA_DATABASE_URL must say for the program to work upon it."""

    def must_be_idle(self) -> None:
        """CopyFailed while somebody works upon the database that is to be replaced."""

    def must_be_free(self) -> None:
        """CopyFailed when there is something already where it is to go."""

    def fill(self, part: Path) -> None:
        """Put the copy at ``part`` into it."""

    def take_over(self, kept: str) -> str:
        """Put it where the old database was, which is called ``kept`` from then on; returns where that lies, if there was one."""

    def drop(self) -> None:
        """Leave nothing of it, unless it has taken over."""


def kind_of(url: str) -> str:
    """``sqlite`` or ``postgresql``."""
    return "sqlite" if urlsplit(url).scheme.startswith("sqlite") else "postgresql"


def fresh_place(url: str, *, scratch: Path, stamp: str) -> Place:
    """A fresh place beside the database at ``url``; files that it needs lie in ``scratch``, on the same disk."""
    if kind_of(url) == "sqlite":
        return FilePlace(Path(dj_database_url.parse(url)["NAME"] or ""), scratch / "restored.sqlite3")
    return server_place(url, _parameters(url)["dbname"], stamp=stamp)


def server_place(url: str, target: str, *, stamp: str) -> "ServerPlace":
    """A fresh database on the server at ``url`` that is to be called ``target``; two that are restored at once do not meet."""
    return ServerPlace(url, f"{target[:_LONGEST]}_restored_{stamp}".replace("-", "_"), target)


# ---- SQLite ---------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FilePlace:
    """A file that will be renamed to ``target``."""

    target: Path
    fresh: Path

    @property
    def url(self) -> str:
        """See Place."""
        return f"sqlite:///{self.fresh}"

    def must_be_idle(self) -> None:
        """A file in WAL mode leaves it only for somebody who is alone; one without SQLite's head is used by nobody."""
        if not self.target.exists() or not _has_head(self.target):
            return
        try:
            with closing(sqlite3.connect(self.target, timeout=1, isolation_level=None)) as alone:
                alone.execute("PRAGMA journal_mode = DELETE").fetchone()
                alone.execute("BEGIN EXCLUSIVE")
                alone.execute("ROLLBACK")
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                raise CopyFailed(_IN_USE) from None
        except sqlite3.DatabaseError:
            pass

    def must_be_free(self) -> None:
        """See Place."""
        if self.target.exists():
            raise CopyFailed(f"{self.target}: đã có cơ sở dữ liệu này; hãy chọn chỗ khác")

    def fill(self, part: Path) -> None:
        """See Place."""
        part.rename(self.fresh)

    def take_over(self, kept: str) -> str:
        """The old file gets a second name before the new one takes the first: there is always a database under that name."""
        _settle(self.fresh)
        self.must_be_idle()
        old = self.target.with_name(f"{self.target.stem}.{kept}{self.target.suffix}")
        there_was = self.target.exists()
        for ending in _WITH_LOGS[1:]:
            _rename_if_there(self.target, old, ending)
        if there_was:
            self.fresh.chmod(self.target.stat().st_mode & 0o777)
            os.link(self.target, old)
        self.fresh.replace(self.target)
        fsync(self.target.parent)
        return str(old) if there_was else ""

    def drop(self) -> None:
        """See Place."""
        for ending in _WITH_LOGS:
            self.fresh.with_name(self.fresh.name + ending).unlink(missing_ok=True)


def _has_head(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_HEAD)) == _HEAD


def _settle(path: Path) -> None:
    """Everything into the one file, and the file onto the disk."""
    with closing(sqlite3.connect(path, isolation_level=None)) as alone:
        alone.execute("PRAGMA synchronous = FULL")
        alone.execute("PRAGMA journal_mode = DELETE").fetchone()
    fsync(path)


def _rename_if_there(path: Path, other: Path, ending: str) -> None:
    log = path.with_name(path.name + ending)
    if log.exists():
        log.rename(other.with_name(other.name + ending))


def fsync(path: Path) -> None:
    """The file, or the names in the folder, are on the disk when this returns."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


# ---- PostgreSQL -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ServerPlace:
    """A database of its own, ``fresh``, on the server that ``server_url`` names; it will be renamed to ``target``."""

    server_url: str
    fresh: str
    target: str

    @property
    def url(self) -> str:
        """See Place."""
        return urlunsplit(urlsplit(self.server_url)._replace(path=f"/{quote(self.fresh)}"))

    def must_be_idle(self) -> None:
        """See Place; a session of any other program counts."""
        with _on_server(self.server_url) as server:
            if server.execute("SELECT 1 FROM pg_stat_activity WHERE datname = %s", [self.target]).fetchone():
                raise CopyFailed(_IN_USE)

    def must_be_free(self) -> None:
        """See Place."""
        with _on_server(self.server_url) as server:
            if _has(server, self.target):
                raise CopyFailed(f"máy chủ đã có cơ sở dữ liệu “{self.target}”; hãy chọn tên khác")

    def fill(self, part: Path) -> None:
        """A new database, filled in one transaction; constraints and indexes are built anew and so proven."""
        with _on_server(self.server_url) as server:
            server.execute(sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8'").format(sql.Identifier(self.fresh)))
            version = server.info.server_version // 10_000
        client_programs.run(
            "pg_restore", "--exit-on-error", "--single-transaction", "--no-owner", "--no-privileges", str(part),
            to=_parameters(self.url), server=version,
        )  # fmt: skip

    def take_over(self, kept: str) -> str:
        """Both renamings are one transaction."""
        old = f"{self.target}_{kept}".replace("-", "_")
        with _on_server(self.server_url) as server, server.transaction():
            there_was = _has(server, self.target)
            if there_was:
                server.execute(_renaming(self.target, old))
            server.execute(_renaming(self.fresh, self.target))
        return old if there_was else ""

    def drop(self) -> None:
        """See Place."""
        with _on_server(self.server_url) as server:
            server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(self.fresh)))


def _has(server: "psycopg.Connection[Any]", name: str) -> bool:
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def _renaming(old: str, new: str) -> sql.Composed:
    return sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(old), sql.Identifier(new))


def _parameters(url: str) -> dict[str, str]:
    return client_programs.parameters(dj_database_url.parse(url))


@contextmanager
def _on_server(url: str) -> Iterator["psycopg.Connection[Any]"]:
    """A connection to the server's database ``postgres``, from which others are made and renamed."""
    try:
        with psycopg.connect(make_conninfo(**{**_parameters(url), "dbname": "postgres"}), autocommit=True) as server:
            yield server
    except psycopg.errors.InsufficientPrivilege:
        user = _parameters(url).get("user", "motcua")
        raise CopyFailed(
            f"tài khoản PostgreSQL “{user}” không được tạo hay đổi tên cơ sở dữ liệu; hãy chạy: ALTER ROLE {user} CREATEDB"
        ) from None
    except psycopg.errors.ObjectInUse:
        raise CopyFailed(_IN_USE) from None
    except psycopg.Error as error:
        raise CopyFailed(f"máy chủ PostgreSQL không làm được: {str(error).strip().splitlines()[0]}") from error
