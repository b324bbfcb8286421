"""The time of the place that an operator works upon: a demonstration lives in its own."""

from datetime import datetime

from motcua.journal.queries import newest_moment
from motcua.offices.queries import authorities


def is_demonstration() -> bool:
    """Whether nobody but a demonstration lives here."""
    served = authorities()
    return bool(served) and all(is_one for _, is_one in served)


def time_here(now: datetime) -> datetime:
    """``now``; in a demonstration the moment of its newest entry."""
    newest = newest_moment() if is_demonstration() else None
    return newest or now
