"""The clock that doors read: the real one, or the demonstration's, set off by a fixed number of seconds."""

from datetime import datetime, timedelta

from django.conf import settings

from motcua.kernel.moments import VIETNAM


def program_now() -> datetime:
    """The moment of acts: real time, or in a demonstration the time that its banner tells of; whole seconds."""
    return (datetime.now(VIETNAM) + timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)).replace(microsecond=0)
