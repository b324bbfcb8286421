"""The counter's first screen: one box that finds a person or a case, and what was dealt with today."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.cases.queries.counter import counters_of, submitted, taken_today, to_hand_over
from motcua.cases.queries.finding import CaseFound, Findings, findings
from motcua.cases.rules.flow import State
from motcua.doors.counter.queueing import strip
from motcua.doors.counter.stand import Stand, Way, page, stand_of, ways_of
from motcua.doors.shared.access import needs
from motcua.doors.shared.typed_words import line
from motcua.queue.queries import days_to_close, left_last_time

_FEW = 3


@needs("case.receive", "case.return_result")
def start(request: HttpRequest) -> HttpResponse:
    """The empty counter, ready for the next person."""
    stand = stand_of(request)
    if not stand.receiving:
        return redirect("counter-returns")
    shown = {
        "taken": taken_today(stand.receiving, authority_id=stand.authority_id, today=stand.today),
        "leaving": to_hand_over(stand.receiving, stand.offices, now=stand.now).rows[:_FEW],
        "waiting": submitted(stand.receiving, stand.offices, now=stand.now).rows[:_FEW],
        **strip(request, stand),
        **_yesterday(stand),
    }
    return page(request, stand, "counter/start.html", shown, here="counter")


def _yesterday(stand: Stand) -> dict[str, Any]:
    """What days before have left: those never closed, and what the last close left open."""
    mine = counters_of(stand.actor, "queue.serve")
    days = days_to_close(mine, authority_id=stand.authority_id, before=stand.today)
    return {"days_to_close": days[:_FEW], "left": left_last_time(mine, authority_id=stand.authority_id, before=stand.today)}


@needs("case.receive", methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """Find what was typed or scanned; what a whole number means is opened at once. Names never stand in an address, so this is a POST."""
    if request.method != "POST":
        return redirect("counter")
    stand = stand_of(request)
    typed = line(request.POST.get("tim", ""))
    found = findings(typed, stand.counters, stand.offices)
    is_live = "live" in request.POST
    meant = "" if is_live or not found.is_exact else _meant(found)
    if meant:
        return redirect(meant)
    shown = {"typed_words": typed, "found": found, "cases": _with_ways(found), "is_to_scan_again": found.is_to_scan_again}
    shown |= {"may_merge": stand.actor.may("person.merge"), "pair_names": ("mot", "hai")}
    return page(request, stand, "counter/found.html", shown, here="counter")


def _meant(found: Findings) -> str:
    """Where a whole number leads at once: to the intake of the one person, to the return of the one result that waits."""
    if len(found.people) == 1:
        return f"{reverse('counter-intake')}?nguoi={found.people[0].applicant_id}"
    waiting = [case for case in found.cases if case.state is State.SETTLED]
    return reverse("counter-return", args=[waiting[0].case_id]) if len(waiting) == len(found.cases) == 1 else ""


def _with_ways(found: Findings) -> list[tuple[CaseFound, tuple[Way, ...]]]:
    return [(case, ways_of(case.case_id, case.state, is_accepted=case.is_accepted)) for case in found.cases]
