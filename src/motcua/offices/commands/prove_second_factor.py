"""An officer who has typed his password shows the second thing: a code of his telephone, or one on paper."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import SecondFactorProved
from motcua.offices.models import RecoveryCode
from motcua.offices.queries import recovery_codes_left, second_factor_at_hand


@transaction.atomic(durable=True)
def prove_second_factor(*, actor: Actor, at: datetime, code: str, moment: float, key: str | None = None) -> None:
    """Use ``code`` up. Refused with ``wrong-one-time-code`` when it is none of the actor's, or has been used."""
    actor.must("second_factor.hold")

    telephone = second_factor_at_hand(actor.person_id or 0)
    by_recovery = not telephone.take(code, moment=moment)
    if by_recovery and not RecoveryCode.take(telephone.person_id, code, at=at):
        raise Refusal(Code.WRONG_ONE_TIME_CODE)

    record(SecondFactorProved(by_recovery=by_recovery, left=recovery_codes_left(telephone.person_id)), actor=actor, at=at, key=key)
