"""``motcua worker``: does the timed jobs until it is told to stop."""

import argparse
import signal
import threading

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.database import home_argument, open_database
from motcua.doors.shared.occupancy import Occupied, occupy


def arguments(parser: argparse.ArgumentParser) -> None:
    """Upon which home."""
    home_argument(parser)


def run(options: argparse.Namespace) -> int:
    """Work until SIGTERM or Ctrl-C; the job in hand is brought to its end first."""
    open_database(options)
    from django.conf import settings

    from motcua.doors.clock.upkeep import Upkeep
    from motcua.doors.clock.worker import Worker

    try:
        occupy(settings.HOME)
    except Occupied as error:
        raise BadInput(str(error)) from None
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    upkeep = Upkeep(settings.HOME, None if settings.IS_DEMONSTRATION else settings.BACKUP_AT)
    try:
        Worker(stopped, upkeep=upkeep.look).run()
    finally:
        upkeep.stop()
    return 0
