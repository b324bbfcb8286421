"""Reading absences: what is asked of a person, what is his, what his offices must know."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from motcua.kernel.actor import Actor
from motcua.offices.absences import Absence
from motcua.offices.rules.absences import AbsenceState, Span, absence_state, clash

REMEMBERED_DAYS = 60
"""How long an absence that is over, and that nobody has taken the work back from, is still told."""


class Side(StrEnum):
    """On which side of an absence somebody stands; ``STAND_IN_ASKED``: he has not said yes yet."""

    AWAY = "away"
    STAND_IN = "stand_in"
    STAND_IN_ASKED = "stand_in_asked"
    LEADER = "leader"


@dataclass(frozen=True, slots=True)
class AbsenceLine:
    """One absence that nobody has ended, as it stands on a day."""

    id: int
    person_id: int
    person: str
    office_id: int
    stand_in_id: int
    stand_in: str
    first_day: date
    last_day: date
    state: AbsenceState

    @property
    def is_accepted(self) -> bool:
        """Whether the stand-in has said yes."""
        return self.state not in (AbsenceState.OFFERED, AbsenceState.UNCOVERED)

    @property
    def is_going_on(self) -> bool:
        """Whether the person is away now, covered or not."""
        return self.state in (AbsenceState.IN_FORCE, AbsenceState.UNCOVERED)


def absences_for(actor: Actor, *, day: date) -> tuple[AbsenceLine, ...]:
    """Those that ``actor`` is in, or whose work he may assign; what wants something done first."""
    concerned = _is_on(Side.AWAY, actor) | _is_on(Side.STAND_IN, actor) | _is_on(Side.LEADER, actor)
    found = Absence.open_from(day - timedelta(days=REMEMBERED_DAYS), authority_id=actor.authority_id).filter(concerned)
    lines = (_line(each, day) for each in found.select_related("person", "stand_in"))
    order = list(AbsenceState)
    return tuple(sorted(lines, key=lambda each: (order.index(each.state), each.first_day, each.id)))


def waits_for(actor: Actor, line: AbsenceLine) -> bool:
    """Whether the absence wants a word of ``actor``: to say yes to it, or that he is back."""
    if line.person_id == actor.person_id:
        return line.state is AbsenceState.PAST
    return line.stand_in_id == actor.person_id and not line.is_accepted


def absence_at_hand(absence_id: int, actor: Actor, *, said_by: Iterable[Side]) -> Absence:
    """One in which ``actor`` is on one of these sides, locked until the transaction ends; Absence.DoesNotExist when he is not."""
    is_on_a_side = reduce(or_, (_is_on(side, actor) for side in said_by))
    rows = Absence.objects.select_for_update(of=("self",)).select_related("person", "stand_in")
    return rows.get(is_on_a_side, pk=absence_id, authority_id=actor.authority_id)


def _is_on(side: Side, actor: Actor) -> Q:
    is_stand_in = Q(stand_in=actor.person_id)
    sides = {
        Side.AWAY: Q(person=actor.person_id),
        Side.STAND_IN: is_stand_in,
        Side.STAND_IN_ASKED: is_stand_in & Q(accepted_at=None),
        Side.LEADER: Q(office__in=frozenset[int]().union(*(grant.reach for grant in actor.grants if "case.assign" in grant.permissions))),
    }
    return sides[side]


def clashing(wanted: Span, *, authority_id: int) -> Absence | None:
    """The absence on file that ``wanted`` cannot stand beside, if any."""
    on_file = Absence.open_from(wanted.first, authority_id=authority_id).select_related("person", "stand_in")
    known = {each.span: each for each in on_file.order_by("first_day", "id")}
    found = clash(wanted, known)
    return known[found] if found else None


def standing_in(day: date) -> QuerySet[Absence]:
    """The absences accepted that hold on ``day``, for a query to ask whose work is whose (``person``, ``stand_in``)."""
    return Absence.in_force(day)


def stand_in_of(person_id: int | None, *, day: date) -> str:
    """Who does this person's work on ``day``; nobody while he is there himself."""
    return Absence.in_force(day).filter(person=person_id).values_list("stand_in__name", flat=True).first() or "" if person_id else ""


def _line(row: Absence, day: date) -> AbsenceLine:
    state = absence_state(first=row.first_day, last=row.last_day, is_accepted=row.accepted_at is not None, day=day)
    return AbsenceLine(
        row.pk, row.person_id, row.person.name, row.office_id, row.stand_in_id, row.stand_in.name, row.first_day, row.last_day, state
    )
