"""Choosing one's own password: anybody may, with the present one; whoever was given his must before he comes in."""

from django.contrib import messages
from django.contrib.auth import authenticate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.doors.shared.access import public
from motcua.doors.shared.officer_session import begin
from motcua.doors.shared.passwords import weakness
from motcua.doors.shared.proving import proved
from motcua.doors.shared.refusals import refused
from motcua.kernel.refusal import Refusal
from motcua.offices.commands.choose_password import choose_password
from motcua.offices.queries import actor_of, second_factor_of

_UNKNOWN = "Tên đăng nhập hoặc mật khẩu hiện tại chưa đúng; mật khẩu chưa đổi. Hãy gõ lại."
_NO_ROLE = "Tài khoản này hôm nay chưa được giao việc nào; mật khẩu chưa đổi. Hãy đề nghị quản trị của cơ quan giao vai trò."
_WRONG_CODE = "Tài khoản này cần thêm mã xác nhận trên điện thoại (hoặc mã dự phòng); mật khẩu chưa đổi. Hãy gõ lại cùng mã kế tiếp."
_NOT_THE_SAME = "Hai lần gõ mật khẩu mới không giống nhau; mật khẩu chưa đổi. Hãy gõ lại cả hai."


@public("GET", "POST")
def password(request: HttpRequest) -> HttpResponse:
    """Ask for the present password and twice for the new one, and begin a session with it."""
    return _choose(request) if request.method == "POST" else password_form(request)


def password_form(request: HttpRequest, *, error: str = "", is_first: bool = False, status: int = 200) -> HttpResponse:
    """The form; ``is_first`` tells whoever signed in with a password that was given to him why he is here."""
    shown = {"error": error, "typed": request.POST.get("username", ""), "is_first": is_first}
    return render(request, "password.html", shown, status=status)


def _choose(request: HttpRequest) -> HttpResponse:
    username, new = request.POST.get("username", "").strip(), request.POST.get("new", "")
    person = proved(request, username=username, password=request.POST.get("password", ""))
    if person is None:
        return password_form(request, error=_UNKNOWN, status=401)
    actor = actor_of(person.pk, day=request.now.date())  # type: ignore[attr-defined]
    if actor is None:
        return password_form(request, error=_NO_ROLE, status=403)
    if flaw := _flaw(new, request.POST.get("again", "")):
        return password_form(request, error=flaw, status=422)
    if second_factor_of(person.pk) and proved(request, username=username, code=request.POST.get("code", "")) is None:
        return password_form(request, error=_WRONG_CODE, status=401)
    try:
        choose_password(actor=actor, at=request.now, password=new)  # type: ignore[attr-defined]
    except Refusal as refusal:
        told = refused(refusal)
        return password_form(request, error=told.sentence, status=told.status)
    begin(request, authenticate(request, username=username, password=new))
    messages.success(request, "Đã đổi mật khẩu. Từ nay chỉ mật khẩu mới dùng được.")
    return redirect("home")


def _flaw(new: str, again: str) -> str:
    """What is wrong with the new password as typed; empty when nothing is."""
    if new != again:
        return _NOT_THE_SAME
    found = weakness(new)
    return f"{found[0].upper()}{found[1:]}." if found else ""
