"""What the offices have to make good: papers lost or damaged in their hands, and errors in their results; what waits is first."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.queries.amends import closed_lately, open_corrections, open_incidents
from motcua.doors.registers.page import page
from motcua.doors.shared.access import needs
from motcua.kernel.moments import local_date


@needs("incident.handle", "board.read")
def amends(request: HttpRequest) -> HttpResponse:
    """Everything open in the reader's reach, and what was made good in the last 90 days."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    incidents, corrections = closed_lately(actor, now=now)
    shown = {
        "incidents": open_incidents(actor),
        "corrections": open_corrections(actor),
        "settled": incidents,
        "handed": corrections,
        "closed": len(incidents) + len(corrections),
        "today": local_date(now),
    }
    return page(request, "registers/amends.html", shown, here="amends")
