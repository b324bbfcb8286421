"""A filing goes to the counter of the authority that it belongs to (NĐ 61/2018 Đ.18)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseForwarded
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def forward(*, actor: Actor, at: datetime, case_id: int, to_office_id: int, seen: int | None = None, key: str | None = None) -> None:
    """Make ``to_office_id`` the receiving office of a filing that has not been accepted."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.forward", case.receiving_office_id)

    must_be_open(Act.FORWARD, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.receiving_office_id = to_office_id
    case.lead_office_id = hand.procedure.lead_office_of(to_office_id)
    case.move(to=State.SUBMITTED, at=at, office_id=to_office_id)
    case.keep()

    record(CaseForwarded(to_office_id=to_office_id), actor=actor, at=at, case=case.pk, key=key)
