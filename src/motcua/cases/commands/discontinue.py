"""A leader stops a case for a reason on a legal basis; a late case stays late (counting rule 5; TT 03/2025/TT-VPCP Mẫu 05)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseDiscontinued
from motcua.cases.models import NumberSeries, Slip
from motcua.cases.queries.at_hand import AtHand, case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import FormSet, SlipForm, has_form, slip_number
from motcua.cases.rules.issue import discontinuance
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def discontinue(
    *, actor: Actor, at: datetime, case_id: int, reason: str, basis: str, seen: int | None = None, key: str | None = None
) -> None:
    """End the case without a result, for ``reason`` on ``basis``; the applicant is told on paper where the forms of the day have one."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.discontinue", hand.handling_office_id)

    row = must_be_open(Act.DISCONTINUE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.settled_at = at
    case.move(to=row.to or State.DISCONTINUED, at=at)
    form_set = FormSet(rulebook_on(local_date(at)).form_set.value)
    number = _told_in_writing(hand, actor, at, reason, basis, form_set) if has_form(SlipForm.DISCONTINUANCE, form_set) else ""
    case.keep()

    record(CaseDiscontinued(reason=reason, basis=basis, slip_number=number), actor=actor, at=at, case=case.pk, key=key)


def _told_in_writing(hand: AtHand, actor: Actor, at: datetime, reason: str, basis: str, form_set: FormSet) -> str:
    """Issue the notice to the applicant and return its number."""
    case = hand.case
    signing_id = hand.signing_office_id(actor, "case.discontinue")
    [sequence] = NumberSeries.next(actor, (signing_id, SlipForm.DISCONTINUANCE, f"{at.year}"))
    ground = hand.ground(actor, at=at, sequence=sequence, office_id=signing_id)
    inside = case.keys_in()
    papers = [paper for paper in hand.procedure.papers if paper.key in inside]
    due_at = local(case.due_at) if case.due_at else None
    said = discontinuance(
        ground, accepted_at=local(case.accepted_at or at), due_at=due_at, reason=reason, basis=basis, papers=papers
    )  # fmt: skip
    Slip.issue(case, said, ground=ground, form_set=form_set)
    return slip_number(SlipForm.DISCONTINUANCE, sequence)
