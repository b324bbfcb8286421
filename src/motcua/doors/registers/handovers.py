"""Results that came from the offices to the counters on a day, and the list of each that both sign."""

from datetime import date

from django.http import HttpRequest, HttpResponse

from motcua.cases.queries.handovers import bundles_on, handover_list
from motcua.doors.registers.page import page
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.papers.sheets import render_sheet
from motcua.doors.shared.pdf import pdf
from motcua.kernel.moments import local_date


@needs("case.read")
def handovers(request: HttpRequest) -> HttpResponse:
    """How many results of the day (unless told, today) go from which office to which counter."""
    day = _day(request)
    bundles = bundles_on(day, actor=request.actor, offices=offices_of(request))  # type: ignore[attr-defined]
    return page(request, "registers/handovers.html", {"day": day, "bundles": bundles}, here="handovers")


@needs("case.read", about="office")
def handover_list_pdf(request: HttpRequest, office_id: int, counter_id: int) -> HttpResponse:
    """One list as a PDF."""
    actor, now, day = request.actor, request.now, _day(request)  # type: ignore[attr-defined]
    sheet, form_set = handover_list(office_id, counter_id, day, actor=actor, offices=offices_of(request), now=now)
    return pdf(render_sheet(sheet, form_set=form_set), name=f"ban-giao-ket-qua-{day:%Y%m%d}-{office_id}.pdf")


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("ngay", ""))
    except ValueError:
        return local_date(request.now)  # type: ignore[attr-defined]
