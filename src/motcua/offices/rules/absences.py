"""Who is away when, and who does his work meanwhile: one colleague, there on all those days, with no absence of his own to bridge."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class AbsenceState(StrEnum):
    """Where an absence stands on a day, those that want something done first."""

    UNCOVERED = "uncovered"
    OFFERED = "offered"
    PAST = "past"
    IN_FORCE = "in_force"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class Span:
    """Away from ``first`` to ``last``, both included; ``stand_in_id`` does the work of ``person_id`` meanwhile."""

    person_id: int
    stand_in_id: int
    first: date
    last: date

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def clash(wanted: Span, standing: Iterable[Span]) -> Span | None:
    """The first of the ``standing`` absences that ``wanted`` cannot stand beside; none when it can.

    Away twice, done for by somebody who is away himself, or leaving work that he does for another: in each case some work would on some
    day be nobody's, or go from hand to hand unseen.
    """
    away, doing = {wanted.person_id, wanted.stand_in_id}, wanted.person_id
    return next((each for each in standing if wanted.meets(each) and (each.person_id in away or each.stand_in_id == doing)), None)


def absence_state(*, first: date, last: date, is_accepted: bool, day: date) -> AbsenceState:
    """Where an absence that nobody has ended stands on ``day``; ``UNCOVERED``: he is away, and nobody has said that he does the work."""
    if not is_accepted:
        return AbsenceState.UNCOVERED if first <= day else AbsenceState.OFFERED
    if last < day:
        return AbsenceState.PAST
    return AbsenceState.IN_FORCE if first <= day else AbsenceState.COMING
