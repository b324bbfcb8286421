"""An officer changes his telephone, or wants none asked for any more: with a code of the present one, or one on paper."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import SecondFactorDropped
from motcua.offices.models import RecoveryCode
from motcua.offices.queries import second_factor_at_hand


@transaction.atomic(durable=True)
def drop_second_factor(*, actor: Actor, at: datetime, code: str, moment: float, key: str | None = None) -> None:
    """Ask the actor for no codes from now on; those on paper are worth nothing.

    Refused with ``wrong-one-time-code`` without a code of his own, ``stale`` when none is asked for.
    """
    actor.must("second_factor.hold")

    telephone = second_factor_at_hand(actor.person_id or 0)
    if not telephone.take(code, moment=moment) and not RecoveryCode.take(telephone.person_id, code, at=at):
        raise Refusal(Code.WRONG_ONE_TIME_CODE)

    telephone.end()

    record(SecondFactorDropped(), actor=actor, at=at, key=key)
