"""A second person makes a receipt void, or leaves it standing."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import VoidSettled
from motcua.fees.queries import must_be_open_day, receipt_at_hand
from motcua.fees.rules.charges import OrderState
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def settle_void(*, actor: Actor, at: datetime, receipt_id: int, is_void: bool, key: str | None = None) -> None:
    """Make the receipt void (its number stays, the fee is owed again), or leave it standing.

    Refused with ``same-person`` for whoever asked, with ``stale`` when nobody has asked or it is void already, with ``drawer-closed`` once
    its day is closed.
    """
    receipt = receipt_at_hand(receipt_id, actor=actor)
    actor.must("fee.void", receipt.office_id)

    if receipt.void_asked_by_id is None or receipt.voided_at:
        raise Refusal(Code.STALE, about="receipt", number=receipt.label)
    if is_void and receipt.void_asked_by_id == actor.person_id:
        raise Refusal(Code.SAME_PERSON, about="receipt")
    must_be_open_day(receipt.office_id, receipt.taken_on, authority_id=actor.authority_id)

    if is_void:
        receipt.voided_by_id, receipt.voided_at = actor.person_id, at
        receipt.order.state = OrderState.OWED
        receipt.order.save(update_fields=["state"])
    else:
        receipt.void_asked_by_id, receipt.void_asked_at, receipt.void_reason = None, None, ""
    receipt.save(update_fields=["voided_by", "voided_at", "void_asked_by", "void_asked_at", "void_reason"])

    record(VoidSettled(receipt_id=receipt.pk, receipt=receipt.label, amount=receipt.amount, is_void=is_void), actor=actor, at=at, key=key)
