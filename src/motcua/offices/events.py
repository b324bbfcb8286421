"""What happens to offices, as facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact


@dataclass(frozen=True, kw_only=True)
class AuthorityFounded(Fact):
    """A People's Committee opened its doors in this program."""

    kind: ClassVar[str] = "authority-founded"
    authority: str
    offices: tuple[str, ...]
    people: int
    years: tuple[int, ...]


@dataclass(frozen=True, kw_only=True)
class PasswordChosen(Fact):
    """An officer chose his own password, for the first time (``was_given``) or again."""

    kind: ClassVar[str] = "password-chosen"
    was_given: bool


@dataclass(frozen=True, kw_only=True)
class CalendarProposed(Fact):
    """A year of the calendar was proposed, for a second person to adopt."""

    kind: ClassVar[str] = "calendar-proposed"
    year: int
    decision: str
    holidays: tuple[date, ...]
    make_up_days: tuple[date, ...]


@dataclass(frozen=True, kw_only=True)
class CalendarSentBack(Fact):
    """A proposed year was not adopted: sent back by whoever was to adopt it, or withdrawn by whoever proposed it."""

    kind: ClassVar[str] = "calendar-sent-back"
    year: int
    reason: str
    was_withdrawn: bool
