"""What an applicant may learn without an account: by a case's number how far it has come; with the slip's code, its whole course.

The law shows anybody the number and the degree of completion, and the authenticated applicant the status down to the office
(TT 01/2018/TT-VPCP Đ.16.2.d). These are the only reads of cases that ask no actor.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.utils.crypto import constant_time_compare

from motcua.cases.models import Case, SupplementRequest
from motcua.cases.queries.measured import histories_of
from motcua.cases.rules.flow import FINAL, State
from motcua.cases.rules.history import History, Span
from motcua.cases.rules.measures import Measures, measure
from motcua.cases.rules.tracking_code import read_tracking_code
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import Procedure
from motcua.database.columns import keyed_index
from motcua.journal.queries import entries_of
from motcua.kernel.moments import local
from motcua.law.clock import Timeliness, Turn
from motcua.law.explain import lines_of
from motcua.law.stages import Appointment
from motcua.offices.queries import directory
from motcua.offices.rules.directory import Directory, Office

_NO_CODE = "no code"  # of no tracking code's form, so that its index is never found
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Degree:
    """How far a case has come; everything that anybody may see who knows its number."""

    number: str
    state: State


class Kind(StrEnum):
    """What a line of a case's course tells of."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    MOVED = "moved"
    SUPPLEMENT_ASKED = "supplement-asked"
    SUPPLIED = "supplied"
    PAUSED = "paused"
    RESUMED = "resumed"
    EXTENDED = "extended"
    APOLOGISED = "apologised"
    SETTLED = "settled"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of the course: when, what, at which office; with a reason, papers or a new date where there is one."""

    at: datetime
    kind: Kind
    office: str = ""
    step: str = ""
    reason: str = ""
    papers: tuple[str, ...] = ()
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A case as its applicant may see it: where it is, what was promised, what happened, what there is to do. No name, no address."""

    file_number: str
    procedure_name: str
    state: State
    is_final: bool
    holder: Office
    counter: Office
    step: str
    due_at: datetime | None
    first_due_at: datetime | None
    is_suspended: bool
    is_provisional: bool
    is_late: bool
    owes_apology: bool
    return_channel: str
    wanted: tuple[str, ...]
    wanted_reason: str
    pause_reason: str
    appointments: tuple[Appointment, ...]
    why: tuple[str, ...]
    happenings: tuple[Happening, ...]


def degree_of(number: str, *, authority_id: int) -> Degree | None:
    """How far the case with this file number has come; a filing not accepted yet goes by its provisional code."""
    column = "provisional_code" if number.startswith("TN-") else "file_number"
    row = Case.objects.filter(authority_id=authority_id, **{column: number}).values_list("file_number", "state").first()
    return Degree(row[0] or number, State(row[1])) if row else None


def case_with_code(typed: str, digits: str, *, authority_id: int) -> int | None:
    """The case whose slip bears the code ``typed`` and whose applicant's phone ends in the four ``digits``.

    One statement and one comparison, whatever was typed and whatever is on file. Without a phone on file there is nothing to compare with:
    such a case is never found.
    """
    index = keyed_index(read_tracking_code(typed) or _NO_CODE)
    row = Case.objects.filter(authority_id=authority_id, tracking_index=index).values_list("id", "applicant__phone").first()
    case_id, phone = row or (None, "")
    ending = "".join(sign for sign in phone if sign.isdecimal())[-_DIGITS:]
    is_right = constant_time_compare(ending.rjust(_DIGITS), digits)
    return case_id if is_right and len(ending) == _DIGITS else None


def course_of(case_id: int, *, authority_id: int, as_of: datetime) -> Course:
    """The course of a case that its applicant has shown to be his."""
    case = Case.objects.get(pk=case_id, authority_id=authority_id)
    offices, procedure = directory(authority_id), version(case.version_id)
    history = histories_of([case], offices=offices)[case.pk]
    asked = list(case.supplements.order_by("id"))
    pauses = _pause_reasons(case)
    measures = measure(history, offices.calendars[case.lead_office_id], as_of=as_of)
    is_waiting = case.state == State.AWAITING_SUPPLEMENT
    return Course(
        file_number=case.file_number or case.provisional_code,
        procedure_name=procedure.name,
        state=State(case.state),
        is_final=case.state in FINAL,
        holder=offices.offices[case.holder_office_id],
        counter=offices.offices[case.receiving_office_id],
        step=_step_name(procedure, case.step) if case.state == State.IN_PROGRESS else "",
        due_at=_moment(case.due_at),
        first_due_at=_moment(case.first_due_at),
        is_suspended=case.is_suspended,
        is_provisional=case.is_due_provisional,
        is_late=measures.timeliness in (Timeliness.PENDING_LATE, Timeliness.LATE),
        owes_apology=measures.owes_apology,
        return_channel=case.return_channel,
        wanted=_open_papers(asked[-1], procedure) if is_waiting and asked else (),
        wanted_reason=asked[-1].reason if is_waiting and asked else "",
        pause_reason=pauses.get(history.spans[-1].began_at, ""),
        appointments=measures.appointments,
        why=_why(measures),
        happenings=_happenings(history, procedure, offices, asked, pauses),
    )


