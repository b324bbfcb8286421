"""An officer's session: when it began, when it was last used, and whether it stands, is locked for want of use, or has ended.

Times are those of the machine's own clock, also in a demonstration: how long a screen was left alone has nothing to do with the date told.
"""

import time
from datetime import date
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.http import HttpRequest

from motcua.offices.queries import actor_of, second_factor_of

BEGAN, SEEN, PROVED, AWAITED, OWES = "began_at", "seen_at", "proved_at", "awaited", "owes_second_factor"
_PATIENCE = 300  # seconds between the password and the code
_WRITTEN_EVERY = 60  # seconds: a use is written down once a minute, not with each page


class Standing(StrEnum):
    """What a session is good for."""

    OPEN = "open"
    LOCKED = "locked"
    ENDED = "ended"


def await_code(request: HttpRequest, person: Any) -> None:
    """``person`` has typed his password; nobody is signed in before his code."""
    request.session.cycle_key()
    request.session[AWAITED] = (person.pk, int(time.time()))


def awaited(request: HttpRequest) -> int | None:
    """Whose code is waited for, for five minutes; none otherwise."""
    person_id, since = request.session.get(AWAITED, (None, 0))
    return person_id if time.time() - since < _PATIENCE else None


def begin(request: HttpRequest, person: Any) -> None:
    """Sign ``person`` in, under a new session key; whoever must have a telephone for codes and has none sets it up first."""
    login(request, person)
    request.session.pop(AWAITED, None)
    mark_begun(request.session)
    request.session[OWES] = owes_second_factor(person.pk, day=request.now.date())  # type: ignore[attr-defined]


def owes_second_factor(person_id: int, *, day: date) -> bool:
    """Whether one of the person's roles must have a telephone for codes (MOTCUA_SECOND_FACTOR_ROLES), and he has none."""
    if not settings.SECOND_FACTOR_ROLES:
        return False
    actor = actor_of(person_id, day=day)
    must = actor is not None and any(grant.role in settings.SECOND_FACTOR_ROLES for grant in actor.grants)
    return must and second_factor_of(person_id) is None


def mark_begun(session: Any) -> None:
    """The session begins now."""
    session[BEGAN] = session[SEEN] = session[PROVED] = int(time.time())


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


def mark_proved(session: Any) -> None:
    """The officer has typed his password now."""
    session[PROVED] = int(time.time())


def has_proved_lately(session: Any) -> bool:
    """Whether the officer has typed his password, at the sign-in, at a lock or to sign, within MOTCUA_SIGNING_MINUTES."""
    return time.time() - session.get(PROVED, 0) < settings.SIGNING_MINUTES * 60
