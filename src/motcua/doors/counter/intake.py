"""Taking a filing in: who, which procedure, which papers; then one of three outcomes."""

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.events import CaseReceived, FirstSupplementRequested, IntakeRefused
from motcua.cases.queries.alike import Alike, people_alike
from motcua.cases.queries.counter import usual_procedures
from motcua.cases.queries.finding import OpenCase, PersonCard, person_card
from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.grounds import Defect, RefusalGround
from motcua.catalogue.queries import procedures_in_force
from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.counter.checklist import fees_of, keys_for_all, missing_keys, paper_groups, promised
from motcua.doors.counter.intake_form import CHANNELS, typed_in
from motcua.doors.counter.queueing import attended
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.counter.telling import asked_wrongly, incomplete, refused_wrongly, told_to
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import number
from motcua.kernel.fold import fold
from motcua.kernel.refusal import Refusal
from motcua.queue.rules.tickets import Touch

_MOST = 9


@needs("case.receive", methods=("GET", "POST"))
def intake(request: HttpRequest) -> HttpResponse:
    """The intake of one filing; each button sends the whole form, so that nothing typed is lost and no script is needed."""
    desk = _Desk(request)
    outcome = _OUTCOMES.get(desk.typed.do)
    if outcome is None:
        return desk.shown()
    errors = desk.typed.errors() | desk.doubled()
    if errors:
        return desk.shown(*incomplete(errors))
    return outcome(desk)


class _Desk:
    """One intake on the counter: the form as typed, the person and the procedure that it names."""

    def __init__(self, request: HttpRequest) -> None:
        self.request, self.stand = request, stand_of(request)
        self.typed = typed_in(request)
        self._meet()
        self.counter = self.stand.counter(self.typed.counter)
        self.card = self._card()
        self.options: list[Procedure] = []
        self.procedure = self._procedure()
        self._press()

    @cached_property
    def usual(self) -> list[Procedure]:
        """What this counter has lately received most; read only where it is shown, or chosen from."""
        ids = usual_procedures(self.counter, authority_id=self.stand.authority_id)
        return [each for each in map(self._offered, ids) if each]

    def _meet(self) -> None:
        """Whoever is being written down anew turns out to be on file: what was typed stays, what is empty is filled in from there."""
        if self.typed.do.startswith("known:"):
            self.typed = replace(self.typed, applicant_id=number(self.typed.do[6:]))

    def _card(self) -> PersonCard | None:
        """The person on file: his details come from his newest case, so its opening is noted."""
        if self.typed.applicant_id is None:
            return None
        card = person_card(self.typed.applicant_id, self.stand.counters, authority_id=self.stand.authority_id, now=self.stand.now)
        open_file(actor=self.stand.actor, at=self.stand.now, case_id=card.newest_case_id, purpose="receive")
        if self.request.method != "POST":
            known = card.details
            self.typed = replace(
                self.typed, name=known.name, phone=known.phone, address=known.address, return_channel=ReturnChannel(card.return_channel)
            )
        elif self.typed.do.startswith("known:"):
            told, known = self.typed, card.details
            self.typed = replace(told, name=known.name, phone=told.phone or known.phone, address=told.address or known.address)
        return card

    def alike(self) -> tuple[Alike, ...]:
        """Who on file may be the person that is being written down anew."""
        if self.card or self.typed.is_somebody_else:
            return ()
        told = self.typed
        at, who = self.stand.counters, {"name": told.name, "phone": told.phone, "id_number": told.id_digits}
        return people_alike(at, authority_id=self.stand.authority_id, **who)

    def still_open(self) -> OpenCase | None:
        """A case of the same person with the same procedure that is not finished."""
        cases = self.card.open_cases if self.card else ()
        return next((each for each in cases if self.procedure and each.procedure_id == self.procedure.procedure_id), None)

    def doubled(self) -> dict[str, str]:
        """The same request by the same person is taken in twice only when the officer says that it is another one."""
        is_told = self.typed.do != "receive" or self.typed.is_another_case
        return {} if is_told or self.still_open() is None else {"another": "Hãy xem hồ sơ đang mở, rồi đánh dấu nếu đây là việc khác."}

    def _offered(self, procedure_id: int) -> Procedure | None:
        try:
            return self.stand.procedure(procedure_id, self.counter)
        except Refusal:
            return None

    def _procedure(self) -> Procedure | None:
        """The procedure chosen before, picked now, or meant by the letters typed; else what the letters may mean is offered."""
        doing, words = self.typed.do, self.typed.words
        if doing.startswith("pick:"):
            return self._offered(number(doing[5:]) or 0)
        if doing == "change":
            return None
        if self.typed.procedure_id and not (doing == "choose" and words):
            return self._offered(self.typed.procedure_id)
        if not words:
            return None
        if 0 < (number(words) or 0) <= len(self.usual):
            return self.usual[int(words) - 1]
        stand = self.stand
        self.options = procedures_in_force(authority_id=stand.authority_id, day=stand.today, receiving_office_id=self.counter, words=words)
        is_meant = len(self.options) == 1 or (self.options and self.options[0].key == fold(words))
        return self.options[0] if is_meant and doing == "choose" else None

    def _press(self) -> None:
        """What a button that does not act changes in the form."""
        typed, procedure = self.typed, self.procedure
        if procedure is None or procedure.procedure_id != typed.procedure_id:
            typed = replace(typed, papers=frozenset(), asked=frozenset(), notes={}, whys={})
        typed = replace(typed, procedure_id=procedure.procedure_id if procedure else None)
        if procedure and typed.do == "all":
            typed = replace(typed, papers=typed.papers | keys_for_all(procedure))
        if procedure and typed.do == "to-supplement":
            typed = replace(typed, asked=missing_keys(procedure, typed.papers))
        self.typed = typed

    def shown(self, why: Refused | None = None, errors: dict[str, str] | None = None) -> HttpResponse:
        """The form as it stands, with the reason why it was not taken."""
        typed, procedure = self.typed, self.procedure
        shown: dict[str, Any] = {
            "typed": typed, "card": self.card, "counter": self.counter, "usual": self.usual, "options": self.options[:_MOST],
            "more": max(len(self.options) - _MOST, 0), "procedure": procedure, "refused": why, "errors": errors or {},
            "channels": CHANNELS, "return_channels": list(ReturnChannel), "counters": self._counters(),
            "focus": "" if why else typed.focus(self.card), "alike": self.alike(), "still_open": self.still_open(),
            "defects": list(Defect), "grounds": list(RefusalGround),
        }  # fmt: skip
        if procedure:
            calendar = self.stand.offices.calendars[procedure.lead_office_of(self.counter)]
            shown |= {
                "told": told_to(typed.name, typed, procedure) if typed.do == "preview" else None,
                "groups": paper_groups(procedure, ticked=typed.papers, asked=typed.asked, notes=typed.notes, whys=typed.whys),
                "fees": fees_of(procedure, typed.channel),
                "promised": promised(procedure, channel=typed.channel, at=self.stand.now, calendar=calendar),
            }
        return page(self.request, self.stand, "counter/intake.html", shown, here="counter", status=why.status if why else 200)

    def _counters(self) -> list[tuple[int, str]]:
        """The counters to choose from, for an officer who has several."""
        mine = self.stand.receiving
        return [(office_id, self.stand.offices.offices[office_id].name) for office_id in sorted(mine)] if len(mine) > 1 else []

    def act(self, command: Callable[..., int], fact: Any, message: str, touch: Touch, **said: Any) -> HttpResponse:
        """Take the filing in by ``command`` and go to its page."""
        return perform(
            self.request, command, fact=fact, then=attended(self.request, touch, _done), again=self.shown, message=message,
            of=self.typed.filing(self.counter, self.card), **said,
        )  # fmt: skip


