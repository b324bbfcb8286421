"""What happens to offices, as facts."""

from dataclasses import dataclass
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
