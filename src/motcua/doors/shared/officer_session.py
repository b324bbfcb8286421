"""An officer's session: when it began, when it was last used, and whether it stands, is locked for want of use, or has ended.

Times are those of the machine's own clock, also in a demonstration: how long a screen was left alone has nothing to do with the date told.
"""

import time
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

BEGAN, SEEN = "began_at", "seen_at"
_WRITTEN_EVERY = 60  # seconds: a use is written down once a minute, not with each page


class Standing(StrEnum):
    """What a session is good for."""

    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


def begin(request: HttpRequest, person: Any) -> None:
    """Sign ``person`` in, under a new session key."""
    login(request, person)
    mark_begun(request.session)


def mark_begun(session: Any) -> None:
    """The session begins now."""
    session[BEGAN] = session[SEEN] = int(time.time())


def standing(session: Any) -> Standing:
    """Whether the session stands; one that does not tell when it began has ended. Settings: MOTCUA_IDLE_MINUTES, MOTCUA_SESSION_HOURS."""
    now, began, seen = time.time(), session.get(BEGAN, 0), session.get(SEEN, 0)
    if now - began >= settings.SESSION_HOURS * 3600:
        return Standing.ENDED
    is_idle = settings.IDLE_MINUTES > 0 and now - seen >= settings.IDLE_MINUTES * 60
    return Standing.LOCKED if is_idle else Standing.OPEN


def mark_seen(session: Any) -> None:
    """The session is in use now."""
    now = int(time.time())
    if now - session.get(SEEN, 0) >= _WRITTEN_EVERY:
        session[SEEN] = now
