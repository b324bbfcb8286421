"""A draft is set aside with a reason: another agency's procedure, or one that this counter does not offer."""

from datetime import datetime

from django.db import transaction

from motcua.catalogue.events import DraftSetAside
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import review_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def set_aside(*, actor: Actor, at: datetime, version_id: int, reason: str, key: str | None = None) -> None:
    """Put the draft ``version_id`` out of the way for ``reason``; it can still be approved later.

    Refused with ``incomplete`` without a reason, with ``stale`` when it waits no longer.
    """
    actor.must("catalogue.approve")

    base = review_at_hand(version_id, authority_id=actor.authority_id)
    for office_id in base.procedure.receiving_office_ids:
        actor.must("catalogue.approve", office_id)
    if not reason.strip():
        raise Refusal(Code.INCOMPLETE, missing=("lý do gác lại",), field="reason")
    if not base.is_draft or not base.is_current or base.set_aside:
        raise Refusal(Code.STALE, about="procedure", procedure=base.procedure.name)

    ProcedureVersion.objects.filter(pk=version_id).update(set_aside=reason.strip())

    told = base.procedure
    record(DraftSetAside(code=told.code, name=told.name, version_id=version_id, reason=reason.strip()), actor=actor, at=at, key=key)
