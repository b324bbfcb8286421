"""A scenario's acts, each translated into the one command that does it: a table, act → translation."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from motcua.cases.commands.answer_consultation import answer_consultation
from motcua.cases.commands.apologise import apologise
from motcua.cases.commands.assign import assign
from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.discontinue import discontinue
from motcua.cases.commands.extend import extend
from motcua.cases.commands.forward import forward
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.hand_over_result import hand_over_result
from motcua.cases.commands.pause import pause
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.request_first_supplement import request_first_supplement
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.resume import resume
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.submit import submit
from motcua.cases.commands.supply import supply
from motcua.cases.commands.transfer import transfer
from motcua.cases.commands.withdraw import withdraw
from motcua.cases.queries.at_hand import AtHand, case_as_it_stands
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.flow import State
from motcua.cases.rules.handing_back import Proof
from motcua.cases.rules.outcomes import Outcome
from motcua.doors.clock.schedule import run_all
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import actor_of, applicant_actor, powerless_actor, system_actor


@dataclass(slots=True)
class Stage:
    """Who and what a scenario's names mean, and which case each alias has become."""

    authority_id: int
    office_ids: dict[str, int]
    person_ids: dict[str, int]
    person_names: dict[str, str]
    procedure_ids: dict[str, int]
    counters: dict[str, int]
    cases: dict[str, int] = field(default_factory=dict)

    def perform(self, act: Any) -> None:
        """Do one act; Refusal when the rules say no, KeyError for a name that the scenario does not know."""
        actor = self.actor(act)
        translation = ACTS.get(act.act)
        if translation is None:
            raise Refusal(Code.NOT_SUPPORTED_YET, act=act.act)
        translation(self, actor, act)

    def actor(self, act: Any) -> Actor:
        """Who acts: a person of the scenario, the applicant of the case, or the system."""
        if act.by == "system":
            return system_actor(self.authority_id)
        if act.by == "applicant":
            name, phone = self._applicant(act)
            return applicant_actor(name, authority_id=self.authority_id, phone=phone)
        person_id = self.person_ids[act.by]
        known = actor_of(person_id, day=act.moment.date())
        return known or powerless_actor(self.person_names[act.by], authority_id=self.authority_id)

    def _applicant(self, act: Any) -> tuple[str, str]:
        told = getattr(act, "applicant", None)
        if told:
            return told.name, told.phone
        case_id = self.cases.get(getattr(act, "case", "") or "")
        if case_id is None:
            return "", ""
        who = case_as_it_stands(case_id, authority_id=self.authority_id).case.applicant
        return who.name, who.phone

    def hand(self, act: Any) -> AtHand:
        """The case of an act as it stands."""
        return case_as_it_stands(self.case_id(act), authority_id=self.authority_id)

    def case_id(self, act: Any) -> int:
        """The case of an act; ``wrong-state`` for one of which nothing came to be on file."""
        if act.case not in self.cases:
            raise Refusal(Code.WRONG_STATE, act=act.act, state=State.NEW.value)
        return self.cases[act.case]

    def filed(self, act: Any) -> int | Filing:
        """The case on file under the alias, or the filing that the act brings."""
        if act.case in self.cases:
            return self.cases[act.case]
        return Filing(
            procedure_id=self.procedure_ids[act.procedure],
            receiving_office_id=self.counters[act.procedure],
            applicant=ApplicantDetails(act.applicant.name, act.applicant.phone, act.applicant.id_number, act.applicant.address),
            papers=tuple(act.papers),
            channel=Channel(act.channel),
            external_id=act.external_id,
        )

    def moment(self, act: Any, told: date | datetime) -> datetime:
        """A moment as told; a date alone means its closing in the lead office's calendar."""
        if isinstance(told, datetime):
            return told if told.tzinfo else told.replace(tzinfo=act.moment.tzinfo)
        return self.hand(act).calendar.closing_of(told)


def _submit(stage: Stage, actor: Actor, act: Any) -> None:
    filing = stage.filed(act)
    if isinstance(filing, int):
        raise Refusal(Code.WRONG_STATE, act=act.act, state=stage.hand(act).state.value)
    stage.cases[act.case] = submit(actor=actor, at=act.moment, filing=filing, happened_at=act.claimed)


def _receive(stage: Stage, actor: Actor, act: Any) -> None:
    of = stage.filed(act)
    papers = tuple(act.papers) if isinstance(of, int) else ()
    stage.cases[act.case] = receive(actor=actor, at=act.moment, of=of, papers=papers, happened_at=act.claimed)


def _refuse_intake(stage: Stage, actor: Actor, act: Any) -> None:
    stage.cases[act.case] = refuse_intake(actor=actor, at=act.moment, of=stage.filed(act), reason=act.reason, happened_at=act.claimed)


