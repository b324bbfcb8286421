"""A fee is paid, and its receipt numbered (NĐ 61/2018 Đ.22: at the counter, by transfer, or elsewhere with a proof)."""

from datetime import datetime

from django.db import transaction

from motcua.fees.models import FeeReceipt
from motcua.fees.queries import must_be_open_day, order_at_hand
from motcua.fees.rules.charges import Method, OrderState, piece_of, quantity_told
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def collect_fee(
    *,
    actor: Actor,
    at: datetime,
    order_id: int,
    method: Method,
    quantity: int = 1,
    stated: int | None = None,
    basis: str = "",
    proof: str = "",
    key: str | None = None,
) -> int:
    """Take what ``order_id`` asks for ``quantity`` pieces and return the receipt's id.

    Where the list leaves the amount open, ``stated`` is the amount of one piece and ``basis`` the decision that says so. What was paid
    elsewhere needs its ``proof``. Refused with ``fee-settled`` once the order is paid or waived, ``drawer-closed`` after the day's close,
    ``incomplete`` where something is missing.
    """
    order = order_at_hand(order_id, actor=actor)
    actor.must("fee.collect", order.office_id)

    if order.state != OrderState.OWED:
        raise Refusal(Code.FEE_SETTLED, about=order.about)
    piece, quantity = piece_of(order.amount, stated, basis), quantity_told(quantity)
    if method is Method.ELSEWHERE and not proof.strip():
        raise Refusal(Code.INCOMPLETE, missing=("chứng từ đã nộp ở nơi khác",), field="proof")
    must_be_open_day(order.office_id, local_date(at), authority_id=actor.authority_id)

    receipt = FeeReceipt.take(order, piece=piece, quantity=quantity, method=method, proof=proof, basis=basis, actor=actor, at=at)

    record(receipt.fact, actor=actor, at=at, key=key)
    return receipt.pk
