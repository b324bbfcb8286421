"""A new colleague: an account with a password that is to be changed, and the first role at an office."""

from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import PersonAdded
from motcua.offices.models import Assignment, Authority, Person
from motcua.offices.queries import must_not_be_past, office_open_from
from motcua.offices.rules.logins import is_login
from motcua.offices.rules.roles import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Who comes, to which office, as what, from which day on; ``is_backup`` marks the substitute (NĐ 61/2018 Đ.12.8)."""

    login: str
    name: str
    office_id: int
    role: Role
    valid_from: date
    phone: str = ""
    is_backup: bool = False


@transaction.atomic(durable=True)
def add_person(*, actor: Actor, at: datetime, newcomer: Newcomer, password: str, key: str | None = None) -> None:
    """Open the account; ``password`` serves to choose an own one, and for nothing else.

    Refused with ``login-taken`` for a name to sign in with that somebody has, ``incomplete`` without name or a login fit to be typed,
    ``day-too-early`` for a day that has passed or on which the office is not open.
    """
    actor.must("people.manage", newcomer.office_id)

    if not newcomer.name.strip() or not is_login(newcomer.login):
        raise Refusal(Code.INCOMPLETE, missing=("họ tên và tên đăng nhập",))
    office = office_open_from(newcomer.office_id, newcomer.valid_from, authority_id=actor.authority_id)
    must_not_be_past(newcomer.valid_from, today=local_date(at))
    dialect.hold(actor.authority_id)
    if Person.objects.filter(login=newcomer.login).exists():
        raise Refusal(Code.LOGIN_TAKEN, login=newcomer.login, field="login")

    person = Person.objects.create(
        authority_id=actor.authority_id, key=newcomer.login, login=newcomer.login, name=newcomer.name.strip(), phone=newcomer.phone,
        password=make_password(password), has_given_password=True,
    )  # fmt: skip
    Assignment.objects.create(
        authority_id=actor.authority_id, person=person, office_id=office.id, role=newcomer.role, is_backup=newcomer.is_backup,
        valid_from=newcomer.valid_from,
    )  # fmt: skip
    Authority.revise(actor.authority_id)

    record(
        PersonAdded(
            login=person.login, office=office.name, role=newcomer.role, is_backup=newcomer.is_backup, valid_from=newcomer.valid_from,
            name=person.name, phone=person.phone,
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
