"""The handling office asks another for its opinion within a limit; the clock keeps running (NĐ 61/2018 Đ.19.5)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OfficeConsulted
from motcua.cases.models import Consultation
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def consult(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    office_id: int,
    content: str,
    due: datetime,
    seen: int | None = None,
    key: str | None = None,
) -> int:
    """Ask ``office_id`` about ``content`` until ``due`` and return the consultation's id."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.consult", hand.handling_office_id)

    must_be_open(Act.CONSULT, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    if due <= at:
        raise Refusal(Code.DUE_NOT_LATER, due=due, than=at)

    if hand.standing(actor)["to"] is not hand.state:
        case.move(**hand.standing(actor), at=at)
    case.keep()
    asked = Consultation.objects.create(
        authority_id=case.authority_id, case=case, office_id=office_id, content=content, asked_at=at, due_at=due
    )

    record(OfficeConsulted(office_id=office_id, due_at=due, content=content), actor=actor, at=at, case=case.pk, key=key)
    return asked.pk
