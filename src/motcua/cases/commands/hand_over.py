"""A handler completes his step: the case goes to the office of the next (NĐ 61/2018 Đ.19.6; the control slip tells of each)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseHandedOver
from motcua.cases.queries.at_hand import AtHand, case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.joint import goes_to_all_at_once, part_plan
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import holds_role
from motcua.offices.rules.roles import Role


@transaction.atomic(durable=True)
def hand_over(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    to_office_id: int | None = None,
    to_person_id: int | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Complete the current step and give the case to the next; with ``to_office_id`` or ``to_person_id`` give it there, in the same step.

    In a joint case that went to all offices at once, the acting office completes its own part; the case is held by the first office that
    has not. After the last step the case waits for its leader's decision.
    """
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    is_own_part = to_office_id is None and to_person_id is None and goes_to_all_at_once(hand.procedure, case.channel)
    actor.must("case.hand_over", hand.handling_office_id, *(case.offices_with_open_part() if is_own_part else ()))

    row = must_be_open(Act.HAND_OVER, hand.state, is_accepted=hand.is_accepted)
    if case.outcome:
        raise Refusal(Code.WRONG_STATE, act=Act.HAND_OVER.value, state="decided")
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    giver = hand.handling_office_id
    taker = giver if to_office_id is None else to_office_id
    _must_be_able_to_take(hand, taker, to_person_id, at)
    if to_office_id is None and to_person_id is None:
        _complete_step(hand, actor, at)
        taker = hand.step_office_id
    case.move(to=row.to or State.IN_PROGRESS, at=at, office_id=taker, handler_id=to_person_id)
    case.plan(hand.minutes_to_do, hand.calendar)
    case.keep()

    record(
        CaseHandedOver(from_office_id=giver, to_office_id=case.holder_office_id, step=case.step),
        actor=actor, at=at, case=case.pk, key=key,
    )  # fmt: skip


def _must_be_able_to_take(hand: AtHand, office_id: int, person_id: int | None, at: datetime) -> None:
    """Refuse an office of nowhere, and a person who is no handler of the office that is to hold the case, or of one below it."""
    if office_id not in hand.directory.offices:
        raise Refusal(Code.NOT_ALLOWED, permission="case.hand_over", office=office_id)
    if person_id and not holds_role(person_id, Role.HANDLER, hand.directory.below(office_id), day=local_date(at)):
        raise Refusal(Code.NOT_ALLOWED, permission="case.process", person=person_id)


def _complete_step(hand: AtHand, actor: Actor, at: datetime) -> None:
    """Advance the case by one step; a joint case by the part of the acting office."""
    case, procedure = hand.case, hand.procedure
    case.handler_id = None
    if not procedure.is_joint:
        case.step = min(case.step + 1, procedure.signing_step)
        return
    offices = {office_id for grant in actor.grants for office_id in grant.reach}
    case.complete_part(offices, at=at)
    case.step = case.first_open_step(last=procedure.signing_step)
    if case.step <= procedure.last_step and not goes_to_all_at_once(procedure, case.channel):
        case.begin_part(part_plan(procedure, hand.directory, step=case.step, lead_office_id=case.lead_office_id, at=local(at)))
