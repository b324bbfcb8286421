"""A year of the calendar is decided: the due dates that rest on it are computed anew, listed and moved in one act."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CalendarAdopted
from motcua.cases.models import Case
from motcua.cases.queries.at_hand import AtHand, case_at_hand
from motcua.cases.rules.flow import OPEN
from motcua.cases.rules.joint import part_plan
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.models import CalendarYear
from motcua.offices.queries import decided_since, directory, forgotten_if_undone, proposal_at_hand
from motcua.offices.rules.calendars import must_hold_together
from motcua.offices.rules.plan import YearPlan


@forgotten_if_undone()
@transaction.atomic(durable=True)
def adopt_calendar(*, actor: Actor, at: datetime, of: YearPlan | int, key: str | None = None) -> tuple[dict[str, str | int | None], ...]:
    """Enter the decided days of a year and return every open case whose due moved, with old and new due.

    ``of`` is the id of a proposal, adopted by a second person, or the year itself as the operator at the console tells it. First promises
    stay as they were printed; so does the limit that a consulted office was given as a moment. A year not yet known becomes known by
    this act. Refused with ``same-person`` for the one who proposed it, with ``stale`` once it is settled or the year was decided since.
    Raises CalendarError for a plan that contradicts itself or the closed days of an office.
    """
    actor.must("calendar.approve" if isinstance(of, int) else "calendar.adopt")

    plan = _proposed(of, actor, at) if isinstance(of, int) else of
    must_hold_together(plan)

    CalendarYear.decide(plan, authority_id=actor.authority_id, at=at)
    directory(actor.authority_id)  # every office's calendar is built, also where no case is open
    moved = tuple(line for case_id in _cases_with_a_due(actor.authority_id) if (line := _move(case_id, actor)))

    record(
        CalendarAdopted(
            year=plan.year, decision=plan.decision, holidays=plan.dates("holiday"), make_up_days=plan.dates("make_up"), moved=moved
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return moved


def _proposed(proposal_id: int, actor: Actor, at: datetime) -> YearPlan:
    """The year that was proposed, settled as adopted by the actor."""
    proposal = proposal_at_hand(proposal_id, authority_id=actor.authority_id)
    actor.must("calendar.approve", proposal.office_id)
    if proposal.proposed_by_id == actor.person_id:
        raise Refusal(Code.SAME_PERSON, year=proposal.year)
    if proposal.settled_at or decided_since(proposal.proposed_at, year=proposal.year, authority_id=actor.authority_id):
        raise Refusal(Code.STALE, about="calendar", year=proposal.year)
    proposal.settle(by=actor.person_id or 0, at=at, is_adopted=True)
    return proposal.plan


def _cases_with_a_due(authority_id: int) -> list[int]:
    mine = Case.objects.filter(authority_id=authority_id, state__in=OPEN, accepted_at__isnull=False)
    return list(mine.exclude(due_at=None).order_by("id").values_list("id", flat=True))


def _move(case_id: int, actor: Actor) -> dict[str, str | int | None] | None:
    """Compute one case's due anew; tells old and new when they differ."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    old, was_provisional = case.due_at, case.is_due_provisional
    hand.renew_due()
    _move_parts(hand)
    if (case.due_at, case.is_due_provisional) == (old, was_provisional):
        return None
    case.keep()
    if case.due_at == old or not (old and case.due_at):
        return None
    return {
        "case": case_id,
        "file_number": case.file_number,
        "old_due": local(old).isoformat(),
        "new_due": local(case.due_at).isoformat(),
    }


def _move_parts(hand: AtHand) -> None:
    """The offices of a joint case count their own limits by the same calendar."""
    if hand.procedure.is_joint:
        for step, began_at in hand.case.open_parts_begun().items():
            hand.case.move_part(part_plan(hand.procedure, hand.directory, step=step, lead_office_id=hand.case.lead_office_id, at=began_at))
