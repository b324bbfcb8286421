"""The lead office answers for its result: the error is corrected, or the result stands and it says why (NĐ 61/2018 Đ.20)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.amends_events import CorrectionAnswered
from motcua.cases.queries.amends import correction_at_hand
from motcua.cases.rules.amends import CorrectionState, must_stand, told
from motcua.cases.rules.openings import is_own_case
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def answer_correction(*, actor: Actor, at: datetime, correction_id: int, is_error: bool, answer: str, key: str | None = None) -> None:
    """Answer a correction: ``answer`` is what was corrected, or why there is no error. How late or timely the case was stays as it is."""
    correction = correction_at_hand(correction_id, actor)
    case = correction.case
    actor.must("case.decide", case.lead_office_id)

    must_stand(correction.state, CorrectionState.ASKED)
    if is_own_case(actor, name=case.applicant.name, phone=case.applicant.phone):
        raise Refusal(Code.OWN_CASE, file_number=case.file_number)
    said = told(answer, missing="đã sửa gì, hoặc vì sao kết quả đúng", field="answer")

    correction.is_error, correction.answer = is_error, said
    correction.answered_by_id, correction.answered_at = actor.person_id, at
    correction.save(update_fields=["is_error", "answer", "answered_by", "answered_at"])

    record(CorrectionAnswered(correction_id=correction_id, is_error=is_error, answer=said), actor=actor, at=at, case=case.pk, key=key)
