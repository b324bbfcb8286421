"""The clock stops for a reason that the procedure lists, such as a financial obligation (sector law; NĐ 61/2018 itself knows no pause)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CasePaused
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, must_be_open, state_after_pause
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def pause(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    reason: str,
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Stop the clock for ``reason``; a stop after the due has passed suspends nothing."""
    moment = local(happened_at or at)
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.pause", hand.handling_office_id)

    row = must_be_open(Act.PAUSE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    if reason not in hand.procedure.pauses:
        raise Refusal(Code.PAUSE_NOT_LISTED, reason=reason, listed=hand.procedure.pauses)

    case.move(to=state_after_pause(reason), at=moment, turn=row.turn, office_id=hand.handling_office_id)
    hand.renew_due()
    case.was_entered_later |= happened_at is not None
    case.keep()

    record(CasePaused(reason=reason), actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key)
