"""``motcua demo``: a demonstration's data, its web server and its worker, on the clock that its profile begins with, or the real one."""

import argparse
import os
import signal
import threading
import time
from datetime import datetime, timedelta
from pathlib import Path

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.demonstration import building
from motcua.doors.console.demonstration.profiles import DEFAULT, opens_at, profiles
from motcua.doors.console.ports import must_be_free
from motcua.kernel.moments import VIETNAM, local

HOST = "127.0.0.1"

_told_to_stop = threading.Event()


def arguments(parser: argparse.ArgumentParser) -> None:
    """Which profile, where its data live, and on which port the server listens."""
    parser.add_argument("--profile", default=DEFAULT, help="bộ dữ liệu trình diễn (mặc định: %(default)s)")
    parser.add_argument("--port", type=int, default=8000, help="cổng của máy chủ web (mặc định: %(default)s)")
    parser.add_argument("--home", type=Path, help="thư mục dữ liệu (mặc định: var/demo-<profile>)")
    parser.add_argument("--reset", action="store_true", help="bỏ dữ liệu cũ, dựng lại từ đầu")
    parser.add_argument("--no-serve", action="store_true", help="chỉ dựng dữ liệu, không chạy máy chủ")


def run(options: argparse.Namespace) -> int:
    """Prepare the data and, unless told otherwise, serve until stopped."""
    _must_be_known(options.profile)
    if not options.no_serve:
        must_be_free(HOST, options.port, "make demo PORT=")
    home = (options.home or Path("var") / f"demo-{options.profile}").resolve()
    os.environ.update(MOTCUA_HOME=str(home), MOTCUA_PROFILE=options.profile, MOTCUA_PUBLIC_ADDRESS=f"http://{HOST}:{options.port}")
    (home / "static").mkdir(parents=True, exist_ok=True)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    began = time.monotonic()
    try:
        is_new = building.prepare(options.profile, home, reset=options.reset)
    except BaseException:  # a database driver that is interrupted may raise an error of its own
        if not _told_to_stop.is_set():
            raise
        print("\nĐã dừng; chưa có dữ liệu nào được ghi lại. Chạy lại lệnh này để dựng từ đầu.")
        return 130
    words = f"Đã dựng dữ liệu trình diễn trong {time.monotonic() - began:.0f} giây" if is_new else "Dùng dữ liệu trình diễn đã có"
    print(f"{words}: {building.place()}")
    if options.no_serve:
        return 0
    from motcua.doors.console.demonstration.welcome import welcome
    from motcua.doors.console.serving import serve_both

    offset = clock_offset(opens_at(options.profile), datetime.now(VIETNAM))
    os.environ["MOTCUA_CLOCK_OFFSET_SECONDS"] = str(offset)
    return serve_both(
        "demo", host=HOST, port=options.port, welcome=lambda: welcome(options.profile, f"http://{HOST}:{options.port}", offset),
        goodbye="Đã dừng bản trình diễn; dữ liệu được giữ lại cho lần sau.",
    )  # fmt: skip


def _interrupt(*_: object) -> None:
    """Being told to stop, or losing the terminal, is the same as Ctrl-C."""
    _told_to_stop.set()
    raise KeyboardInterrupt


def clock_offset(opens_at: datetime | None, real: datetime) -> int:
    """Seconds by which the program's clock is set off: it begins at ``opens_at``, and never before what has been recorded; none: real."""
    from motcua.journal.queries import newest_moment

    if opens_at is None:
        return 0
    newest = newest_moment()
    start = max(opens_at, local(newest) + timedelta(minutes=1)) if newest else opens_at
    return int((start - real).total_seconds())


def _must_be_known(profile: str) -> None:
    if profile not in profiles():
        raise BadInput(f"--profile {profile}: không có bộ dữ liệu này; đang có: {', '.join(profiles())}")
