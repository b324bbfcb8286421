"""The public's pages about procedures: the front page, the search, and one procedure."""

from contextlib import suppress
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from motcua.catalogue.queries import (
    fields_in_force,
    found_in_force,
    procedures_by_code,
    receiving_offices_in_force,
    version_in_force,
)
from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.portal.authority import for_the_public
from motcua.doors.shared.access import public
from motcua.doors.shared.hours import openings
from motcua.doors.shared.procedure_page import limit_words, procedure_page
from motcua.kernel.refusal import Refusal
from motcua.offices.rules.directory import Directory

A_PAGE = 20


@public()
@gzip_page
@for_the_public
def home(request: HttpRequest, offices: Directory) -> HttpResponse:
    """The front page: track a case, look for a procedure, see when the counters are open."""
    now = request.now  # type: ignore[attr-defined]
    of = {"authority_id": offices.authority_id, "day": now.date()}
    counters = openings(receiving_offices_in_force(**of), offices, now=now)
    return render(request, "portal/home.html", {"openings": counters, "fields": fields_in_force(**of)})


@public()
@gzip_page
@for_the_public
def procedures(request: HttpRequest, offices: Directory) -> HttpResponse:
    """Procedures in force by words without accents, by code or by field; without either, the list of fields."""
    words, field = _words(request.GET.get("tu", "")), _words(request.GET.get("linh-vuc", ""))
    page = _page_number(request.GET.get("trang", ""))
    of = {"authority_id": offices.authority_id, "day": request.now.date()}  # type: ignore[attr-defined]
    shown: dict[str, object] = {"here": "procedures", "words": words, "field": field, "fields": fields_in_force(**of)}
    if words or field:
        found = found_in_force(**of, words=words, field=field, first=(page - 1) * A_PAGE, most=A_PAGE)
        shown |= {"total": found.total, "rows": [(each, limit_words(each)) for each in found.page]}
        shown |= {"previous": _link(words, field, page - 1, found.total), "next": _link(words, field, page + 1, found.total), "page": page}
    return render(request, "portal/procedures.html", shown)


@public()
@gzip_page
@for_the_public
def procedure(request: HttpRequest, offices: Directory, code: str) -> HttpResponse:
    """One procedure as in force today."""
    found = _in_force(request, offices, code)
    if found is None:
        return render(request, "portal/no_procedure.html", {"here": "procedures"}, status=404)
    page = procedure_page(found, offices, now=request.now)  # type: ignore[attr-defined]
    return render(request, "portal/procedure.html", {"here": "procedures", "procedure": found, "page": page})


def _in_force(request: HttpRequest, offices: Directory, code: str) -> Procedure | None:
    """The version in force; a draft, or one that has ended or not begun, does not exist for the public."""
    day = request.now.date()  # type: ignore[attr-defined]
    for procedure_id in procedures_by_code([_words(code)], authority_id=offices.authority_id).values():
        with suppress(Refusal):
            return version_in_force(procedure_id, authority_id=offices.authority_id, revision=offices.revision, day=day)
    return None


def _words(typed: str) -> str:
    return " ".join("".join(sign for sign in typed if sign.isprintable()).split())[:100]


def _page_number(typed: str) -> int:
    return max(int(typed), 1) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1


def _link(words: str, field: str, page: int, total: int) -> str:
    """The address of another page of the same results; empty where there is none."""
    if page < 1 or (page - 1) * A_PAGE >= total:
        return ""
    return "?" + urlencode({"tu": words, "linh-vuc": field, "trang": page})
