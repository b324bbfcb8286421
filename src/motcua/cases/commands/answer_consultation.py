"""A consulted office answers (NĐ 61/2018 Đ.19.5); an answer after its limit is marked, never refused."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import ConsultationAnswered
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.flow import Act, must_be_open
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal

_NOBODY = 0
"""The office that is asked when nobody is: none."""


@transaction.atomic(durable=True)
def answer_consultation(*, actor: Actor, at: datetime, case_id: int, text: str, seen: int | None = None, key: str | None = None) -> None:
    """Answer the oldest open question put to an office that the actor answers for."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    open_questions = list(case.consultations.filter(answered_at=None).order_by("id"))
    actor.must("case.answer_consultation", *([asked.office_id for asked in open_questions] or [_NOBODY]))

    must_be_open(Act.ANSWER_CONSULTATION, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    mine = [asked for asked in open_questions if actor.may("case.answer_consultation", asked.office_id)]
    if not mine:
        raise Refusal(Code.WRONG_STATE, act=Act.ANSWER_CONSULTATION.value, state=hand.state.value)

    asked = mine[0]
    asked.answer, asked.answered_at = text, at
    asked.save(update_fields=["answer", "answered_at"])
    case.keep()

    record(ConsultationAnswered(office_id=asked.office_id, due_at=asked.due_at, content=text), actor=actor, at=at, case=case.pk, key=key)
