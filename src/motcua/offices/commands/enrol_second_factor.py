"""An officer's telephone: from now on his sign-in asks for the code that it shows, beside the password."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import SecondFactorEnrolled
from motcua.offices.models import Person, RecoveryCode, SecondFactor
from motcua.offices.rules.one_time_codes import are_recovery_codes, is_secret, step_of


@transaction.atomic(durable=True)
def enrol_second_factor(
    *, actor: Actor, at: datetime, secret: str, code: str, moment: float, recovery_codes: tuple[str, ...], key: str | None = None
) -> None:
    """Keep ``secret`` once ``code`` has shown that the telephone has it; ``moment`` is the time that telephones tell.

    Refused with ``stale`` when the account has a telephone already, with ``incomplete`` for a secret or codes that the program has not
    made, with ``wrong-one-time-code`` when the telephone shows another code.
    """
    actor.must("second_factor.hold")

    if not is_secret(secret) or not are_recovery_codes(recovery_codes):
        raise Refusal(Code.INCOMPLETE, missing=("mã bí mật của trang này (hãy mở lại trang)",))
    person = Person.objects.select_for_update().get(pk=actor.person_id)
    if SecondFactor.objects.filter(person=person).exists():
        raise Refusal(Code.STALE, about="second-factor")
    step = step_of(secret, code, moment=moment, after=0)
    if step is None:
        raise Refusal(Code.WRONG_ONE_TIME_CODE)

    SecondFactor.objects.create(authority_id=actor.authority_id, person=person, secret=secret, last_step=step, since=at)
    RecoveryCode.objects.bulk_create(RecoveryCode.of(person, each) for each in recovery_codes)

    record(SecondFactorEnrolled(), actor=actor, at=at, key=key)
