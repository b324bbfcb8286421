"""The people of the offices: who works where, as what, since when; each change is one act on the person's own page."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.cases.commands.end_appointment import end_appointment
from motcua.cases.queries.work_held import open_work
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import once, perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.labels import label
from motcua.doors.shared.passwords import new_password, weakness
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import day_typed, line, number, strange_sign, text
from motcua.kernel.refusal import Refusal
from motcua.offices.commands.add_person import Newcomer, add_person
from motcua.offices.commands.appoint import appoint
from motcua.offices.commands.give_password import give_password
from motcua.offices.commands.lock_account import lock_account
from motcua.offices.commands.reset_second_factor import reset_second_factor
from motcua.offices.events import AccountLocked, AppointmentEnded, PasswordGiven, PersonAdded, PersonAppointed, SecondFactorReset
from motcua.offices.queries import people_of, person_of, second_factor_of
from motcua.offices.rules.logins import LOGIN_TOLD, is_login
from motcua.offices.rules.roles import Role


@needs("people.manage")
def people(request: HttpRequest) -> HttpResponse:
    """Everybody within reach, by name."""
    actor, today = request.actor, _today(request)  # type: ignore[attr-defined]
    held = open_work(actor.authority_id)
    told = [{"person": each, "roles": _roles(each, today), "work": held.get(each.pk, 0)} for each in people_of(actor, day=today)]
    return render(request, "setup/people.html", {"people": told})


@needs("people.manage", methods=("GET", "POST"))
def add(request: HttpRequest) -> HttpResponse:
    """The form of a newcomer; sent, it shows the password that is to be handed over."""
    if request.method != "POST":
        return _add_form(request, {"valid_from": _today(request).isoformat()}, {}, password=new_password())
    typed = {name: line(request.POST.get(name, "")) for name in ("login", "name", "phone", "office", "role", "valid_from")}
    typed |= {"is_backup": request.POST.get("is_backup", "")}
    wrong, password = _wrong(request, typed), request.POST.get("given", "")
    if wrong:
        return _add_form(request, typed, wrong, password=password)
    newcomer = Newcomer(
        login=typed["login"], name=typed["name"], phone=typed["phone"], office_id=number(typed["office"]) or 0, role=Role(typed["role"]),
        valid_from=date.fromisoformat(typed["valid_from"]), is_backup=bool(typed["is_backup"]),
    )  # fmt: skip
    try:
        once(request, add_person, fact=PersonAdded, about=None, newcomer=newcomer, password=password)
    except Refusal as refusal:
        return _add_form(request, typed, {}, password=password, refused=refused(refusal))
    return _handed(request, newcomer.name, newcomer.login, password)


def _wrong(request: HttpRequest, typed: Mapping[str, str]) -> dict[str, str]:
    """Field → what is wrong with it and what to do."""
    wrong = _wrong_role(request, typed)
    if not is_login(typed["login"]):
        wrong["login"] = f"Tên đăng nhập {LOGIN_TOLD}."
    if len(typed["name"]) < 2:
        wrong["name"] = "Hãy ghi họ và tên."
    elif sign := strange_sign(typed["name"]):
        wrong["name"] = f"Họ tên có ký tự “{sign}”. Nếu chữ gõ bằng phông cũ (TCVN3, VNI), hãy chuyển sang Unicode."
    elif len(typed["name"]) > 200:
        wrong["name"] = "Hãy ghi ngắn hơn, trong 200 chữ."
    if len(typed["phone"]) > 20:
        wrong["phone"] = "Số điện thoại dài quá 20 ký tự."
    if weakness(request.POST.get("given", "")):
        wrong["login"] = wrong.get("login", "Trang đã cũ: mật khẩu cấp không còn. Hãy mở lại trang thêm cán bộ.")
    return wrong


def _wrong_role(request: HttpRequest, typed: Mapping[str, str]) -> dict[str, str]:
    wrong = {}
    if number(typed["office"]) not in offices_of(request).offices:
        wrong["office"] = "Hãy chọn nơi làm việc."
    if typed["role"] not in list(Role):
        wrong["role"] = "Hãy chọn vai trò."
    if day_typed(typed["valid_from"]) is None:
        wrong["valid_from"] = "Hãy chọn ngày bắt đầu."
    return wrong


def _add_form(
    request: HttpRequest, typed: Mapping[str, str], wrong: Mapping[str, str], *, password: str, refused: Refused | None = None
) -> HttpResponse:
    shown = {"typed": typed, "wrong": wrong, "given": password, "refused": refused, **_choices(request)}
    return render(request, "setup/person_new.html", shown, status=refused.status if refused else 422 if wrong else 200)


def _handed(request: HttpRequest, name: str, login: str, password: str) -> HttpResponse:
    """The one page on which a given password can be read."""
    answer = render(request, "setup/password_given.html", {"name": name, "login": login, "password": password})
    answer["Cache-Control"] = "no-store"
    return answer


# ---- one person -----------------------------------------------------------------------------------------------------------------


@needs("people.manage", about="person")
def person(request: HttpRequest, person_id: int) -> HttpResponse:
    """One person with his roles, and what may be changed."""
    return _person(request, person_id)


@needs("people.manage", methods=("POST",), about="person")
def give_role(request: HttpRequest, person_id: int) -> HttpResponse:
    """One more role."""
    typed = {name: line(request.POST.get(name, "")) for name in ("office", "role", "valid_from")}
    wrong = _wrong_role(request, typed)
    if wrong:
        return _person(request, person_id, wrong=wrong)
    return _act(
        request, person_id, appoint, PersonAppointed, "Đã giao vai trò.", person_id=person_id, office_id=number(typed["office"]) or 0,
        role=Role(typed["role"]), is_backup=bool(request.POST.get("is_backup")), valid_from=date.fromisoformat(typed["valid_from"]),
    )  # fmt: skip


@needs("people.manage", methods=("POST",), about="person")
def end_role(request: HttpRequest, person_id: int) -> HttpResponse:
    """A role ends, with a successor for the work in hand."""
    until = day_typed(request.POST.get("until", ""))
    if until is None:
        return _person(request, person_id, wrong={"until": "Hãy chọn ngày thôi vai trò."})
    return _act(
        request, person_id, end_appointment, AppointmentEnded, "Đã ghi ngày thôi vai trò; hồ sơ đang thụ lý đã bàn giao.",
        assignment_id=number(request.POST.get("assignment")) or 0, until=until, to_person_id=number(request.POST.get("to")),
    )  # fmt: skip


@needs("people.manage", methods=("POST",), about="person")
def lock(request: HttpRequest, person_id: int) -> HttpResponse:
    """Lock the account, or open it again."""
    is_locked = request.POST.get("do") == "lock"
    message = "Đã khóa tài khoản." if is_locked else "Đã mở lại tài khoản."
    reason = text(request.POST.get("reason", ""))
    return _act(request, person_id, lock_account, AccountLocked, message, person_id=person_id, is_locked=is_locked, reason=reason)


@needs("people.manage", methods=("POST",), about="person")
def reset_password(request: HttpRequest, person_id: int) -> HttpResponse:
    """A new password that is to be changed, shown once."""
    known, password = person_of(person_id, actor=request.actor, day=_today(request)), request.POST.get("given", "")  # type: ignore[attr-defined]
    if weakness(password):
        return redirect("setup-person", person_id)
    try:
        once(request, give_password, fact=PasswordGiven, about=None, person_id=person_id, password=password)
    except Refusal as refusal:
        return _person(request, person_id, refused=refused(refusal))
    return _handed(request, known.name, known.login, password)


@needs("people.manage", methods=("POST",), about="person")
def drop_code(request: HttpRequest, person_id: int) -> HttpResponse:
    """The account asks for no code of a telephone that is lost."""
    message = "Đã bỏ mã xác nhận: tài khoản đăng nhập bằng mật khẩu, cho đến khi bật mã trên điện thoại mới."
    return _act(request, person_id, reset_second_factor, SecondFactorReset, message, person_id=person_id)


def _act(request: HttpRequest, whose: int, command: Callable[..., Any], fact: Any, message: str, **said: Any) -> HttpResponse:
    return perform(
        request, command, fact=fact, then=lambda _: reverse("setup-person", args=[whose]),
        again=lambda refusal: _person(request, whose, refused=refusal), message=message, **said,
    )  # fmt: skip


def _person(
    request: HttpRequest, person_id: int, *, wrong: Mapping[str, str] | None = None, refused: Refused | None = None
) -> HttpResponse:
    known = person_of(person_id, actor=request.actor, day=_today(request))  # type: ignore[attr-defined]
    others = [each for each in people_of(request.actor, day=_today(request)) if each.pk != known.pk and each.is_active]  # type: ignore[attr-defined]
    colleagues = [each for each in others if any(held.role == Role.HANDLER for held in each.assignments.all())]
    shown = {
        "person": known, "roles": _roles(known, _today(request)), "colleagues": colleagues, "wrong": wrong or {}, "refused": refused,
        "work": open_work(request.actor.authority_id).get(known.pk, 0), "is_self": known.pk == request.actor.person_id,  # type: ignore[attr-defined]
        "given": new_password(), "telephone": second_factor_of(known.pk), **_choices(request),
    }  # fmt: skip
    return render(request, "setup/person.html", shown, status=refused.status if refused else 422 if wrong else 200)


def _roles(known: Any, today: date) -> list[dict[str, Any]]:
    """The roles that a person holds or is to hold, and those given up, the present ones first."""
    roles = [
        {
            "held": each, "office": each.office.name, "has_ended": each.valid_to is not None and each.valid_to <= today,
            "is_to_come": each.valid_from > today, "is_handler": each.role == Role.HANDLER,
        }
        for each in known.assignments.all()
    ]  # fmt: skip
    return sorted(roles, key=lambda role: (role["has_ended"], role["office"], role["held"].role))


def _choices(request: HttpRequest) -> dict[str, Any]:
    """The offices and the roles to choose from."""
    known, today = offices_of(request), _today(request)
    mine = frozenset[int]().union(
        *(grant.reach for grant in request.actor.grants if "people.manage" in grant.permissions)  # type: ignore[attr-defined]
    )
    return {
        "today": today.isoformat(),
        "offices": [(id_, known.offices[id_].name) for id_ in sorted(mine) if known.offices[id_].is_valid_on(today)],
        "role_names": [(role.value, label(role, "role")) for role in Role],
    }


def _today(request: HttpRequest) -> date:
    return request.now.date()  # type: ignore[attr-defined, no-any-return]
