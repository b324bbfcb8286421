"""Signing in and out, and where an officer's day begins."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from motcua.doors.shared.access import public, signed_in
from motcua.doors.shared.choosing_password import password_form
from motcua.doors.shared.house import home_of
from motcua.doors.shared.officer_session import await_code, awaited, begin
from motcua.doors.shared.proving import proved
from motcua.offices.queries import actor_of, login_of, second_factor_of

_UNKNOWN = "Tên đăng nhập hoặc mật khẩu chưa đúng. Hãy gõ lại; chú ý phím Caps Lock và bộ gõ tiếng Việt."
_WRONG_CODE = "Mã chưa đúng, hoặc đã dùng rồi. Hãy chờ mã kế tiếp trên điện thoại rồi gõ lại; điện thoại phải để giờ tự động."
_NO_ROLE = "Tài khoản này hôm nay chưa được giao việc nào. Hãy đề nghị quản trị của cơ quan giao vai trò."


@public("GET", "POST")
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for name and password; whoever is signed in already goes on to his work."""
    if request.method == "POST":
        return _sign_in(request)
    if request.actor:  # type: ignore[attr-defined]
        return redirect(_onward(request))
    return _form(request)


def _sign_in(request: HttpRequest) -> HttpResponse:
    typed = request.POST.get("username", "").strip()
    person = proved(request, username=typed, password=request.POST.get("password", ""))
    if person is None:
        return _form(request, error=_UNKNOWN, status=401)
    if actor_of(person.pk, day=request.now.date()) is None:  # type: ignore[attr-defined]
        return _form(request, error=_NO_ROLE, status=403)
    if person.has_given_password:  # type: ignore[attr-defined]
        return password_form(request, is_first=True)
    if second_factor_of(person.pk):
        await_code(request, person)
        return redirect(f"{reverse('sign-in-code')}?{urlencode({'next': _wish(request)})}")
    begin(request, person)
    return redirect(_onward(request))


@public("GET", "POST")
def sign_in_code(request: HttpRequest) -> HttpResponse:
    """Ask whoever has typed his password for the code of his telephone, or one on paper."""
    if request.actor and request.method != "POST":  # type: ignore[attr-defined]
        return redirect(_onward(request))
    person_id = awaited(request)
    if person_id is None:
        messages.warning(request, "Đã quá lâu từ khi gõ mật khẩu. Hãy đăng nhập lại.")
        return redirect("sign-in")
    if request.method != "POST":
        return _code_form(request)
    person = proved(request, username=login_of(person_id), code=request.POST.get("code", ""))
    if person is None:
        return _code_form(request, error=_WRONG_CODE, status=401)
    begin(request, person)
    return redirect(_onward(request))


def _code_form(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    return render(request, "sign_in_code.html", {"error": error, "next": _wish(request)}, status=status)


def _form(request: HttpRequest, *, error: str = "", status: int = 200) -> HttpResponse:
    shown = {"error": error, "typed": request.POST.get("username", ""), "next": _wish(request)}
    return render(request, "sign_in.html", shown, status=status)


def locked_out(request: HttpRequest, *_: Any) -> HttpResponse:
    """The answer to one try too many (settings.AXES_LOCKOUT_CALLABLE)."""
    free_at = getattr(request, "free_at", None)
    return render(request, "locked_out.html", {"free_at": free_at}, status=429)


@public("POST")
def sign_out(request: HttpRequest) -> HttpResponse:
    """End the session and go back to the sign-in page."""
    logout(request)
    return redirect("sign-in")


@signed_in()
def home(request: HttpRequest) -> HttpResponse:
    """Go where the officer's day begins; whoever has no screen of his own yet is told so."""
    actor = request.actor  # type: ignore[attr-defined]
    begins = home_of(actor)
    shown = {"may_read_cases": actor.may("case.read"), "may_read_offices": actor.may("office.read")}
    return redirect(begins) if begins else render(request, "home.html", shown)


def _wish(request: HttpRequest) -> str:
    """The address that the officer wanted before he was asked to sign in, if it is one of ours."""
    wish = request.POST.get("next") or request.GET.get("next") or ""
    is_ours = url_has_allowed_host_and_scheme(wish, allowed_hosts={request.get_host()}, require_https=request.is_secure())
    return wish if is_ours and wish.startswith("/") else ""


def _onward(request: HttpRequest) -> str:
    return _wish(request) or "home"
