"""Reads of offices and people: the directory with its calendars, the actor of a request, and who works where."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime
from functools import cache
from typing import Any

from django.db.models import F, QuerySet
from django.utils.crypto import constant_time_compare

from motcua.database import dialect
from motcua.database.compiled import Compiled
from motcua.kernel.actor import Actor, ActorKind, Grant
from motcua.kernel.fold import fold
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.offices import models
from motcua.offices.rules.calendars import planned_calendar
from motcua.offices.rules.directory import Directory, Office
from motcua.offices.rules.plan import DayPlan, YearPlan
from motcua.offices.rules.roles import APPLICANT_PERMISSIONS, PERMISSIONS, REACHES_BELOW, SYSTEM_PERMISSIONS, Role

_PROPOSALS_TOLD = 50
_directories: dict[int, Directory] = {}


def directory(authority_id: int, *, revision: int | None = None) -> Directory:
    """The authority's offices and calendars; one statement when nothing has changed, none when the caller knows the ``revision``."""
    known = _directories.get(authority_id)
    if known is None or known.revision != (revision or _revision(authority_id)):
        known = _directories[authority_id] = _read_directory(authority_id)
    return known


def directory_as_read(authority_id: int) -> Directory:
    """The directory as this process read it last, without a statement: for a request whose actor has just been read with it."""
    return _directories.get(authority_id) or directory(authority_id)


def directory_held(authority_id: int) -> Directory:
    """The directory, with its authority locked against a change of calendar until the transaction ends."""
    [(revision,)] = dialect.held_shared(models.Authority.objects.filter(pk=authority_id).values_list("revision"))
    return directory(authority_id, revision=revision)


def calendar_of(office_id: int, *, authority_id: int) -> WorkingCalendar:
    """The working calendar of an office: its own hours and days, else those of the nearest office above, and the national days."""
    return directory(authority_id).calendars[office_id]


def actor_of(person_id: int, *, day: date, session_hash: str | None = None) -> Actor | None:
    """The actor that a person is on ``day``, in one statement; nothing for a person without any role that day.

    With ``session_hash`` (Django's, of the sign-in) nothing either once the password has changed since.
    """
    rows = list(_HELD_BY(person_id=person_id, day=day))
    if not rows or (session_hash is not None and not _is_current(rows[0], session_hash)):
        return None
    first = rows[0]
    known = directory(first.authority_id, revision=first.revision)
    return Actor(
        kind=ActorKind.OFFICER,
        id=f"person:{person_id}",
        name=first.name,
        authority_id=first.authority_id,
        grants=tuple(_grant(row, known) for row in rows if known.offices[row.office_id].is_valid_on(day)),
        person_id=person_id,
        phone=first.phone,
    )


def _held_by(person_id: int, day: date) -> QuerySet[models.Assignment]:
    """The roles of an active person with what makes him an actor."""
    held = models.Assignment.in_force(day).filter(person_id=person_id, person__is_active=True)
    told = held.only("id", "authority_id", "role", "office_id").order_by("id")
    return told.annotate(
        name=F("person__name"), phone=F("person__phone"), password=F("person__password"), revision=F("office__authority__revision")
    )


_HELD_BY = Compiled(_held_by, person_id=-1, day=date.min)


def _is_current(row: Any, session_hash: str) -> bool:
    return constant_time_compare(session_hash, models.Person(password=row.password).get_session_auth_hash())


def applicant_actor(name: str, *, authority_id: int, phone: str = "") -> Actor:
    """An applicant as an actor: may act upon his own case only, which each command checks."""
    grant = Grant(role="applicant", office_id=0, permissions=APPLICANT_PERMISSIONS, reach=frozenset())
    return Actor(ActorKind.APPLICANT, "applicant", name, authority_id, (grant,), phone=phone)


def powerless_actor(name: str, *, authority_id: int) -> Actor:
    """A person without any role on the day: may do nothing, and is told so by every command."""
    return Actor(ActorKind.OFFICER, "nobody", name, authority_id)


def system_actor(authority_id: int) -> Actor:
    """The system's own clock as an actor."""
    grant = Grant(role="system", office_id=0, permissions=SYSTEM_PERMISSIONS, reach=frozenset())
    return Actor(ActorKind.SYSTEM, "system", "Hệ thống", authority_id, (grant,))


