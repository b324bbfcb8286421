"""The colleague who was asked says yes: on the days of the absence he does the other's work beside his own."""

from datetime import datetime

from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.absence_queries import Side, absence_at_hand
from motcua.offices.events import AbsenceAccepted


@transaction.atomic(durable=True)
def accept_absence(*, actor: Actor, at: datetime, absence_id: int, key: str | None = None) -> None:
    """Say yes; refused with ``stale`` once it was withdrawn, answered or is over. Absence.DoesNotExist when he was not asked."""
    actor.must("case.process")
    absence = absence_at_hand(absence_id, actor, said_by=(Side.STAND_IN,))

    if absence.ended_at or absence.accepted_at or absence.last_day < local_date(at):
        raise Refusal(Code.STALE, about="absence", person=absence.person.name)

    absence.accept(at)

    record(AbsenceAccepted(absence_id=absence_id, person_id=absence.person_id), actor=actor, at=at, key=key)
