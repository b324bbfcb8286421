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
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.law.periods import Period
from motcua.offices.rules.directory import Directory
from motcua.reports.facts import Asked, cases_of, facts_of, places_of
from motcua.reports.forms.bieu_06 import Bieu06, bieu_06, heading_of
from motcua.reports.models import IssuedReport
from motcua.reports.tally import Basis, Cell, Corrections, Difference, corrections, differences, pending

PAGE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report: of an office, alone or with all below it, for a period; ``field`` narrows it to one field."""

    office_id: int
    is_with_below: bool
    period: Period
    field: str | None = None

    def asked(self, offices: Directory, *, now: datetime) -> Asked:
        """The question to the facts; while the period runs, as of now."""
        meant = offices.below(self.office_id) if self.is_with_below else frozenset({self.office_id})
        return Asked(offices.authority_id, meant, self.period, now, self.field)


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
    places = before.kept.places
    mine = {case_id: kind for case_id, kind in places.items() if wanted.field in (None, kind.field)}
    return corrections(pending(mine), frozenset(cases_of(asked, Cell.CARRIED).values_list("pk", flat=True)))


# ---- the cases behind a figure -----------------------------------------------------------------------------------------------


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


def behind(actor: Actor, wanted: Wanted, cell: Cell, basis: Basis, *, offices: Directory, now: datetime, page: int = 1) -> Listed:
    """The cases that one figure counts, those with the earliest due first."""
    actor.must("report.read", wanted.office_id)
    asked = wanted.asked(offices, now=now)
    found = many_visible_to(actor).filter(pk__in=cases_of(asked, cell, basis).values("pk"))
    some = found.select_related("applicant").order_by(F("due_at").asc(nulls_last=True), "pk")[(page - 1) * PAGE : page * PAGE]
    return Listed(lines_of(some, asked, offices=offices), found.count(), page)


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
    """One case that a submitted report counted otherwise, and why, as far as the records tell."""

    difference: Difference
    file_number: str
    applicant: str
    was_entered_later: bool


@dataclass(frozen=True, slots=True)
class Submitted:
    """A submitted report with what a run of today would say otherwise."""

    report: IssuedReport
    form: Bieu06
    now: Bieu06
    differing: tuple[Differing, ...]


def issued(actor: Actor, *, wanted: Wanted) -> list[IssuedReport]:
    """The reports submitted for this office, the latest first, without what they say."""
    mine = IssuedReport.of(authority_id=actor.authority_id, office_id=wanted.office_id, is_with_below=wanted.is_with_below)
    return list(mine.defer("content"))


def submitted(actor: Actor, report_id: int, *, offices: Directory, now: datetime) -> Submitted:
    """One submitted report and its differences; IssuedReport.DoesNotExist for one of an office that the actor does not reach."""
    kept = IssuedReport.objects.get(pk=report_id, authority_id=actor.authority_id, office_id__in=_reach(actor))
    wanted = Wanted(kept.office_id, kept.is_with_below, kept.period)
    asked = wanted.asked(offices, now=now)
    changed = differences(kept.kept.places, places_of(asked))
    return Submitted(kept, kept.drawn_up, form_of(wanted, offices=offices, now=now), _differing(changed, actor))


def _reach(actor: Actor) -> frozenset[int]:
    return frozenset().union(*(grant.reach for grant in actor.grants if "report.read" in grant.permissions), frozenset[int]())


def _differing(changed: tuple[Difference, ...], actor: Actor) -> tuple[Differing, ...]:
    rows = many_visible_to(actor).filter(pk__in=[each.case_id for each in changed]).select_related("applicant")
    known: Mapping[int, Any] = {case.pk: case for case in rows}
    return tuple(
        Differing(each, known[each.case_id].file_number or "", known[each.case_id].applicant.name, known[each.case_id].was_entered_later)
        for each in changed
        if each.case_id in known
    )
