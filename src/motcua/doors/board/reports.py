"""Biểu 06 on a screen: a period and an office to choose, what it says in one sentence, the table, and the list behind each figure."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.doors.board.report_address import ALONE, BETWEEN, Asked, asked_of, choices_of, figure_of, figure_query, offices_to_choose
from motcua.doors.board.report_table import HEADS, in_words, notes_of, table_of
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import number
from motcua.journal.record import TOLERANCE
from motcua.kernel.moments import local_date
from motcua.law.periods import in_words as period_in_words
from motcua.reports.forms.bieu_06 import CORRECTION, NO_FIELD, main_sentence, note_lines, shares
from motcua.reports.queries import Figure, Wanted, behind, issued_for, report
from motcua.reports.tally import Basis

_LAST_PAGE = 100_000


@needs("report.read")
def report_page(request: HttpRequest) -> HttpResponse:
    """The report that the address names, as it stands now."""
    return told_page(request, asked_of(request, request.GET))


def told_page(request: HttpRequest, asked: Asked, *, refused: Refused | None = None) -> HttpResponse:
    """The page of the report; ``refused`` tells why it could not be submitted."""
    shown = {"asked": asked, **_choices(request), "refused": refused}
    if asked.wanted:
        shown |= _report(request, asked, asked.wanted)
    return render(request, "board/reports.html", shown, status=refused.status if refused else 200)


def _choices(request: HttpRequest) -> dict[str, Any]:
    today = local_date(request.now)  # type: ignore[attr-defined]
    return {"years": choices_of(today), "offices": offices_to_choose(request), "between": BETWEEN, "alone": ALONE, "here": "reports"}


def _report(request: HttpRequest, asked: Asked, wanted: Wanted) -> dict[str, Any]:
    actor, now, offices = request.actor, request.now, offices_of(request)  # type: ignore[attr-defined]
    form = report(actor, wanted, offices=offices, now=now)
    kept = issued_for(actor, wanted)
    return {
        "form": form,
        "sentence": main_sentence(form),
        "heads": HEADS,
        "table": table_of(form, Basis.IN_FORCE, query=asked.query),
        "first": table_of(form, Basis.FIRST, query=asked.query),
        "shares": list(zip(shares(form.total.figures), shares(form.total.first), strict=True)),
        "notes": note_lines(form),
        "lists": notes_of(form, query=asked.query),
        "kept": kept,
        "may_submit": not kept and actor.may("report.submit", wanted.office_id),
        "is_over": now >= wanted.period.end + TOLERANCE,
    }


# ---- the list behind a figure ----------------------------------------------------------------------------------------------


@needs("report.read")
def report_cases(request: HttpRequest) -> HttpResponse:
    """The cases that one figure counts."""
    asked, figure = asked_of(request, request.GET), figure_of(request.GET)
    if asked.wanted is None:
        return redirect(f"{reverse('reports')}?{asked.query}")
    at_page = min(max(number(request.GET.get("trang")) or 1, 1), _LAST_PAGE)
    offices = offices_of(request)
    shown = {
        "asked": asked,
        "listed": behind(request.actor, asked.wanted, figure, offices=offices, now=request.now, page=at_page),  # type: ignore[attr-defined]
        "figure": figure,
        "by_first": figure.basis is Basis.FIRST,
        "words": in_words(figure.cell),
        "line": _line_in_words(figure),
        "office": offices.offices[asked.office_id].name,
        "period": period_in_words(asked.wanted.period),
        "query": f"?{asked.query}&{figure_query(figure)}&",
    }
    return render(request, "board/report_cases.html", shown)


def _line_in_words(figure: Figure) -> str:
    if figure.is_correction:
        return CORRECTION
    return "" if figure.field is None else figure.field or NO_FIELD
