"""What every page stands in: who acts, what time it is, whose house it is, and the headers that guard it."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from motcua.doors.shared.devices import allow_no_devices
from motcua.doors.shared.house import areas_of, house_of, public_house
from motcua.doors.shared.officer_session import Standing, mark_seen, standing
from motcua.doors.shared.program_clock import program_now
from motcua.doors.shared.public_authority import public_offices
from motcua.kernel.actor import Actor
from motcua.offices.queries import actor_of, directory_as_read
from motcua.offices.rules.directory import Directory


class FrameMiddleware:
    """Gives each request ``now`` (the program's moment) and ``actor`` (who is signed in, with the roles of this day; else none).

    Whose screen is locked is nobody's actor: he stands in ``locked_actor`` until he opens it again (locked_screen).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.now = program_now()  # type: ignore[attr-defined]
        request.actor, request.locked_actor = _actors(request)  # type: ignore[attr-defined]
        response = self.get_response(request)
        allow_no_devices(response)
        if request.actor or request.locked_actor:  # type: ignore[attr-defined]
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def _actors(request: HttpRequest) -> tuple[Actor | None, Actor | None]:
    """Who acts, and whose screen is locked: one of them at most."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or SESSION_KEY not in request.session:
        return None, None
    stands = standing(request.session)
    known = None if stands is Standing.ENDED else _actor(request)
    if stands is Standing.LOCKED:
        return None, known
    if known:
        mark_seen(request.session)
    return known, None


def _actor(request: HttpRequest) -> Actor | None:
    """The actor of the session: one statement for the session, one for the person with all roles of the day."""
    day = request.now.date()  # type: ignore[attr-defined]
    return actor_of(int(request.session[SESSION_KEY]), day=day, session_hash=request.session.get(HASH_SESSION_KEY, ""))


def offices_of(request: HttpRequest) -> Directory:
    """The offices of the actor's authority, as they were when the actor was read."""
    if not hasattr(request, "_offices"):
        request._offices = directory_as_read(request.actor.authority_id)  # type: ignore[attr-defined]
    return request._offices  # type: ignore[attr-defined, no-any-return]


def frame(request: HttpRequest) -> dict[str, object]:
    """What every template may use: actor, moment, house (name and help), areas, and whether this is a demonstration."""
    actor: Actor | None = getattr(request, "actor", None)
    now: datetime | None = getattr(request, "now", None)
    return {
        "actor": actor,
        "now": now,
        "house": SimpleLazyObject(lambda: house_of(actor, offices_of(request)) if actor else public_house(public_offices(request))),
        "areas": areas_of(actor, request.path) if actor else (),
        "may_search": actor is not None and actor.may("case.read"),
        "is_demonstration": settings.IS_DEMONSTRATION,
    }
