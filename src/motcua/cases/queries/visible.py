"""Which cases an actor may see: every other reading of cases starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from motcua.cases.models import Case, CasePart, Consultation
from motcua.kernel.actor import Actor


def visible_to(actor: Actor) -> QuerySet[Case]:
    """The cases of the actor's authority that an office he reaches receives, leads, holds, has a part in or is asked about."""
    offices = read_by(actor)
    has_part = Exists(CasePart.objects.filter(case=OuterRef("pk"), office_id__in=offices))
    is_asked = Exists(Consultation.objects.filter(case=OuterRef("pk"), office_id__in=offices))
    return Case.objects.filter(_reached(offices) | has_part | is_asked, authority_id=actor.authority_id)


def many_visible_to(actor: Actor) -> QuerySet[Case]:
    """The same cases, for questions that read thousands of them at once: parts and opinions are looked up as sets, once.

    PostgreSQL estimates such a question rightly then, where it would compile the other one as if each part were asked for anew.
    """
    offices = read_by(actor)
    has_part = Q(pk__in=CasePart.objects.filter(office_id__in=offices).values("case"))
    is_asked = Q(pk__in=Consultation.objects.filter(office_id__in=offices).values("case"))
    return Case.objects.filter(_reached(offices) | has_part | is_asked, authority_id=actor.authority_id)


def reached_by(actor: Actor) -> QuerySet[Case]:
    """Of the same cases those that an office he reaches receives, leads or holds: enough where a question names such an office anyway."""
    return Case.objects.filter(_reached(read_by(actor)), authority_id=actor.authority_id)


def read_by(actor: Actor) -> frozenset[int]:
    """The offices whose cases the actor may read."""
    return frozenset().union(*(grant.reach for grant in actor.grants if "case.read" in grant.permissions), frozenset[int]())


def _reached(offices: frozenset[int]) -> Q:
    return Q(receiving_office__in=offices) | Q(lead_office__in=offices) | Q(holder_office__in=offices)
