"""How a refusal is told."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Wording:
    """How one code is told: three sentences with places for the facts, the HTTP status, and the field it points at."""

    what: str
    rule: str
    todo: str
    status: int = 409
    field: str = ""
