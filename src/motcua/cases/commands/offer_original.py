"""Whoever has an original in his hands wishes to give it to another officer; it is his until the other has taken it."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OriginalOffered
from motcua.cases.queries.originals import may_hold, original_at_hand
from motcua.cases.rules.originals import must_be_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def offer_original(*, actor: Actor, at: datetime, original_id: int, to_person_id: int, key: str | None = None) -> None:
    """Offer the original to ``to_person_id``; an offer to somebody else ends. Original.DoesNotExist when it is none of his."""
    actor.must("original.hold")
    original = original_at_hand(original_id, actor)

    must_be_with(original.holder_id, person_id=actor.person_id, holder=original.holder_name)
    if to_person_id == actor.person_id or not may_hold(to_person_id, authority_id=actor.authority_id, now=at):
        raise Refusal(Code.INCOMPLETE, missing=("người nhận bản chính",), field="to")

    original.offered_to_id = to_person_id
    original.save(update_fields=["offered_to"])

    record(OriginalOffered(original_id=original_id, to_person_id=to_person_id), actor=actor, at=at, case=original.case_id, key=key)
