"""Whoever finds a receipt wrong asks for it to be void; a second person decides."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import VoidAsked
from motcua.fees.queries import must_be_open_day, receipt_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def ask_void(*, actor: Actor, at: datetime, receipt_id: int, reason: str, key: str | None = None) -> None:
    """Ask for the receipt to be void, for ``reason``; nothing changes before a second person confirms.

    Refused with ``void-asked`` when somebody has asked already, ``receipt-void`` once it is void, ``drawer-closed`` once its day is closed,
    ``incomplete`` without a reason.
    """
    receipt = receipt_at_hand(receipt_id, actor=actor)
    actor.must("fee.void", receipt.office_id)

    if receipt.voided_at:
        raise Refusal(Code.RECEIPT_VOID, number=receipt.label)
    if receipt.void_asked_by_id:
        raise Refusal(Code.VOID_ASKED, number=receipt.label)
    if not reason.strip():
        raise Refusal(Code.INCOMPLETE, missing=("lý do hủy biên nhận",), field="reason")
    must_be_open_day(receipt.office_id, receipt.taken_on, authority_id=actor.authority_id)

    receipt.void_asked_by_id, receipt.void_asked_at, receipt.void_reason = actor.person_id, at, reason.strip()
    receipt.save(update_fields=["void_asked_by", "void_asked_at", "void_reason"])

    record(VoidAsked(receipt_id=receipt.pk, receipt=receipt.label, reason=reason.strip()), actor=actor, at=at, key=key)
