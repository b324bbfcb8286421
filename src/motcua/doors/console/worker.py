"""``motcua worker``: does the timed jobs until it is told to stop."""

import argparse
import signal
import threading


def arguments(parser: argparse.ArgumentParser) -> None:
    """This command takes none."""


def run(_: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job in hand is brought to its end first."""
    import django

    django.setup()
    from motcua.doors.clock.worker import Worker

    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    Worker(stopped).run()
    return 0
