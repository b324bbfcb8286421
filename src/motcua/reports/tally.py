"""Counting: every case stands in exactly one cell of each group of columns, and every sum of Biểu 06 holds (counting rules 3–9).

Facts in, figures out: pure. One table, ``CONDITIONS``, says what each figure counts; the list behind a figure asks the same.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from motcua.kernel.fold import fold
from motcua.law.clock import Timeliness


class Origin(StrEnum):
    """How a case came into the period: accepted in it by one of two ways, or carried over from before."""

    ONLINE = "online"
    DIRECT = "direct"
    CARRIED = "carried"


class Basis(StrEnum):
    """By which due a case is judged: the one in force, as the official form does, or the first promise."""

    IN_FORCE = "in-force"
    FIRST = "first"


@dataclass(frozen=True, slots=True)
class Kind:
    """Everything that a report asks of one case; cases of one kind are counted together."""

    field: str
    office_id: int
    origin: Origin
    stand: Timeliness
    stand_first: Timeliness
    is_extended: bool
    has_no_result: bool

    def stands(self, basis: Basis) -> Timeliness:
        """How such a case stands, judged by ``basis``."""
        return self.stand if basis is Basis.IN_FORCE else self.stand_first


Facts = Counter[Kind]
"""Kind → how many cases: all that the figures of a report rest on. Facts may be added and taken away like numbers."""


class Cell(StrEnum):
    """A figure of Biểu 06: its columns by their official numbers, then its footnotes. The values stand in addresses and exports."""

    RECEIVED = "c3"
    ONLINE = "c4"
    DIRECT = "c5"
    CARRIED = "c6"
    SETTLED = "c7"
    EARLY = "c8"
    ON_TIME = "c9"
    LATE = "c10"
    PENDING = "c11"
    PENDING_IN_TIME = "c12"
    PENDING_LATE = "c13"
    NO_LIMIT = "no_limit"
    EXTENDED = "extended"
    ENDED_WITHOUT_RESULT = "ended_without_result"


FOOTNOTES = (Cell.NO_LIMIT, Cell.EXTENDED, Cell.ENDED_WITHOUT_RESULT)
COLUMNS = tuple(cell for cell in Cell if cell not in FOOTNOTES)

_T = Timeliness
_ANY = frozenset(Origin)
_SETTLED = frozenset({_T.EARLY, _T.ON_TIME, _T.LATE})
_PENDING = frozenset({_T.PENDING_IN_TIME, _T.PENDING_LATE})


@dataclass(frozen=True, slots=True)
class Condition:
    """What makes a case count in a figure; a mark that is none is not asked for."""

    origins: frozenset[Origin] = _ANY
    stands: frozenset[Timeliness] = _SETTLED | _PENDING
    is_extended: bool | None = None
    has_no_result: bool | None = None

    def holds(self, kind: Kind, basis: Basis) -> bool:
        """Whether a case of ``kind`` counts."""
        return (
            kind.origin in self.origins
            and kind.stands(basis) in self.stands
            and self.is_extended in (None, kind.is_extended)
            and self.has_no_result in (None, kind.has_no_result)
        )


CONDITIONS: Mapping[Cell, Condition] = {
    Cell.RECEIVED: Condition(),
    Cell.ONLINE: Condition(origins=frozenset({Origin.ONLINE})),
    Cell.DIRECT: Condition(origins=frozenset({Origin.DIRECT})),
    Cell.CARRIED: Condition(origins=frozenset({Origin.CARRIED})),
    Cell.SETTLED: Condition(stands=_SETTLED),
    Cell.EARLY: Condition(stands=frozenset({_T.EARLY})),
    Cell.ON_TIME: Condition(stands=frozenset({_T.ON_TIME})),
    Cell.LATE: Condition(stands=frozenset({_T.LATE})),
    Cell.PENDING: Condition(stands=_PENDING),
    Cell.PENDING_IN_TIME: Condition(stands=frozenset({_T.PENDING_IN_TIME})),
    Cell.PENDING_LATE: Condition(stands=frozenset({_T.PENDING_LATE})),
    Cell.NO_LIMIT: Condition(stands=frozenset({_T.NO_LIMIT})),
    Cell.EXTENDED: Condition(is_extended=True),
    Cell.ENDED_WITHOUT_RESULT: Condition(stands=_SETTLED, has_no_result=True),
}
"""A case without a time limit stands in no column (counting rule 6): no condition but its own names that stand."""

Figures = dict[Cell, int]


def figures(facts: Facts, basis: Basis = Basis.IN_FORCE, cells: Iterable[Cell] = COLUMNS) -> Figures:
    """The figures of one line of the form."""
    return {cell: sum(count for kind, count in facts.items() if CONDITIONS[cell].holds(kind, basis)) for cell in cells}


def by_field(facts: Facts) -> dict[str, Facts]:
    """Field (lĩnh vực) → its facts, in the order of the names; a field of which no case stands in a column is left out."""
    return _by(facts, lambda kind: kind.field, order=fold)


def by_office(facts: Facts) -> dict[int, Facts]:
    """Office → its facts, in the order of their ids."""
    return _by(facts, lambda kind: kind.office_id, order=lambda office_id: office_id)


def _by(facts: Facts, key: Callable[[Kind], Any], order: Callable[[Any], Any]) -> dict[Any, Facts]:
    parts: dict[Any, Facts] = {}
    for kind, count in facts.items():
        if count and CONDITIONS[Cell.RECEIVED].holds(kind, Basis.IN_FORCE):
            parts.setdefault(key(kind), Counter())[kind] += count
    return {each: parts[each] for each in sorted(parts, key=order)}


def share(part: int, of: int) -> Decimal | None:
    """``part`` in per cent of ``of``: one decimal, half up; nothing where there is nothing to divide (counting rule 9)."""
    return (Decimal(100) * part / of).quantize(Decimal("0.1"), ROUND_HALF_UP) if of else None


# ---- what a report said and what it would say now ---------------------------------------------------------------------------

Places = Mapping[int, Kind]
"""Case id → its kind: where each case of a report stands."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A case that stands elsewhere now than in the report that was submitted; none where it did not, or does not, stand in it at all."""

    case_id: int
    then: Kind | None
    now: Kind | None


def differences(then: Places, now: Places) -> tuple[Difference, ...]:
    """Every case that a report counted otherwise than it would be counted now."""
    known = sorted({*then, *now})
    return tuple(Difference(case_id, then.get(case_id), now.get(case_id)) for case_id in known if then.get(case_id) != now.get(case_id))


def pending(places: Places) -> frozenset[int]:
    """The cases of column 11: those that a report leaves to the next one."""
    return frozenset(case_id for case_id, kind in places.items() if CONDITIONS[Cell.PENDING].holds(kind, Basis.IN_FORCE))


@dataclass(frozen=True, slots=True)
class Corrections:
    """What stands between column 11 of the report before and column 6 of this one (counting rule 7).

    ``added``: carried over, but not in that report, as a case recorded after it was submitted; ``missing``: in it, but not carried over.
    """

    frozen: int
    added: frozenset[int]
    missing: frozenset[int]


def corrections(left: frozenset[int], carried: frozenset[int]) -> Corrections:
    """How the cases ``carried`` over into a report differ from those that the report before ``left`` to it."""
    return Corrections(len(left), carried - left, left - carried)


def counted(places: Places) -> Facts:
    """The cases counted by their kinds."""
    return Counter(places.values())
