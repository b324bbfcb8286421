"""An administrator gives a colleague a new password, to be changed at the first sign-in; the old one opens nothing from now on."""

from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.offices.events import PasswordGiven
from motcua.offices.queries import person_at_hand


@transaction.atomic(durable=True)
def give_password(*, actor: Actor, at: datetime, person_id: int, password: str, key: str | None = None) -> None:
    """Keep ``password`` as one that others know. All sessions of the person end; Person.DoesNotExist when the authority has none such."""
    actor.must("people.manage")

    person = person_at_hand(person_id, actor=actor, day=local_date(at))
    person.password, person.has_given_password = make_password(password), True
    person.save(update_fields=["password", "has_given_password"])

    record(PasswordGiven(login=person.login), actor=actor, at=at, key=key)
