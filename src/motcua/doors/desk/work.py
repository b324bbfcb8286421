"""The desk: what must be done now, and what follows."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.cases.queries.desk import HELD, Desk, Section, Wish, desk
from motcua.doors.shared.access import needs
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import number
from motcua.kernel.moments import local_date
from motcua.offices.absence_queries import absences_for, waits_for

SECTIONS = {
    Section.NOW: "Phải làm ngay",
    Section.TODAY: "Hôm nay",
    Section.NEW: "Mới đến",
    Section.ASKED: "Được hỏi ý kiến",
    Section.PARTS: "Phần việc liên thông",
    Section.LATER: "Sắp tới",
    Section.WAITING: "Chờ người khác",
}
_WORKING = ("case.process", "case.decide")


@needs(*_WORKING)
def work(request: HttpRequest) -> HttpResponse:
    """The work of the reader's offices, most pressing first."""
    wish = _wish(request)
    told = _desk(request, wish)
    actor, today = request.actor, local_date(request.now)  # type: ignore[attr-defined]
    shown = {
        "absences_asked": sum(waits_for(actor, line) for line in absences_for(actor, day=today)),
        "desk": told,
        "wish": wish,
        "tabs": [(section, words, told.counts[section], section is wish.section) for section, words in SECTIONS.items()],
        "held_total": sum(told.counts[section] for section in HELD),
        "shelves": [(shelf, SECTIONS[shelf.section], told.counts[shelf.section]) for shelf in told.shelves],
        "query": _query(wish),
    }
    return render(request, "desk/work.html", shown)


@needs(*_WORKING)
def following(request: HttpRequest) -> HttpResponse:
    """Go on to the most pressing case in which the reader has the next move; without any, to the desk.

    ``vua`` is the case of which something has just been done: it comes first if there is more to do in it. ``sau`` is passed over.
    """
    rows = [row for shelf in _desk(request, Wish()).shelves if shelf.section is not Section.WAITING for row in shelf.rows]
    todo = [row.case_id for row in rows if row.to_do and str(row.case_id) != request.GET.get("sau")]
    just_now = number(request.GET.get("vua"))
    wanted = just_now if just_now in todo else next(iter(todo), None)
    return redirect("case", wanted) if wanted else redirect("desk")


def _desk(request: HttpRequest, wish: Wish) -> Desk:
    return desk(request.actor, offices=offices_of(request), now=request.now, wish=wish)  # type: ignore[attr-defined]


def _wish(request: HttpRequest) -> Wish:
    section, page = request.GET.get("muc", ""), request.GET.get("trang", "")
    return Wish(
        section=Section(section) if section in list(Section) else None,
        is_mine_only=request.GET.get("cua") == "toi",
        page=max(int(page), 1) if page.isascii() and page.isdigit() and len(page) < 6 else 1,
    )


def _query(wish: Wish) -> str:
    """The wish as the beginning of an address, to which a page is added."""
    section = f"muc={wish.section}&" if wish.section else ""
    return f"?{section}{'cua=toi&' if wish.is_mine_only else ''}"
