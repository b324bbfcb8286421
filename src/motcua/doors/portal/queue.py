"""How many wait at each counter and how long it takes, and the screen in the room that calls the numbers."""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.catalogue.queries import receiving_offices_in_force
from motcua.doors.portal.authority import for_the_public
from motcua.doors.shared.access import public
from motcua.offices.rules.directory import Directory
from motcua.queue.queries import counters_in_use, screen_of
from motcua.queue.rules.calling import ORDER_IN_WORDS

_FRESH = timedelta(seconds=20)
"""So long a new call stands out."""


@public()
@for_the_public
def waits(request: HttpRequest, offices: Directory) -> HttpResponse:
    """The counters at which numbers are drawn today, each with what is known of its wait."""
    now = request.now  # type: ignore[attr-defined]
    at = sorted(counters_in_use(authority_id=offices.authority_id, day=now.date()))
    rows = [(offices.offices[office_id], screen_of(office_id, authority_id=offices.authority_id, now=now)) for office_id in at]
    return render(request, "portal/waits.html", {"rows": rows, "order": ORDER_IN_WORDS, "here": "waits"})


@public()
@for_the_public
def screen(request: HttpRequest, offices: Directory, office_id: int) -> HttpResponse:
    """The numbers called at one counter, in letters that are read across a room; it renews itself every few seconds."""
    now = request.now  # type: ignore[attr-defined]
    if office_id not in receiving_offices_in_force(authority_id=offices.authority_id, day=now.date()):
        raise Http404
    told = screen_of(office_id, authority_id=offices.authority_id, now=now)
    newest = told.calls[0] if told.calls else None
    is_fresh = bool(newest and newest.last_called_at and now - newest.last_called_at < _FRESH)
    shown = {"office": offices.offices[office_id], "screen": told, "newest": newest, "is_fresh": is_fresh, "now": now}
    return render(request, "portal/queue_screen.html", shown)
