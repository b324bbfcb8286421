"""A statement that was uploaded by mistake is removed before anything of it is booked."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementDropped
from motcua.fees.statement_queries import statement_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def drop_statement(*, actor: Actor, at: datetime, statement_id: int, key: str | None = None) -> None:
    """Remove the statement; refused with ``stale`` once it has been read."""
    statement = statement_at_hand(statement_id, actor=actor)
    actor.must("fee.collect", statement.office_id)

    if statement.read_at:
        raise Refusal(Code.STALE, about="statement")

    statement.delete()

    record(StatementDropped(office_id=statement.office_id, digest=statement.digest), actor=actor, at=at, key=key)
