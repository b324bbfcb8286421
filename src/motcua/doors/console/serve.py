"""``motcua serve``: web server and worker together, for one machine on which nothing else keeps them running."""

import argparse
import os
import signal

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database
from motcua.doors.console.ports import must_be_free

HOST = "127.0.0.1"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Upon which home, and on which port."""
    home_argument(parser)
    parser.add_argument("--port", type=int, default=8000, help="cổng của máy chủ web, trên chính máy này (mặc định: %(default)s)")


def run(options: argparse.Namespace) -> int:
    """Serve the authority that works in the home until told to stop."""
    must_be_free(HOST, options.port, "motcua serve --port ")
    open_database(options)
    from motcua.offices.queries import authority_keys

    if not authority_keys():
        raise BadInput("cơ sở dữ liệu chưa có cơ quan nào; hãy chạy motcua init")
    address = os.environ.setdefault("MOTCUA_PUBLIC_ADDRESS", f"http://{HOST}:{options.port}")
    from motcua.doors.console.serving import serve_both

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.default_int_handler)
    return serve_both(
        "serve", host=HOST, port=options.port,
        welcome=lambda: f"Một Cửa đang chạy: http://{HOST}:{options.port} (giấy hẹn dẫn về {address}). Dừng: Ctrl-C.",
        goodbye="Đã dừng; dữ liệu còn nguyên.",
    )  # fmt: skip
