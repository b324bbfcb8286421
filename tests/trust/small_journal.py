"""A small journal of acts that nobody cares about: entries in three chains, as many as wanted, and seals between them."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, ClassVar

from django.db import connection, transaction

from motcua.journal.checkpoint import Statement, signed
from motcua.journal.export import exported
from motcua.journal.models import Checkpoint, Entry
from motcua.journal.record import record
from motcua.journal.seal import Sealed, seal, sealing_key_file, statement_of
from motcua.journal.sealing_key import key_at
from motcua.kernel.actor import Actor, ActorKind
from motcua.kernel.events import Fact, personal
from motcua.kernel.moments import VIETNAM

START = datetime(2021, 3, 1, 8, tzinfo=VIETNAM)
ACTOR = Actor(kind=ActorKind.SYSTEM, id="s", name="Máy", authority_id=1)


@dataclass(frozen=True, kw_only=True)
class Noted(Fact):
    """Something short was noted."""

    kind: ClassVar[str] = "noted"
    n: int
    who: str = personal()


def note(case: int | None = 7, *, minutes: int = 0, who: str = "", actor: Actor = ACTOR) -> Entry:
    """One entry in a transaction of its own."""
    with transaction.atomic():
        return record(Noted(n=minutes, who=who), actor=actor, at=START + timedelta(minutes=minutes), case=case)


def sealed_at(minutes: int, **options: Any) -> Sealed:
    """A seal that has something to say."""
    made = seal(at=START + timedelta(minutes=minutes), **options)
    assert made is not None
    return made


def a_small_journal() -> tuple[Sealed, Sealed]:
    """Six entries of two cases and an authority under two seals."""
    note(7, who="Lan")
    note(8, minutes=1)
    note(None, minutes=2)
    first = sealed_at(60)
    note(7, minutes=61)
    note(8, minutes=62)
    note(7, minutes=63)
    return first, sealed_at(120)


def lines_of_the_export() -> list[bytes]:
    """The export, line by line."""
    return list(exported())


def unguarded() -> None:
    """What somebody with full power over the database would do first; undone with the test's transaction."""
    with connection.cursor() as cursor:
        for table in ("journal_entry", "journal_checkpoint"):
            if connection.vendor == "sqlite":
                cursor.execute(f"DROP TRIGGER {table}_no_update")
                cursor.execute(f"DROP TRIGGER {table}_no_delete")
            else:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")


def run_sql(statement: str, *values: Any) -> None:
    """One statement, as it stands."""
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def signed_anew(which: int, **changes: Any) -> None:
    """The checkpoint numbered ``which``, changed and signed once more by somebody who holds the key and the database."""
    unguarded()
    row = Checkpoint.objects.get(number=which)
    statement = replace(statement_of(row), **changes)
    key = key_at(sealing_key_file())
    assert key is not None
    told = {name: getattr(statement, name) for name in Statement.__dataclass_fields__}
    Checkpoint.objects.filter(number=which).update(**told, signature=signed(statement, key), digest=statement.digest)
