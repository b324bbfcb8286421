"""A file of an old system is removed once it is done with; the cases taken over from it stay, with where they came from."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import TakeOverFileRemoved
from motcua.cases.models import TakeOverFile
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def remove_take_over_file(*, actor: Actor, at: datetime, file_id: int, key: str | None = None) -> None:
    """Remove the file with all its cells."""
    file = TakeOverFile.objects.select_for_update().get(pk=file_id, authority_id=actor.authority_id)
    actor.must("case.take_over", file.receiving_office_id)
    file.delete()
    record(TakeOverFileRemoved(name=file.name, digest=file.digest), actor=actor, at=at, key=key)
