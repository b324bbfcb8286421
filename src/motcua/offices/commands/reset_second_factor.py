"""An administrator helps a colleague whose telephone is lost: his account asks for no code until he sets up a new one."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import SecondFactorReset
from motcua.offices.queries import person_at_hand, second_factor_at_hand


@transaction.atomic(durable=True)
def reset_second_factor(*, actor: Actor, at: datetime, person_id: int, key: str | None = None) -> None:
    """Forget the person's telephone and codes on paper.

    Refused with ``own-account`` for one's own (which takes a code), ``stale`` where none is asked for; Person.DoesNotExist when the
    authority has none such.
    """
    actor.must("people.manage")

    person = person_at_hand(person_id, actor=actor, day=local_date(at))
    if person.pk == actor.person_id:
        raise Refusal(Code.OWN_ACCOUNT, act="reset_second_factor")
    telephone = second_factor_at_hand(person.pk)

    telephone.end()

    record(SecondFactorReset(login=person.login), actor=actor, at=at, key=key)
