"""One case as the counter has it on the table."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.models import Case, SupplementRequest
from motcua.cases.rules.filing import ApplicantDetails
from motcua.cases.rules.flow import State
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import Procedure


@dataclass(frozen=True, slots=True)
class Asked:
    """The newest request for papers: what was asked for (with what is wrong), and which papers are still out."""

    items: tuple[str, ...]
    open_keys: tuple[str, ...]
    reason: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterCase:
    """A case of a counter with everything that its table shows."""

    case_id: int
    revision: int
    number: str
    state: State
    procedure: Procedure
    applicant: ApplicantDetails
    channel: str
    return_channel: str
    receiving_office_id: int
    lead_office_id: int
    submitted_at: datetime
    accepted_at: datetime | None
    due_at: datetime | None
    settled_at: datetime | None
    outcome: Outcome | None
    papers_in: frozenset[str]
    asked: Asked | None

    @property
    def is_accepted(self) -> bool:
        """Whether the counter has accepted it."""
        return self.accepted_at is not None


def counter_case(case_id: int, counters: Iterable[int], *, authority_id: int) -> CounterCase:
    """The case with this id; Case.DoesNotExist when these counters have none such."""
    mine = Case.objects.filter(authority_id=authority_id, receiving_office__in=counters).select_related("applicant")
    case = mine.get(pk=case_id)
    who = case.applicant
    return CounterCase(
        case_id=case.pk,
        revision=case.revision,
        number=case.file_number or case.provisional_code,
        state=State(case.state),
        procedure=version(case.version_id),
        applicant=ApplicantDetails(who.name, who.phone, who.id_number, who.address, who.email, id=who.pk),
        channel=case.channel,
        return_channel=case.return_channel,
        receiving_office_id=case.receiving_office_id,
        lead_office_id=case.lead_office_id,
        submitted_at=case.submitted_at,
        accepted_at=case.accepted_at,
        due_at=case.due_at,
        settled_at=case.settled_at,
        outcome=Outcome(case.outcome) if case.outcome else None,
        papers_in=frozenset(case.keys_in()),
        asked=_asked(case.supplements.order_by("-id").first()),
    )


def _asked(request: SupplementRequest | None) -> Asked | None:
    if request is None:
        return None
    return Asked(tuple(request.items), tuple(request.open_keys), request.reason, request.requested_at)
