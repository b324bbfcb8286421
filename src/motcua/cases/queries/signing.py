"""What a leader must know of a result before he signs it among many: who presents it since when, papers, opinions, fee, what is open."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from motcua.cases.models import Case, CasePaper, CaseSpan, Incident
from motcua.catalogue.queries import version
from motcua.fees.queries import owed_by
from motcua.kernel.moments import local


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """One result in a line: ``appraiser`` moved it to the leader at ``presented_at``; ``missing`` names required papers that are not in."""

    appraiser: str
    presented_at: datetime | None
    required: int
    missing: tuple[str, ...]
    opinions: int
    unanswered: int
    owes_fee: bool
    has_incident: bool

    @property
    def is_plain(self) -> bool:
        """Whether nothing in it wants a second look."""
        return not (self.missing or self.unanswered or self.owes_fee or self.has_incident)


def summaries(case_ids: Collection[int], *, authority_id: int) -> dict[int, Summary]:
    """Case → its summary, in three statements however many cases; none for no case."""
    if not case_ids:
        return {}
    cases = list(_cases(case_ids, authority_id))
    papers = _papers(case_ids)
    owing = owed_by(case_ids, authority_id=authority_id)
    return {case.pk: _summary(case, papers.get(case.pk, frozenset()), owes_fee=case.pk in owing) for case in cases}


def _cases(case_ids: Iterable[int], authority_id: int) -> QuerySet[Any]:
    before = CaseSpan.objects.filter(case=OuterRef("pk"), step__lt=OuterRef("step"), handler__isnull=False).order_by("-id")
    here = CaseSpan.objects.filter(case=OuterRef("pk"), step=OuterRef("step")).order_by("id")
    return (
        Case.objects.filter(authority_id=authority_id, pk__in=case_ids)
        .only("version_id")
        .annotate(
            appraiser=Subquery(before.values("handler__name")[:1]),
            presented_at=Subquery(here.values("began_at")[:1]),
            opinions=Count("consultations"),
            unanswered=Count("consultations", filter=Q(consultations__answered_at=None, consultations__isnull=False)),
            has_incident=Exists(Incident.objects.filter(case=OuterRef("pk"), settled_at=None)),
        )
    )


def _papers(case_ids: Iterable[int]) -> Mapping[int, frozenset[str]]:
    found: dict[int, frozenset[str]] = {}
    for case_id, key in CasePaper.objects.filter(case__in=list(case_ids)).values_list("case", "key"):
        found[case_id] = found.get(case_id, frozenset()) | {key}
    return found


def _summary(case: Any, inside: frozenset[str], *, owes_fee: bool) -> Summary:
    required = [paper for paper in version(case.version_id).papers if paper.is_required]
    return Summary(
        appraiser=case.appraiser or "",
        presented_at=local(case.presented_at) if case.presented_at else None,
        required=len(required),
        missing=tuple(paper.name for paper in required if paper.key not in inside),
        opinions=case.opinions,
        unanswered=case.unanswered,
        owes_fee=owes_fee,
        has_incident=case.has_incident,
    )
