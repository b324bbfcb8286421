"""What every page stands in: who acts, what time it is, and the headers that guard it."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse

from motcua.doors.shared.program_clock import program_now
from motcua.kernel.actor import Actor
from motcua.offices.queries import actor_of


class FrameMiddleware:
    """Gives each request ``now`` (the program's moment) and ``actor`` (who is signed in, with the roles of this day; else none)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = program_now()  # type: ignore[attr-defined]
        request.actor = _actor(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        if request.actor:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _actor(request: HttpRequest) -> Actor | None:
    """The actor of the session: one statement for the session, one for the person with all roles of the day."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return None
    day = request.now.date()  # type: ignore[attr-defined]
    return actor_of(int(request.session[SESSION_KEY]), day=day, session_hash=request.session.get(HASH_SESSION_KEY, ""))


def frame(request: HttpRequest) -> dict[str, object]:
    """What every template may use: the actor, the moment, and whether this is a demonstration."""
    return {
        "actor": getattr(request, "actor", None),
        "now": getattr(request, "now", None),
        "is_demonstration": settings.IS_DEMONSTRATION,
    }
