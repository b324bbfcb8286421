"""The counter hands an accepted case to the handling office: the same day, after 15:00 the next working morning (NĐ 61/2018 Đ.18.2)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseHandedOver
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def transfer(*, actor: Actor, at: datetime, case_id: int, seen: int | None = None, key: str | None = None) -> None:
    """Give the case to the office of its first step."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.transfer", case.receiving_office_id)

    row = must_be_open(Act.HAND_OVER, hand.state, is_accepted=hand.is_accepted)
    if hand.state is not State.ACCEPTED:
        raise Refusal(Code.WRONG_STATE, act=Act.HAND_OVER.value, state=hand.state.value)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.move(to=row.to or State.IN_PROGRESS, at=at, office_id=hand.step_office_id)
    case.keep()

    record(
        CaseHandedOver(from_office_id=case.receiving_office_id, to_office_id=case.holder_office_id, step=case.step),
        actor=actor, at=at, case=case.pk, key=key,
    )  # fmt: skip
