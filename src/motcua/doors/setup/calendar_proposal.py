"""A year of the calendar from a pasted list: checked line by line, shown with the due dates it would move, adopted by a second person."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.cases.events import CalendarAdopted
from motcua.cases.queries.calendar_moves import moves_under
from motcua.doors.setup.calendar import changed_days
from motcua.doors.setup.day_list import DayList, read_days, written
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line, number, text
from motcua.law.calendar import CalendarError
from motcua.offices.commands.propose_calendar import propose_calendar
from motcua.offices.commands.send_back_calendar import send_back_calendar
from motcua.offices.events import CalendarProposed, CalendarSentBack
from motcua.offices.queries import proposal, years_on_file
from motcua.offices.rules.plan import YearPlan

_FIRST_YEAR, _YEARS_AHEAD = 2018, 10
_MOVES_TOLD = 200
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it was typed; ``wrong`` names what is missing beside the list."""

    year: int | None
    decision: str
    source: str
    days: str
    wrong: dict[str, str]


@needs("calendar.propose", methods=("GET", "POST"))
def propose(request: HttpRequest) -> HttpResponse:
    """The form; checked it shows what would change, and what is sent clean waits for a second person."""
    if request.method != "POST":
        return _form(request, _opened(request))
    typed = _typed(request)
    read = read_days(typed.days, typed.year) if typed.year else None
    is_clean = read is not None and not read.wrong and not typed.wrong
    if not (is_clean and request.POST.get("do") == "propose"):
        return _form(request, typed, read)
    return perform(
        request,
        propose_calendar,
        fact=CalendarProposed,
        then=lambda _: reverse("setup-calendar"),
        again=lambda refused: _form(request, typed, read, refused=refused),
        message=f"Đã gửi đề nghị lịch năm {typed.year}. Lịch chưa đổi cho đến khi người thứ hai duyệt.",
        plan=_plan(typed, read),
    )


def _opened(request: HttpRequest) -> Typed:
    """The form before anybody has typed: the year asked for, with what is on file of it."""
    year = number(request.GET.get("nam"))
    known = {plan.year: plan for plan, _ in years_on_file(request.actor.authority_id)}  # type: ignore[attr-defined]
    on_file = known.get(year or 0)
    return Typed(year, "", "", written(on_file.days) if on_file else "", {})


def _typed(request: HttpRequest) -> Typed:
    told = request.POST
    year, decision = number(told.get("year", "").strip()), line(told.get("decision", ""))
    last = request.now.year + _YEARS_AHEAD  # type: ignore[attr-defined]
    wrong = {}
    if year is None or not _FIRST_YEAR <= year <= last:
        wrong["year"] = f"Hãy ghi năm bằng bốn chữ số, từ {_FIRST_YEAR} đến {last}."
    if not decision:
        wrong["decision"] = "Hãy ghi số, ngày và cơ quan ban hành của văn bản quyết định lịch nghỉ."
    elif len(decision) > _LONGEST:
        wrong["decision"] = f"Hãy ghi ngắn hơn, trong {_LONGEST} chữ."
    if not told.get("days", "").strip():
        wrong["days"] = "Hãy dán danh sách ngày nghỉ và ngày làm bù."
    return Typed(None if "year" in wrong else year, decision, line(told.get("source", "")), told.get("days", ""), wrong)


def _plan(typed: Typed, read: DayList | None) -> YearPlan:
    days = read.days if read else ()
    return YearPlan(year=typed.year or 0, is_provisional=False, decision=typed.decision, source=typed.source, days=days)


def _form(request: HttpRequest, typed: Typed, read: DayList | None = None, *, refused: Refused | None = None) -> HttpResponse:
    is_clean = read is not None and not read.wrong and not typed.wrong
    shown = {
        "typed": typed,
        "read": read,
        "is_clean": is_clean,
        "refused": refused,
        "year_typed": request.POST.get("year", typed.year or ""),
    }
    if is_clean:
        shown |= _effect(request, _plan(typed, read))
    status = refused.status if refused else 422 if read is not None and not is_clean else 422 if typed.wrong else 200
    return render(request, "setup/calendar_new.html", shown, status=status)


def _effect(request: HttpRequest, plan: YearPlan) -> dict[str, Any]:
    """What adopting ``plan`` would do now: days that come and go, due dates that move; or why it cannot be adopted."""
    authority_id = request.actor.authority_id  # type: ignore[attr-defined]
    try:
        moves = moves_under(plan, authority_id=authority_id)
    except CalendarError as error:
        return {"impossible": str(error)}
    offices = offices_of(request).offices
    told = [(move, offices[move.office_id].name) for move in moves[:_MOVES_TOLD]]
    return {"changes": changed_days(plan, authority_id=authority_id), "moves": told, "total_moves": len(moves), "plan": plan}


# ---- the second person --------------------------------------------------------------------------------------------------------


@needs("calendar.read", methods=("GET", "POST"), about="proposal")
def review(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """One proposal with what it would do today; sent, it is adopted."""
    if request.method != "POST":
        return _proposal(request, proposal_id)
    try:
        return perform(
            request,
            adopt_calendar,
            fact=CalendarAdopted,
            then=lambda _: reverse("setup-calendar"),
            again=lambda refused: _proposal(request, proposal_id, refused=refused),
            message="Đã duyệt. Lịch mới có hiệu lực ngay; ngày hẹn đầu tiên giữ như đã in.",
            of=proposal_id,
        )
    except CalendarError:  # told on the page, as it was when the page was opened
        return _proposal(request, proposal_id, status=422)


@needs("calendar.read", methods=("POST",), about="proposal")
def send_back(request: HttpRequest, proposal_id: int) -> HttpResponse:
    """Settle a proposal without adopting it."""
    return perform(
        request,
        send_back_calendar,
        fact=CalendarSentBack,
        then=lambda _: reverse("setup-calendar"),
        again=lambda refused: _proposal(request, proposal_id, refused=refused),
        message="Đã trả lại đề nghị; lịch không đổi.",
        proposal_id=proposal_id,
        reason=text(request.POST.get("reason", "")),
    )


def _proposal(request: HttpRequest, proposal_id: int, *, refused: Refused | None = None, status: int = 200) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    found = proposal(proposal_id, authority_id=actor.authority_id)
    is_own = found.proposed_by_id == actor.person_id
    shown = {
        "proposal": found, "plan": found.plan, "is_own": is_own, "refused": refused, "reason": request.POST.get("reason", ""),
        "may_adopt": not found.settled_at and not is_own and actor.may("calendar.approve", found.office_id),
        "may_send_back": not found.settled_at and (is_own or actor.may("calendar.approve", found.office_id)),
    }  # fmt: skip
    if not found.settled_at:
        shown |= _effect(request, found.plan)
    return render(request, "setup/calendar_proposal.html", shown, status=refused.status if refused else status)
