"""A line of a bank's statement that pays exactly what is owed is booked: one line, one transaction, one receipt."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementLineLeft
from motcua.fees.models import FeeReceipt
from motcua.fees.queries import must_be_open_day, order_at_hand
from motcua.fees.rules.charges import Method
from motcua.fees.rules.statement import Became, became_of, proof_of
from motcua.fees.statement_queries import line_at_hand, line_of_row, owing_now
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def book_line(*, actor: Actor, at: datetime, line_id: int, key: str | None = None) -> int:
    """Book a line that waits, as a transfer of today with the bank's day and reference as its proof; return the receipt's id.

    Where its order has been paid, waived or changed since the statement was read, the line is left to a person and 0 returned. Refused
    with ``stale`` for a line that does not wait, ``drawer-closed`` after the day's close.
    """
    row = line_at_hand(line_id, actor=actor)
    actor.must("fee.collect", row.office_id)

    if row.became != Became.WAITING or row.order_id is None:
        raise Refusal(Code.STALE, about="statement-line")
    order, line = order_at_hand(row.order_id, actor=actor), line_of_row(row)
    must_be_open_day(order.office_id, local_date(at), authority_id=actor.authority_id)
    owing = owing_now(order)
    became = became_of(line, owing)

    if became is Became.WAITING:
        proof = proof_of(line, source=row.statement.name)
        receipt = FeeReceipt.take(order, piece=order.amount or 0, quantity=1, method=Method.TRANSFER, proof=proof, actor=actor, at=at)
        row.became, row.receipt = Became.BOOKED, receipt
    else:
        row.became, row.receipt_id = became, owing.receipt_id if became is Became.BY_HAND else None
    row.save(update_fields=["became", "receipt"])

    fact = row.receipt.fact if row.became == Became.BOOKED and row.receipt else StatementLineLeft(line_id=row.pk, became=became.value)
    record(fact, actor=actor, at=at, key=key)
    return row.receipt_id or 0 if row.became == Became.BOOKED else 0
