"""Who acts: a frozen snapshot made by a door, asked by every command before anything else."""

from dataclasses import dataclass, field
from enum import StrEnum

from motcua.kernel.refusal import Code, Refusal


class ActorKind(StrEnum):
    """Whether a person of the office, the applicant of a case, or the system's own clock acts."""

    OFFICER = "officer"
    APPLICANT = "applicant"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """One role that a person holds at one office today, and the offices that it reaches (that office and all below it)."""

    role: str
    office_id: int
    reach: frozenset[int]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as known when the door opened: a role taken away counts from the next request on.

    ``permissions`` maps a permission ("case.extend") to the roles of this actor that carry it.
    """

    kind: ActorKind
    id: str
    name: str
    authority_id: int
    grants: tuple[Grant, ...] = ()
    permissions: dict[str, frozenset[str]] = field(default_factory=dict)
    person_id: int | None = None
    phone: str = ""

    def may(self, permission: str) -> bool:
        """Whether any role of this actor carries ``permission``, wherever it is held."""
        return permission in self.permissions

    def may_at(self, permission: str, *office_ids: int | None) -> bool:
        """Whether ``permission`` is held for one of these offices: at the office itself, by a leader also from above."""
        return any(
            office_id in (grant.reach if grant.role in _REACHING_ROLES else (grant.office_id,))
            for grant in self.grants
            if grant.role in self.permissions.get(permission, ())
            for office_id in office_ids
        )

    def must(self, permission: str, *office_ids: int | None) -> None:
        """Refuse with ``not-allowed`` unless ``permission`` is held (for one of ``office_ids``, where any are given)."""
        if not (self.may_at(permission, *office_ids) if office_ids else self.may(permission)):
            raise Refusal(Code.NOT_ALLOWED, permission=permission)


_REACHING_ROLES = frozenset({"leader", "inspector", "administrator"})