def people_with(role: Role, office_ids: Iterable[int], *, day: date) -> list[models.Person]:
    """The active people who hold ``role`` at one of these offices on ``day``, by name."""
    held = models.Assignment.in_force(day).filter(role=role, office_id__in=office_ids)
    return list(models.Person.objects.filter(is_active=True, assignments__in=held).distinct().order_by("name"))


def holders_at(role: Role, office_ids: Iterable[int], *, day: date) -> dict[tuple[int, int], str]:
    """Person and office → name, of the active people who hold ``role`` there on ``day``, by name; one statement in all."""
    held = (
        models.Assignment.in_force(day).filter(role=role, office_id__in=office_ids, person__is_active=True).order_by("person__name", "id")
    )
    return {(person, office): name for person, office, name in held.values_list("person_id", "office_id", "person__name")}


def holds_role(person_id: int, role: Role, office_ids: Iterable[int], *, day: date) -> bool:
    """Whether the person holds ``role`` at one of these offices on ``day``."""
    return models.Assignment.in_force(day).filter(person_id=person_id, role=role, office_id__in=office_ids).exists()


def names_of(person_ids: Iterable[int]) -> dict[int, str]:
    """Person id → name."""
    return dict(models.Person.objects.filter(pk__in=set(person_ids)).values_list("id", "name"))


def _revision(authority_id: int) -> int:
    return models.Authority.objects.values_list("revision", flat=True).get(pk=authority_id)


def _grant(row: models.Assignment, known: Directory) -> Grant:
    role = Role(row.role)
    reach = known.below(row.office_id) if role in REACHES_BELOW else frozenset({row.office_id})
    return Grant(role=role, office_id=row.office_id, permissions=PERMISSIONS[role], reach=reach)


def _read_directory(authority_id: int) -> Directory:
    authority = models.Authority.objects.get(pk=authority_id)
    rows = list(models.Office.objects.filter(authority_id=authority_id).order_by("id"))
    offices = {row.pk: _office(row) for row in rows}
    bare = Directory(authority_id, authority.name, authority.revision, authority.is_demonstration, offices, {})
    return replace(bare, calendars=_read_calendars(bare))


def directory_with(plan: YearPlan, *, authority_id: int) -> Directory:
    """The directory as it would be with ``plan`` decided; CalendarError where the plan contradicts an office's own days."""
    known = directory(authority_id)
    return replace(known, calendars=_read_calendars(known, decided=plan))


def _office(row: models.Office) -> Office:
    return Office(
        id=row.pk,
        key=row.key,
        name=row.name,
        kind=row.kind,
        code=row.code,
        parent_id=row.parent_id,
        place=row.place,
        address=row.address,
        phone=row.phone,
        head_title=row.head_title,
        number_generator=row.number_generator,
        valid_from=row.valid_from,
        valid_to=row.valid_to,
    )


def _read_calendars(known: Directory, *, decided: YearPlan | None = None) -> dict[int, WorkingCalendar]:
    """The calendar of every office; offices under the same hours and days share one value. ``decided`` stands instead of that year."""
    mine = {"authority_id": known.authority_id}
    weeks = dict(models.OpeningHours.objects.filter(**mine).values_list("office_id", "week"))
    owners = set(models.OwnCalendar.objects.filter(**mine).values_list("office_id", flat=True))
    days: dict[int | None, list[DayPlan]] = defaultdict(list)
    for row in models.CalendarDay.objects.filter(**mine).order_by("day"):
        days[row.office_id].append(row.plan)
    years = {row.year: _year(row, days[None]) for row in models.CalendarYear.objects.filter(**mine)}
    national = tuple((years | {decided.year: decided} if decided else years).values())

    @cache
    def built(hours: int | None, owner: int | None, local: tuple[int, ...]) -> WorkingCalendar:
        own_days = [day for office_id in local for day in days[office_id]]
        return planned_calendar(week=weeks[hours] if hours else None, years=None if owner else national, days=own_days)

    def of(office_id: int) -> WorkingCalendar:
        line = known.above(office_id)
        owner = next((at for at in line if at in owners), None)
        local = (owner,) if owner else tuple(at for at in line if days.get(at))
        return built(next((at for at in line if at in weeks), None), owner, local)

    return {office_id: of(office_id) for office_id in known.offices}


def years_on_file(authority_id: int) -> tuple[tuple[YearPlan, datetime | None], ...]:
    """The national years that the authority knows, the latest first, each with the moment at which it was decided here."""
    days = [row.plan for row in models.CalendarDay.objects.filter(authority_id=authority_id, office=None).order_by("day")]
    rows = models.CalendarYear.objects.filter(authority_id=authority_id).order_by("-year")
    return tuple((_year(row, days), row.decided_at) for row in rows)


