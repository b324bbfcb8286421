"""The applicant finds an error in his result: it is corrected in the same case, at the office's cost (NĐ 61/2018 Đ.20)."""

from datetime import date, datetime

from django.db import transaction

from motcua.cases.amends_events import CorrectionAsked
from motcua.cases.models import Correction
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.amends import CorrectionState, day_named, must_be_correctable, must_stand, told
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date


@transaction.atomic(durable=True)
def ask_correction(*, actor: Actor, at: datetime, case_id: int, words: str, promised_on: date, key: str | None = None) -> int:
    """Open a correction and return its id: ``words`` say what is wrong, ``promised_on`` is the day named to the applicant.

    Opens no case, asks for no paper again and orders no fee. ``not-this-step`` while one is open already, or there is no result.
    """
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.return_result", case.receiving_office_id)

    must_be_correctable(hand.state)
    hand.must_not_be_own(actor)
    for waiting in case.corrections.filter(handed_at=None):
        must_stand(waiting.state, CorrectionState.HANDED)
    wrong = told(words, missing="chỗ sai trong kết quả", field="words")
    named = day_named(promised_on, today=local_date(at))

    correction = Correction.objects.create(
        authority_id=case.authority_id, case=case, words=wrong, asked_by_id=actor.person_id or 0, asked_at=at, promised_on=named
    )

    record(CorrectionAsked(correction_id=correction.pk, promised_on=named, words=wrong), actor=actor, at=at, case=case_id, key=key)
    return correction.pk
