"""How the files of an old system are read is saved under a name, to be used again."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import TakeOverMappingSaved
from motcua.cases.models import TakeOverFile, TakeOverMapping
from motcua.cases.rules.takeover import Mapped, mapped_to
from motcua.journal.record import record
from motcua.kernel.actor import Actor, ActorKind


@transaction.atomic(durable=True)
def save_take_over_mapping(
    *, actor: Actor, at: datetime, name: str, mapped: Mapped, file_id: int | None = None, key: str | None = None
) -> None:
    """Save ``mapped`` under ``name``, to be used for the file ``file_id`` too; what the name meant before stays in the journal."""
    file = TakeOverFile.objects.select_for_update().get(pk=file_id, authority_id=actor.authority_id) if file_id else None
    actor.must("case.take_over", *([file.receiving_office_id] if file and actor.kind is not ActorKind.SYSTEM else []))
    content = mapped_to(mapped)
    TakeOverMapping.objects.update_or_create(authority_id=actor.authority_id, name=name, defaults={"content": content, "saved_at": at})
    if file:
        file.mapping_name = name
        file.save(update_fields=["mapping_name"])
    record(TakeOverMappingSaved(name=name, content=content), actor=actor, at=at, key=key)
