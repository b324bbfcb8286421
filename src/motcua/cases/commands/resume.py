"""The reason of a pause is gone: the clock goes on, and the due moves by what the pause suspended (scenario contract, section 2)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseResumed
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local


@transaction.atomic(durable=True)
def resume(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Let the clock go on."""
    moment = local(happened_at or at)
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.resume", hand.handling_office_id)

    row = must_be_open(Act.RESUME, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)

    case.move(to=row.to or State.IN_PROGRESS, at=moment, turn=row.turn)
    hand.renew_due()
    case.was_entered_later |= happened_at is not None
    case.keep()

    record(CaseResumed(due_at=case.due_at), actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key)
