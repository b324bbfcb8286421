"""An officer says that two people on file are one; nothing changes before a second one says so too."""

from datetime import datetime

from django.db import transaction

from motcua.cases.models import PersonMerge
from motcua.cases.person_events import MergeProposed
from motcua.cases.queries.persons import identity_numbers, is_person, merged_keys, must_be_seen
from motcua.cases.rules.amends import told
from motcua.cases.rules.same_person import must_be_able_to_be_one
from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def propose_merge(*, actor: Actor, at: datetime, one_id: int, other_id: int, reason: str, key: str | None = None) -> int:
    """Propose to join the applicants ``one_id`` and ``other_id`` for ``reason``, and return the merge's id.

    ``two-identities`` for two different numbers of twelve digits; ``already-proposed`` while the two wait for a second person or are one.
    """
    actor.must("person.merge")
    dialect.hold(actor.authority_id)
    one, other = (must_be_seen(applicant_id, actor) for applicant_id in sorted((one_id, other_id)))

    said = told(reason, missing="vì sao hai người là một", field="reason")
    must_be_able_to_be_one(identity_numbers((one, other), authority_id=actor.authority_id))
    is_waiting = PersonMerge.objects.filter(one=one, other=other, refused_at=None, parted_at=None).exists()
    merged = merged_keys(actor.authority_id)
    if is_waiting or one.pk == other.pk or type(one).objects.filter(is_person(one, merged), pk=other.pk).exists():
        raise Refusal(Code.ALREADY_PROPOSED, about="merge")

    merge = PersonMerge.objects.create(
        authority_id=actor.authority_id, one=one, other=other, reason=said, proposed_by_id=actor.person_id or 0, proposed_at=at
    )

    record(MergeProposed(merge_id=merge.pk, one_id=one.pk, other_id=other.pk, reason=said), actor=actor, at=at, key=key)
    return merge.pk
