"""One box on every page of the officers finds whatever the reader may see. Names never stand in an address, so it is a POST."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.cases.queries.searching import cases_found
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import line


@needs("case.read", methods=("GET", "POST"))
def search(request: HttpRequest) -> HttpResponse:
    """What was typed or scanned; a whole number that means one case opens it at once."""
    searched = line(request.POST.get("tim", ""))
    if not searched:
        return render(request, "desk/search.html")
    hits = cases_found(searched, request.actor, offices_of(request))  # type: ignore[attr-defined]
    if hits.is_exact and len(hits.cases) == 1:
        return redirect("case", hits.cases[0].case_id)
    return render(request, "desk/search.html", {"searched": searched, "hits": hits})
