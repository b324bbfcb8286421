"""What an authority is founded with, as plain values: its offices, people, hours and calendar years."""

from dataclasses import dataclass
from datetime import date
from typing import Any

WeekPlan = dict[str, list[list[str]]]
"""Weekday ("1" is Monday) → sessions as pairs of clock times, as the tables keep it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPlan:
    """A day that differs from the week: ``kind`` is holiday, closure or make_up."""

    day: date
    kind: str
    name: str = ""
    is_provisional: bool = False
    for_day: date | None = None
    sessions: tuple[tuple[str, str], ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """What a decided day says, as JSON keeps it."""
        return {
            "day": self.day.isoformat(),
            "kind": self.kind,
            "name": self.name,
            "for_day": self.for_day.isoformat() if self.for_day else None,
            "sessions": [list(session) for session in self.sessions],
        }

    @classmethod
    def from_plain(cls, told: dict[str, Any]) -> "DayPlan":
        """The day that ``plain`` gave."""
        return cls(
            day=date.fromisoformat(told["day"]),
            kind=told["kind"],
            name=told["name"],
            for_day=date.fromisoformat(told["for_day"]) if told["for_day"] else None,
            sessions=tuple((opens, closes) for opens, closes in told["sessions"]),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPlan:
    """One year of the national calendar."""

    year: int
    is_provisional: bool
    decision: str = ""
    source: str = ""
    days: tuple[DayPlan, ...] = ()

    def dates(self, kind: str) -> tuple[date, ...]:
        """The dates of one kind, in order."""
        return tuple(sorted(day.day for day in self.days if day.kind == kind))


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficePlan:
    """One office; ``parent`` is a key. With ``replaces_calendar`` its ``days`` stand instead of the national calendar."""

    key: str
    name: str
    kind: str = ""
    code: str = ""
    number_generator: str = "qcvn102"
    parent: str | None = None
    place: str = ""
    address: str = ""
    phone: str = ""
    head_title: str = ""
    week: WeekPlan | None = None
    days: tuple[DayPlan, ...] = ()
    replaces_calendar: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPlan:
    """One person with his roles at one office; without ``password`` nobody can sign in with the account.

    ``password_hash`` stands instead of a password that was hashed before: a demonstration's one password, for all its accounts.
    ``is_given`` says that others know the password: whoever signs in with it must choose his own.
    """

    key: str
    name: str
    office: str
    roles: tuple[str, ...]
    login: str = ""
    phone: str = ""
    password: str | None = None
    password_hash: str = ""
    is_given: bool = False
    is_backup: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorityPlan:
    """One People's Committee with everything that it needs to open its doors; parents stand before their children."""

    key: str
    name: str
    is_demonstration: bool = False
    offices: tuple[OfficePlan, ...] = ()
    people: tuple[PersonPlan, ...] = ()
    years: tuple[YearPlan, ...] = ()