def proposals(authority_id: int, *, year: int | None = None) -> list[models.CalendarProposal]:
    """The proposed years, open ones first, then the newest; of one ``year``, if told."""
    mine = models.CalendarProposal.objects.filter(authority_id=authority_id, **({"year": year} if year else {}))
    return list(mine.select_related("proposed_by", "settled_by").order_by(F("settled_at").desc(nulls_first=True), "-id")[:_PROPOSALS_TOLD])


def proposal(proposal_id: int, *, authority_id: int) -> models.CalendarProposal:
    """One proposed year, with who proposed and who settled it; CalendarProposal.DoesNotExist when the authority has none such."""
    return models.CalendarProposal.objects.select_related("proposed_by", "settled_by").get(pk=proposal_id, authority_id=authority_id)


def proposal_at_hand(proposal_id: int, *, authority_id: int) -> models.CalendarProposal:
    """The same for a command: locked until the transaction ends."""
    return models.CalendarProposal.objects.select_for_update().get(pk=proposal_id, authority_id=authority_id)


def decided_since(moment: datetime, *, year: int, authority_id: int) -> bool:
    """Whether the year has been decided here after ``moment``."""
    return models.CalendarYear.objects.filter(authority_id=authority_id, year=year, decided_at__gt=moment).exists()


def seats_with(permission: str, actor: Actor) -> tuple[int, ...]:
    """The offices with none above them at which the actor holds ``permission``."""
    known = directory(actor.authority_id)
    return tuple(
        grant.office_id for grant in actor.grants if permission in grant.permissions and known.offices[grant.office_id].parent_id is None
    )


# ---- people and what they hold -------------------------------------------------------------------------------------------------


def people_of(actor: Actor, *, day: date) -> list[models.Person]:
    """Everybody whose every role on ``day`` or later lies within the actor's reach, or who holds none, by name, with his roles."""
    everybody = models.Person.objects.filter(authority_id=actor.authority_id).order_by("name", "id")
    return [person for person in everybody.prefetch_related("assignments__office") if _is_reached(person, actor, day)]


def person_of(person_id: int, *, actor: Actor, day: date) -> models.Person:
    """One of them; Person.DoesNotExist for anybody else."""
    person = models.Person.objects.prefetch_related("assignments__office").get(pk=person_id, authority_id=actor.authority_id)
    if not _is_reached(person, actor, day):
        raise models.Person.DoesNotExist
    return person


def person_at_hand(person_id: int, *, actor: Actor, day: date) -> models.Person:
    """The same for a command: locked until the transaction ends; refused with ``not-allowed`` where the actor does not reach him."""
    person = models.Person.objects.select_for_update().get(pk=person_id, authority_id=actor.authority_id)
    if not _is_reached(person, actor, day):
        raise Refusal(Code.NOT_ALLOWED, permission="people.manage")
    return person


def appointment_at_hand(assignment_id: int, *, actor: Actor) -> models.Assignment:
    """A role with its person, locked; Assignment.DoesNotExist when there is none such, ``not-allowed`` out of the actor's reach."""
    rows = models.Assignment.objects.select_for_update(of=("self",)).select_related("person", "office")
    held = rows.get(pk=assignment_id, authority_id=actor.authority_id)
    actor.must("people.manage", held.office_id)
    return held


def _is_reached(person: models.Person, actor: Actor, day: date) -> bool:
    """Whether every office at which the person holds or is to hold a role is one for which the actor manages people."""
    mine = frozenset[int]().union(*(grant.reach for grant in actor.grants if "people.manage" in grant.permissions))
    return {held.office_id for held in person.assignments.all() if held.valid_to is None or held.valid_to > day} <= mine


def office_at_hand(office_id: int, *, authority_id: int) -> models.Office:
    """An office's row, locked until the transaction ends; Office.DoesNotExist when the authority has none such."""
    return models.Office.objects.select_for_update().get(pk=office_id, authority_id=authority_id)


def roles_held_at(office_id: int, *, day: date) -> int:
    """How many roles at the office are held on ``day`` or later, by whose account is open."""
    held = models.Assignment.objects.filter(office_id=office_id, person__is_active=True)
    return sum(each is None or each > day for each in held.values_list("valid_to", flat=True))


