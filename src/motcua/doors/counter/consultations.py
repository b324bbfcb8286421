"""Opinions that other offices owe on cases of this counter."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.queries.counter import late_consultations
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.shared.access import needs


@needs("case.receive")
def consultations(request: HttpRequest) -> HttpResponse:
    """The opinions not given in time, longest overdue first."""
    stand = stand_of(request)
    asked = late_consultations(stand.receiving, stand.offices, now=stand.now)
    return page(request, stand, "counter/consultations.html", {"asked": asked}, here="counter-consultations")
