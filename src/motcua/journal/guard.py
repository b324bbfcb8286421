"""Does the database itself refuse to change the journal? Really tried, upon an entry that is rolled back together with the tries."""

from collections.abc import Callable
from datetime import UTC, datetime

from django.db import DatabaseError, transaction

from motcua.journal.digest import GENESIS
from motcua.journal.models import Entry


def refuses_changes() -> dict[str, bool]:
    """Whether UPDATE and DELETE of an entry are refused."""
    moment = datetime(1900, 1, 1, tzinfo=UTC)
    with transaction.atomic():
        probe = Entry.objects.create(
            authority_id=-1, position=0, kind="probe", recorded_at=moment, happened_at=moment, previous=GENESIS, digest=GENESIS
        )
        mine = Entry.objects.filter(pk=probe.pk)
        tried = {"UPDATE": lambda: mine.update(kind="changed"), "DELETE": lambda: mine._raw_delete(mine.db)}
        refused = {name: _is_refused(change) for name, change in tried.items()}
        transaction.set_rollback(True)
    return refused


def _is_refused(change: Callable[[], object]) -> bool:
    try:
        with transaction.atomic():
            change()
    except DatabaseError:
        return True
    return False