def office_open_from(office_id: int, day: date, *, authority_id: int) -> Office:
    """The office; refused with ``day-too-early`` for one not yet open on ``day``, Office.DoesNotExist for one closed by then or unknown."""
    office = directory(authority_id).offices.get(office_id)
    if office is None or (office.valid_to and office.valid_to <= day):
        raise models.Office.DoesNotExist
    if day < office.valid_from:
        raise Refusal(Code.DAY_TOO_EARLY, day=day, since=office.valid_from, field="valid_from")
    return office


def must_not_be_past(day: date, *, today: date) -> None:
    """Refuse with ``day-too-early`` a day before ``today``: what was done under the old arrangement stays as it was."""
    if day < today:
        raise Refusal(Code.DAY_TOO_EARLY, day=day, since=today, field="valid_from")


def must_leave_an_administrator(*, without: models.Person, from_day: date) -> None:
    """Refuse with ``last-administrator`` when without this person nobody administers a highest office from ``from_day`` on."""
    held = models.Assignment.in_force(from_day).filter(authority_id=without.authority_id, role=Role.ADMINISTRATOR, valid_to=None)
    if not held.filter(office__parent=None, person__is_active=True).exclude(person=without).exists():
        raise Refusal(Code.LAST_ADMINISTRATOR, person=without.name)


def handlers_by_words(authority_id: int, *, day: date) -> dict[str, list[int]]:
    """Folded login or name → the ids of the people who handle cases on ``day``."""
    found: dict[str, list[int]] = defaultdict(list)
    held = models.Assignment.in_force(day).filter(role=Role.HANDLER)
    rows = models.Person.objects.filter(authority_id=authority_id, is_active=True, assignments__in=held).distinct()
    for person_id, login, name in rows.values_list("id", "login", "name"):
        for words in {fold(login), fold(name)} - {""}:
            found[words].append(person_id)
    return found


def second_factor_of(person_id: int) -> models.SecondFactor | None:
    """The telephone that a person must show a code of, if any."""
    return models.SecondFactor.objects.filter(person_id=person_id).first()


def second_factor_at_hand(person_id: int) -> models.SecondFactor:
    """The same for a command: locked until the transaction ends; refused with ``stale`` where there is none."""
    held = models.SecondFactor.objects.select_for_update().filter(person_id=person_id).first()
    if held is None:
        raise Refusal(Code.STALE, about="second-factor")
    return held


def recovery_codes_left(person_id: int) -> int:
    """How many codes on paper have not been used."""
    return models.RecoveryCode.objects.filter(person_id=person_id, used_at=None).count()


def login_of(person_id: int) -> str:
    """The name that a person signs in with."""
    return models.Person.objects.values_list("login", flat=True).get(pk=person_id)


def _year(row: models.CalendarYear, national: Iterable[DayPlan]) -> YearPlan:
    return YearPlan(
        year=row.year,
        is_provisional=row.is_provisional,
        decision=row.decision,
        source=row.source,
        days=tuple(day for day in national if day.day.year == row.year),
    )


def authority_keys() -> dict[str, int]:
    """Key → id of all authorities that this database serves."""
    return dict(models.Authority.objects.order_by("id").values_list("key", "id"))


def authority_ids() -> list[int]:
    """All authorities that this database serves."""
    return list(models.Authority.objects.order_by("id").values_list("id", flat=True))


def people_ids(authority_id: int) -> dict[str, int]:
    """Key → id of the people of an authority."""
    return dict(models.Person.objects.filter(authority_id=authority_id).values_list("key", "id"))


def forget() -> None:
    """Forget what this process has read, as when it is given another database."""
    _directories.clear()


@contextmanager
def forgotten_if_undone() -> Iterator[None]:
    """Round an act that changes the directory and reads it: when the act is undone, the next one will use the same revision."""
    try:
        yield
    except BaseException:
        forget()
        raise


def authority_called(key: str = "") -> int | None:
    """The id of the authority called ``key``; without a key, of the only one there is."""
    rows = models.Authority.objects.filter(key=key) if key else models.Authority.objects.all()
    ids = list(rows.values_list("id", flat=True)[:2])
    return ids[0] if len(ids) == 1 else None


def authorities() -> list[tuple[str, bool]]:
    """Key of each authority that this database serves, and whether it is a demonstration's."""
    return list(models.Authority.objects.order_by("id").values_list("key", "is_demonstration"))
