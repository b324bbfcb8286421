"""A person has dealt with a line of a bank's statement: money sent back, a fee that was paid in two parts, nothing of ours."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementLineSettled
from motcua.fees.statement_queries import line_at_hand, must_be_open_line
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def settle_line(*, actor: Actor, at: datetime, line_id: int, reason: str, key: str | None = None) -> None:
    """Write down what was done with the line; it waits for nobody any more.

    Refused with ``stale`` when it waits for nobody already, ``incomplete`` without a reason.
    """
    row = line_at_hand(line_id, actor=actor)
    actor.must("fee.collect", row.office_id)

    must_be_open_line(row)
    if not reason.strip():
        raise Refusal(Code.INCOMPLETE, missing=("đã xử lý thế nào",), field="reason")

    row.settled_by_id, row.settled_at, row.settled_reason = actor.person_id, at, reason.strip()
    row.save(update_fields=["settled_by", "settled_at", "settled_reason"])

    record(StatementLineSettled(line_id=row.pk, statement_id=row.statement_id, reason=reason.strip()), actor=actor, at=at, key=key)
