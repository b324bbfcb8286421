"""Which cases an actor may see: every other reading of cases starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.cases.models import Case, CasePart, Consultation
from motcua.kernel.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases of the actor's authority that an office he reaches receives, leads, holds, has a part in or is asked about."""
    offices = frozenset().union(*(grant.reach for grant in actor.grants if "case.read" in grant.permissions), frozenset[int]())
    has_part = Exists(CasePart.objects.filter(case=OuterRef("pk"), office_id__in=offices))
    is_asked = Exists(Consultation.objects.filter(case=OuterRef("pk"), office_id__in=offices))
    return Case.objects.filter(
        Q(receiving_office__in=offices) | Q(lead_office__in=offices) | Q(holder_office__in=offices) | has_part | is_asked,
        authority_id=actor.authority_id,
    )
