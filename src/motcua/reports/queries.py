"""Reports as screens and exports read them: the form of a period, the cases behind a figure, what was submitted and what differs since."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import F

from motcua.cases.queries.measured import histories_of
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.history import as_it_stood
from motcua.cases.rules.measures import Measures, measure
from motcua.catalogue.queries import version
from motcua.journal.queries import Told, acts_of_authority, entered_later
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.law.periods import Period
from motcua.offices.rules.directory import Directory
from motcua.reports.facts import Asked, cases_of, facts_of, places_of
from motcua.reports.forms.bieu_06 import Bieu06, bieu_06, heading_of
from motcua.reports.models import IssuedReport
from motcua.reports.tally import Basis, Cell, Corrections, Difference, corrections, differences, pending

PAGE = 50
_MOST_TOLD = 500
"""How many differences are told case by case."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: of an office, alone or with all below it, for a period."""

    office_id: int
    is_with_below: bool
    period: Period

    def asked(self, offices: Directory, *, now: datetime) -> Asked:
        """The question to the facts; while the period runs, as of now."""
        meant = offices.below(self.office_id) if self.is_with_below else frozenset({self.office_id})
        return Asked(offices.authority_id, meant, self.period, now)


def report(actor: Actor, wanted: Wanted, *, offices: Directory, now: datetime) -> Bieu06:
    """Biểu 06 as it stands now; ``not-allowed`` for an office that the actor does not reach."""
    actor.must("report.read", wanted.office_id)
    return form_of(wanted, offices=offices, now=now)


def form_of(wanted: Wanted, *, offices: Directory, now: datetime) -> Bieu06:
    """Biểu 06 as it stands now, for whoever is known to may read it."""
    asked = wanted.asked(offices, now=now)
    carried = corrections_of(wanted, asked)
    added = carried.added if carried else frozenset()
    return bieu_06(
        facts_of(asked),
        heading=heading_of(wanted.office_id, offices),
        period=wanted.period,
        drawn_up_on=local_date(now),
        as_of=asked.as_of if asked.is_running else None,
        carried=carried,
        corrected=facts_of(replace(asked, case_ids=added)) if added else None,
    )


def corrections_of(wanted: Wanted, asked: Asked) -> Corrections | None:
    """What differs between column 6 and column 11 of the report submitted for the period before; none without such a report."""
    before = IssuedReport.just_before(
        wanted.period, authority_id=asked.authority_id, office_id=wanted.office_id, is_with_below=wanted.is_with_below
    )
    if before is None:
        return None
    left = pending(before.kept.places)
    return corrections(left, frozenset(cases_of(asked, Cell.CARRIED).values_list("pk", flat=True)))


# ---- the cases behind a figure -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the form: its column, the due that it is judged by, and its line: a field, the corrections, or none (the total)."""

    cell: Cell
    basis: Basis = Basis.IN_FORCE
    field: str | None = None
    is_correction: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One case of a list, with what was measured of it as of the report's moment."""

    case_id: int
    file_number: str
    applicant: str
    procedure: str
    office: str
    accepted_at: datetime | None
    due_at: datetime | None
    first_due_at: datetime | None
    settled_at: datetime | None
    measures: Measures


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the cases behind a figure."""

    rows: tuple[Line, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def behind(actor: Actor, wanted: Wanted, figure: Figure, *, offices: Directory, now: datetime, page: int = 1) -> Listed:
    """The cases that one figure counts, those with the earliest due first."""
    actor.must("report.read", wanted.office_id)
    asked = wanted.asked(offices, now=now)
    counted = cases_of(_on_line(figure, wanted, asked), figure.cell, figure.basis)
    found = many_visible_to(actor).filter(pk__in=counted.values("pk"))
    some = found.select_related("applicant").order_by(F("due_at").asc(nulls_last=True), "pk")[(page - 1) * PAGE : page * PAGE]
    return Listed(lines_of(some, asked, offices=offices), found.count(), page)


def _on_line(figure: Figure, wanted: Wanted, asked: Asked) -> Asked:
    """``asked``, narrowed to the line of ``figure``: what is a correction stands on the line of its own and on no line of a field."""
    carried = corrections_of(wanted, asked) if figure.is_correction or figure.field is not None else None
    added = carried.added if carried else frozenset()
    if figure.is_correction:
        return replace(asked, case_ids=added)
    return asked if figure.field is None else replace(asked, field=figure.field, without=added)


def lines_of(cases: Any, asked: Asked, *, offices: Directory) -> tuple[Line, ...]:
    """Cases as lines, in their order."""
    rows = list(cases)
    histories = histories_of(rows, offices=offices)
    return tuple(_line(case, histories[case.pk], asked, offices) for case in rows)


def _line(case: Any, history: Any, asked: Asked, offices: Directory) -> Line:
    then = as_it_stood(history, asked.before)
    measures = measure(then, offices.calendars[case.lead_office_id], as_of=asked.judged_at)
    return Line(
        case_id=case.pk,
        file_number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=version(case.version_id).name,
        office=offices.offices[case.lead_office_id].name,
        accepted_at=then.accepted_at,
        due_at=measures.reading.due.at if measures.reading and measures.reading.due else None,
        first_due_at=then.first_due_at,
        settled_at=then.settled_at,
        measures=measures,
    )


# ---- what was submitted -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Differing:
    """One case that a submitted report counted otherwise; ``acts`` were recorded after it, but happened in its period."""

    difference: Difference
    file_number: str
    applicant: str
    was_entered_later: bool
    acts: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submitted report with what a run of today would say otherwise (the first of it case by case), and the calendars decided since."""

    report: IssuedReport
    form: Bieu06
    now: Bieu06
    differing: tuple[Differing, ...]
    total_differing: int
    calendars: tuple[Told, ...]


