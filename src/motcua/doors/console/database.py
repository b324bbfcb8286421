"""The database that a console command works upon: the one the environment names, or the embedded one of a home."""

import argparse
import os
from pathlib import Path

from motcua.doors.console.bad_input import BadInput


def home_argument(parser: argparse.ArgumentParser) -> None:
    """``--home``: another directory than the one that MOTCUA_HOME names."""
    parser.add_argument("--home", type=Path, help="thư mục dữ liệu (mặc định: MOTCUA_HOME, hoặc var)")


def name_home(options: argparse.Namespace) -> None:
    """Let ``--home`` count; before Django reads its settings."""
    if options.home:
        if not options.home.is_dir():
            raise BadInput(f"--home {options.home}: không có thư mục này; hãy xem lại đường dẫn, hoặc chạy motcua init trước")
        os.environ["MOTCUA_HOME"] = str(options.home.resolve())


def open_database(options: argparse.Namespace) -> None:
    """Django upon a database that can be reached and has its tables; else BadInput with the mend."""
    import django

    name_home(options)
    django.setup()
    why = why_closed()
    if why:
        raise BadInput(why)


def why_closed() -> str:
    """Why the database cannot be worked upon, in one line with the mend; empty when it can."""
    from django.db import connection

    if not _is_there():
        return f"chưa có cơ sở dữ liệu ở {connection.settings_dict['NAME']}; hãy chạy motcua init, hoặc chỉ thư mục khác: {_elsewhere()}"
    try:
        known = tables()
    except BadInput as error:
        return str(error)
    return "" if "journal_entry" in known else "cơ sở dữ liệu chưa có bảng; hãy chạy motcua migrate"


def tables() -> list[str]:
    """The tables that there are, none where the embedded database has not been made; BadInput where they cannot be seen."""
    from django.db import DatabaseError, connection

    if not _is_there():
        return []
    try:
        return list(connection.introspection.table_names())
    except DatabaseError as error:
        why = str(error).strip().splitlines()[0]
        raise BadInput(f"không mở được cơ sở dữ liệu ({why}); hãy kiểm tra MOTCUA_DATABASE_URL và máy chủ") from error


def _is_there() -> bool:
    """Whether there is something to open: a file that is only asked for is not made by asking."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    return connection.vendor != "sqlite" or "memory" in name or Path(name).exists()


def _elsewhere() -> str:
    """The demonstrations that lie in the home, as the option that names the first of them."""
    from django.conf import settings

    built = sorted(path.parent for path in Path(settings.HOME).glob("demo-*/motcua.sqlite3"))
    return f"--home {os.path.relpath(built[0])}" if built else "--home THƯ_MỤC"
