"""What happens to the catalogue, as facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact


@dataclass(frozen=True, kw_only=True)
class ProcedureEnacted(Fact):
    """A version of a procedure is in force from a day on."""

    kind: ClassVar[str] = "procedure-enacted"
    code: str
    version_id: int
    valid_from: date
    decision: str


@dataclass(frozen=True, kw_only=True)
class ProceduresImported(Fact):
    """A published list was read in: how many of its rows are in force, wait as drafts, or are another agency's.

    ``digest`` is the file's SHA-256; ``enacted`` names the codes with a new version in force from ``effective``, ``unchanged`` counts rows
    that say what an earlier list said.
    """

    kind: ClassVar[str] = "procedures-imported"
    source: str
    digest: str
    effective: date
    receiving_office_ids: tuple[int, ...]
    in_force: int
    drafts: int
    not_ours: int
    unchanged: int
    enacted: tuple[str, ...]
