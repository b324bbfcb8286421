"""An officer's own account: his password, and the telephone whose code his sign-in asks for."""

import time
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.doors.shared.access import signed_in
from motcua.doors.shared.acting import once
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.officer_session import OWES, owes_second_factor
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.second_factor import address_of, drawn, new_recovery_codes, new_secret
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Refusal
from motcua.offices.commands.drop_second_factor import drop_second_factor
from motcua.offices.commands.enrol_second_factor import enrol_second_factor
from motcua.offices.events import SecondFactorDropped, SecondFactorEnrolled
from motcua.offices.queries import login_of, recovery_codes_left, second_factor_of
from motcua.offices.rules.one_time_codes import are_recovery_codes, is_secret


@signed_in("GET", "POST")
def account(request: HttpRequest) -> HttpResponse:
    """What the account asks at its sign-in, and the form that changes it."""
    if request.method != "POST":
        return _page(request)
    return _drop(request) if request.POST.get("do") == "drop" else _enrol(request)


def _enrol(request: HttpRequest) -> HttpResponse:
    """The one page on which the codes on paper can be read, or the form again with what is wrong."""
    secret, paper = request.POST.get("secret", ""), tuple(request.POST.getlist("paper"))
    said: dict[str, Any] = {"secret": secret, "recovery_codes": paper, "code": request.POST.get("code", ""), "moment": time.time()}
    try:
        once(request, enrol_second_factor, fact=SecondFactorEnrolled, about=None, **said)
    except Refusal as refusal:
        is_ours = is_secret(secret) and are_recovery_codes(paper)
        return _page(request, refused=refused(refusal), secret=secret if is_ours else "", paper=paper if is_ours else ())
    request.session[OWES] = False
    answer = render(request, "recovery_codes.html", {"codes": paper})
    answer["Cache-Control"] = "no-store"
    return answer


def _drop(request: HttpRequest) -> HttpResponse:
    code, actor = request.POST.get("code", "").strip(), _actor(request)
    try:
        once(request, drop_second_factor, fact=SecondFactorDropped, about=None, code=code, moment=time.time())
    except Refusal as refusal:
        return _page(request, refused=refused(refusal))
    request.session[OWES] = owes_second_factor(actor.person_id or 0, day=request.now.date())  # type: ignore[attr-defined]
    messages.success(request, "Đã tắt mã xác nhận; mã dự phòng cũ hết dùng.")
    return redirect("account")


def _page(request: HttpRequest, *, refused: Refused | None = None, secret: str = "", paper: tuple[str, ...] = ()) -> HttpResponse:
    person_id = _actor(request).person_id or 0
    held = second_factor_of(person_id)
    login = login_of(person_id)
    shown: dict[str, Any] = {"login": login, "held": held, "refused": refused, "owes": request.session.get(OWES, False)}
    if held:
        shown["left"] = recovery_codes_left(person_id)
    else:
        secret = secret or new_secret()
        address = address_of(secret, login=login, house=offices_of(request).authority_name)
        shown |= {"secret": secret, "groups": _groups(secret), "paper": paper or new_recovery_codes(), "qr": drawn(address)}
    return render(request, "account.html", shown, status=refused.status if refused else 200)


def _groups(secret: str) -> str:
    """The secret in groups of four, to be typed."""
    return " ".join(secret[at : at + 4] for at in range(0, len(secret), 4))


def _actor(request: HttpRequest) -> Actor:
    return request.actor  # type: ignore[attr-defined, no-any-return]
