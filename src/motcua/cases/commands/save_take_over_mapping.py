"""How the files of an old system are read is saved under a name, to be used again."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import TakeOverMappingSaved
from motcua.cases.models import TakeOverMapping
from motcua.cases.rules.takeover import Mapped, mapped_to
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def save_take_over_mapping(*, actor: Actor, at: datetime, name: str, mapped: Mapped, key: str | None = None) -> None:
    """Save ``mapped`` under ``name``; what was saved under it before is replaced, and stays in the journal."""
    actor.must("case.take_over")
    content = mapped_to(mapped)
    TakeOverMapping.objects.update_or_create(authority_id=actor.authority_id, name=name, defaults={"content": content, "saved_at": at})
    record(TakeOverMappingSaved(name=name, content=content), actor=actor, at=at, key=key)
