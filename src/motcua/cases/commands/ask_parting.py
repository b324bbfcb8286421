"""An officer says that two people who were joined are two after all; they stay one until a second officer says so too."""

from datetime import datetime

from django.db import transaction

from motcua.cases.person_events import PartingAsked
from motcua.cases.queries.persons import merge_at_hand
from motcua.cases.rules.amends import told
from motcua.cases.rules.same_person import MergeState, must_wait
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def ask_parting(*, actor: Actor, at: datetime, merge_id: int, reason: str, key: str | None = None) -> None:
    """Ask to part again, for ``reason``."""
    actor.must("person.merge")
    merge = merge_at_hand(merge_id, actor)

    must_wait(merge.state, MergeState.JOINED)
    said = told(reason, missing="vì sao là hai người khác nhau", field="reason")

    merge.parting_by_id, merge.parting_at, merge.parting_reason = actor.person_id, at, said
    merge.save(update_fields=["parting_by", "parting_at", "parting_reason"])

    record(PartingAsked(merge_id=merge_id, reason=said), actor=actor, at=at, key=key)