def _request_supplement(stage: Stage, actor: Actor, act: Any) -> None:
    of = stage.filed(act)
    asked = {"actor": actor, "at": act.moment, "items": tuple(act.items), "reason": act.reason, "happened_at": act.claimed}
    if isinstance(of, int) and stage.hand(act).is_accepted:
        request_supplement(case_id=of, basis=act.basis, **asked)
    else:
        stage.cases[act.case] = request_first_supplement(of=of, **asked)


def _supply(stage: Stage, actor: Actor, act: Any) -> None:
    supply(actor=actor, at=act.moment, case_id=stage.case_id(act), items=tuple(act.items), happened_at=act.claimed)


def _forward(stage: Stage, actor: Actor, act: Any) -> None:
    forward(actor=actor, at=act.moment, case_id=stage.case_id(act), to_office_id=stage.office_ids[act.to_office])


def _assign(stage: Stage, actor: Actor, act: Any) -> None:
    assign(actor=actor, at=act.moment, case_id=stage.case_id(act), to_person_id=stage.person_ids[act.to])


def _hand_over(stage: Stage, actor: Actor, act: Any) -> None:
    """By whom and in which state tells which hand-over it is: to the handling office, of the result, or to the next step."""
    hand = stage.hand(act)
    case = {"actor": actor, "at": act.moment, "case_id": stage.case_id(act)}
    to_office = stage.office_ids.get(act.to) if act.to else None
    if act.to and to_office is None:
        hand_over(**case, to_person_id=stage.person_ids[act.to])
    elif hand.case.outcome and to_office == hand.case.receiving_office_id:
        hand_over_result(**case)
    elif act.to is None and actor.may("case.transfer", hand.case.receiving_office_id) and not actor.may("case.hand_over"):
        transfer(**case)
    else:
        hand_over(**case, to_office_id=to_office)


def _consult(stage: Stage, actor: Actor, act: Any) -> None:
    consult(
        actor=actor, at=act.moment, case_id=stage.case_id(act), office_id=stage.office_ids[act.office],
        content=act.content, due=stage.moment(act, act.due),
    )  # fmt: skip


def _answer_consultation(stage: Stage, actor: Actor, act: Any) -> None:
    answer_consultation(actor=actor, at=act.moment, case_id=stage.case_id(act), text=act.content)


def _pause(stage: Stage, actor: Actor, act: Any) -> None:
    pause(actor=actor, at=act.moment, case_id=stage.case_id(act), reason=act.reason, happened_at=act.claimed)


def _resume(stage: Stage, actor: Actor, act: Any) -> None:
    resume(actor=actor, at=act.moment, case_id=stage.case_id(act), happened_at=act.claimed)


def _extend(stage: Stage, actor: Actor, act: Any) -> None:
    extend(actor=actor, at=act.moment, case_id=stage.case_id(act), due=stage.moment(act, act.due), reason=act.reason)


def _apologise(stage: Stage, actor: Actor, act: Any) -> None:
    expected = stage.moment(act, act.expected)
    apologise(actor=actor, at=act.moment, case_id=stage.case_id(act), reason=act.reason, expected=expected)


def _decide(stage: Stage, actor: Actor, act: Any) -> None:
    decide(actor=actor, at=act.moment, case_id=stage.case_id(act), outcome=Outcome(act.outcome), reason=act.reason)


_NO_MONEY = "kịch bản không kể việc thu phí"
"""A scenario tells nothing of money: what is owed in it never keeps a result back."""


def _return_result(stage: Stage, actor: Actor, act: Any) -> None:
    shown = Proof.LETTER if act.to else Proof.RECEIPT
    return_result(actor=actor, at=act.moment, case_id=stage.case_id(act), to=act.to, how=act.how, proof=shown, fee_note=_NO_MONEY)


def _withdraw(stage: Stage, actor: Actor, act: Any) -> None:
    withdraw(actor=actor, at=act.moment, case_id=stage.case_id(act), reason=act.reason, has_signed_paper=act.proof)


def _discontinue(stage: Stage, actor: Actor, act: Any) -> None:
    discontinue(actor=actor, at=act.moment, case_id=stage.case_id(act), reason=act.reason, basis=act.basis)


def _tick(stage: Stage, actor: Actor, act: Any) -> None:
    actor.must("clock.tick")
    run_all(act.moment, authority_id=stage.authority_id)


ACTS: dict[str, Callable[[Stage, Actor, Any], None]] = {
    "submit": _submit,
    "receive": _receive,
    "refuse_intake": _refuse_intake,
    "request_supplement": _request_supplement,
    "supply": _supply,
    "forward": _forward,
    "assign": _assign,
    "hand_over": _hand_over,
    "consult": _consult,
    "answer_consultation": _answer_consultation,
    "pause": _pause,
    "resume": _resume,
    "extend": _extend,
    "apologise": _apologise,
    "decide": _decide,
    "return_result": _return_result,
    "withdraw": _withdraw,
    "discontinue": _discontinue,
    "tick": _tick,
}
