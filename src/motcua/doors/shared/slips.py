"""A slip on paper: what was issued is printed again, word for word, for whoever may see its case."""

from dataclasses import replace

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from motcua.cases.queries.issued import issued_slip
from motcua.cases.rules.slips import slip_from_json
from motcua.doors.shared.access import needs
from motcua.doors.shared.papers.printing import render
from motcua.doors.shared.pdf import pdf


@needs("case.read", about="slip")
def slip_pdf(request: HttpRequest, slip_id: int) -> HttpResponse:
    """The slip as a PDF for the browser's own viewer."""
    issued = issued_slip(slip_id, actor=request.actor)  # type: ignore[attr-defined]
    slip = slip_from_json(issued.content)
    if slip.tracking_url:
        slip = replace(slip, tracking_url=f"{settings.PUBLIC_ADDRESS}{slip.tracking_url}")
    name = f"{issued.form.value}-{issued.year}-{issued.number}.pdf"
    return pdf(render(slip, form_set=issued.form_set), name=name)
