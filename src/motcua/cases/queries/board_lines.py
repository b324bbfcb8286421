"""The lines of the leader's board: what every office holds, or every field, with the days ahead and how much of each figure presses."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import Count

from motcua.cases.queries.figures import Cell, Outlook, Pick, all_open, condition
from motcua.cases.rules.pace import heat


class GroupedBy(StrEnum):
    """What a line stands for; the value stands in addresses."""

    OFFICE = "phong"
    FIELD = "linh-vuc"


@dataclass(frozen=True, slots=True)
class Day:
    """The cases due on one of the days ahead, and how many of them will be late unless they are begun now."""

    day: date
    due: int
    pressing: int

    @property
    def heat(self) -> int:
        """How much of the day presses, 0 to 3."""
        return heat(self.pressing, self.due)


@dataclass(frozen=True, slots=True)
class Line:
    """The figures of one office (``key``: its id) or of one field (``key``: its name, empty where the procedure names none)."""

    key: int | str
    name: str
    held: int
    late: int
    owed: int
    will_be_late: int
    days: tuple[Day, ...]
    after: int
    stopped: int
    no_due: int

    @property
    def heat(self) -> int:
        """How much of what is held is late, 0 to 3."""
        return heat(self.late, self.held)


_COLUMN = {GroupedBy.OFFICE: "holder_office", GroupedBy.FIELD: "version__field"}

_COUNTED = (Cell.HELD, Cell.LATE, Cell.OWED, Cell.WILL_BE_LATE, Cell.AFTER, Cell.STOPPED, Cell.NO_DUE)


def lines(view: Outlook, by: GroupedBy) -> tuple[Line, ...]:
    """The figures of every office or field that has an open case, the latest first: one statement."""
    counts = {cell.name: Count("pk", filter=condition(Pick(cell), view)) for cell in _COUNTED}
    pressing = condition(Pick(Cell.WILL_BE_LATE), view)
    for index, day in enumerate(view.days):
        due = condition(Pick(Cell.ON, day=day), view)
        counts |= {f"due_{index}": Count("pk", filter=due), f"pressing_{index}": Count("pk", filter=due & pressing)}
    held = all_open(view).filter(condition(Pick(Cell.HELD), view)).order_by().values(_COLUMN[by]).annotate(**counts)
    told = (_line(row, view, by) for row in held)
    return tuple(sorted(told, key=lambda line: (-line.late, -line.will_be_late, line.name)))


def _line(row: Mapping[str, Any], view: Outlook, by: GroupedBy) -> Line:
    key = row[_COLUMN[by]]
    return Line(
        key=key,
        name=view.offices.offices[key].name if by is GroupedBy.OFFICE else key,
        held=row[Cell.HELD.name],
        late=row[Cell.LATE.name],
        owed=row[Cell.OWED.name],
        will_be_late=row[Cell.WILL_BE_LATE.name],
        days=tuple(Day(day, row[f"due_{index}"], row[f"pressing_{index}"]) for index, day in enumerate(view.days)),
        after=row[Cell.AFTER.name],
        stopped=row[Cell.STOPPED.name],
        no_due=row[Cell.NO_DUE.name],
    )
