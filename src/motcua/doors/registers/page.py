"""A page of the registers with the tabs that its reader may open."""

from collections.abc import Callable
from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.kernel.events import Fact


class Said(Protocol):
    """A form that knows what its command is told."""

    def is_valid(self) -> bool:
        """Whether everything asked is there."""
        ...

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        ...


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


def sent(
    request: HttpRequest,
    form: Said,
    command: Callable[..., Any],
    *,
    fact: type[Fact],
    then: str,
    again: Callable[[Refused | None, int], HttpResponse],
    message: str,
    **about: Any,
) -> HttpResponse:
    """Do what ``form`` says and go to ``then``; where something is left out (422), or it is refused, its page is drawn ``again``."""
    if not form.is_valid():
        return again(None, 422)
    return perform(
        request, command, fact=fact, then=lambda _: then, again=lambda why: again(why, why.status), message=message,
        **about, **form.said(),
    )  # fmt: skip
