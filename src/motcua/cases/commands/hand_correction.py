"""The applicant has the corrected result in hand, or has been told why the first one stands."""

from datetime import datetime

from django.db import transaction

from motcua.cases.amends_events import CorrectionHanded
from motcua.cases.queries.amends import correction_at_hand
from motcua.cases.rules.amends import CorrectionState, must_stand
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def hand_correction(*, actor: Actor, at: datetime, correction_id: int, to: str = "", key: str | None = None) -> None:
    """Hand the answer to ``to`` (unless told, the applicant)."""
    correction = correction_at_hand(correction_id, actor)
    case = correction.case
    actor.must("case.return_result", case.receiving_office_id)

    must_stand(correction.state, CorrectionState.CORRECTED, CorrectionState.UPHELD)

    correction.hand_to(to.strip() or case.applicant.name, by=actor.person_id, at=at)

    record(CorrectionHanded(correction_id=correction_id, to=correction.handed_to), actor=actor, at=at, case=case.pk, key=key)
