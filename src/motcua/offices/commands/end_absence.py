"""An absence is over: turned down by who was asked, withdrawn, or the work taken back by whoever was away."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.absence_queries import Side, absence_at_hand
from motcua.offices.events import AbsenceEnded


@transaction.atomic(durable=True)
def end_absence(*, actor: Actor, at: datetime, absence_id: int, key: str | None = None) -> None:
    """End it from now on: whoever is away, or leads him, at any time; who was asked only as long as he has not said yes.

    Refused with ``stale`` when it has been ended before. Absence.DoesNotExist when there is none in which he has a say.
    """
    actor.must("case.assign" if actor.may("case.assign") else "case.process")
    absence = absence_at_hand(absence_id, actor, said_by=(Side.AWAY, Side.LEADER, Side.STAND_IN_ASKED))

    if absence.ended_at:
        raise Refusal(Code.STALE, about="absence", person=absence.person.name)

    absence.end(at)

    fact = AbsenceEnded(absence_id=absence_id, person_id=absence.person_id, was_accepted=absence.accepted_at is not None)
    record(fact, actor=actor, at=at, key=key)
