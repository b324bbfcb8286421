"""The nightly look finds a case whose due has passed and says so, once for each due."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseFellOverdue
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import OPEN
from motcua.journal.queries import done_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.law.clock import has_passed


@transaction.atomic(durable=True)
def note_overdue(*, actor: Actor, at: datetime, case_id: int) -> bool:
    """Write down that the due in force of an open case has passed; returns whether there was something new to say."""
    actor.must("clock.tick")
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    if hand.state not in OPEN or case.is_suspended or case.due_at is None or hand.limit is None:
        return False
    due_at = local(case.due_at)
    key = f"overdue:{case.pk}:{due_at:%Y%m%d%H%M}"
    if not has_passed(due_at, hand.limit, at) or done_with(key, authority_id=actor.authority_id):
        return False
    record(CaseFellOverdue(due_at=due_at), actor=actor, at=at, case=case.pk, key=key)
    return True
