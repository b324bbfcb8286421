"""Who acts: a frozen snapshot made by a door, asked by every command before anything else."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusal import Code, Refusal


class ActorKind(StrEnum):
    """Whether a person of the office, the applicant of a case, or the system's own clock acts."""

    OFFICER = "officer"
    APPLICANT = "applicant"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one role of a person permits, and for which offices: ``reach`` holds the office, a leader's also all below it."""

    role: str
    office_id: int
    permissions: frozenset[str]
    reach: frozenset[int]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as known when the door opened: a role taken away counts from the next request on."""

    kind: ActorKind
    id: str
    name: str
    authority_id: int
    grants: tuple[Grant, ...] = ()
    person_id: int | None = None
    phone: str = ""

    def may(self, permission: str, *office_ids: int | None) -> bool:
        """Whether a role carries ``permission``: for one of ``office_ids``, or at all where none are given."""
        return any(permission in grant.permissions and (not office_ids or not grant.reach.isdisjoint(office_ids)) for grant in self.grants)

    def office_with(self, permission: str, office_ids: Iterable[int]) -> int | None:
        """The first of ``office_ids`` at which the actor himself holds a role that carries ``permission``."""
        held = {grant.office_id for grant in self.grants if permission in grant.permissions}
        return next((office_id for office_id in office_ids if office_id in held), None)

    def must(self, permission: str, *office_ids: int | None) -> None:
        """Refuse with ``not-allowed`` unless ``may(permission, *office_ids)``."""
        if not self.may(permission, *office_ids):
            raise Refusal(Code.NOT_ALLOWED, permission=permission)

    @property
    def reach(self) -> frozenset[int]:
        """Every office that any of this actor's roles reaches."""
        return frozenset().union(*(grant.reach for grant in self.grants))
