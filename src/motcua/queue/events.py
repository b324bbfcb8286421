"""What happens at a counter's queue, as facts; a case is known by its id."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class TicketDrawn(Fact):
    """Somebody drew a number: the first touch."""

    kind: ClassVar[str] = "ticket-drawn"
    office_id: int
    number: int
    group: str = ""
    hour: datetime | None = None


@dataclass(frozen=True, kw_only=True)
class TicketCalled(Fact):
    """A number was called to a place at the counter, for the first time or again."""

    kind: ClassVar[str] = "ticket-called"
    office_id: int
    number: int
    place: str
    times: int


@dataclass(frozen=True, kw_only=True)
class TicketEnded(Fact):
    """Whoever held a number has gone, served or never come."""

    kind: ClassVar[str] = "ticket-ended"
    office_id: int
    number: int
    end: str


@dataclass(frozen=True, kw_only=True)
class VisitorAttended(Fact):
    """Something was done for somebody at the counter: on a case, or guidance given."""

    kind: ClassVar[str] = "visitor-attended"
    office_id: int
    touch: str
    number: int | None = None
    subject_id: int | None = None
    procedure_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class CounterClosed(Fact):
    """The counter's day was closed: how many came, whose number came to nothing and why, and what was left open."""

    kind: ClassVar[str] = "counter-closed"
    office_id: int
    day: date
    tickets: int
    explained: tuple[str, ...]
    left_open: tuple[str, ...]
    note: str = personal()
