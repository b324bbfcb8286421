"""The counter's day on one page: numbers that came to nothing are explained, what is left open is told, the day is closed."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.queries.counter import load
from motcua.doors.counter.stand import Stand, page, stand_of
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import day_typed, line
from motcua.queue.commands.close_counter import close_counter
from motcua.queue.events import CounterClosed
from motcua.queue.queries import CounterDay, counter_day
from motcua.queue.rules.tickets import Left


@needs("queue.serve", methods=("GET", "POST"))
def day_close(request: HttpRequest) -> HttpResponse:
    """The day that the address names, else today, at the officer's counter."""
    stand = stand_of(request)
    day = _day(request, stand)
    held = counter_day(stand.counter(), day, actor=stand.actor, offices=stand.offices, now=stand.now)
    if request.method != "POST":
        return _shown(request, stand, held)
    explained = {ticket.id: _reason(request, ticket.id) for ticket in held.blank}
    return perform(
        request, close_counter, fact=CounterClosed, then=lambda _: f"{reverse('counter-close')}?ngay={day}",
        again=lambda why: _shown(request, stand, held, why), message="Đã kết ngày của quầy.",
        office_id=stand.counter(), day=day, explained=explained, note=line(request.POST.get("note", "")),
    )  # fmt: skip


def _day(request: HttpRequest, stand: Stand) -> date:
    told = request.GET.get("ngay")
    day = day_typed(told) if told else stand.today
    if day is None:
        raise Http404
    return day


def _reason(request: HttpRequest, ticket_id: int) -> tuple[str, str]:
    return request.POST.get(f"left-{ticket_id}", ""), line(request.POST.get(f"words-{ticket_id}", ""))


def _shown(request: HttpRequest, stand: Stand, held: CounterDay, why: Refused | None = None) -> HttpResponse:
    shown = {
        "held": held, "office": stand.offices.offices[held.office_id], "refused": why,
        "blank": [(ticket, *_reason(request, ticket.id)) for ticket in held.blank], "reasons": list(Left),
        "note": request.POST.get("note", ""), "attended": [(touch.value, times) for touch, times in held.attended.items()],
        "results": load((held.office_id,), authority_id=stand.authority_id, now=stand.now).settled,
    }  # fmt: skip
    return page(request, stand, "counter/day_close.html", shown, here="queue", status=why.status if why else 200)
