"""A leader stops a case for a reason on a legal basis; a late case stays late (counting rule 5)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseDiscontinued
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def discontinue(
    *, actor: Actor, at: datetime, case_id: int, reason: str, basis: str, seen: int | None = None, key: str | None = None
) -> None:
    """End the case without a result, for ``reason`` on ``basis``."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.discontinue", hand.handling_office_id)

    row = must_be_open(Act.DISCONTINUE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.settled_at = at
    case.move(to=row.to or State.DISCONTINUED, at=at)
    case.keep()

    record(CaseDiscontinued(reason=reason, basis=basis), actor=actor, at=at, case=case.pk, key=key)
