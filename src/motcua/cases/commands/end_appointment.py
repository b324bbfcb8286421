"""A colleague gives a role up: from a day on he holds it no more, and the open cases in his hands go to a successor in the same act."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from motcua.cases.events import CaseAssigned
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.queries.work_held import open_cases_of
from motcua.database import dialect
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.events import AppointmentEnded
from motcua.offices.queries import appointment_at_hand, directory, holds_role, login_of, must_leave_an_administrator, must_not_be_past
from motcua.offices.rules.roles import Role


@transaction.atomic(durable=True)
def end_appointment(
    *, actor: Actor, at: datetime, assignment_id: int, until: date, to_person_id: int | None = None, key: str | None = None
) -> None:
    """End the role with the day before ``until``; the person's open cases of that office go to ``to_person_id`` at once.

    Refused with ``work-left`` while there are such cases and nobody to take them, with ``not-allowed`` for a successor who is no handler
    there, with ``day-too-early`` for a day that has passed or not after the role's first, with ``last-administrator`` when nobody else
    could administer, with ``stale`` when the role ends by then already; Assignment.DoesNotExist when there is none such.
    """
    actor.must("people.manage")

    held = appointment_at_hand(assignment_id, actor=actor)
    must_not_be_past(until, today=max(local_date(at), held.valid_from + timedelta(days=1)))
    if held.valid_to is not None and held.valid_to <= until:
        raise Refusal(Code.STALE, about="appointment", person=held.person.name)
    dialect.hold(actor.authority_id)
    if held.role == Role.ADMINISTRATOR:
        must_leave_an_administrator(without=held.person, from_day=until)
    cases = open_cases_of(held.person_id, directory(actor.authority_id).below(held.office_id)) if held.role == Role.HANDLER else []
    if cases and to_person_id is None:
        raise Refusal(Code.WORK_LEFT, person=held.person.name, count=len(cases), field=f"to-{assignment_id}")
    if cases and to_person_id is not None:
        _must_be_able(to_person_id, held, until)

    held.end(until)
    for case_id in cases:
        _pass_on(case_id, to_person_id or 0, actor=actor, at=at)

    record(
        AppointmentEnded(
            login=held.person.login, office=held.office.name, role=held.role, effective=until, cases=len(cases),
            to_login=login_of(to_person_id) if cases and to_person_id else "",
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip


def _must_be_able(to_person_id: int, held: Any, until: date) -> None:
    offices = directory(held.authority_id).below(held.office_id)
    if to_person_id == held.person_id or not holds_role(to_person_id, Role.HANDLER, offices, day=until):
        raise Refusal(Code.NOT_ALLOWED, permission="case.process", person=to_person_id)


def _pass_on(case_id: int, to_person_id: int, *, actor: Actor, at: datetime) -> None:
    hand = case_at_hand(case_id, actor=actor)
    hand.case.move(to=hand.state, at=at, handler_id=to_person_id)
    hand.case.keep()
    record(CaseAssigned(to_person_id=to_person_id), actor=actor, at=at, case=hand.case.pk)
