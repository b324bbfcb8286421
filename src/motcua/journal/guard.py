"""Does the database itself refuse to change the journal? Really tried, upon rows that are rolled back together with the tries."""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial

from django.db import DatabaseError, transaction
from django.db.models import Model

from motcua.journal.digest import GENESIS
from motcua.journal.models import Checkpoint, Entry

_MOMENT = datetime(1900, 1, 1, tzinfo=UTC)


def refuses_changes() -> dict[str, bool]:
    """Whether UPDATE and DELETE are refused, of an entry and of a checkpoint."""
    refused = {"UPDATE": True, "DELETE": True}
    with transaction.atomic():
        for probe in (_entry(), _checkpoint()):
            mine = type(probe)._default_manager.filter(pk=probe.pk)
            tried = {"UPDATE": partial(mine.update, digest="1" * 64), "DELETE": partial(mine._raw_delete, mine.db)}
            refused = {name: refused[name] and _is_refused(change) for name, change in tried.items()}
        transaction.set_rollback(True)
    return refused


def _entry() -> Model:
    return Entry.objects.create(
        authority_id=-1, position=0, kind="probe", recorded_at=_MOMENT, happened_at=_MOMENT, previous=GENESIS, digest=GENESIS
    )


def _checkpoint() -> Model:
    return Checkpoint.objects.create(
        number=-1, up_to=0, count=0, root=GENESIS, previous=GENESIS, sealed_at=_MOMENT, is_after_restore=False, digest=GENESIS
    )


def _is_refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False
