"""The handling office returns a case for completion through the counter; the clock stops (NĐ 61/2018 Đ.19.4; Mẫu 02)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.cases.events import SupplementRequested
from motcua.cases.models import NumberSeries, Slip
from motcua.cases.queries.at_hand import AtHand, case_at_hand
from motcua.cases.rules.checklist import papers_listed
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.grounds import NONE_TOLD, Defect, coded
from motcua.cases.rules.issue import supplement
from motcua.cases.rules.supplements import why_not_supplement
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Refusal
from motcua.law.clock import Turn
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def request_supplement(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    items: tuple[str, ...],
    reason: str = "",
    defects: Mapping[str, Defect] = NONE_TOLD,
    basis: str = "",
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Ask for ``items`` after acceptance: once, within three working days; a further time only a leader may, on a legal ``basis``."""
    moment = local(happened_at or at)
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    permission = "case.request_supplement_again" if basis else "case.request_supplement"
    if not actor.may("case.request_supplement", hand.handling_office_id):
        actor.must("case.request_supplement_again", hand.handling_office_id, case.lead_office_id)

    row = must_be_open(Act.REQUEST_SUPPLEMENT, hand.state, is_accepted=True)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    if not actor.may(permission, hand.handling_office_id, case.lead_office_id) or not basis:
        _must_be_first_and_in_time(hand, moment)
    wanted = papers_listed(hand.procedure, items)
    form_set = rulebook_on(local_date(at)).form_set.value

    case.move(to=row.to or State.AWAITING_SUPPLEMENT, at=moment, turn=Turn.STOP, office_id=hand.handling_office_id)
    hand.renew_due()
    [sequence] = NumberSeries.next(actor, (case.receiving_office_id, SlipForm.SUPPLEMENT, f"{at.year}"))
    case.keep()
    case.ask_for(wanted, items=items, reason=reason, basis=basis, at=moment)
    ground = hand.ground(actor, at=at, sequence=sequence)
    said = supplement(ground, items=items, papers=wanted, reason=reason, basis=basis, is_after=True)
    Slip.issue(case, said, ground=ground, form_set=form_set)

    record(
        SupplementRequested(
            items=tuple(paper.key for paper in wanted), slip_number=slip_number(SlipForm.SUPPLEMENT, sequence), basis=basis, reason=reason,
            defects=coded(defects),
        ),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip


def _must_be_first_and_in_time(hand: AtHand, moment: datetime) -> None:
    """Refuse a second request of the stage, and a first one later than the rulebook of the acceptance gives (three working days)."""
    accepted_at = local(hand.case.accepted_at)  # type: ignore[arg-type]
    days = rulebook_on(accepted_at.date()).supplement_after_acceptance_days.value
    was_asked = hand.case.supplements.filter(is_after_acceptance=True).exists()
    code = why_not_supplement(was_asked=was_asked, accepted_at=accepted_at, days=days, at=moment, calendar=hand.calendar)
    if code:
        raise Refusal(code, file_number=hand.case.file_number, accepted_at=accepted_at, days=days)
