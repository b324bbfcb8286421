"""A case tracked from home: by its number how far it is, with the slip's code and the phone's last digits its whole course."""

import logging
import time
import unicodedata
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.gzip import gzip_page

from motcua.cases.queries.tracking import case_with_code, course_of, degree_of
from motcua.cases.rules.tracking_code import bare_tracking_code, read_tracking_code
from motcua.doors.portal.authority import for_the_public
from motcua.doors.portal.course_page import lines_of, standing_of
from motcua.doors.portal.words import told
from motcua.doors.shared import tries
from motcua.doors.shared.access import public
from motcua.doors.shared.client_address import client_network
from motcua.offices.rules.directory import Directory

_log = logging.getLogger(__name__)
_LONGEST = 60
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—−"), "-")


@public()
@gzip_page
@for_the_public
def tracking(request: HttpRequest, offices: Directory) -> HttpResponse:
    """The two ways to ask; a number typed into the first goes to its own address, which can be kept."""
    typed = request.GET.get("ma", "")
    number = _number(typed)
    if number and not read_tracking_code(typed):
        return redirect("tracked", number=number)
    return _page(request, {"is_code": bool(number)})


@public()
@gzip_page
@for_the_public
def tracked(request: HttpRequest, offices: Directory, number: str) -> HttpResponse:
    """How far the case with this number is; nothing else (TT 01/2018/TT-VPCP Đ.16.2.d)."""
    degree = degree_of(_number(number), authority_id=offices.authority_id)
    if degree is None:
        return _page(request, {"unknown": number[:_LONGEST]}, status=404)
    is_accepted = not degree.number.startswith("TN-")
    return _page(request, {"degree": degree, "told": told(degree.state, is_accepted=is_accepted)}, template="portal/tracked.html")


@public("POST")
@gzip_page
@for_the_public
def course(request: HttpRequest, offices: Directory) -> HttpResponse:
    """The whole course of a case; every try counts before it is looked at, and whatever is wrong gives one and the same answer."""
    typed, digits = request.POST.get("ma_tra_cuu", "")[:_LONGEST], _digits(request.POST.get("so_cuoi", ""))
    subjects = _counted(request, offices, typed)
    free_at = tries.take(*subjects)
    if free_at:
        return _too_many(request, free_at)
    case_id = case_with_code(typed, digits, authority_id=offices.authority_id)
    if case_id is None:
        return _page(request, {"is_wrong": True}, status=404)
    tries.give_back(*subjects)
    known = course_of(case_id, authority_id=offices.authority_id, as_of=request.now)  # type: ignore[attr-defined]
    shown = {"course": known, "standing": standing_of(known), "lines": lines_of(known)}
    return _page(request, shown, template="portal/course.html")


def _counted(request: HttpRequest, offices: Directory, typed: str) -> tuple[str, str]:
    """What a try counts against: the code as it is read, however it was typed, and without its check sign; and the client."""
    return f"code:{offices.authority_id}:{bare_tracking_code(typed)[:8]}", f"client:{client_network(request)}"


def _too_many(request: HttpRequest, free_at: datetime) -> HttpResponse:
    _log.warning("tracking: five wrong tries within an hour; no further try until %s", free_at)
    seconds = max(int(free_at.timestamp() - time.time()) + 1, 1)
    response = _page(request, {"free_at": free_at, "minutes": -(-seconds // 60)}, template="portal/too_many.html", status=429)
    response.headers["Retry-After"] = str(seconds)
    return response


def _page(request: HttpRequest, shown: dict[str, object], *, template: str = "portal/tracking.html", status: int = 200) -> HttpResponse:
    """A page about one case: no machine lists it, and nobody keeps it for the next who sits at the same computer."""
    response = render(request, template, {"here": "tracking", **shown}, status=status)
    response.headers["X-Robots-Tag"] = "noindex"
    response.headers["Cache-Control"] = "no-store"
    return response


def _number(typed: str) -> str:
    """A file number as it is written, whatever dashes and spaces were typed; empty for what cannot be one."""
    bare = "".join(unicodedata.normalize("NFKC", typed).translate(_DASHES).upper().split())
    is_one = len(bare) <= _LONGEST and all(sign.isascii() and (sign.isalnum() or sign in ".-") for sign in bare)
    return bare if is_one else ""


def _digits(typed: str) -> str:
    """The last four digits typed: whoever types the whole number has typed them too."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", typed) if sign in "0123456789")[-4:]
