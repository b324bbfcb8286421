"""An officer chooses his own password; from then on the one that somebody gave him opens nothing."""

from datetime import datetime

from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import PasswordChosen
from motcua.offices.models import Person


@transaction.atomic(durable=True)
def choose_password(*, actor: Actor, at: datetime, password: str, key: str | None = None) -> None:
    """Keep ``password`` for the actor himself; one that he has already is refused (``password-not-new``). All his sessions end."""
    actor.must("password.choose")

    person = Person.objects.select_for_update().get(pk=actor.person_id)
    if check_password(password, person.password):
        raise Refusal(Code.PASSWORD_NOT_NEW)

    was_given = person.has_given_password
    person.password, person.has_given_password = make_password(password), False
    person.save(update_fields=["password", "has_given_password"])

    record(PasswordChosen(was_given=was_given), actor=actor, at=at, key=key)
