"""A file of an old system is kept while it is being taken over."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import TakeOverFileKept
from motcua.cases.models import TakeOverFile
from motcua.cases.rules.takeover import Source
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def keep_take_over_file(
    *, actor: Actor, at: datetime, source: Source, content: str, lines: int, receiving_office_id: int, mapping_name: str = "",
    key: str | None = None,
) -> None:  # fmt: skip
    """Keep what stands in the file for the counter whose cases it has; a file that is kept already stays as it is."""
    actor.must("case.take_over", receiving_office_id)
    _, is_new = TakeOverFile.objects.get_or_create(
        authority_id=actor.authority_id, digest=source.digest,
        defaults={
            "name": source.name, "receiving_office_id": receiving_office_id, "content": content, "kept_at": at, "kept_by": actor.name,
            "mapping_name": mapping_name,
        },
    )  # fmt: skip
    if is_new:
        fact = TakeOverFileKept(name=source.name, digest=source.digest, lines=lines, receiving_office_id=receiving_office_id)
        record(fact, actor=actor, at=at, key=key)
