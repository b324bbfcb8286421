"""A screen that was left alone is locked: its officer opens it again and is where he was, with what he has typed sent as it was.

The page that asks is the answer to whatever was asked, at the same address; a form that met the lock lies in it, field by field, and goes
on from there once the screen is open. Files do not travel so: they are chosen again, and the page says it.

The same page asks whoever signs a batch for his password when he has not typed it for a while.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render

from motcua.doors.shared.officer_session import has_proved_lately, mark_proved, mark_seen
from motcua.doors.shared.proving import proved
from motcua.kernel.actor import Actor
from motcua.offices.queries import login_of

SECRET, THEN, PROOF = "mo-khoa", "mo-khoa-roi", "xac-nhan-ky"
"""The fields of the page that are its own; what it keeps for others never bears these names."""

_WRONG = "Chưa đúng. Hãy gõ lại; chú ý phím Caps Lock và bộ gõ tiếng Việt."


def answer_of_lock(request: HttpRequest) -> HttpResponse | None:
    """What a locked screen answers; nothing where it is open, or has just been opened and the request goes on."""
    whose: Actor | None = request.locked_actor  # type: ignore[attr-defined]
    typed = request.POST.get(SECRET)
    if whose is None and typed is None:
        return None
    then, kept = request.POST.get(THEN, request.method), _kept(request)
    if whose and typed is None:
        return _page(request, kept, then)
    if whose and not _is_theirs(request, whose, typed or ""):
        return _page(request, kept, then, error=_WRONG)
    if whose:
        _open(request, whose)
    return _onward(request, kept, then)


def answer_of_proof(request: HttpRequest) -> HttpResponse | None:
    """What a form that signs is answered when its officer typed his password too long ago; nothing where it may go on.

    When that was is known to the session alone: no form can say it.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if has_proved_lately(request.session):
        return None
    typed, kept = request.POST.get(PROOF), _kept(request)
    if typed is None:
        return _page(request, kept, "POST", signing=actor)
    if not _is_theirs(request, actor, typed):
        return _page(request, kept, "POST", signing=actor, error=_WRONG)
    mark_proved(request.session)
    return _onward(request, kept, "POST")


def _onward(request: HttpRequest, kept: QueryDict, then: str | None) -> HttpResponse | None:
    """The page's form has done its work: on to the address that was asked, with what was kept for it."""
    request.POST = kept  # type: ignore[assignment]
    return None if then == "POST" else redirect(request.get_full_path())


def _kept(request: HttpRequest) -> QueryDict:
    """What was typed into the form that met the lock, without the fields of the lock."""
    kept = request.POST.copy()
    for own in (SECRET, THEN, PROOF, "csrfmiddlewaretoken"):
        kept.pop(own, None)
    return kept


def _is_theirs(request: HttpRequest, whose: Actor, typed: str) -> bool:
    """Whether ``typed`` is the officer's password. Whoever counts wrong tries sees nothing of the form that is kept."""
    request.POST = QueryDict()  # type: ignore[assignment]
    person = proved(request, username=login_of(whose.person_id or 0), password=typed)
    return person is not None and person.pk == whose.person_id


def _open(request: HttpRequest, whose: Actor) -> None:
    mark_seen(request.session)
    mark_proved(request.session)
    request.actor, request.locked_actor = whose, None  # type: ignore[attr-defined]


def _page(request: HttpRequest, kept: QueryDict, then: str | None, *, signing: Actor | None = None, error: str = "") -> HttpResponse:
    """The page that asks who is there (423: locked), or whether it is still he who signs (403)."""
    files = sorted({str(each.name) for _, some in request.FILES.lists() for each in some})
    shown = {
        "whose": signing or request.locked_actor, "kept": [(name, value) for name, values in kept.lists() for value in values],  # type: ignore[attr-defined]
        "then": "POST" if then == "POST" else "GET", "files": files, "error": error, "here": request.get_full_path(),
        "secret": PROOF if signing else SECRET, "then_name": THEN, "signing": signing, "minutes": settings.SIGNING_MINUTES,
    }  # fmt: skip
    return render(request, "locked_screen.html", shown, status=403 if signing else 423)
