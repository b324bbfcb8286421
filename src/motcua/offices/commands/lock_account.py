"""An account is locked, or opened again: the roles stay, nobody signs in with it."""

from datetime import datetime

from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import AccountLocked
from motcua.offices.models import Authority
from motcua.offices.queries import must_leave_an_administrator, person_at_hand


@transaction.atomic(durable=True)
def lock_account(*, actor: Actor, at: datetime, person_id: int, is_locked: bool, reason: str = "", key: str | None = None) -> None:
    """Lock the account for ``reason``, or open it again. Sessions of a locked account end with their next request.

    Refused with ``own-account`` for one's own, with ``last-administrator`` when nobody else could administer, with ``incomplete`` without a
    reason to lock, with ``stale`` when it is so already.
    """
    actor.must("people.manage")

    person = person_at_hand(person_id, actor=actor, day=local_date(at))
    if person.pk == actor.person_id:
        raise Refusal(Code.OWN_ACCOUNT)
    if person.is_active is not is_locked:
        raise Refusal(Code.STALE, about="account", person=person.name)
    if is_locked:
        if not reason.strip():
            raise Refusal(Code.INCOMPLETE, missing=("lý do khóa",), field="reason")
        dialect.hold(actor.authority_id)
        must_leave_an_administrator(without=person, from_day=local_date(at))

    person.is_active = not is_locked
    person.save(update_fields=["is_active"])
    Authority.revise(actor.authority_id)

    record(AccountLocked(login=person.login, is_locked=is_locked, reason=reason.strip()), actor=actor, at=at, key=key)
