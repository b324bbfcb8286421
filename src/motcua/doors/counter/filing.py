"""A filing that has come in (online, by post, from another counter): the same three outcomes, or on to the counter it belongs to."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.commands.forward import forward
from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.events import CaseForwarded, CaseReceived, FirstSupplementRequested, IntakeRefused
from motcua.cases.queries.at_counter import CounterCase, counter_case
from motcua.cases.queries.counter import submitted
from motcua.cases.rules.flow import acts_open_to
from motcua.cases.rules.grounds import Defect, RefusalGround
from motcua.doors.counter.checklist import fees_of, keys_for_all, missing_keys, paper_groups, promised
from motcua.doors.counter.intake_form import Typed, typed_in
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.counter.telling import asked_wrongly, incomplete, page_number, refused_wrongly, told_to
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused


@needs("case.receive")
def filings(request: HttpRequest) -> HttpResponse:
    """The filings that wait for the counter, longest waiting first."""
    stand, at_page = stand_of(request), page_number(request)
    listed = submitted(stand.receiving, stand.offices, now=stand.now, page=at_page)
    return page(request, stand, "counter/filings.html", {"listed": listed, "page_number": at_page}, here="counter-submitted")


@needs("case.receive", methods=("GET", "POST"), about="case")
def filing(request: HttpRequest, case_id: int) -> HttpResponse:
    """One filing on the counter's table."""
    table = _Table(request, case_id)
    outcome = _OUTCOMES.get(table.typed.do)
    return outcome(table) if outcome else table.shown()


class _Table:
    """The filing as it stands, and what was ticked and typed upon it."""

    def __init__(self, request: HttpRequest, case_id: int) -> None:
        self.request, self.stand = request, stand_of(request)
        self.case = counter_case(case_id, self.stand.receiving, authority_id=self.stand.authority_id)
        if request.method != "POST":
            open_file(actor=self.stand.actor, at=self.stand.now, case_id=case_id, purpose="receive")
        self.typed = _pressed(typed_in(request), self.case)

    def shown(self, why: Refused | None = None, errors: dict[str, str] | None = None) -> HttpResponse:
        """The filing with the reason why nothing was done."""
        case, typed, stand = self.case, self.typed, self.stand
        shown: dict[str, Any] = {
            "case": case, "typed": typed, "refused": why, "errors": errors or {}, "procedure": case.procedure,
            "acts": acts_open_to(case.state, is_accepted=case.is_accepted),
            "groups": paper_groups(
                case.procedure, ticked=typed.papers, locked=case.papers_in, asked=typed.asked, notes=typed.notes, whys=typed.whys
            ),
            "told": told_to(case.applicant.name, typed, case.procedure) if typed.do == "preview" else None,
            "defects": list(Defect), "grounds": list(RefusalGround),
            "fees": fees_of(case.procedure, case.channel),
            "promised": promised(case.procedure, channel=case.channel, at=stand.now, calendar=stand.offices.calendars[case.lead_office_id]),
            "others": [stand.offices.offices[at] for at in sorted(case.procedure.receiving_office_ids - {case.receiving_office_id})],
        }  # fmt: skip
        return page(self.request, stand, "counter/filing.html", shown, here="counter-submitted", status=why.status if why else 200)

    def act(self, command: Callable[..., Any], fact: Any, message: str, **said: Any) -> HttpResponse:
        """Deal with the filing by ``command`` and go to its page."""
        return perform(self.request, command, fact=fact, then=_done, again=self.shown, message=message, of=self.case.case_id, **said)


def _pressed(typed: Typed, case: CounterCase) -> Typed:
    """What a button that does not act changes on the table."""
    if typed.do == "all":
        return replace(typed, papers=typed.papers | keys_for_all(case.procedure))
    if typed.do == "to-supplement":
        return replace(typed, asked=missing_keys(case.procedure, typed.papers | case.papers_in))
    return typed


def _receive(table: _Table) -> HttpResponse:
    return table.act(receive, CaseReceived, "Đã tiếp nhận hồ sơ.", papers=tuple(sorted(table.typed.papers)))


def _supplement(table: _Table) -> HttpResponse:
    typed, procedure = table.typed, table.case.procedure
    wrong = asked_wrongly(typed, procedure, typed.papers | table.case.papers_in)
    if wrong:
        return table.shown(*incomplete(wrong))
    return table.act(
        request_first_supplement, FirstSupplementRequested, "Đã lập phiếu yêu cầu bổ sung.",
        items=typed.items(procedure), reason=typed.reason, defects=typed.defects(procedure),
    )  # fmt: skip


def _refuse(table: _Table) -> HttpResponse:
    wrong = refused_wrongly(table.typed)
    if wrong:
        return table.shown(*incomplete(wrong))
    said = {"reason": table.typed.reason, "ground": table.typed.ground}
    return table.act(refuse_intake, IntakeRefused, "Đã lập phiếu từ chối tiếp nhận.", **said)


def _forward(table: _Table) -> HttpResponse:
    to_office = table.request.POST.get("to_office", "")
    if to_office not in map(str, table.case.procedure.receiving_office_ids - {table.case.receiving_office_id}):
        return table.shown(*incomplete({"to_office": "Hãy chọn nơi tiếp nhận sẽ nhận hồ sơ này."}))
    name = table.stand.offices.offices[int(to_office)].name
    return perform(
        table.request, forward, fact=CaseForwarded, then=lambda _: reverse("counter-submitted"), again=table.shown,
        message=f"Đã chuyển hồ sơ tới {name}.", case_id=table.case.case_id, to_office_id=int(to_office),
    )  # fmt: skip


_OUTCOMES: dict[str, Callable[[_Table], HttpResponse]] = {
    "receive": _receive, "supplement": _supplement, "refuse": _refuse, "forward": _forward,
}  # fmt: skip


def _done(case_id: int) -> str:
    return reverse("counter-done", args=[case_id])
