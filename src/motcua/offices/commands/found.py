"""A People's Committee opens its doors in this program: its offices, people, hours and calendar years in one act."""

from dataclasses import replace
from datetime import datetime

from django.contrib.auth.hashers import make_password
from django.db import transaction

from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.offices.events import AuthorityFounded
from motcua.offices.models import Assignment, Authority, CalendarDay, CalendarYear, Office, OpeningHours, OwnCalendar, Person
from motcua.offices.rules.plan import AuthorityPlan, OfficePlan, PersonPlan


@transaction.atomic(durable=True)
def found(*, actor: Actor, at: datetime, plan: AuthorityPlan, key: str | None = None) -> int:
    """Write down everything that ``plan`` says and return the authority's id."""
    actor.must("authority.found")

    authority = Authority.objects.create(key=plan.key, name=plan.name, is_demonstration=plan.is_demonstration)
    offices: dict[str, Office] = {}
    for office in plan.offices:
        offices[office.key] = _found_office(authority, office, offices)
    for person in plan.people:
        _appoint(authority, person, offices[person.office])
    for year in plan.years:
        CalendarYear.objects.create(
            authority_id=authority.pk, year=year.year, is_provisional=year.is_provisional, decision=year.decision, source=year.source
        )
    CalendarDay.objects.bulk_create(CalendarDay.of(day, authority_id=authority.pk) for year in plan.years for day in year.days)

    record(
        AuthorityFounded(
            authority=plan.name, offices=tuple(offices), people=len(plan.people), years=tuple(year.year for year in plan.years)
        ),
        actor=replace(actor, authority_id=authority.pk), at=at, key=key,
    )  # fmt: skip
    return authority.pk


def _found_office(authority: Authority, plan: OfficePlan, known: dict[str, Office]) -> Office:
    office = Office.objects.create(
        authority=authority,
        key=plan.key,
        name=plan.name,
        kind=plan.kind,
        code=plan.code,
        number_generator=plan.number_generator,
        parent=known[plan.parent] if plan.parent else None,
        place=plan.place,
        address=plan.address,
        phone=plan.phone,
        head_title=plan.head_title,
    )
    if plan.week is not None:
        OpeningHours.objects.create(authority_id=authority.pk, office=office, week=plan.week)
    if plan.replaces_calendar:
        OwnCalendar.objects.create(authority_id=authority.pk, office=office)
    CalendarDay.objects.bulk_create(CalendarDay.of(day, authority_id=authority.pk, office=office) for day in plan.days)
    return office


def _appoint(authority: Authority, plan: PersonPlan, office: Office) -> None:
    person = Person.objects.create(
        authority_id=authority.pk,
        key=plan.key,
        login=plan.login or f"{authority.key}:{plan.key}",
        name=plan.name,
        phone=plan.phone,
        password=plan.password_hash or make_password(plan.password),
        has_given_password=plan.is_given,
    )
    Assignment.objects.bulk_create(
        Assignment(authority_id=authority.pk, person=person, office=office, role=role, is_backup=plan.is_backup) for role in plan.roles
    )
