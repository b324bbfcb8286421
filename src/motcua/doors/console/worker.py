"""``motcua worker``: does the timed jobs until it is told to stop."""

import argparse
import signal
import threading

from motcua.doors.console.database import home_argument, open_database


def arguments(parser: argparse.ArgumentParser) -> None:
    """Upon which home."""
    home_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job in hand is brought to its end first."""
    open_database(options)
    from motcua.doors.clock.worker import Worker

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    Worker(stopped).run()
    return 0
