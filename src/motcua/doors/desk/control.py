"""The control slip on paper: through whose hands the case has gone, as of the moment of printing."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.commands.open_file import open_file
from motcua.cases.queries.control import control_sheet
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.papers.sheets import render_sheet
from motcua.doors.shared.pdf import pdf


@needs("case.read", about="case")
def control(request: HttpRequest, case_id: int) -> HttpResponse:
    """The control slip as a PDF for the browser's own viewer; to print it is to open the file."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    sheet, form_set = control_sheet(case_id, actor, offices=offices_of(request), now=now)
    return pdf(render_sheet(sheet, form_set=form_set), name=f"phieu-kiem-soat-{sheet.file_number}.pdf")
