"""An applicant, or a helper for him, files a case: it waits for the counter, and the clock has not started (NĐ 61/2018 Đ.16, 17.2)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseSubmitted
from motcua.cases.queries.at_hand import filing_at_hand
from motcua.cases.rules.checklist import papers_listed
from motcua.cases.rules.filing import Filing
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date


@transaction.atomic(durable=True)
def submit(*, actor: Actor, at: datetime, filing: Filing, happened_at: datetime | None = None, key: str | None = None) -> int:
    """Put a filing on the counter's list and return the case's id; a filing whose outside id is on file already is that case."""
    actor.must("case.submit")

    moment = happened_at or at
    hand = filing_at_hand(filing, actor=actor, day=local_date(moment))
    case = hand.case
    if case.pk:
        return case.pk
    must_be_open(Act.SUBMIT, hand.state, is_accepted=False)
    hand.must_come_in_order(moment, at=at)
    papers = papers_listed(hand.procedure, filing.papers)

    case.open(at=moment, was_entered_later=happened_at is not None)
    case.move(to=State.SUBMITTED, at=moment)
    case.keep()
    case.take_in(papers, at=moment)

    record(
        CaseSubmitted(
            **case.filed(hand.procedure.code), papers=tuple(paper.key for paper in papers), provisional_code=case.provisional_code
        ),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip
    return case.pk
