"""A fee is paid, and its receipt numbered (NĐ 61/2018 Đ.22: at the counter, by transfer, or elsewhere with a proof)."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import FeeCollected
from motcua.fees.models import FeeReceipt, ReceiptSeries
from motcua.fees.queries import must_be_open_day, order_at_hand
from motcua.fees.rules.charges import MOST_PIECES, Method, OrderState
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
    piece = _piece(order.amount, stated, basis)
    if not 1 <= quantity <= MOST_PIECES:
        raise Refusal(Code.INCOMPLETE, missing=(f"số lượng từ 1 đến {MOST_PIECES}",), field="quantity")
    if method is Method.ELSEWHERE and not proof.strip():
        raise Refusal(Code.INCOMPLETE, missing=("chứng từ đã nộp ở nơi khác",), field="proof")
    day = local_date(at)
    must_be_open_day(order.office_id, day, authority_id=actor.authority_id)

    order.state = OrderState.PAID
    order.save(update_fields=["state"])
    number = ReceiptSeries.next(actor.authority_id, order.office_id, day.year)
    receipt = FeeReceipt.objects.create(
        authority_id=actor.authority_id, order=order, office_id=order.office_id, year=day.year, number=number, amount=piece * quantity,
        quantity=quantity, method=method, proof=proof.strip(), basis="" if order.amount is not None else basis.strip(),
        taken_by_id=actor.person_id or 0, taken_at=at, taken_on=day,
    )  # fmt: skip

    record(
        FeeCollected(
            order_id=order.pk, subject_id=order.subject_id, receipt=receipt.label, amount=receipt.amount, quantity=quantity,
            method=method.value, basis=receipt.basis, proof=receipt.proof,
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return receipt.pk


def _piece(listed: int | None, stated: int | None, basis: str) -> int:
    """The amount of one piece; what the list says is never overridden by what was typed."""
    if listed is not None:
        return listed
    missing = [words for words, told in (("số tiền", stated), ("căn cứ của mức thu", basis.strip())) if not told]
    if missing or stated is None:
        raise Refusal(Code.INCOMPLETE, missing=tuple(missing), field="stated")
    return stated
