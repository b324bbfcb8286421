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


@dataclass(frozen=True, kw_only=True)
class ProcedureApproved(Fact):
    """A person put a version in force from a day on, made from a draft or from the version before.

    ``changes`` tell what, what it was and what it is now; ``confirmed`` the defects that the person has dealt with.
    """

    kind: ClassVar[str] = "procedure-approved"
    code: str
    name: str
    version_id: int
    made_from: int
    was_draft: bool
    valid_from: date
    decision: str
    changes: tuple[dict[str, str], ...]
    confirmed: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class DraftSetAside(Fact):
    """A draft was put out of the way for a reason."""

    kind: ClassVar[str] = "draft-set-aside"
    code: str
    name: str
    version_id: int
    reason: str
