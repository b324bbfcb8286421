"""What the office makes good, as screens and commands read it: incidents and corrections of a case, and what is open in reach."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NoReturn

from django.db.models import Q, QuerySet

from motcua.cases.models import Correction, Incident
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.amends import CorrectionState, IncidentState
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import names_of

CLOSED_SHOWN = timedelta(days=90)
"""How long what is settled stays in the register's list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentLine:
    """An incident as a list or its own page tells it."""

    id: int
    case_id: int
    number: str
    applicant: str
    address: str
    procedure: str
    lead_office_id: int
    office_ids: tuple[int, ...]
    state: IncidentState
    words: str
    mishap: str
    account: str
    original_id: int | None
    reporter: str
    reported_at: datetime
    apologiser: str
    apologised_at: datetime | None
    letter: str
    signing_office_id: int | None
    payer: str
    promise: str
    promised_on: date | None
    settler: str
    settled_at: datetime | None
    replacement: str
    cost: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionLine:
    """A correction as a list or its own page tells it."""

    id: int
    case_id: int
    number: str
    applicant: str
    procedure: str
    state: CorrectionState
    words: str
    asker: str
    asked_at: datetime
    promised_on: date
    answer: str
    answerer: str
    answered_at: datetime | None
    handed_to: str
    handed_at: datetime | None
    lead_office_id: int
    receiving_office_id: int


def incident_at_hand(incident_id: int, actor: Actor) -> Incident:
    """The incident, locked until the transaction ends; Incident.DoesNotExist when the actor may not see its case."""
    rows = Incident.objects.select_for_update(of=("self",)).select_related("case", "original")
    return rows.get(_seen_by(actor), pk=incident_id)


def correction_at_hand(correction_id: int, actor: Actor) -> Correction:
    """The correction, locked until the transaction ends; Correction.DoesNotExist when the actor may not see its case."""
    rows = Correction.objects.select_for_update(of=("self",)).select_related("case__applicant")
    return rows.get(_seen_by(actor), pk=correction_id)


def answered_before_return(case_id: int, *, file_number: str) -> tuple[Correction, ...]:
    """The corrections that go out with the result; ``correction-open`` while one is not answered."""
    waiting = tuple(Correction.objects.select_for_update().filter(case_id=case_id, handed_at=None))
    if any(each.is_error is None for each in waiting):
        raise Refusal(Code.CORRECTION_OPEN, file_number=file_number)
    return waiting


def incidents_of(case_id: int, *, authority_id: int) -> tuple[IncidentLine, ...]:
    """Every incident of a case, oldest first."""
    return _incidents(Incident.objects.filter(case_id=case_id, authority_id=authority_id).order_by("id"))


def corrections_of(case_id: int, *, authority_id: int) -> tuple[CorrectionLine, ...]:
    """Every correction of a case, oldest first."""
    return _corrections(Correction.objects.filter(case_id=case_id, authority_id=authority_id).order_by("id"))


def incident(incident_id: int, actor: Actor) -> IncidentLine:
    """One incident; Incident.DoesNotExist when there is none, or the actor may not see its case."""
    [row] = _incidents(Incident.objects.filter(_seen_by(actor), pk=incident_id)) or _missing(Incident)
    return row


def correction(correction_id: int, actor: Actor) -> CorrectionLine:
    """One correction; Correction.DoesNotExist when there is none, or the actor may not see its case."""
    [row] = _corrections(Correction.objects.filter(_seen_by(actor), pk=correction_id)) or _missing(Correction)
    return row


def open_incidents(actor: Actor, *, most: int = 200) -> tuple[IncidentLine, ...]:
    """Incidents of the cases in reach that are not settled, oldest first."""
    return _incidents(Incident.objects.filter(_seen_by(actor), settled_at=None).order_by("reported_at", "id")[:most])


def open_corrections(actor: Actor, *, most: int = 200) -> tuple[CorrectionLine, ...]:
    """Corrections of the cases in reach that the applicant has not in hand, the earliest day named first."""
    return _corrections(Correction.objects.filter(_seen_by(actor), handed_at=None).order_by("promised_on", "id")[:most])


