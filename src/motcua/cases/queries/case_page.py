"""One case with everything that its screen tells: papers, slips, story, clock, and what the reader may do with it now."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from motcua.cases.models import Case
from motcua.cases.queries.amends import CorrectionLine, IncidentLine, corrections_of, incidents_of
from motcua.cases.queries.drafting import DraftLine, drafts_of
from motcua.cases.queries.measured import histories_of
from motcua.cases.queries.originals import OriginalLine, originals_of
from motcua.cases.queries.possible import Possible, possible
from motcua.cases.queries.rows import case_slack
from motcua.cases.queries.take_over_known import Origin, origin_of
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.flow import State
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.history import Apology, Span
from motcua.cases.rules.measures import Measures, measure
from motcua.cases.rules.pace import Slack
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import Procedure
from motcua.documents.queries import FileLine, files_of
from motcua.journal.queries import Told, story_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.calendar import WorkingCalendar, working_minutes_between
from motcua.law.explain import lines_of
from motcua.offices.absence_queries import stand_in_of
from motcua.offices.queries import names_of
from motcua.offices.rules.directory import Directory


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A paper of the procedure: in since ``received_at``, or not; ``is_asked`` while the newest request waits for it; with its files."""

    key: str
    name: str
    is_required: bool
    received_at: datetime | None
    is_asked: bool
    files: tuple[FileLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Request:
    """Papers asked for: what the slip said, and when everything was there."""

    is_after_acceptance: bool
    items: tuple[str, ...]
    reason: str
    basis: str
    requested_at: datetime
    completed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Question:
    """An opinion asked of another office."""

    office: str
    content: str
    asked_at: datetime
    due_at: datetime
    answer: str
    answered_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class SlipLine:
    """A slip issued, by which it can be printed again."""

    id: int
    form: SlipForm
    number: str
    issued_at: datetime


@dataclass(frozen=True, slots=True)
class PartLine:
    """One office's share of a joint case."""

    step: str
    office: str
    began_at: datetime | None
    due_at: datetime | None
    done_at: datetime | None


@dataclass(frozen=True, slots=True)
class Stay:
    """How long one office held the case in one state and step, in session minutes of the lead office's calendar; ``handler``: the last."""

    office: str
    handler: str
    state: State
    step: str
    began_at: datetime
    ended_at: datetime | None
    minutes: int
    day_minutes: int


@dataclass(frozen=True, slots=True)
class Person:
    """The applicant as the handling office may reach him."""

    name: str
    phone: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CasePage:
    """Everything that the screen of one case shows to one reader at one moment."""

    case_id: int
    revision: int
    file_number: str
    state: State
    channel: str
    return_channel: str
    outcome: str
    applicant: Person
    procedure: Procedure
    step: str
    step_number: int
    lead_office_id: int
    lead_office: str
    holder_office: str
    receiving_office: str
    handler: str
    stand_in: str
    submitted_at: datetime
    accepted_at: datetime | None
    first_due_at: datetime | None
    due_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    is_due_provisional: bool
    slack: Slack
    measures: Measures | None
    late_office: str
    clock_lines: tuple[str, ...]
    papers: tuple[PaperLine, ...]
    requests: tuple[Request, ...]
    questions: tuple[Question, ...]
    apologies: tuple[Apology, ...]
    parts: tuple[PartLine, ...]
    slips: tuple[SlipLine, ...]
    stays: tuple[Stay, ...]
    story: tuple[Told, ...]
    origin: Origin | None
    draft: DraftLine | None
    originals: tuple[OriginalLine, ...]
    incidents: tuple[IncidentLine, ...]
    corrections: tuple[CorrectionLine, ...]
    names: Mapping[int, str]
    can: Possible

    @property
    def times_supplemented(self) -> int:
        """How often papers were asked for."""
        return len(self.requests)


def case_page(case_id: int, actor: Actor, *, offices: Directory, now: datetime) -> CasePage:
    """The screen of one case; Case.DoesNotExist when there is none, or the actor may not see it (the two look the same)."""
    case = visible_to(actor).select_related("applicant", "handler").get(pk=case_id)
    procedure = version(case.version_id)
    calendar = offices.calendars[case.lead_office_id]
    history = histories_of([case], offices=offices)[case.pk]
    counter = offices.calendars[case.receiving_office_id]
    measures = measure(history, calendar, counter_calendar=counter, as_of=now) if history.accepted_at else None
    slack = case_slack(case, procedure, calendar, now)
    requests, story = _requests(case), story_of(case.pk, authority_id=case.authority_id)
    names = _names(history.spans, story)
    return CasePage(
        case_id=case.pk,
        revision=case.revision,
        file_number=case.file_number or case.provisional_code,
        state=State(case.state),
        channel=case.channel,
        return_channel=case.return_channel,
        outcome=case.outcome,
        applicant=Person(case.applicant.name, case.applicant.phone, case.applicant.address),
        procedure=procedure,
        step=procedure.step_name(case.step),
        step_number=min(case.step, procedure.last_step) + 1,
        lead_office_id=case.lead_office_id,
        lead_office=offices.offices[case.lead_office_id].name,
        holder_office=offices.offices[case.holder_office_id].name,
        receiving_office=offices.offices[case.receiving_office_id].name,
        handler=case.handler.name if case.handler else "",
        stand_in=stand_in_of(case.handler_id, day=local_date(now)),
        submitted_at=local(case.submitted_at),
        accepted_at=history.accepted_at,
        first_due_at=history.first_due_at,
        due_at=_moment(case.due_at),
        settled_at=history.settled_at,
        returned_at=_moment(case.returned_at),
        is_due_provisional=case.is_due_provisional,
        slack=slack,
        measures=measures,
        late_office=_late_office(measures, offices),
        clock_lines=_clock_lines(measures),
        papers=_papers(case, procedure, requests),
        requests=tuple(request for request, _ in requests),
        questions=_questions(case, offices, now),
        apologies=history.apologies,
        parts=_parts(case, procedure, offices),
        slips=_slips(case),
        stays=_stays(history.spans, names, procedure, offices, calendar, now),
        story=story,
        origin=origin_of(case.pk) if case.is_taken_over else None,
        originals=originals_of(case.pk, authority_id=case.authority_id),
        incidents=incidents_of(case.pk, authority_id=case.authority_id),
        corrections=corrections_of(case.pk, authority_id=case.authority_id),
        draft=drafts_of([case.pk], authority_id=case.authority_id).get(case.pk),
        names=names,
        can=possible(case, procedure, history, measures, slack, actor=actor, offices=offices, now=now),
    )


def _moment(stored: datetime | None) -> datetime | None:
    return local(stored) if stored else None


def _late_office(measures: Measures | None, offices: Directory) -> str:
    """The other office that held a late case when its limit ran out, if it was one."""
    cause = measures.late_because if measures else None
    return offices.offices[cause.office_id].name if cause and cause.office_id else ""


def _clock_lines(measures: Measures | None) -> tuple[str, ...]:
    """The explanation of the due in a few lines; a case never accepted has none."""
    reading = measures.reading if measures else None
    if measures is None or reading is None:
        return ()
    return lines_of(reading, measures.explanation)


def _requests(case: Case) -> list[tuple[Request, frozenset[str]]]:
    """The requests for papers, oldest first, each with the keys of what it still waits for."""
    return [
        (
            Request(
                is_after_acceptance=row.is_after_acceptance,
                items=tuple(row.items),
                reason=row.reason,
                basis=row.basis,
                requested_at=local(row.requested_at),
                completed_at=_moment(row.completed_at),
            ),
            frozenset(row.open_keys),
        )
        for row in case.supplements.order_by("id")
    ]


def _papers(case: Case, procedure: Procedure, requests: Sequence[tuple[Request, frozenset[str]]]) -> tuple[PaperLine, ...]:
    """Every paper of the procedure, and whatever else is in the case, each with its files."""
    inside = {paper.key: paper for paper in case.papers.order_by("id")}
    asked = requests[-1][1] if requests and case.state == State.AWAITING_SUPPLEMENT else frozenset()
    listed = [(paper.key, paper.name, paper.is_required) for paper in procedure.papers]
    files = files_of(case.pk, authority_id=case.authority_id)
    others = [(key, paper.name, False) for key, paper in inside.items() if key not in {key for key, _, _ in listed}]
    return tuple(
        PaperLine(
            key, name, is_required, local(inside[key].received_at) if key in inside else None, key in asked,
            tuple(file for file in files if file.paper == key),
        )
        for key, name, is_required in (*listed, *others)
    )  # fmt: skip


def _questions(case: Case, offices: Directory, now: datetime) -> tuple[Question, ...]:
    return tuple(
        Question(
            office=offices.offices[row.office_id].name,
            content=row.content,
            asked_at=local(row.asked_at),
            due_at=local(row.due_at),
            answer=row.answer,
            answered_at=_moment(row.answered_at),
            is_late=(row.answered_at or now) > row.due_at,
        )
        for row in case.consultations.order_by("id")
    )


def _parts(case: Case, procedure: Procedure, offices: Directory) -> tuple[PartLine, ...]:
    if not procedure.is_joint:
        return ()
    return tuple(
        PartLine(
            step=procedure.step_name(row.step),
            office=offices.offices[row.office_id].name,
            began_at=_moment(row.began_at),
            due_at=_moment(row.due_at),
            done_at=_moment(row.done_at),
        )
        for row in case.parts.order_by("step")
    )


def _slips(case: Case) -> tuple[SlipLine, ...]:
    rows = case.slips.order_by("id").values_list("id", "form", "number", "issued_at")
    return tuple(
        SlipLine(id, SlipForm(form), slip_number(SlipForm(form), number), local(issued_at)) for id, form, number, issued_at in rows
    )


def _names(spans: Iterable[Span], story: Iterable[Told]) -> dict[int, str]:
    """The names of everyone who handled the case or was given it."""
    given = {told.said["to_person_id"] for told in story if "to_person_id" in told.said}
    return names_of(given | {span.handler_id for span in spans if span.handler_id})


def _stays(
    spans: Iterable[Span],
    names: Mapping[int, str],
    procedure: Procedure,
    offices: Directory,
    calendar: WorkingCalendar,
    now: datetime,
) -> tuple[Stay, ...]:
    """Spans in a row of one office, state and step are one stay, whoever handled the case."""
    return tuple(
        _stay(tuple(run), names, procedure, offices, calendar, now)
        for _, run in groupby(spans, key=lambda span: (span.office_id, span.state, span.step))
    )


def _stay(
    run: Sequence[Span],
    names: Mapping[int, str],
    procedure: Procedure,
    offices: Directory,
    calendar: WorkingCalendar,
    now: datetime,
) -> Stay:
    first, last = run[0], run[-1]
    return Stay(
        office=offices.offices[first.office_id].name,
        handler=names.get(last.handler_id or 0, ""),
        state=first.state,
        step=procedure.step_name(first.step),
        began_at=first.began_at,
        ended_at=last.ended_at,
        minutes=working_minutes_between(first.began_at, last.ended_at or now, calendar),
        day_minutes=calendar.day_minutes,
    )
