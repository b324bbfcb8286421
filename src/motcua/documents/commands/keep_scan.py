"""A scan of papers of several cases is kept whole, before anything of it is put anywhere."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.documents.events import ScanKept
from motcua.documents.models import Scan, StoredFile
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.names import shown_name
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def keep_scan(*, actor: Actor, at: datetime, file: Kept, marks: Mapping[int, str], name: str, key: str | None = None) -> int:
    """Keep the scan for the officer who made it and return its id; ``marks``: page → what its QR says."""
    actor.must("case.attach")

    stored, name = StoredFile.of(file, authority_id=actor.authority_id, at=at), shown_name(name)
    told = {str(page): text for page, text in marks.items()}
    scan = Scan.objects.create(
        authority_id=actor.authority_id, file=stored, marks=told, name=name, person_id=actor.person_id or 0, kept_at=at
    )

    fact = ScanKept(digest=file.digest, size=file.size, pages=file.pages, covers=len(marks), name=name)
    record(fact, actor=actor, at=at, key=key)
    return scan.pk
