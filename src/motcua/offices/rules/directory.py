"""An authority's offices and their calendars as one frozen value: read once, asked many times, renewed when its revision changes."""

from dataclasses import dataclass
from datetime import date

from motcua.law.calendar import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Office:
    """One office as it stands in the directory; ``code`` is typed in by the office and may be empty."""

    id: int
    key: str
    name: str
    kind: str
    code: str
    parent_id: int | None
    place: str
    address: str
    phone: str
    head_title: str
    number_generator: str
    valid_from: date
    valid_to: date | None

    def is_valid_on(self, day: date) -> bool:
        """Whether the office exists on ``day``."""
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)


@dataclass(frozen=True, slots=True)
class Directory:
    """All offices of one authority with the calendar of each, as of one revision."""

    authority_id: int
    authority_name: str
    revision: int
    is_demonstration: bool
    offices: dict[int, Office]
    calendars: dict[int, WorkingCalendar]

    def below(self, office_id: int) -> frozenset[int]:
        """``office_id`` and every office below it."""
        found = {office_id}
        grown = True
        while grown:
            children = {office.id for office in self.offices.values() if office.parent_id in found}
            grown = not children <= found
            found |= children
        return frozenset(found)

    def above(self, office_id: int) -> tuple[int, ...]:
        """``office_id`` and every office above it, nearest first."""
        chain: list[int] = []
        at: int | None = office_id
        while at is not None and at not in chain:
            chain.append(at)
            at = self.offices[at].parent_id
        return tuple(chain)

    def coded(self, office_id: int) -> Office:
        """The agency whose code stands in file numbers of this office: itself, else the nearest above with a code, else itself."""
        return next((self.offices[at] for at in self.above(office_id) if self.offices[at].code), self.offices[office_id])

    def by_key(self, key: str) -> Office:
        """The office called ``key``; KeyError when there is none."""
        return {office.key: office for office in self.offices.values()}[key]
