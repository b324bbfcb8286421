"""Handing results back."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.commands.return_result import return_result
from motcua.cases.events import ResultReturned
from motcua.cases.queries.at_counter import counter_case
from motcua.cases.queries.counter import to_return
from motcua.cases.queries.issued import slips_of
from motcua.cases.queries.originals import held_of
from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.handing_back import Proof
from motcua.doors.counter.queueing import attended
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.counter.telling import incomplete, page_number
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line, number
from motcua.fees.queries import owed_for
from motcua.queue.rules.tickets import Touch


@needs("case.return_result", methods=("GET", "POST"))
def returns(request: HttpRequest) -> HttpResponse:
    """The results that lie here, newest first, found by part of a name or the end of a number (a name never stands in an address)."""
    stand, at_page = stand_of(request), page_number(request)
    words = line(request.POST.get("loc", ""))
    listed = to_return(stand.counters, stand.offices, words=words, page=at_page)
    return page(request, stand, "counter/returns.html", {"listed": listed, "page_number": at_page, "words": words}, here="counter-returns")


@needs("case.return_result", methods=("GET", "POST"), about="case")
def returning(request: HttpRequest, case_id: int) -> HttpResponse:
    """Hand one result to the applicant, or to whoever comes for him."""
    stand = stand_of(request)
    case = counter_case(case_id, stand.counters, authority_id=stand.authority_id)
    to = line(request.POST.get("to", case.applicant.name))
    how = request.POST.get("how", case.return_channel)
    told = request.POST.get("proof", Proof.RECEIPT)
    proof = Proof(told) if told in list(Proof) else Proof.RECEIPT
    fee_note, originals_note = line(request.POST.get("fee_note", "")), line(request.POST.get("originals_note", ""))
    given = tuple(number(each) or 0 for each in request.POST.getlist("given_back"))

    def again(why: Refused | None = None, errors: dict[str, str] | None = None) -> HttpResponse:
        shown = {
            "case": case, "to": to, "how": how, "hows": list(ReturnChannel), "proof": proof, "proofs": list(Proof), "refused": why,
            "errors": errors or {}, "fee_note": fee_note, "owed": owed_for(case_id, authority_id=stand.authority_id),
            "held": held_of(case_id), "given": given, "originals_note": originals_note, "me": stand.actor.person_id,
            "slips": [slip for slip in slips_of(case_id, actor=stand.actor) if slip.form in ("appraisal_refusal", "apology")],
        }  # fmt: skip
        return page(request, stand, "counter/return.html", shown, here="counter-returns", status=why.status if why else 200)

    if request.method != "POST":
        return again()
    if not to or how not in list(ReturnChannel):
        return again(*incomplete({"to": "Hãy ghi tên người nhận kết quả."}))
    return perform(
        request, return_result, fact=ResultReturned, then=attended(request, Touch.RETURNED, lambda _: reverse("counter")), again=again,
        message=f"Đã trả kết quả hồ sơ {case.number}.", case_id=case_id, to="" if to == case.applicant.name else to, how=how,
        proof=proof, fee_note=fee_note, given_back=given, originals_note=originals_note,
    )  # fmt: skip
