"""Papers that were asked for come in."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.supply import supply
from motcua.cases.events import CaseSupplied
from motcua.cases.queries.at_counter import CounterCase, counter_case
from motcua.cases.queries.counter import awaiting_papers
from motcua.cases.queries.issued import slips_of
from motcua.cases.rules.flow import State
from motcua.doors.counter.checklist import promised
from motcua.doors.counter.queueing import attended
from motcua.doors.counter.stand import Stand, page, stand_of
from motcua.doors.counter.telling import incomplete, page_number
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.queue.rules.tickets import Touch


@needs("case.supply")
def awaited(request: HttpRequest) -> HttpResponse:
    """The cases that wait for papers, longest waiting first."""
    stand, at_page = stand_of(request), page_number(request)
    listed = awaiting_papers(stand.receiving, stand.offices, page=at_page)
    return page(request, stand, "counter/awaited.html", {"listed": listed, "page_number": at_page}, here="counter-awaiting")


@needs("case.supply", methods=("GET", "POST"), about="case")
def supplied(request: HttpRequest, case_id: int) -> HttpResponse:
    """Tick what came in; when everything is there, the case goes on."""
    stand = stand_of(request)
    case = counter_case(case_id, stand.receiving, authority_id=stand.authority_id)
    brought = tuple(request.POST.getlist("papers"))

    def again(why: Refused | None = None, errors: dict[str, str] | None = None) -> HttpResponse:
        return _form(request, stand, case, brought, why, errors)

    if request.method != "POST":
        open_file(actor=stand.actor, at=stand.now, case_id=case_id, purpose="receive")
        return again()
    is_waiting = case.state is State.AWAITING_SUPPLEMENT
    if is_waiting and not (_wanted(case) or "is_whole" in request.POST):
        return again(*incomplete({"papers": "Hãy xác nhận đã nhận đủ giấy tờ mà hệ thống cũ yêu cầu."}))
    if is_waiting and _wanted(case) and not brought:
        return again(*incomplete({"papers": "Hãy đánh dấu giấy tờ mà người nộp đã mang đến."}))
    return perform(
        request, supply, fact=CaseSupplied, then=attended(request, Touch.SUPPLIED, lambda _: _onward(case)), again=again,
        message=_message(case, brought), case_id=case_id, items=brought,
    )  # fmt: skip


def _form(
    request: HttpRequest, stand: Stand, case: CounterCase, brought: tuple[str, ...], why: Refused | None, errors: dict[str, str] | None
) -> HttpResponse:
    wanted = _wanted(case)
    shown = {
        "case": case,
        "papers": [paper for paper in case.procedure.papers if paper.key in wanted or not wanted],
        "is_asked_elsewhere": not wanted,
        "brought": brought,
        "slips": [slip for slip in slips_of(case.case_id, actor=stand.actor) if slip.form == "supplement"],
        "promised": promised(case.procedure, channel=case.channel, at=stand.now, calendar=stand.offices.calendars[case.lead_office_id]),
        "refused": why,
        "errors": errors or {},
    }
    return page(request, stand, "counter/supply.html", shown, here="counter-awaiting", status=why.status if why else 200)


def _wanted(case: CounterCase) -> tuple[str, ...]:
    """The papers still to bring; none where only the old system knows which were asked for."""
    return tuple(case.asked.open_keys) if case.asked else ()


def _message(case: CounterCase, brought: tuple[str, ...]) -> str:
    """What the act will have come to, from the case as the form showed it."""
    is_whole = case.asked is not None and set(case.asked.open_keys) <= set(brought)
    if not case.is_accepted:
        return f"Đã nhận giấy tờ bổ sung của hồ sơ {case.number}. Hồ sơ trở lại danh sách chờ tiếp nhận."
    if is_whole:
        return f"Đã nhận đủ giấy tờ bổ sung của hồ sơ {case.number}. Thời hạn tính lại từ đầu."
    return f"Đã nhận một phần giấy tờ bổ sung của hồ sơ {case.number}. Hồ sơ vẫn chờ phần còn thiếu."


def _onward(case: CounterCase) -> str:
    """Before acceptance the case is ready to be looked at at once; after it the next one waits."""
    return reverse("counter-awaiting") if case.is_accepted else reverse("counter-filing", args=[case.case_id])
