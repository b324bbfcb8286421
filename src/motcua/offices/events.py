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
