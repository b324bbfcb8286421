"""The other side has the original in hand: from now on it is with him."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OriginalHandedOver
from motcua.cases.queries.originals import original_at_hand
from motcua.cases.rules.originals import must_be_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def accept_original(*, actor: Actor, at: datetime, original_id: int, key: str | None = None) -> None:
    """Take over an original that its holder has offered to ``actor``; refused with ``not-custodian`` when it is not offered to him."""
    actor.must("original.hold")
    original = original_at_hand(original_id, actor)

    must_be_with(original.offered_to_id, person_id=actor.person_id, holder=original.holder_name)

    giver = original.holder_id or 0
    original.pass_to(actor.person_id, at=at)

    fact = OriginalHandedOver(original_id=original_id, from_person_id=giver, to_person_id=actor.person_id or 0)
    record(fact, actor=actor, at=at, case=original.case_id, key=key)
