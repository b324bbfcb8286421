"""A person says which order a line of a bank's statement has paid: it is collected with the line as its proof."""

from datetime import datetime

from django.db import transaction

from motcua.fees.models import FeeReceipt
from motcua.fees.queries import must_be_open_day, order_at_hand
from motcua.fees.rules.charges import Method, OrderState, piece_of, quantity_told
from motcua.fees.rules.statement import must_be_covered, proof_of
from motcua.fees.statement_queries import line_at_hand, line_of_row, must_be_open_line
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def collect_line(
    *,
    actor: Actor,
    at: datetime,
    line_id: int,
    order_id: int,
    quantity: int = 1,
    stated: int | None = None,
    basis: str = "",
    note: str = "",
    key: str | None = None,
) -> int:
    """Collect ``order_id`` for ``quantity`` pieces with the money of the line and return the receipt's id.

    ``stated`` and ``basis`` as in ``collect_fee``; ``note`` tells what is done with money that came in above what is owed. Refused with
    ``stale`` when the line waits for nobody, ``fee-settled`` once the order is paid or waived, ``transfer-short`` where the line does not
    cover what is owed, ``drawer-closed`` after the day's close, ``incomplete`` where something is missing.
    """
    row = line_at_hand(line_id, actor=actor)
    actor.must("fee.collect", row.office_id)
    order = order_at_hand(order_id, actor=actor)
    actor.must("fee.collect", order.office_id)

    must_be_open_line(row)
    if order.state != OrderState.OWED:
        raise Refusal(Code.FEE_SETTLED, about=order.about)
    piece, quantity, line = piece_of(order.amount, stated, basis), quantity_told(quantity), line_of_row(row)
    must_be_covered(line, piece * quantity, note=note)
    must_be_open_day(order.office_id, local_date(at), authority_id=actor.authority_id)

    proof = "; ".join(part for part in (proof_of(line, source=row.statement.name), note.strip()) if part)
    receipt = FeeReceipt.take(
        order, piece=piece, quantity=quantity, method=Method.TRANSFER, proof=proof, basis=basis, actor=actor, at=at
    )  # fmt: skip
    row.order, row.receipt = order, receipt
    row.settled_by_id, row.settled_at, row.settled_reason = actor.person_id, at, note.strip()
    row.save(update_fields=["order", "receipt", "settled_by", "settled_at", "settled_reason"])

    record(receipt.fact, actor=actor, at=at, key=key)
    return receipt.pk
