"""A leader gives a case to a handler (NĐ 61/2018 Đ.19.1)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseAssigned
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import holds_role
from motcua.offices.rules.roles import Role


@transaction.atomic(durable=True)
def assign(*, actor: Actor, at: datetime, case_id: int, to_person_id: int, seen: int | None = None, key: str | None = None) -> None:
    """Make ``to_person_id`` the handler; the person must be a handler of the office whose turn it is, or of one below it."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    office_id = hand.handling_office_id
    actor.must("case.assign", office_id)
    if not holds_role(to_person_id, Role.HANDLER, hand.directory.below(office_id), day=local_date(at)):
        raise Refusal(Code.NOT_ALLOWED, permission="case.process", person=to_person_id)

    must_be_open(Act.ASSIGN, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.move(**hand.standing(actor), at=at, handler_id=to_person_id)
    case.keep()

    record(CaseAssigned(to_person_id=to_person_id), actor=actor, at=at, case=case.pk, key=key)