def _why(measures: Measures) -> tuple[str, ...]:
    reading = measures.reading
    if reading is None:
        return ()
    return lines_of(reading, measures.explanation)


def _open_papers(asked: SupplementRequest, procedure: Procedure) -> tuple[str, ...]:
    """The papers still to bring, in the words of the request where it says what is wrong with one."""
    still = set(asked.open_keys)
    return tuple(_item_words(item, procedure) for item in asked.items if (paper := procedure.paper_named(item)) and paper.key in still)


def _item_words(item: str, procedure: Procedure) -> str:
    paper, (_, _, fault) = procedure.paper_named(item), item.partition(":")
    name = paper.name if paper else item
    return f"{name}: {fault.strip()}" if fault.strip() else name


def _pause_reasons(case: Case) -> dict[datetime, str]:
    """Moment at which a pause began → its reason, as the journal tells it."""
    return {
        local(entry.happened_at): json.loads(entry.payload)["reason"]
        for entry in entries_of(case.pk, authority_id=case.authority_id)
        if entry.kind == "case-paused"
    }


def _happenings(
    history: History, procedure: Procedure, offices: Directory, asked: Iterable[SupplementRequest], pauses: dict[datetime, str]
) -> tuple[Happening, ...]:
    requests = {local(request.requested_at): request for request in asked}
    told = list(_apologies(history))
    for before, span in zip((None, *history.spans), history.spans, strict=False):
        kind = _kind_of(before, span)
        if kind is None:
            continue
        request = requests.get(span.began_at) if kind is Kind.SUPPLEMENT_ASKED else None
        told.append(
            Happening(
                at=span.began_at,
                kind=kind,
                office=offices.offices[span.office_id].name,
                step=_step_name(procedure, span.step) if kind is Kind.MOVED else "",
                reason=request.reason if request else pauses.get(span.began_at, "") if kind is Kind.PAUSED else "",
                papers=tuple(_item_words(item, procedure) for item in request.items) if request else (),
            )
        )
    return tuple(sorted(told, key=lambda line: line.at))


def _apologies(history: History) -> Iterable[Happening]:
    for said in history.apologies:
        kind = Kind.EXTENDED if said.new_due_at else Kind.APOLOGISED
        yield Happening(at=said.issued_at, kind=kind, reason=said.reason, until=said.new_due_at or said.expected_at)


_KINDS = {
    State.SUBMITTED: Kind.SUBMITTED,
    State.ACCEPTED: Kind.ACCEPTED,
    State.IN_PROGRESS: Kind.MOVED,
    State.AWAITING_SUPPLEMENT: Kind.SUPPLEMENT_ASKED,
    State.AWAITING_OBLIGATION: Kind.PAUSED,
    State.PAUSED: Kind.PAUSED,
    State.SETTLED: Kind.SETTLED,
    State.RETURNED: Kind.RETURNED,
    State.WITHDRAWN: Kind.WITHDRAWN,
    State.DISCONTINUED: Kind.DISCONTINUED,
}
_STOOD = frozenset({State.PAUSED, State.AWAITING_OBLIGATION})


def _kind_of(before: Span | None, span: Span) -> Kind | None:
    """What the beginning of a span tells the applicant; none where the case stayed where it was."""
    if before is None or before.state is not span.state:
        if before and before.state is State.AWAITING_SUPPLEMENT and span.state in (State.IN_PROGRESS, State.SUBMITTED):
            return Kind.SUPPLIED
        if before and before.state in _STOOD and span.turn is Turn.GO:
            return Kind.RESUMED
        return _KINDS.get(span.state)
    has_moved = (before.office_id, before.step) != (span.office_id, span.step)
    return Kind.MOVED if has_moved and span.state in (State.IN_PROGRESS, State.SUBMITTED) else None


def _step_name(procedure: Procedure, index: int) -> str:
    """What the public reads: a step's name, never the key of one that has none."""
    has_key_alone = index < len(procedure.steps) and not procedure.steps[index].name
    return "" if has_key_alone else procedure.step_name(index)


def _moment(stored: datetime | None) -> datetime | None:
    return local(stored) if stored else None
