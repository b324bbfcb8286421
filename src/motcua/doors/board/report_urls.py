"""The addresses of reports, below /q/bao-cao/."""

from django.urls import URLPattern, URLResolver, path

from motcua.doors.board.report_files import report_file, submitted_file
from motcua.doors.board.reports import report_cases, report_page
from motcua.doors.board.submitting import submit, submitted_list, submitted_page

urlpatterns: list[URLPattern | URLResolver] = [
    path("", report_page, name="reports"),
    path("ho-so/", report_cases, name="report-cases"),
    path("bieu-06.xlsx", report_file, {"kind": "xlsx"}, name="report-xlsx"),
    path("bieu-06.pdf", report_file, {"kind": "pdf"}, name="report-pdf"),
    path("gui/", submit, name="report-submit"),
    path("da-gui/", submitted_list, name="reports-submitted"),
    path("da-gui/<int:report_id>/", submitted_page, name="report-submitted"),
    path("da-gui/<int:report_id>/bieu-06.xlsx", submitted_file, {"kind": "xlsx"}, name="report-submitted-xlsx"),
    path("da-gui/<int:report_id>/bieu-06.pdf", submitted_file, {"kind": "pdf"}, name="report-submitted-pdf"),
]
