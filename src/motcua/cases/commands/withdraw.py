"""The applicant takes the case back, himself or on signed paper that the counter holds."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseWithdrawn
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor, ActorKind
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def withdraw(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    reason: str,
    has_signed_paper: bool = False,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """End the case at the applicant's wish; an officer may only with the applicant's signed paper. A late case stays late."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    if actor.kind is ActorKind.APPLICANT:
        actor.must("case.withdraw")
        hand.must_be_applicants(actor)
    else:
        actor.must("case.withdraw_with_proof", case.receiving_office_id)
        if not has_signed_paper:
            raise Refusal(Code.NOT_ALLOWED, permission="case.withdraw", wants="signed-paper")

    row = must_be_open(Act.WITHDRAW, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)

    case.settled_at = at if hand.is_accepted else None
    case.move(to=row.to or State.WITHDRAWN, at=at)
    case.keep()

    record(CaseWithdrawn(has_signed_paper=has_signed_paper, reason=reason), actor=actor, at=at, case=case.pk, key=key)
