"""The decided result comes to the counter: where the procedure says so, the case is settled by this act (counting rule 2)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import ResultHandedOver
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def hand_over_result(*, actor: Actor, at: datetime, case_id: int, seen: int | None = None, key: str | None = None) -> None:
    """Bring the result of a decided case to its counter."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.hand_over", hand.handling_office_id)

    row = must_be_open(Act.HAND_OVER_RESULT, hand.state, is_accepted=hand.is_accepted)
    if not (case.outcome and hand.procedure.has_result_via_counter):
        raise Refusal(Code.WRONG_STATE, act=Act.HAND_OVER_RESULT.value, state=hand.state.value)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    giver = case.holder_office_id
    case.settled_at = at
    case.move(to=row.to or State.SETTLED, at=at, office_id=case.receiving_office_id)
    case.keep()

    record(ResultHandedOver(from_office_id=giver, to_office_id=case.receiving_office_id), actor=actor, at=at, case=case.pk, key=key)
