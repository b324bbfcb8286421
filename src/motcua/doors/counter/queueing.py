"""The queue on the counter: who stands here, who waits, the next number called, numbers given out, guidance kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.doors.counter.stand import Stand, page, stand_of
from motcua.doors.counter.ticket_paper import ticket_sheet
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import line, number
from motcua.kernel.events import Fact
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Code, Refusal
from motcua.queue.commands.call_again import call_again
from motcua.queue.commands.call_next import call_next
from motcua.queue.commands.draw_ticket import draw_ticket
from motcua.queue.commands.end_ticket import end_ticket
from motcua.queue.commands.give_guidance import give_guidance
from motcua.queue.commands.note_attendance import note_attendance
from motcua.queue.events import TicketCalled, TicketDrawn, TicketEnded, VisitorAttended
from motcua.queue.queries import Line, close_of, line_at, ticket_of
from motcua.queue.rules.calling import ORDER_IN_WORDS
from motcua.queue.rules.priority import groups_on
from motcua.queue.rules.tickets import End, Touch

_PLACE = "place"
"""Where the officer sits, kept in his session."""


@needs("queue.serve", methods=("GET", "POST"))
def queue(request: HttpRequest) -> HttpResponse:
    """The whole queue, with everything that is done with it; each button names what it does."""
    stand = stand_of(request)
    act = _ACTS.get(request.POST.get("do", ""))
    if request.method != "POST" or act is None:
        return _shown(request, stand)
    return act(request, stand)


@needs("queue.serve", about="ticket")
def ticket_pdf(request: HttpRequest, ticket_id: int) -> HttpResponse:
    """A number on paper."""
    stand = stand_of(request)
    ticket = ticket_of(ticket_id, actor=stand.actor)
    return pdf(ticket_sheet(ticket, stand.offices), name=f"so-{ticket.number}.pdf")


def strip(request: HttpRequest, stand: Stand) -> dict[str, Any]:
    """What the counter's first screen shows of the queue; nothing where the officer calls no numbers or none was drawn."""
    if not stand.actor.may("queue.serve", stand.counter()):
        return {}
    here = line_at(stand.counter(), actor=stand.actor, now=stand.now)
    return {"queue": here, "place": request.session.get(_PLACE, "")} if here.newest else {}


def attended(request: HttpRequest, touch: Touch, then: Callable[[int], str]) -> Callable[[int], str]:
    """``then``, after the act on the case has been noted for the ticket whose holder stands at the counter."""

    def onward(case_id: int) -> str:
        stand = stand_of(request)
        if stand.actor.may("queue.serve"):
            note_attendance(actor=stand.actor, at=stand.now, touch=touch, subject_id=case_id)
        return then(case_id)

    return onward


def _call(request: HttpRequest, stand: Stand) -> HttpResponse:
    place = line(request.POST.get(_PLACE, "")) or request.session.get(_PLACE, "")
    request.session[_PLACE] = place
    return _done(request, stand, call_next, TicketCalled, office_id=stand.counter(), place=place)


def _again(request: HttpRequest, stand: Stand) -> HttpResponse:
    return _done(request, stand, call_again, TicketCalled)


def _served(request: HttpRequest, stand: Stand) -> HttpResponse:
    return _done(request, stand, end_ticket, TicketEnded, end=End.SERVED)


def _absent(request: HttpRequest, stand: Stand) -> HttpResponse:
    return _done(request, stand, end_ticket, TicketEnded, end=End.ABSENT)


def _draw(request: HttpRequest, stand: Stand) -> HttpResponse:
    hour, is_readable = _hour(request.POST.get("hour", ""))
    if not is_readable:
        return _shown(request, stand, refused(Refusal(Code.INCOMPLETE, missing=("ngày và giờ hẹn",), field="hour")))
    said: dict[str, Any] = {"office_id": stand.counter(), "group": line(request.POST.get("group", "")), "hour": hour}
    return _done(request, stand, draw_ticket, TicketDrawn, then=lambda _: reverse("queue"), **said)


def _guided(request: HttpRequest, stand: Stand) -> HttpResponse:
    procedure_id = number(request.POST.get("procedure_id"))
    return _done(
        request,
        stand,
        give_guidance,
        VisitorAttended,
        message="Đã ghi một lượt hướng dẫn.",
        office_id=stand.counter(),
        procedure_id=procedure_id,
    )


_ACTS: dict[str, Callable[[HttpRequest, Stand], HttpResponse]] = {
    "call": _call, "again": _again, "served": _served, "absent": _absent, "draw": _draw, "guided": _guided,
}  # fmt: skip


def _done(
    request: HttpRequest, stand: Stand, command: Callable[..., Any], fact: type[Fact], *,
    message: str = "", then: Callable[[int], str] | None = None, **said: Any,
) -> HttpResponse:  # fmt: skip
    """Do it and go back to where the button stood."""
    back = reverse("queue") if request.POST.get("from") == "queue" else reverse("counter")
    return perform(
        request, command, fact=fact, then=then or (lambda _: back), again=lambda why: _shown(request, stand, why), message=message, **said
    )


def _hour(typed: str) -> tuple[datetime | None, bool]:
    """The time that was typed (none where nothing was), and whether it can be read."""
    if not typed.strip():
        return None, True
    try:
        return datetime.fromisoformat(typed).replace(tzinfo=VIETNAM), True
    except ValueError:
        return None, False


def _shown(request: HttpRequest, stand: Stand, why: Refused | None = None) -> HttpResponse:
    here: Line = line_at(stand.counter(), actor=stand.actor, now=stand.now)
    shown = {
        "queue": here, "groups": groups_on(stand.today), "order": ORDER_IN_WORDS, "refused": why, "on_queue": True,
        "is_closed": close_of(here.office_id, stand.today, authority_id=stand.authority_id) is not None,
        "place": request.POST.get(_PLACE) or request.session.get(_PLACE, ""),
        "hour": request.POST.get("hour", ""),
    }  # fmt: skip
    return page(request, stand, "counter/queue.html", shown, here="queue", status=why.status if why else 200)
