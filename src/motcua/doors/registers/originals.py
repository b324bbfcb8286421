"""Originals in the office's hands: mine, those offered to me, and those of the offices that I may see; oldest first."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.accept_original import accept_original
from motcua.cases.commands.give_back_original import give_back_original
from motcua.cases.commands.offer_original import offer_original
from motcua.cases.events import OriginalGivenBack, OriginalHandedOver, OriginalOffered
from motcua.cases.queries.originals import in_reach, mine, offered_to, takers
from motcua.doors.registers.page import framed
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line, number
from motcua.kernel.events import Fact


@needs("original.hold", "board.read")
def originals(request: HttpRequest) -> HttpResponse:
    """What I hold, what waits for me to take it, and whoever leads: what his offices hold."""
    return _shown(request)


@needs("original.hold", methods=("POST",), about="original")
def offer(request: HttpRequest, original_id: int) -> HttpResponse:
    """Wish to give an original to a colleague."""
    said = {"original_id": original_id, "to_person_id": number(request.POST.get("to")) or 0}
    return _done(request, offer_original, OriginalOffered, "Đã ghi; bạn vẫn giữ đến khi bên nhận bấm đã nhận.", said)


@needs("original.hold", methods=("POST",), about="original")
def accept(request: HttpRequest, original_id: int) -> HttpResponse:
    """Have an original in hand that was offered."""
    return _done(request, accept_original, OriginalHandedOver, "Bạn đang giữ bản chính này.", {"original_id": original_id})


@needs("original.hold", methods=("POST",), about="original")
def give_back(request: HttpRequest, original_id: int) -> HttpResponse:
    """Give an original to its owner."""
    said = {"original_id": original_id, "to": line(request.POST.get("to", ""))[:200], "has_signed": "has_signed" in request.POST}
    return _done(request, give_back_original, OriginalGivenBack, "Đã trả bản chính.", said)


def _done(request: HttpRequest, command: Callable[..., Any], fact: type[Fact], message: str, said: dict[str, Any]) -> HttpResponse:
    return perform(
        request, command, fact=fact, then=lambda _: reverse("originals"), again=lambda why: _shown(request, why), message=message, **said
    )


def _shown(request: HttpRequest, why: Refused | None = None) -> HttpResponse:
    actor, offices = request.actor, offices_of(request)  # type: ignore[attr-defined]
    held = mine(actor)
    shown = {
        "mine": held,
        "offered": offered_to(actor),
        "others": in_reach(actor) if actor.may("board.read") else (),
        "leads": actor.may("board.read"),
        "takers": takers(actor, offices, now=request.now, office_ids=offices.offices) if held else [],  # type: ignore[attr-defined]
        "refused": why,
    }
    return render(request, "registers/originals.html", framed(request, shown, here="originals"), status=why.status if why else 200)
