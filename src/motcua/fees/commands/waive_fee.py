"""A fee is not charged: the payer is exempt, or the error was the office's own."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import FeeWaived
from motcua.fees.queries import order_at_hand
from motcua.fees.rules.charges import OrderState
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def waive_fee(*, actor: Actor, at: datetime, order_id: int, reason: str, key: str | None = None) -> None:
    """Charge nothing for ``order_id``, for ``reason`` (whose exemption, by which document).

    Refused with ``fee-settled`` once the order is paid or waived, with ``incomplete`` without a reason.
    """
    order = order_at_hand(order_id, actor=actor)
    actor.must("fee.collect", order.office_id)

    if order.state != OrderState.OWED:
        raise Refusal(Code.FEE_SETTLED, about=order.about)
    if not reason.strip():
        raise Refusal(Code.INCOMPLETE, missing=("lý do miễn thu",), field="reason")

    order.state, order.waived_reason = OrderState.WAIVED, reason.strip()
    order.save(update_fields=["state", "waived_reason"])

    record(FeeWaived(order_id=order.pk, subject_id=order.subject_id, reason=reason.strip()), actor=actor, at=at, key=key)
