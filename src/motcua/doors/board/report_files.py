"""Biểu 06 as a file: a sheet to work with, pages to sign; of today, or as it was submitted."""

from collections.abc import Callable, Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from motcua.doors.board.report_address import asked_of
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.papers.printing import FONTS
from motcua.doors.shared.pdf import pdf as pdf_answer
from motcua.law.periods import Period, key_of
from motcua.reports.forms.bieu_06 import Bieu06
from motcua.reports.queries import report, submitted_form
from motcua.reports.render.pdf import pdf
from motcua.reports.render.xlsx import xlsx

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@needs("report.read")
def report_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The report that the address names, as it stands now."""
    asked = asked_of(request, request.GET)
    if asked.wanted is None:
        return redirect(f"{reverse('reports')}?{asked.query}")
    form = report(request.actor, asked.wanted, offices=offices_of(request), now=request.now)  # type: ignore[attr-defined]
    return _KINDS[kind](form, f"{_name(form.period)}-{asked.office_id}")


@needs("report.read", about="report")
def submitted_file(request: HttpRequest, report_id: int, kind: str) -> HttpResponse:
    """A submitted report, as it was submitted."""
    form = submitted_form(request.actor, report_id)  # type: ignore[attr-defined]
    return _KINDS[kind](form, f"{_name(form.period)}-da-gui-{report_id}")


def _as_sheet(form: Bieu06, name: str) -> HttpResponse:
    answer = HttpResponse(xlsx(form), content_type=_SHEET)
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _as_pages(form: Bieu06, name: str) -> HttpResponse:
    return pdf_answer(pdf(form, fonts=FONTS), name=f"{name}.pdf")


_KINDS: Mapping[str, Callable[[Bieu06, str], HttpResponse]] = {"xlsx": _as_sheet, "pdf": _as_pages}


def _name(period: Period) -> str:
    return f"bieu-06-{key_of(period).replace('..', '-den-')}"
