"""A second officer joins two people on file, or parts them again; or he leaves them as they are."""

from datetime import datetime

from django.db import transaction

from motcua.cases.models import PersonMerge
from motcua.cases.person_events import MergeSettled
from motcua.cases.queries.persons import identity_numbers, merge_at_hand
from motcua.cases.rules.same_person import OPEN, MergeState, must_be_able_to_be_one, must_be_another, must_wait
from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def settle_merge(*, actor: Actor, at: datetime, merge_id: int, agrees: bool, key: str | None = None) -> None:
    """Do what was proposed where the actor ``agrees`` and has not proposed it himself; else the proposal is off, whoever says so."""
    actor.must("person.merge")
    dialect.hold(actor.authority_id)
    merge = merge_at_hand(merge_id, actor)

    must_wait(merge.state, *OPEN)
    is_new = merge.state is MergeState.PROPOSED
    if agrees:
        must_be_another(merge.proposed_by_id if is_new else merge.parting_by_id, actor.person_id)
        if is_new:
            must_be_able_to_be_one(identity_numbers((merge.one, merge.other), authority_id=actor.authority_id))

    if is_new:
        _join(merge, actor, at) if agrees else _refuse(merge, at)
    else:
        _part(merge, actor, at) if agrees else _leave(merge)

    record(MergeSettled(merge_id=merge_id, state=merge.state.value), actor=actor, at=at, key=key)


def _join(merge: PersonMerge, actor: Actor, at: datetime) -> None:
    merge.joined_by_id, merge.joined_at = actor.person_id, at
    merge.save(update_fields=["joined_by", "joined_at"])


def _refuse(merge: PersonMerge, at: datetime) -> None:
    merge.refused_at = at
    merge.save(update_fields=["refused_at"])


def _part(merge: PersonMerge, actor: Actor, at: datetime) -> None:
    merge.parted_by_id, merge.parted_at = actor.person_id, at
    merge.save(update_fields=["parted_by", "parted_at"])


def _leave(merge: PersonMerge) -> None:
    merge.parting_by_id, merge.parting_at, merge.parting_reason = None, None, ""
    merge.save(update_fields=["parting_by", "parting_at", "parting_reason"])
