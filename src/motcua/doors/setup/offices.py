"""The offices: the tree as it stands, and what each is called, its code, telephone and address."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.rules.file_number import CODE_PATTERNS
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line
from motcua.offices.commands.change_office import FIELDS, change_office
from motcua.offices.events import OfficeChanged
from motcua.offices.rules.directory import Office

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
    found = offices_of(request).offices.get(office_id)
    if found is None or not request.actor.may("office.change", office_id):  # type: ignore[attr-defined]
        raise Http404
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


def _wrong(typed: dict[str, str], found: Office) -> dict[str, str]:
    wrong = {name: f"Hãy ghi ngắn hơn, trong {most} chữ." for name, most in _LONGEST.items() if len(typed[name]) > most}
    if not typed["name"]:
        wrong["name"] = "Hãy ghi tên cơ quan."
    pattern = CODE_PATTERNS[found.number_generator]
    if typed["code"] and not pattern.fullmatch(typed["code"]):
        wrong["code"] = f"“{typed['code']}” không đúng dạng mã định danh; hãy chép đúng mã trong quyết định của tỉnh."
    return wrong


def _form(
    request: HttpRequest, found: Office, typed: dict[str, Any], wrong: dict[str, str], *, refused: Refused | None = None
) -> HttpResponse:
    shown = {"office": found, "typed": typed, "wrong": wrong, "refused": refused}
    return render(request, "setup/office.html", shown, status=refused.status if refused else 422 if wrong else 200)