def waiting_for_leader(actor: Actor) -> tuple[int, int]:
    """How many incidents wait for the actor's apology, and how many corrections for his answer."""
    regretted, answered = (
        frozenset().union(*(grant.reach for grant in actor.grants if permission in grant.permissions), frozenset[int]())
        for permission in ("case.apologise", "case.decide")
    )
    incidents = Incident.objects.filter(authority_id=actor.authority_id, apologised_at=None, case__lead_office__in=regretted)
    corrections = Correction.objects.filter(authority_id=actor.authority_id, is_error=None, case__lead_office__in=answered)
    return incidents.count(), corrections.count()


def closed_lately(actor: Actor, *, now: datetime, most: int = 100) -> tuple[tuple[IncidentLine, ...], tuple[CorrectionLine, ...]]:
    """What was settled in the last 90 days, newest first: incidents, and corrections."""
    since = now - CLOSED_SHOWN
    incidents = Incident.objects.filter(_seen_by(actor), settled_at__gte=since).order_by("-settled_at")
    corrections = Correction.objects.filter(_seen_by(actor), handed_at__gte=since).order_by("-handed_at")
    return _incidents(incidents[:most]), _corrections(corrections[:most])


def _seen_by(actor: Actor) -> Q:
    return Q(authority_id=actor.authority_id, case__in=many_visible_to(actor).values("pk"))


def _missing(table: type[Incident | Correction]) -> NoReturn:
    raise table.DoesNotExist


def _incidents(query: QuerySet[Incident]) -> tuple[IncidentLine, ...]:
    rows = list(query.select_related("case__applicant", "case__version"))
    people = names_of({pk for row in rows for pk in (row.reported_by_id, row.apologised_by_id, row.settled_by_id) if pk}) if rows else {}
    return tuple(
        IncidentLine(
            id=row.pk,
            case_id=row.case_id,
            number=row.case.file_number or row.case.provisional_code,
            applicant=row.case.applicant.name,
            address=row.case.applicant.address,
            procedure=row.case.version.name,
            lead_office_id=row.case.lead_office_id,
            office_ids=(row.case.receiving_office_id, row.case.holder_office_id, row.case.lead_office_id),
            state=row.state,
            words=row.words,
            mishap=row.mishap,
            account=row.account,
            original_id=row.original_id,
            reporter=people.get(row.reported_by_id, ""),
            reported_at=local(row.reported_at),
            apologiser=people.get(row.apologised_by_id or 0, ""),
            apologised_at=local(row.apologised_at) if row.apologised_at else None,
            letter=f"{row.number:02d}/{row.year}" if row.number else "",
            signing_office_id=row.signing_office_id,
            payer=row.payer,
            promise=row.promise,
            promised_on=row.promised_on,
            settler=people.get(row.settled_by_id or 0, ""),
            settled_at=local(row.settled_at) if row.settled_at else None,
            replacement=row.replacement,
            cost=row.cost,
        )
        for row in rows
    )


def _corrections(query: QuerySet[Correction]) -> tuple[CorrectionLine, ...]:
    rows = list(query.select_related("case__applicant", "case__version"))
    people = names_of({pk for row in rows for pk in (row.asked_by_id, row.answered_by_id) if pk}) if rows else {}
    return tuple(
        CorrectionLine(
            id=row.pk,
            case_id=row.case_id,
            number=row.case.file_number or row.case.provisional_code,
            applicant=row.case.applicant.name,
            procedure=row.case.version.name,
            state=row.state,
            words=row.words,
            asker=people.get(row.asked_by_id, ""),
            asked_at=local(row.asked_at),
            promised_on=row.promised_on,
            answer=row.answer,
            answerer=people.get(row.answered_by_id or 0, ""),
            answered_at=local(row.answered_at) if row.answered_at else None,
            handed_to=row.handed_to,
            handed_at=local(row.handed_at) if row.handed_at else None,
            lead_office_id=row.case.lead_office_id,
            receiving_office_id=row.case.receiving_office_id,
        )
        for row in rows
    )
