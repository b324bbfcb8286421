"""What was done with a person's cases while he was away."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q

from motcua.cases.models import Case, CaseSpan
from motcua.journal.queries import acts_in
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local

MOST = 200
"""How many acts one page tells, the newest first."""


@dataclass(frozen=True, slots=True)
class DoneMeanwhile:
    """One act: in which case, what (the fact's kind), by whom, when."""

    case_id: int
    file_number: str
    kind: str
    by: str
    at: datetime


def done_meanwhile(actor: Actor, *, first: date, until: datetime) -> tuple[DoneMeanwhile, ...]:
    """What others did from ``first`` on in the cases that the actor handled then; three statements."""
    since = at(first)
    held = CaseSpan.objects.filter(authority_id=actor.authority_id, handler_id=actor.person_id, began_at__lt=until)
    cases = held.filter(Q(ended_at=None) | Q(ended_at__gte=since)).values("case")
    acts = [act for act in acts_in(cases, authority_id=actor.authority_id, since=since, most=MOST) if act.actor_id != actor.id]
    numbers = {case.pk: case.file_number or case.provisional_code for case in Case.objects.filter(pk__in={act.case_id for act in acts})}
    return tuple(DoneMeanwhile(act.case_id, numbers[act.case_id], act.kind, act.actor_name, local(act.recorded_at)) for act in acts)