def issued(actor: Actor) -> list[IssuedReport]:
    """The reports submitted for the offices that the actor reaches, the latest first, without what they say."""
    mine = IssuedReport.objects.filter(authority_id=actor.authority_id, office_id__in=reach_of(actor))
    return list(mine.defer("content").order_by("-submitted_at", "-id"))


def issued_for(actor: Actor, wanted: Wanted) -> IssuedReport | None:
    """The report that was submitted for just this office and period, without what it says."""
    mine = IssuedReport.of(authority_id=actor.authority_id, office_id=wanted.office_id, is_with_below=wanted.is_with_below)
    return mine.filter(first=wanted.period.first, last=wanted.period.last, office_id__in=reach_of(actor)).defer("content").first()


def submitted_form(actor: Actor, report_id: int) -> Bieu06:
    """The form of one submitted report as it was submitted; IssuedReport.DoesNotExist as below."""
    return _kept(actor, report_id).drawn_up


def submitted(actor: Actor, report_id: int, *, offices: Directory, now: datetime) -> Submitted:
    """One submitted report and its differences; IssuedReport.DoesNotExist for one of an office that the actor does not reach."""
    kept = _kept(actor, report_id)
    wanted = Wanted(kept.office_id, kept.is_with_below, kept.period)
    asked = wanted.asked(offices, now=now)
    changed = differences(kept.kept.places, places_of(asked))
    calendars = acts_of_authority(actor.authority_id, kinds=("calendar-adopted",), most=20)
    return Submitted(
        report=kept,
        form=kept.drawn_up,
        now=form_of(wanted, offices=offices, now=now),
        differing=_differing(changed[:_MOST_TOLD], kept, actor),
        total_differing=len(changed),
        calendars=tuple(told for told in calendars if told.recorded_at > kept.submitted_at),
    )


def _kept(actor: Actor, report_id: int) -> IssuedReport:
    return IssuedReport.objects.get(pk=report_id, authority_id=actor.authority_id, office_id__in=reach_of(actor))


def reach_of(actor: Actor) -> frozenset[int]:
    """The offices whose reports the actor may read."""
    return frozenset().union(*(grant.reach for grant in actor.grants if "report.read" in grant.permissions), frozenset[int]())


def _differing(changed: tuple[Difference, ...], report: IssuedReport, actor: Actor) -> tuple[Differing, ...]:
    ids = [each.case_id for each in changed]
    known: Mapping[int, Any] = many_visible_to(actor).select_related("applicant").in_bulk(ids)
    acts = entered_later(ids, authority_id=actor.authority_id, after=report.submitted_at, of_before=report.period.end)
    return tuple(
        Differing(each, case.file_number or "", case.applicant.name, case.was_entered_later, acts.get(each.case_id, ()))
        for each in changed
        if (case := known.get(each.case_id))
    )
