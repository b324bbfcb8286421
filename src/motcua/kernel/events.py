"""Facts: what happened, in the past tense, as frozen dataclasses with a ``kind``.

A field made with ``personal()`` holds something about a person: the journal keeps only a salted commitment of it.
"""

from dataclasses import dataclass, field, fields
from typing import Any, ClassVar


def personal(default: Any = "") -> Any:
    """A dataclass field that names or describes a person; it enters the journal as a salted commitment only."""
    return field(default=default, metadata={"personal": True})


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that has happened; ``kind`` names it in the journal for ever and is never re-used."""

    kind: ClassVar[str]


def public_part(fact: Fact) -> dict[str, Any]:
    """The fields of ``fact`` that may stand in the journal as they are."""
    return {f.name: getattr(fact, f.name) for f in fields(fact) if not f.metadata.get("personal")}


def personal_part(fact: Fact) -> dict[str, Any]:
    """The fields of ``fact`` about a person; empty values are left out."""
    return {f.name: getattr(fact, f.name) for f in fields(fact) if f.metadata.get("personal") and getattr(fact, f.name)}
