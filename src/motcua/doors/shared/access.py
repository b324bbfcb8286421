"""Who may come in: each view says what it asks of whoever comes, and that one line is both the guard and the register of it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import redirect, render
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode

from motcua.doors.shared.labels import label
from motcua.doors.shared.locked_screen import answer_of_lock
from motcua.doors.shared.officer_session import OWES
from motcua.doors.shared.refusals import refused
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.rules.roles import PERMISSIONS

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Access:
    """What one view asks: nothing (``is_public``), a sign-in, or one of ``permissions``.

    ``about`` names the object in the address ("case" stands for ``case_id``): to whoever may not see it, it does not exist.
    """

    methods: tuple[str, ...] = ("GET",)
    is_public: bool = False
    permissions: tuple[str, ...] = ()
    about: str = ""


@dataclass(frozen=True, slots=True)
class Route:
    """One address of the program with its guard: a line of the permission matrix."""

    name: str
    pattern: str
    access: Access | None


def public(*methods: str) -> Callable[[View], View]:
    """Declare a view that anyone may open: ``@public()``, or ``@public("GET", "POST")``."""
    return _declared(Access(methods or ("GET",), is_public=True))


def signed_in(*methods: str) -> Callable[[View], View]:
    """Declare a view for every officer who is signed in, whatever his role."""
    return _declared(Access(methods or ("GET",)))


def needs(*permissions: str, methods: tuple[str, ...] = ("GET",), about: str = "") -> Callable[[View], View]:
    """Declare a view for those who hold one of ``permissions`` anywhere; the view itself reads only what the actor may see."""
    return _declared(Access(methods, permissions=permissions, about=about))


def routes() -> list[Route]:
    """Every address of the program; one whose view declares nothing has no access."""
    return list(_walk(get_resolver().url_patterns, ""))


def _walk(patterns: list[URLPattern | URLResolver], prefix: str) -> Iterator[Route]:
    for pattern in patterns:
        whole = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, whole)
        else:
            yield Route(pattern.name or "", f"/{whole}", getattr(pattern.callback, "access", None))


def _declared(access: Access) -> Callable[[View], View]:
    def declare(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            locked = None if access.is_public else answer_of_lock(request)
            if locked:
                return locked
            if request.method not in (*access.methods, "HEAD" if "GET" in access.methods else None):
                return HttpResponseNotAllowed(access.methods)
            return _turned_away(request, access) or _answer(request, access, view, args, kwargs)

        guarded.access = access  # type: ignore[attr-defined]
        return guarded

    return declare


def _turned_away(request: HttpRequest, access: Access) -> HttpResponse | None:
    """The answer to someone who may not come in; none to someone who may."""
    if access.is_public:
        return None
    actor: Actor | None = request.actor  # type: ignore[attr-defined]
    if actor is None:
        return _to_sign_in(request)
    if request.session.get(OWES) and request.path != reverse("account"):
        return redirect("account")
    if not access.permissions or any(actor.may(permission) for permission in access.permissions):
        return None
    if access.about:
        raise Http404
    return render(request, "denied.html", {"wanted": _wanted(access.permissions)}, status=403)


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        return redirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
    messages.warning(request, "Phiên làm việc đã hết. Nội dung vừa gửi chưa được lưu; hãy đăng nhập rồi làm lại.")
    return redirect("sign-in")


def _wanted(permissions: tuple[str, ...]) -> dict[str, list[str]]:
    """What is asked for, in words → the roles that hold it."""
    return {
        label(permission, "permission"): [label(role, "role") for role, held in PERMISSIONS.items() if permission in held]
        for permission in permissions
    }


def _answer(request: HttpRequest, access: Access, view: View, args: Any, kwargs: Any) -> HttpResponseBase:
    """The view's answer; an object that is missing, or not the actor's to see, looks the same, and a stray refusal has its own page."""
    try:
        return view(request, *args, **kwargs)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except Refusal as refusal:
        if access.about and refusal.code is Code.NOT_ALLOWED and request.method in ("GET", "HEAD"):
            raise Http404 from refusal
        told = refused(refusal)
        return render(request, "refusal.html", {"refused": told}, status=told.status)
