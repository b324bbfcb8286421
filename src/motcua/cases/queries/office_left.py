"""What an office still holds: it is closed only when nothing of it would be left without a home."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from motcua.cases.models import Case
from motcua.cases.rules.flow import OPEN
from motcua.catalogue.queries import procedures_in_force
from motcua.offices.queries import directory, roles_held_at


@dataclass(frozen=True, slots=True)
class Left:
    """How many open cases it receives, leads or holds, and how many roles, procedures and offices below it there are on the day."""

    cases: int
    roles: int
    procedures: int
    offices: int

    @property
    def is_nothing(self) -> bool:
        """Whether it may be closed."""
        return not (self.cases or self.roles or self.procedures or self.offices)


def left_in(office_id: int, *, authority_id: int, day: date) -> Left:
    """What the office would leave behind, were it closed from ``day`` on."""
    known = directory(authority_id)
    mine = Q(receiving_office=office_id) | Q(lead_office=office_id) | Q(holder_office=office_id)
    below = [known.offices[each] for each in known.below(office_id) if each != office_id]
    return Left(
        cases=Case.objects.filter(mine, authority_id=authority_id, state__in=OPEN).count(),
        roles=roles_held_at(office_id, day=day),
        procedures=sum(
            office_id == each.lead_office_id
            or office_id in each.receiving_office_ids
            or any(office_id == step.office_id for step in each.steps)
            for each in procedures_in_force(authority_id=authority_id, day=day)
        ),
        offices=sum(each.valid_to is None or each.valid_to > day for each in below),
    )
