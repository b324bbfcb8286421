"""The counter refuses a case in writing, with its reason (NĐ 61/2018 Đ.17.1.b; Mẫu 03)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import IntakeRefused
from motcua.cases.models import NumberSeries, Slip
from motcua.cases.queries.at_hand import filing_at_hand
from motcua.cases.rules.checklist import papers_listed
from motcua.cases.rules.filing import Filing
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.grounds import RefusalGround
from motcua.cases.rules.issue import refusal
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def refuse_intake(
    *,
    actor: Actor,
    at: datetime,
    of: int | Filing,
    reason: str,
    ground: RefusalGround = RefusalGround.OTHER,
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> int:
    """Refuse the filing ``of`` (a case's id, or what is handed in now) for ``reason`` (``ground``: its code) and return the case's id."""
    moment = local(happened_at or at)
    hand = filing_at_hand(of, actor=actor, day=local_date(moment))
    case = hand.case
    actor.must("case.refuse_intake", case.receiving_office_id)

    must_be_open(Act.REFUSE_INTAKE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    listed = papers_listed(hand.procedure, of.papers if isinstance(of, Filing) else ())
    form_set = rulebook_on(local_date(at)).form_set.value

    case.open(at=moment, was_entered_later=happened_at is not None)
    case.move(to=State.REFUSED_INTAKE, at=moment)
    [sequence] = NumberSeries.next(actor, (case.receiving_office_id, SlipForm.REFUSAL, f"{at.year}"))
    case.keep()
    case.take_in(listed, at=moment)
    stands = hand.ground(actor, at=at, sequence=sequence)
    Slip.issue(case, refusal(stands, submitted_at=local(case.submitted_at), reason=reason), ground=stands, form_set=form_set)

    record(
        IntakeRefused(
            **case.filed(hand.procedure.code), papers=tuple(paper.key for paper in listed),
            slip_number=slip_number(SlipForm.REFUSAL, sequence), ground=ground.value, reason=reason,
        ),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip
    return case.pk
