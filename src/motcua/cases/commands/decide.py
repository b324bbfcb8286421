"""The competent leader approves, or refuses in writing with a reason (NĐ 61/2018 Đ.19.2, 19.8): the case is settled."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseDecided
from motcua.cases.models import NumberSeries, Slip
from motcua.cases.queries.at_hand import AtHand, case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.issue import appraisal_refusal
from motcua.cases.rules.outcomes import Outcome
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def decide(
    *, actor: Actor, at: datetime, case_id: int, outcome: Outcome, reason: str = "", seen: int | None = None, key: str | None = None
) -> None:
    """Decide a case on its last step; where the result comes through the counter, it is settled by that hand-over and not yet now."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.decide", hand.handling_office_id)

    row = must_be_open(Act.DECIDE, hand.state, is_accepted=hand.is_accepted)
    if case.outcome:
        raise Refusal(Code.WRONG_STATE, act=Act.DECIDE.value, state=hand.state.value)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    if case.step < hand.procedure.last_step:
        raise Refusal(Code.STEPS_OPEN, step=hand.procedure.steps[case.step].name or hand.procedure.steps[case.step].key)

    case.outcome = outcome
    if hand.procedure.is_joint:
        case.complete_part([hand.step_office_id], at=at)
    is_settled = not hand.procedure.has_result_via_counter
    case.settled_at = at if is_settled else None
    case.move(to=row.to if is_settled and row.to else State.IN_PROGRESS, at=at, office_id=hand.step_office_id)
    number = _refuse_in_writing(hand, actor, at, reason) if outcome is Outcome.REFUSE else ""
    case.keep()

    drafted = case.drafts.filter(set_aside_at=None, template__outcome=outcome).values_list("attachment__file__digest", flat=True)
    digest = drafted.first() or ""
    fact = CaseDecided(outcome=outcome, is_settled=is_settled, slip_number=number, result_digest=digest, reason=reason)
    record(fact, actor=actor, at=at, case=case.pk, key=key)


def _refuse_in_writing(hand: AtHand, actor: Actor, at: datetime, reason: str) -> str:
    """Issue the written refusal after appraisal and return its number."""
    case = hand.case
    signing_id = hand.signing_office_id(actor, "case.decide")
    [sequence] = NumberSeries.next(actor, (signing_id, SlipForm.APPRAISAL_REFUSAL, f"{at.year}"))
    ground = hand.ground(actor, at=at, sequence=sequence, office_id=signing_id)
    inside = case.keys_in()
    papers = [paper for paper in hand.procedure.papers if paper.key in inside]
    due_at = local(case.due_at) if case.due_at else None
    said = appraisal_refusal(ground, accepted_at=local(case.accepted_at or at), due_at=due_at, reason=reason, papers=papers)
    Slip.issue(case, said, ground=ground, form_set=rulebook_on(local_date(at)).form_set.value)
    return slip_number(SlipForm.APPRAISAL_REFUSAL, sequence)
