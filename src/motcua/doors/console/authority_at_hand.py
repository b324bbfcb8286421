"""The authority that an operator's command works for, and its acts: done, or only tried out."""

import argparse
from collections.abc import Callable
from typing import TypeVar

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Refusal

_Result = TypeVar("_Result")


def authority_arguments(parser: argparse.ArgumentParser) -> None:
    """Which database and which authority; whether the act is only tried out."""
    home_argument(parser)
    parser.add_argument("--authority", metavar="KHÓA", help="cơ quan (UBND) nào, khi cơ sở dữ liệu có nhiều cơ quan")
    parser.add_argument("--dry-run", action="store_true", help="chỉ thử: cho biết kết quả, không ghi gì")


def operator(options: argparse.Namespace) -> Actor:
    """The operator at the console of the authority that is meant, upon an open database."""
    open_database(options)
    from motcua.offices.queries import authority_keys, system_actor

    known = authority_keys()
    if not known:
        raise BadInput("cơ sở dữ liệu chưa có cơ quan nào; hãy chạy motcua init (motcua demo dựng bản trình diễn)")
    names = ", ".join(known)
    if options.authority is None and len(known) > 1:
        raise BadInput(f"cơ sở dữ liệu có nhiều cơ quan ({names}); hãy chọn một bằng --authority")
    if options.authority is not None and options.authority not in known:
        raise BadInput(f"--authority {options.authority}: không có cơ quan này; đang có {names}")
    return system_actor(known[options.authority or names])


def done_or_tried(act: Callable[[], _Result], *, is_tried: bool) -> _Result:
    """The result of ``act``, done or only tried out; a refusal becomes BadInput in its own words."""
    from motcua.doors.shared.refusals import sentence

    try:
        return _tried(act) if is_tried else act()
    except Refusal as refusal:
        raise BadInput(sentence(refusal)) from refusal


def _tried(act: Callable[[], _Result]) -> _Result:
    from motcua.catalogue import queries as catalogue
    from motcua.database.rehearsal import undone
    from motcua.offices import queries as offices

    try:
        with undone():
            return act()
    finally:
        catalogue.forget()
        offices.forget()
