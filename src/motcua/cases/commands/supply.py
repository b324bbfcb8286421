"""Papers asked for come in: before acceptance the case waits for the counter again, after it the full limit starts anew (Đ.19.4)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseSupplied
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.checklist import papers_listed
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor, ActorKind
from motcua.kernel.moments import local


@transaction.atomic(durable=True)
def supply(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    items: tuple[str, ...],
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> bool:
    """Take in ``items`` and return whether everything asked for is there; after acceptance the case keeps waiting until it is."""
    moment = local(happened_at or at)
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.supply", *([] if actor.kind is ActorKind.APPLICANT else [case.receiving_office_id]))
    hand.must_be_applicants(actor)

    row = must_be_open(Act.SUPPLY, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    brought = papers_listed(hand.procedure, items)

    is_complete = case.bring(brought, at=moment)
    if is_complete or not hand.is_accepted:
        case.move(to=row.to or State.IN_PROGRESS, at=moment, turn=row.turn)
        if hand.is_accepted:
            hand.renew_due()
    case.was_partly_supplied |= not is_complete
    case.was_entered_later |= happened_at is not None
    case.keep()
    case.take_in(brought, at=moment)

    record(
        CaseSupplied(items=tuple(paper.key for paper in brought), is_complete=is_complete, due_at=case.due_at),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip
    return is_complete
