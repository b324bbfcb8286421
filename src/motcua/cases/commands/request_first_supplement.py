"""The counter asks, once and completely, for what is missing before it accepts (NĐ 61/2018 Đ.15.3, 17.1.a; Mẫu 02)."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.cases.events import FirstSupplementRequested
from motcua.cases.models import NumberSeries, Slip
from motcua.cases.queries.at_hand import filing_at_hand
from motcua.cases.rules.checklist import papers_listed
from motcua.cases.rules.filing import Filing
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.grounds import NONE_TOLD, Defect, coded
from motcua.cases.rules.issue import supplement
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def request_first_supplement(
    *,
    actor: Actor,
    at: datetime,
    of: int | Filing,
    items: tuple[str, ...],
    reason: str = "",
    defects: Mapping[str, Defect] = NONE_TOLD,
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> int:
    """Ask for ``items`` (papers of the procedure, or what is wrong with them) before acceptance and return the case's id.

    ``of`` is a case's id, or what is handed in now. The clock has not started and does not start.
    """
    moment = local(happened_at or at)
    hand = filing_at_hand(of, actor=actor, day=local_date(moment))
    case = hand.case
    actor.must("case.request_first_supplement", case.receiving_office_id)

    must_be_open(Act.REQUEST_SUPPLEMENT, hand.state, is_accepted=False)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    hand.must_be_first_request(is_after=False)
    wanted = papers_listed(hand.procedure, items)
    listed = papers_listed(hand.procedure, of.papers if isinstance(of, Filing) else ())
    form_set = rulebook_on(local_date(at)).form_set.value

    case.open(at=moment, was_entered_later=happened_at is not None)
    case.move(to=State.AWAITING_SUPPLEMENT, at=moment)
    [sequence] = NumberSeries.next(actor, (case.receiving_office_id, SlipForm.SUPPLEMENT, f"{at.year}"))
    case.keep()
    case.take_in(listed, at=moment)
    case.ask_for(wanted, items=items, reason=reason, at=moment)
    ground = hand.ground(actor, at=at, sequence=sequence)
    said = supplement(ground, items=items, papers=wanted, reason=reason, basis="", is_after=False)
    Slip.issue(case, said, ground=ground, form_set=form_set)

    record(
        FirstSupplementRequested(
            **case.filed(hand.procedure.code), papers=tuple(paper.key for paper in listed), items=tuple(paper.key for paper in wanted),
            slip_number=slip_number(SlipForm.SUPPLEMENT, sequence), reason=reason, defects=coded(defects),
        ),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip
    return case.pk
