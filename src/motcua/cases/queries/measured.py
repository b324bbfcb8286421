"""Cases read as histories and measured as of a moment: three statements for however many cases."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count

from motcua.cases.models import Apology, Case, CaseSpan, Consultation
from motcua.cases.rules.flow import State
from motcua.cases.rules.history import Apology as ApologyValue
from motcua.cases.rules.history import Consultation as ConsultationValue
from motcua.cases.rules.history import History, Span
from motcua.cases.rules.measures import Measures, measure
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import is_over_limit
from motcua.kernel.moments import local
from motcua.offices.queries import directory
from motcua.offices.rules.directory import Directory


def measured(cases: Iterable[Case], *, offices: Directory, as_of: datetime) -> dict[int, Measures]:
    """Case id → its measures as of a moment; the cases are the actor's to see, which the caller has made sure of."""
    rows = list(cases)
    histories = histories_of(rows, offices=offices)
    return {
        case.pk: measure(
            histories[case.pk],
            offices.calendars[case.lead_office_id],
            counter_calendar=offices.calendars[case.receiving_office_id],
            as_of=as_of,
        )
        for case in rows
    }


@dataclass(frozen=True, slots=True)
class CaseMeasured:
    """One case with its history, its measures, and how often papers were asked for."""

    case: Case
    history: History
    measures: Measures
    supplements: int


def cases_measured(case_ids: Iterable[int], *, authority_id: int, as_of: datetime) -> dict[int, CaseMeasured]:
    """Case id → the case, its history and its measures as of a moment."""
    offices = directory(authority_id)
    mine = Case.objects.filter(pk__in=list(case_ids), authority_id=authority_id)
    rows = list(mine.annotate(times_supplemented=Count("supplements")).order_by("id"))
    histories, measures = histories_of(rows, offices=offices), measured(rows, offices=offices, as_of=as_of)
    return {case.pk: CaseMeasured(case, histories[case.pk], measures[case.pk], case.times_supplemented) for case in rows}


def histories_of(cases: Iterable[Case], *, offices: Directory) -> dict[int, History]:
    """Case id → its history, from the tables of spans, apologies and consultations."""
    rows = list(cases)
    ids = [case.pk for case in rows]
    spans: dict[int, list[Span]] = defaultdict(list)
    for case_id, *told in CaseSpan.objects.filter(case__in=ids).order_by("id").values_list("case_id", *CaseSpan.TOLD):
        spans[case_id].append(CaseSpan.told(*told))
    apologies: dict[int, list[ApologyValue]] = defaultdict(list)
    for said in Apology.objects.filter(case__in=ids).order_by("id"):
        apologies[said.case_id].append(
            ApologyValue(local(said.issued_at), said.reason, _moment(said.new_due_at), _moment(said.expected_at))
        )
    asked: dict[int, list[ConsultationValue]] = defaultdict(list)
    for question in Consultation.objects.filter(case__in=ids).order_by("id"):
        asked[question.case_id].append(ConsultationValue(question.office_id, local(question.due_at), _moment(question.answered_at)))
    return {case.pk: _history(case, tuple(spans[case.pk]), tuple(apologies[case.pk]), tuple(asked[case.pk]), offices) for case in rows}


def _history(
    case: Case,
    spans: tuple[Span, ...],
    apologies: tuple[ApologyValue, ...],
    asked: tuple[ConsultationValue, ...],
    offices: Directory,
) -> History:
    procedure = version(case.version_id)
    return History(
        limit=procedure.limit_for(case.channel),
        state=State(case.state),
        lead_office_id=case.lead_office_id,
        receiving_office_id=case.receiving_office_id,
        channel=case.channel,
        accepted_at=_moment(case.accepted_at),
        first_due_at=_moment(case.first_due_at),
        settled_at=_moment(case.settled_at),
        outcome=case.outcome,
        spans=spans,
        apologies=apologies,
        consultations=asked,
        was_entered_later=case.was_entered_later,
        was_partly_supplied=case.was_partly_supplied,
        settled_due_at=_moment(case.due_at) if case.settled_at else None,
        stages=procedure.stages_for(case.channel),
        is_over_limit=is_over_limit(procedure, offices.calendars[case.lead_office_id], channel=case.channel),
    )


def _moment(stored: datetime | None) -> datetime | None:
    return local(stored) if stored else None
