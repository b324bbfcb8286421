"""A report is submitted, and what was submitted stands there for ever beside what a run of today would say."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.doors.board.report_address import Asked, asked_of
from motcua.doors.board.report_table import HEADS, table_of
from motcua.doors.board.reports import told_page
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.law.periods import in_words
from motcua.reports.commands.submit_report import submit_report
from motcua.reports.events import ReportSubmitted
from motcua.reports.forms.bieu_06 import Bieu06, main_sentence, note_lines, number
from motcua.reports.forms.differences import also_changed, place_in_words
from motcua.reports.queries import Differing, issued, issued_for, submitted
from motcua.reports.tally import COLUMNS, Basis


@needs("report.submit", methods=("GET", "POST"))
def submit(request: HttpRequest) -> HttpResponse:
    """Submit the report that the form names, and show it as submitted."""
    asked = asked_of(request, request.POST)
    wanted = asked.wanted
    if request.method != "POST" or wanted is None:
        return redirect("reports")
    return perform(
        request,
        submit_report,
        fact=ReportSubmitted,
        then=lambda _: _address(request, asked),
        again=lambda refused: told_page(request, asked, refused=refused),
        message="Đã gửi báo cáo. Từ nay báo cáo giữ nguyên; thay đổi về sau là đính chính của kỳ sau.",
        office_id=wanted.office_id,
        is_with_below=wanted.is_with_below,
        period=wanted.period,
    )


def _address(request: HttpRequest, asked: Asked) -> str:
    kept = issued_for(request.actor, asked.wanted) if asked.wanted else None  # type: ignore[attr-defined]
    return reverse("report-submitted", args=[kept.pk]) if kept else reverse("reports-submitted")


@needs("report.read")
def submitted_list(request: HttpRequest) -> HttpResponse:
    """What has been submitted for the offices that the reader reaches."""
    offices = offices_of(request)
    reports = [_named(each, offices.offices[each.office_id].name) for each in issued(request.actor)]  # type: ignore[attr-defined]
    return render(request, "board/submitted_list.html", {"reports": reports, "here": "submitted"})


def _named(report: Any, office: str) -> dict[str, Any]:
    return {"report": report, "period": in_words(report.period), "office": office}


@needs("report.read", about="report")
def submitted_page(request: HttpRequest, report_id: int) -> HttpResponse:
    """One submitted report, and each case that would be counted otherwise today."""
    offices = offices_of(request)
    found = submitted(request.actor, report_id, offices=offices, now=request.now)  # type: ignore[attr-defined]
    named = _named(found.report, offices.offices[found.report.office_id].name)
    shown = {
        **named,
        "found": found,
        "sentence": main_sentence(found.form),
        "heads": HEADS,
        "table": table_of(found.form, Basis.IN_FORCE),
        "first": table_of(found.form, Basis.FIRST),
        "notes": note_lines(found.form),
        "changes": _changes(found.form, found.now),
        "differing": [_told(each) for each in found.differing],
        "here": "submitted",
    }
    return render(request, "board/submitted.html", shown)


def _changes(then: Bieu06, now: Bieu06) -> list[dict[str, str]]:
    """The columns whose total is another today: their number, then and now."""
    pairs = [(cell, then.total.figures[cell], now.total.figures[cell]) for cell in COLUMNS]
    return [{"column": cell.value[1:], "then": number(old), "now": number(new)} for cell, old, new in pairs if old != new]


def _told(each: Differing) -> dict[str, Any]:
    return {
        "case": each,
        "then": place_in_words(each.difference.then),
        "now": place_in_words(each.difference.now),
        "also": also_changed(each.difference),
    }
