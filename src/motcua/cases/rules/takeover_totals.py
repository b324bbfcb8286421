"""Totals of old cases by their dates alone, as an old system's report counts them: what our own records are compared with."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.rules.takeover import ENDED, OldCase, Standing
from motcua.kernel.cells import When
from motcua.law.clock import Timeliness

_SUSPENDED = frozenset({Standing.AWAITING_SUPPLEMENT, Standing.AWAITING_OBLIGATION, Standing.PAUSED})
_WITH_RESULT = frozenset({Standing.SETTLED, Standing.RETURNED, Standing.REFUSED})

Totals = Counter[tuple[str, Timeliness]]
"""(field, how the cases stand) → how many."""

COUNTED = (
    Timeliness.EARLY, Timeliness.ON_TIME, Timeliness.LATE, Timeliness.PENDING_IN_TIME, Timeliness.PENDING_LATE, Timeliness.NO_LIMIT,
)  # fmt: skip
"""The columns of a comparison, in the order of Biểu 06."""


def stands_by_its_dates(old: OldCase, *, now: datetime) -> Timeliness:
    """How the file itself says that the case stands: its due against its settlement or today, date by date where no times are told."""
    if old.due is None:
        return Timeliness.NO_LIMIT
    if old.standing in ENDED and old.settled:
        if _after(old.settled, old.due):
            return Timeliness.LATE
        is_early = old.standing in _WITH_RESULT and old.settled.day < old.due.day
        return Timeliness.EARLY if is_early else Timeliness.ON_TIME
    is_late = now.date() > old.due.day
    is_suspended = old.standing in _SUSPENDED and old.since is not None and old.since.day <= old.due.day
    return Timeliness.PENDING_LATE if is_late and not is_suspended else Timeliness.PENDING_IN_TIME


def _after(one: When, other: When) -> bool:
    return one.day > other.day


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure from two or three sides; ``reported`` is what the old system's own report says, where somebody typed it in."""

    field: str
    stands: Timeliness
    in_file: int
    here: int
    reported: int | None = None

    @property
    def differs(self) -> bool:
        """Whether the sides do not say the same."""
        return self.in_file != self.here or self.reported not in (None, self.here)


def compared(in_file: Totals, here: Totals, reported: Mapping[Timeliness, int] | None = None) -> tuple[Compared, ...]:
    """Every figure by field, then of all fields ("") with what the old report says."""
    fields = sorted({field for field, _ in (*in_file, *here)})
    by_field = [Compared(field, stands, in_file[field, stands], here[field, stands]) for field in fields for stands in COUNTED]
    whole = [Compared("", stands, _sum(in_file, stands), _sum(here, stands), (reported or {}).get(stands)) for stands in COUNTED]
    return (*(each for each in by_field if each.in_file or each.here), *whole)


def _sum(totals: Totals, stands: Timeliness) -> int:
    return sum(count for (_, told), count in totals.items() if told is stands)


def totals_of(cases: Iterable[tuple[str, OldCase]], *, now: datetime) -> Totals:
    """The totals of old cases, each with its field."""
    return Counter((field, stands_by_its_dates(old, now=now)) for field, old in cases)
