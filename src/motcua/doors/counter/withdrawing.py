"""Taking a case back at the applicant's wish, on a paper that he has signed."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.events import CaseWithdrawn
from motcua.cases.queries.at_counter import counter_case
from motcua.cases.rules.flow import Act, acts_open_to
from motcua.doors.counter.queueing import attended
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.counter.telling import incomplete
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import text
from motcua.queue.rules.tickets import Touch


@needs("case.withdraw_with_proof", methods=("GET", "POST"), about="case")
def withdrawing(request: HttpRequest, case_id: int) -> HttpResponse:
    """Ask for the reason and the signed paper, then end the case."""
    stand = stand_of(request)
    case = counter_case(case_id, stand.receiving, authority_id=stand.authority_id)
    reason, has_paper = text(request.POST.get("reason", "")), "has_signed_paper" in request.POST

    def again(why: Refused | None = None, errors: dict[str, str] | None = None) -> HttpResponse:
        is_open = Act.WITHDRAW in acts_open_to(case.state, is_accepted=case.is_accepted)
        shown = {"case": case, "reason": reason, "has_paper": has_paper, "is_open": is_open, "refused": why, "errors": errors or {}}
        return page(request, stand, "counter/withdraw.html", shown, here="counter", status=why.status if why else 200)

    if request.method != "POST":
        open_file(actor=stand.actor, at=stand.now, case_id=case_id, purpose="receive")
        return again()
    if not reason:
        return again(*incomplete({"reason": "Hãy ghi lý do mà người nộp nêu trong giấy đề nghị."}))
    return perform(
        request, withdraw, fact=CaseWithdrawn, then=attended(request, Touch.WITHDRAWN, lambda _: reverse("counter")), again=again,
        message=f"Đã ghi nhận rút hồ sơ {case.number}. Hãy trả lại giấy tờ cho người nộp.",
        case_id=case_id, reason=reason, has_signed_paper=has_paper,
    )  # fmt: skip
