"""The other side has the original in hand: from now on it is with him."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OriginalHandedOver
from motcua.cases.queries.originals import original_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def accept_original(*, actor: Actor, at: datetime, original_id: int, key: str | None = None) -> None:
    """Take over an original that its holder has offered to ``actor``; refused with ``not-custodian`` when it is not offered to him."""
    actor.must("original.hold")
    original = original_at_hand(original_id, actor)

    if original.offered_to_id is None or original.offered_to_id != actor.person_id:
        raise Refusal(Code.NOT_CUSTODIAN, person=original.holder.name if original.holder else "người nộp (đã trả)")

    giver = original.holder_id or 0
    original.pass_to(actor.person_id, at=at)

    fact = OriginalHandedOver(original_id=original_id, from_person_id=giver, to_person_id=actor.person_id or 0)
    record(fact, actor=actor, at=at, case=original.case_id, key=key)
