"""The cashier's first screen: who owes, what the drawer holds today, and which days are still open."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.doors.cashier.statement_words import told_of_entry
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import line
from motcua.fees.queries import day_of, days_left_open, orders_owed, reached_with, tills_of, voids_asked
from motcua.fees.statement_queries import left_open, unfinished
from motcua.kernel.moments import local_date

_LINES = 10
"""How many lines of statements the first screen shows; the oldest first, the rest when they are done with."""


@needs("fee.collect", methods=("GET", "POST"))
def till(request: HttpRequest) -> HttpResponse:
    """What is owed, found by part of a number or a name (which never stands in an address), and the drawers of today."""
    actor, today = request.actor, local_date(request.now)  # type: ignore[attr-defined]
    mine, words, offices = tills_of(actor), line(request.POST.get("loc", "")), offices_of(request)
    at = {"authority_id": actor.authority_id}
    lines, lines_left = left_open(mine, **at)
    shown = {
        "owed": orders_owed(mine, words=words, **at),
        "words": words,
        "drawers": [(offices.offices[office_id], day_of(today, office_id, **at)) for office_id in sorted(mine)],
        "left_open": [(offices.offices[office_id], day) for office_id, day in days_left_open(mine, before=today, **at)],
        "lines": [told_of_entry(entry) for entry in lines[:_LINES]],
        "lines_left": lines_left,
        "unfinished": unfinished(mine, **at),
        "voids": len(voids_asked(reached_with("fee.void", actor), **at)),
        "today": today,
    }
    return render(request, "cashier/till.html", shown)
