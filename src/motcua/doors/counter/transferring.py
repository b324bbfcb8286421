"""Handing accepted cases to their handling offices: one or several, each by an act of its own."""

from collections.abc import Iterable, Mapping

from django.http import HttpRequest, HttpResponse

from motcua.cases.commands.transfer import transfer
from motcua.cases.events import CaseHandedOver
from motcua.cases.queries.counter import to_hand_over
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.counter.telling import incomplete, page_number
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import Done, each
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import number

_MOST = 200


@needs("case.transfer", methods=("GET", "POST"))
def transfers(request: HttpRequest) -> HttpResponse:
    """The accepted cases with the moment by which each must leave; a batch tells of each item what became of it."""
    chosen = [case_id for told in request.POST.getlist("cases")[:_MOST] if (case_id := number(told))]
    report: tuple[Done, ...] = ()
    why: Refused | None = None
    if request.method == "POST" and chosen:
        report = each(request, transfer, fact=CaseHandedOver, case_ids=chosen)
    elif request.method == "POST":
        why, _ = incomplete({"cases": ""})
    stand, at_page = stand_of(request), page_number(request)
    listed = to_hand_over(stand.receiving, stand.offices, now=stand.now, page=at_page)
    shown = {
        "listed": listed, "page_number": at_page, "refused": why, "chosen": {done.case_id for done in report if done.refused},
        "done": [done for done in report if not done.refused], "not_done": _named([done for done in report if done.refused], request.POST),
    }  # fmt: skip
    return page(request, stand, "counter/transfers.html", shown, here="counter-transfer", status=why.status if why else 200)


def _named(report: Iterable[Done], sent: Mapping[str, str]) -> list[tuple[str, Refused]]:
    """The number of each refused case, as the form showed it, with the reason."""
    return [(sent.get(f"number-{done.case_id}", str(done.case_id)), done.refused) for done in report if done.refused]
