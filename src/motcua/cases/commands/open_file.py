"""An officer opens a person's file: reading is an act too, noted once an hour for each person and file."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import FileOpened
from motcua.cases.queries.visible import visible_to
from motcua.journal.queries import done_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local


@transaction.atomic(durable=True)
def open_file(*, actor: Actor, at: datetime, case_id: int, purpose: str = "process") -> None:
    """Note that ``actor`` reads the file; Case.DoesNotExist when he may not, or there is none (the two look the same)."""
    actor.must("case.read")
    key = f"open:{actor.id}:{case_id}:{local(at):%Y%m%d%H}"
    if done_with(key, authority_id=actor.authority_id):
        return
    visible_to(actor).select_for_update(of=("self",)).get(pk=case_id)
    record(FileOpened(purpose=purpose), actor=actor, at=at, case=case_id, key=key)
