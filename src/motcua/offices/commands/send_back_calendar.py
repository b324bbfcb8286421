"""A proposed year of the calendar is sent back with a reason, or taken back by whoever proposed it."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import CalendarSentBack
from motcua.offices.queries import proposal_at_hand


@transaction.atomic(durable=True)
def send_back_calendar(*, actor: Actor, at: datetime, proposal_id: int, reason: str, key: str | None = None) -> None:
    """Settle the proposal without adopting it, for ``reason``.

    Refused with ``not-allowed`` for whoever neither proposed it nor may adopt it, with ``stale`` once it is settled, with ``incomplete``
    without a reason; CalendarProposal.DoesNotExist when the authority has none such.
    """
    actor.must("calendar.read")

    proposal = proposal_at_hand(proposal_id, authority_id=actor.authority_id)
    is_own = proposal.proposed_by_id == actor.person_id
    if not is_own:
        actor.must("calendar.approve", proposal.office_id)
    if proposal.settled_at:
        raise Refusal(Code.STALE, about="calendar", year=proposal.year)
    if not reason.strip():
        raise Refusal(Code.INCOMPLETE, missing=("lý do",), field="reason")

    proposal.settle(by=actor.person_id or 0, at=at, is_adopted=False, reason=reason.strip())

    record(CalendarSentBack(year=proposal.year, reason=reason.strip(), was_withdrawn=is_own), actor=actor, at=at, key=key)
