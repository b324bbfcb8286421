"""An apology for a case that is late, or will be: it tells a reason and an expected date and moves no due date (counting rule 5)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import ApologyIssued
from motcua.cases.models import Apology, NumberSeries, Slip
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.extension import must_need_apology
from motcua.cases.rules.flow import Act, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.issue import apology
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def apologise(
    *, actor: Actor, at: datetime, case_id: int, reason: str, expected: datetime, seen: int | None = None, key: str | None = None
) -> None:
    """Apologise for ``reason`` and say that the result is expected at ``expected``; lawful once the case cannot be extended any more."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.apologise", case.lead_office_id)

    must_be_open(Act.APOLOGISE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    due_at = must_need_apology(
        limit=hand.limit, due_at=case.due_at, is_suspended=case.is_suspended, times_extended=case.times_extended(),
        at=at, calendar=hand.calendar, rulebook=rulebook_on(local_date(case.accepted_at or at)),
    )  # fmt: skip
    hand.must_not_be_own(actor)
    form_set = rulebook_on(local_date(at)).form_set.value

    if hand.standing(actor)["to"] is not hand.state:
        case.move(**hand.standing(actor), at=at)
    signing_id = hand.signing_office_id(actor, "case.apologise")
    [sequence] = NumberSeries.next(actor, (signing_id, SlipForm.APOLOGY, f"{at.year}"))
    case.keep()
    Apology.objects.create(authority_id=case.authority_id, case=case, reason=reason, issued_at=at, expected_at=expected)
    ground = hand.ground(actor, at=at, sequence=sequence, office_id=signing_id)
    said = apology(ground, accepted_at=local(case.accepted_at or at), old_due_at=due_at, reason=reason, expected_at=expected)
    Slip.issue(case, said, ground=ground, form_set=form_set)

    record(
        ApologyIssued(due_at=due_at, expected_at=expected, slip_number=slip_number(SlipForm.APOLOGY, sequence), reason=reason),
        actor=actor, at=at, case=case.pk, key=key,
    )  # fmt: skip
