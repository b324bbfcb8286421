"""A page of the registers with the tabs that its reader may open."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.doors.shared.refusals import Refused


def framed(request: HttpRequest, shown: dict[str, Any], *, here: str) -> dict[str, Any]:
    """What is ``shown``, with the tabs; ``here`` is the address name of the tab it belongs to."""
    actor = request.actor  # type: ignore[attr-defined]
    tabs = {
        "may_read_cases": actor.may("case.read"),
        "may_hold_originals": actor.may("original.hold") or actor.may("board.read"),
        "may_make_good": actor.may("incident.handle") or actor.may("board.read"),
        "may_merge": actor.may("person.merge"),
        "may_read_offices": actor.may("office.read"),
    }
    return {"here": here, **tabs, **shown}


def page(
    request: HttpRequest, template: str, shown: dict[str, Any], *, here: str, why: Refused | None = None, status: int = 200
) -> HttpResponse:
    """A page of the registers; ``why``: the form that it holds was sent and refused, with everything still typed in."""
    return render(request, template, framed(request, {**shown, "refused": why}, here=here), status=why.status if why else status)
