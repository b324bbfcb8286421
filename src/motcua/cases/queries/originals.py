"""Originals as screens and commands read them: those of a case, those in one officer's hands, those of a leader's offices."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.cases.models import CustodyTurn, Original
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.originals import HeldOriginal
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.offices.queries import actor_of, names_of, people_with
from motcua.offices.rules.directory import Directory
from motcua.offices.rules.roles import Role

PERMISSION = "original.hold"
_HOLDERS = (Role.RECEPTIONIST, Role.HANDLER, Role.CLERK, Role.LEADER)


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalLine:
    """An original as a list tells it; ``since``: from when its holder has had it."""

    id: int
    case_id: int
    number: str
    applicant: str
    words: str
    holder_id: int | None
    holder: str
    offered_to_id: int | None
    offered_to: str
    taken_at: datetime
    since: datetime
    returned_at: datetime | None


def held_of(case_id: int) -> tuple[HeldOriginal, ...]:
    """The originals of a case that are not yet given back, in one statement."""
    rows = Original.objects.filter(case_id=case_id, returned_at=None).select_related("holder").order_by("id")
    return tuple(HeldOriginal(row.pk, row.words, row.holder_id or 0, row.holder_name) for row in rows)


def original_at_hand(original_id: int, actor: Actor) -> Original:
    """The original, locked until the transaction ends; Original.DoesNotExist when the actor neither holds, is offered nor may see it."""
    me = Q(holder_id=actor.person_id or 0) | Q(offered_to_id=actor.person_id or 0)
    rows = Original.objects.filter(me | Q(case__in=many_visible_to(actor).values("pk")), authority_id=actor.authority_id)
    return rows.select_for_update(of=("self",)).select_related("holder").get(pk=original_id)


def originals_of(case_id: int, *, authority_id: int) -> tuple[OriginalLine, ...]:
    """Every original that was ever taken for a case, oldest first."""
    return _lines(Original.objects.filter(case_id=case_id, authority_id=authority_id).order_by("id"))


def mine(actor: Actor) -> tuple[OriginalLine, ...]:
    """What lies in the actor's own hands, the longest held first."""
    return _lines(_held(actor).filter(holder_id=actor.person_id or 0))


def offered_to(actor: Actor) -> tuple[OriginalLine, ...]:
    """What others wish to give to the actor."""
    return _lines(_held(actor).filter(offered_to_id=actor.person_id or 0))


def in_reach(actor: Actor, *, most: int = 200) -> tuple[OriginalLine, ...]:
    """Everything held for the cases that the actor may see, oldest first."""
    return _lines(_held(actor).filter(case__in=many_visible_to(actor).values("pk"))[:most])


def takers(actor: Actor, offices: Directory, *, now: datetime, office_ids: Iterable[int]) -> list[tuple[int, str]]:
    """Whom an original of a case can be given to: the officers of its offices, by name; never oneself."""
    wanted, day = sorted({office_id for office_id in office_ids if office_id in offices.offices}), local_date(now)
    people = {person.pk: person.name for role in _HOLDERS for person in people_with(role, wanted, day=day)}
    return sorted(((pk, name) for pk, name in people.items() if pk != actor.person_id), key=lambda each: each[1])


def may_hold(person_id: int, *, authority_id: int, now: datetime) -> bool:
    """Whether this person may have originals in his hands on that day."""
    other = actor_of(person_id, day=local_date(now))
    return other is not None and other.authority_id == authority_id and other.may(PERMISSION)


def _held(actor: Actor) -> QuerySet[Original]:
    return Original.objects.filter(authority_id=actor.authority_id, returned_at=None).order_by("taken_at", "id")


def _lines(query: QuerySet[Original]) -> tuple[OriginalLine, ...]:
    rows = list(query.select_related("case__applicant"))
    people = names_of({pk for row in rows for pk in (row.holder_id, row.offered_to_id) if pk}) if rows else {}
    turns = CustodyTurn.objects.filter(original__in=rows).order_by("number") if rows else ()
    since = {turn.original_id: turn.began_at for turn in turns}
    return tuple(
        OriginalLine(
            id=row.pk,
            case_id=row.case_id,
            number=row.case.file_number or row.case.provisional_code,
            applicant=row.case.applicant.name,
            words=row.words,
            holder_id=row.holder_id,
            holder=people.get(row.holder_id or 0, ""),
            offered_to_id=row.offered_to_id,
            offered_to=people.get(row.offered_to_id or 0, ""),
            taken_at=local(row.taken_at),
            since=local(since.get(row.pk, row.taken_at)),
            returned_at=local(row.returned_at) if row.returned_at else None,
        )
        for row in rows
    )
