"""The offices: the tree as it stands, and what each is called, its code, telephone and address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.end_office import end_office
from motcua.cases.queries.office_left import left_in
from motcua.cases.rules.file_number import CODE_PATTERNS
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import day_typed, line, number
from motcua.offices.commands.add_office import NewOffice, add_office
from motcua.offices.commands.change_office import FIELDS, change_office
from motcua.offices.events import OfficeAdded, OfficeChanged, OfficeEnded
from motcua.offices.rules.directory import Office

KINDS = {
    "division": "Phòng chuyên môn",
    "counter": "Nơi tiếp nhận (Bộ phận Một cửa, Trung tâm)",
    "commune": "UBND cấp xã",
    "branch": "Chi nhánh",
}
_LONGEST = {"name": 200, "code": 35, "phone": 20, "address": 200, "head_title": 60}


@needs("office.read")
def offices(request: HttpRequest) -> HttpResponse:
    """Every office within reach, each below the one that it stands under."""
    known = offices_of(request)
    mine = sorted(request.actor.reach, key=lambda id_: tuple(reversed(known.above(id_))))  # type: ignore[attr-defined]
    tree = [{"office": known.offices[id_], "depth": len(known.above(id_)) - 1, "coded": known.coded(id_)} for id_ in mine]
    return render(request, "setup/offices.html", {"tree": tree, "today": request.now.date()})  # type: ignore[attr-defined]


@needs("office.change", methods=("GET", "POST"), about="office")
def office(request: HttpRequest, office_id: int) -> HttpResponse:
    """One office's form."""
    found = _found(request, office_id)
    if request.method != "POST":
        return _form(request, found, {name: getattr(found, name) for name in FIELDS}, {})
    typed = {name: line(request.POST.get(name, "")) for name in FIELDS}
    wrong = _wrong(typed, found)
    if wrong:
        return _form(request, found, typed, wrong)
    return perform(
        request, change_office, fact=OfficeChanged, then=lambda _: reverse("setup-offices"),
        again=lambda refused: _form(request, found, typed, {}, refused=refused), message=f"Đã sửa thông tin của {typed['name']}.",
        office_id=office_id, told=typed,
    )  # fmt: skip


@needs("office.change", methods=("GET", "POST"))
def add_one(request: HttpRequest) -> HttpResponse:
    """The form of a new office below another one."""
    if request.method != "POST":
        return _add_form(request, {"valid_from": request.now.date().isoformat()}, {})  # type: ignore[attr-defined]
    typed = {name: line(request.POST.get(name, "")) for name in ("name", "kind", "parent", "valid_from", "code", "phone", "head_title")}
    parent, since = offices_of(request).offices.get(number(typed["parent"]) or 0), day_typed(typed["valid_from"])
    wrong = _wrong(typed, parent) if parent else {"parent": "Hãy chọn cơ quan cấp trên."}
    if typed["kind"] not in KINDS:
        wrong["kind"] = "Hãy chọn loại cơ quan."
    if since is None:
        wrong["valid_from"] = "Hãy chọn ngày bắt đầu hoạt động."
    if wrong or parent is None or since is None:
        return _add_form(request, typed, wrong)
    new = NewOffice(
        name=typed["name"], kind=typed["kind"], parent_id=parent.id, valid_from=since, code=typed["code"], phone=typed["phone"],
        head_title=typed["head_title"],
    )  # fmt: skip
    return perform(
        request, add_office, fact=OfficeAdded, then=lambda _: reverse("setup-offices"),
        again=lambda refused: _add_form(request, typed, {}, refused=refused), message=f"Đã thêm {new.name}.", new=new,
    )  # fmt: skip


@needs("office.change", methods=("POST",), about="office")
def close(request: HttpRequest, office_id: int) -> HttpResponse:
    """Close one office from a day on."""
    found = _found(request, office_id)
    typed = {name: getattr(found, name) for name in FIELDS}
    until = day_typed(request.POST.get("until", ""))
    if until is None:
        return _form(request, found, typed, {"until": "Hãy chọn ngày đóng."})
    return perform(
        request, end_office, fact=OfficeEnded, then=lambda _: reverse("setup-offices"),
        again=lambda refused: _form(request, found, typed, {}, refused=refused), message=f"Đã ghi ngày đóng {found.name}.",
        office_id=office_id, until=until, successor_id=number(request.POST.get("successor")),
    )  # fmt: skip


def _add_form(request: HttpRequest, typed: dict[str, str], wrong: dict[str, str], *, refused: Refused | None = None) -> HttpResponse:
    shown = {"typed": typed, "wrong": wrong, "refused": refused, "kinds": KINDS.items(), "parents": _open_offices(request)}
    return render(request, "setup/office_new.html", shown, status=refused.status if refused else 422 if wrong else 200)


def _open_offices(request: HttpRequest, *, without: int = 0) -> list[Office]:
    """The offices within reach that are open today, in the order of the tree."""
    known, today = offices_of(request), request.now.date()  # type: ignore[attr-defined]
    mine = sorted(request.actor.reach, key=lambda id_: tuple(reversed(known.above(id_))))  # type: ignore[attr-defined]
    return [known.offices[id_] for id_ in mine if id_ != without and known.offices[id_].is_valid_on(today)]


def _found(request: HttpRequest, office_id: int) -> Office:
    found = offices_of(request).offices.get(office_id)
    if found is None or not request.actor.may("office.change", office_id):  # type: ignore[attr-defined]
        raise Http404
    return found


def _wrong(typed: dict[str, str], found: Office) -> dict[str, str]:
    wrong = {name: f"Hãy ghi ngắn hơn, trong {most} chữ." for name, most in _LONGEST.items() if len(typed.get(name, "")) > most}
    if not typed["name"]:
        wrong["name"] = "Hãy ghi tên cơ quan."
    pattern = CODE_PATTERNS[found.number_generator]
    if typed["code"] and not pattern.fullmatch(typed["code"]):
        wrong["code"] = f"“{typed['code']}” không đúng dạng mã định danh; hãy chép đúng mã trong quyết định của tỉnh."
    return wrong


def _form(
    request: HttpRequest, found: Office, typed: dict[str, Any], wrong: dict[str, str], *, refused: Refused | None = None
) -> HttpResponse:
    today = request.now.date()  # type: ignore[attr-defined]
    shown = {
        "office": found, "typed": typed, "wrong": wrong, "refused": refused, "today": today.isoformat(),
        "others": _open_offices(request, without=found.id), "left": left_in(found.id, authority_id=request.actor.authority_id, day=today),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "setup/office.html", shown, status=refused.status if refused else 422 if wrong else 200)
