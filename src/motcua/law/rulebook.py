"""The national rules in force on a day, each with the article it rests on; the statutes lie beside this file, one TOML file each.

Statutes are laid over one another in the order in which they came into force: a later one replaces only what it states.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date, time, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from motcua.kernel.refusal import Code, Refusal

T = TypeVar("T")


class StatuteError(ValueError):
    """A statute file that contradicts itself or its neighbours: a fault of the program, found by its tests."""


class Status(StrEnum):
    """How sure a value is; whatever is not verified is shown with the note "chưa xác minh"."""

    VERIFIED = "verified"
    FROM_MEMORY = "from-memory"
    UNVERIFIED = "unverified"


@dataclass(frozen=True, slots=True)
class Provision(Generic[T]):
    """One value of the law, the article it rests on (Vietnamese), and how sure it is."""

    value: T
    basis: str
    status: str

    @property
    def is_verified(self) -> bool:
        """Whether the article itself was read."""
        return self.status == Status.VERIFIED


@dataclass(frozen=True, slots=True)
class Statute:
    """A decree or circular; ``regime`` is named by decrees alone, ``effective_to`` is the last day in force."""

    number: str
    title: str
    regime: str | None
    effective_from: date
    effective_to: date | None
    provisions: Mapping[str, Provision[Any]]

    def is_in_force(self, day: date) -> bool:
        """Whether ``day`` lies between the first and the last day in force."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rulebook:
    """What the law says from ``effective_from`` to ``effective_to`` (both included; None: until further notice)."""

    regime: str
    effective_from: date
    effective_to: date | None
    statutes: tuple[str, ...]
    max_extensions: Provision[int]
    apology_lead_working_days: Provision[int]
    transfer_cutoff: Provision[time]
    supplement_after_acceptance_days: Provision[int]
    supplements_per_stage: Provision[int]
    receipt_of_immediate_result: Provision[str]
    online_answer_hours: Provision[int]
    form_set: Provision[str]
    form_titles: Provision[Mapping[str, str]]
    file_number_generator: Provision[str]
    counter_name: Provision[str]

    @property
    def provisions(self) -> dict[str, Provision[Any]]:
        """Every provision by name."""
        values = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: value for name, value in values.items() if isinstance(value, Provision)}

    @property
    def unverified(self) -> tuple[str, ...]:
        """The names of the provisions that carry the note "chưa xác minh"."""
        return tuple(name for name, provision in self.provisions.items() if not provision.is_verified)


@lru_cache(maxsize=4096)
def rulebook_on(day: date) -> Rulebook:
    """The one rulebook in force on ``day``; refuses with ``no-rulebook`` before 21/06/2018."""
    for rulebook in rulebooks():
        if rulebook.effective_from <= day and (rulebook.effective_to is None or day <= rulebook.effective_to):
            return rulebook
    raise Refusal(Code.NO_RULEBOOK, day=day)


@lru_cache(maxsize=1)
def rulebooks() -> tuple[Rulebook, ...]:
    """All rulebooks in the order of time, one for each stretch in which no statute comes or goes."""
    known = statutes()
    starts = sorted({statute.effective_from for statute in known} | {day for s in known if (day := _day_after(s.effective_to))})
    ends = (*(start - timedelta(days=1) for start in starts[1:]), None)
    return tuple(_rulebook(known, first, last) for first, last in zip(starts, ends, strict=True))


@lru_cache(maxsize=1)
def statutes() -> tuple[Statute, ...]:
    """All packaged statutes in the order in which they came into force."""
    pages = (page for page in files("motcua.law").joinpath("statutes").iterdir() if page.name.endswith(".toml"))
    read = (_statute(tomllib.loads(page.read_text(encoding="utf-8"))) for page in pages)
    return tuple(sorted(read, key=lambda statute: (statute.effective_from, statute.number)))


def _statute(page: Mapping[str, Any]) -> Statute:
    provisions = {name: _provision(name, stated) for name, stated in page["provisions"].items()}
    return Statute(page["number"], page["title"], page.get("regime"), page["effective_from"], page.get("effective_to"), provisions)


def _provision(name: str, stated: Mapping[str, Any]) -> Provision[Any]:
    if not stated["basis"].strip():
        raise StatuteError(f"{name} names no article it rests on")
    value = stated["value"]
    return Provision(MappingProxyType(value) if isinstance(value, dict) else value, stated["basis"], Status(stated["status"]))


def _rulebook(known: Iterable[Statute], first: date, last: date | None) -> Rulebook:
    in_force = [statute for statute in known if statute.is_in_force(first)]
    regimes = [statute.regime for statute in in_force if statute.regime]
    stated = {name: provision for statute in in_force for name, provision in statute.provisions.items()}
    if not regimes:
        raise StatuteError(f"no decree is in force on {first}")
    numbers = tuple(statute.number for statute in in_force)
    return Rulebook(regime=regimes[-1], effective_from=first, effective_to=last, statutes=numbers, **stated)


def _day_after(day: date | None) -> date | None:
    return day + timedelta(days=1) if day else None
