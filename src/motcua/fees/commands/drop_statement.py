"""A statement that was uploaded by mistake, or read by the wrong columns, is removed as long as nothing has come of it."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementDropped
from motcua.fees.models import StatementLine
from motcua.fees.rules.statement import Became
from motcua.fees.statement_queries import lines_held, statement_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def drop_statement(*, actor: Actor, at: datetime, statement_id: int, key: str | None = None) -> None:
    """Remove the statement with its lines, so that it can be uploaded and read anew.

    Refused with ``stale`` once a line of it has been booked or settled.
    """
    statement = statement_at_hand(statement_id, actor=actor)
    actor.must("fee.collect", statement.office_id)

    if any(line.became == Became.BOOKED or line.settled_at for line in lines_held(statement)):
        raise Refusal(Code.STALE, about="statement")

    StatementLine.objects.filter(statement=statement).delete()
    statement.delete()

    record(StatementDropped(office_id=statement.office_id, digest=statement.digest), actor=actor, at=at, key=key)