def _receive(desk: _Desk) -> HttpResponse:
    typed = desk.typed
    return desk.act(
        receive, CaseReceived, "Đã tiếp nhận hồ sơ.", Touch.RECEIVED, is_receipt_wanted=typed.is_receipt_wanted,
        originals=tuple(typed.originals.splitlines()),
    )  # fmt: skip


def _supplement(desk: _Desk) -> HttpResponse:
    typed, procedure = desk.typed, desk.procedure
    wrong = asked_wrongly(typed, procedure, typed.papers) if procedure else {"procedure": "Hãy chọn thủ tục."}
    if wrong or procedure is None:
        return desk.shown(*incomplete(wrong))
    return desk.act(
        request_first_supplement, FirstSupplementRequested, "Đã lập phiếu yêu cầu bổ sung.", Touch.SUPPLEMENT_ASKED,
        items=typed.items(procedure), reason=typed.reason, defects=typed.defects(procedure),
    )  # fmt: skip


def _refuse(desk: _Desk) -> HttpResponse:
    wrong = refused_wrongly(desk.typed)
    if wrong:
        return desk.shown(*incomplete(wrong))
    said = {"reason": desk.typed.reason, "ground": desk.typed.ground}
    return desk.act(refuse_intake, IntakeRefused, "Đã lập phiếu từ chối tiếp nhận.", Touch.REFUSED, **said)


_OUTCOMES: dict[str, Callable[[_Desk], HttpResponse]] = {"receive": _receive, "supplement": _supplement, "refuse": _refuse}


def _done(case_id: int) -> str:
    return reverse("counter-done", args=[case_id])
