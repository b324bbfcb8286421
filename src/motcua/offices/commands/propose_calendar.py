"""A year of the calendar is proposed: nothing changes before a second person has adopted it."""

from datetime import datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import CalendarProposed
from motcua.offices.models import CalendarProposal
from motcua.offices.queries import seats_with
from motcua.offices.rules.calendars import must_hold_together
from motcua.offices.rules.plan import YearPlan


@transaction.atomic(durable=True)
def propose_calendar(*, actor: Actor, at: datetime, plan: YearPlan, key: str | None = None) -> None:
    """Keep ``plan`` until a second person adopts it or sends it back.

    Refused with ``not-allowed`` unless the actor may propose for the highest office, with ``already-proposed`` while another proposal for
    the year waits, with ``incomplete`` without a decision or a day. Raises CalendarError for a plan that contradicts itself.
    """
    actor.must("calendar.propose")

    seats = seats_with("calendar.propose", actor)
    if not seats:
        raise Refusal(Code.NOT_ALLOWED, permission="calendar.propose")
    missing = [words for words, told in (("văn bản quyết định", plan.decision.strip()), ("các ngày nghỉ", plan.days)) if not told]
    if missing:
        raise Refusal(Code.INCOMPLETE, missing=tuple(missing))
    must_hold_together(plan)
    dialect.hold(actor.authority_id)
    waiting = CalendarProposal.objects.filter(authority_id=actor.authority_id, year=plan.year, settled_at=None).first()
    if waiting:
        raise Refusal(Code.ALREADY_PROPOSED, year=plan.year, by=waiting.proposed_by.name, proposed_at=local(waiting.proposed_at))

    CalendarProposal.objects.create(
        authority_id=actor.authority_id, office_id=seats[0], year=plan.year, decision=plan.decision.strip(), source=plan.source.strip(),
        days=[day.plain for day in plan.days], proposed_by_id=actor.person_id or 0, proposed_at=at,
    )  # fmt: skip

    record(
        CalendarProposed(
            year=plan.year, decision=plan.decision, holidays=plan.dates("holiday"), make_up_days=plan.dates("make_up")
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
