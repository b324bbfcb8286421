"""People on file who are one: two laid side by side, proposed by one officer, answered by another, and parted again in the same way."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.cases.commands.ask_parting import ask_parting
from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.propose_merge import propose_merge
from motcua.cases.commands.settle_merge import settle_merge
from motcua.cases.person_events import MergeProposed, MergeSettled, PartingAsked
from motcua.cases.queries.persons import OnFile, merges_in_force, merges_open, on_file
from motcua.cases.rules.same_person import differing, must_be_able_to_be_one
from motcua.doors.registers.page import page, sent
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.fields import words_field
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import number, text
from motcua.kernel.events import Fact
from motcua.kernel.refusal import Refusal

_FIELDS = {"name": "họ tên", "phone": "điện thoại", "id_number": "số định danh", "address": "địa chỉ", "email": "email"}


class ProposalForm(forms.Form):
    """Why the two are one."""

    use_required_attribute = False
    reason = words_field("Vì sao hai người là một", hint="Ví dụ: cùng thẻ căn cước, lần trước gõ sai số điện thoại.")

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return dict(self.cleaned_data)


@needs("person.merge")
def merges(request: HttpRequest) -> HttpResponse:
    """What waits for a second person, and who is one by now."""
    return _list(request)


@needs("person.merge", methods=("GET", "POST"))
def propose(request: HttpRequest) -> HttpResponse:
    """Two people side by side, with what differs; sent, they are proposed as one."""
    said = request.POST if request.method == "POST" else request.GET
    if "mot" not in said:
        return redirect("merges")
    one, other = (_read(request, number(said.get(name, ""))) for name in ("mot", "hai"))
    form = ProposalForm(request.POST if request.method == "POST" else None, label_suffix="", auto_id="%s")

    def again(why: Refused | None, status: int) -> HttpResponse:
        differ = [_FIELDS[name] for name in differing(one.told, other.told)]
        shown = {"pair": (one, other), "differ": differ, "form": form, "bar": _bar(one, other)}
        return page(request, "registers/merge.html", shown, here="merges", why=why, status=status)

    if request.method != "POST":
        return again(None, 200)
    message = "Đã đề nghị. Hai người chỉ là một khi có người thứ hai đồng ý."
    pair = {"one_id": one.applicant_id, "other_id": other.applicant_id}
    return sent(request, form, propose_merge, fact=MergeProposed, then=reverse("merges"), again=again, message=message, **pair)


@needs("person.merge", methods=("POST",), about="merge")
def settle(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Agree, or leave the two as they are."""
    agrees = request.POST.get("do") == "agree"
    return _done(request, settle_merge, MergeSettled, "Đã ghi.", {"merge_id": merge_id, "agrees": agrees})


@needs("person.merge", methods=("POST",), about="merge")
def part(request: HttpRequest, merge_id: int) -> HttpResponse:
    """Ask to part two who were joined."""
    said = {"merge_id": merge_id, "reason": text(request.POST.get("reason", ""))}
    return _done(request, ask_parting, PartingAsked, "Đã đề nghị tách; chờ người thứ hai.", said)


def _read(request: HttpRequest, applicant_id: int | None) -> OnFile:
    """A person on file, with the reading of his newest case noted."""
    if applicant_id is None:
        raise Http404
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    person = on_file(applicant_id, actor)
    open_file(actor=actor, at=now, case_id=person.cases[0][0], purpose="merge")
    return person


def _bar(one: OnFile, other: OnFile) -> Refused | None:
    """Why the two can never be one, so that nobody fills in a form for nothing."""
    try:
        must_be_able_to_be_one((one.id_number, other.id_number))
    except Refusal as refusal:
        return refused(refusal)
    return None


def _done(request: HttpRequest, command: Callable[..., Any], fact: type[Fact], message: str, said: dict[str, Any]) -> HttpResponse:
    return perform(
        request, command, fact=fact, then=lambda _: reverse("merges"), again=lambda why: _list(request, why), message=message, **said
    )


def _list(request: HttpRequest, why: Refused | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    shown = {"waiting": merges_open(actor), "joined": merges_in_force(actor), "me": actor.person_id}
    return page(request, "registers/merges.html", shown, here="merges", why=why)
