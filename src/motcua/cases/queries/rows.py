"""Cases as the rows of a work list: one statement for however many, told as frozen values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from motcua.cases.models import Apology, Case, Consultation, SupplementRequest
from motcua.cases.queries.situations import situation_of
from motcua.cases.rules.apologies import covers
from motcua.cases.rules.flow import State
from motcua.cases.rules.openings import Choice, Waiting, next_choice, openings, waits_for
from motcua.cases.rules.pace import Pace, Slack, slack
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.calendar import WorkingCalendar
from motcua.offices.absence_queries import standing_in
from motcua.offices.rules.directory import Directory
from motcua.offices.rules.roles import Role

ACCEPTED_AND_OPEN = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION, State.PAUSED})
"""Open states of an accepted case; a supplement before acceptance is the counter's."""

AT_WORK = frozenset({State.IN_PROGRESS, State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION, State.PAUSED})
"""States of a case that its handling office has taken over."""


_NOT_TO_BE_PUT_OFF = (Choice.DECIDE, Choice.ANSWER_CONSULTATION, Choice.APOLOGISE, Choice.EXTEND, Choice.ASSIGN)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRow:
    """One case of a work list; ``to_do`` is the reader's next act, ``waits_for`` whom it waits for instead.

    ``stand_in``: who does the work of a handler who is away today, ``is_stood_in``: the reader does. ``asked_due_at`` and ``part_due_at``
    are set where the row is about a question put to the reader's office, or its part of a joint case.
    """

    case_id: int
    revision: int
    file_number: str
    applicant: str
    procedure: str
    state: State
    step: str
    step_number: int
    steps: int
    office_id: int
    office: str
    lead_office: str
    handler: str
    stand_in: str
    is_mine: bool
    is_stood_in: bool
    due_at: datetime | None
    slack: Slack
    to_do: Choice | None
    waits_for: Waiting | None
    owes_apology: bool
    is_due_provisional: bool
    supplements: int
    asked_due_at: datetime | None = None
    part_due_at: datetime | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether the reader is to be told whom the case waits for, rather than what he may do while it does."""
        return self.waits_for is not None and self.to_do not in _NOT_TO_BE_PUT_OFF

    @property
    def is_late(self) -> bool:
        """Whether the due in force has passed."""
        return self.slack.pace is Pace.LATE


def with_step(cases: QuerySet[Case]) -> QuerySet[Any]:
    """The cases joined to their current and their next step (``current``, ``following``), so that a query may ask whose turn it is."""
    return cases.annotate(
        current=FilteredRelation("version__steps", condition=Q(version__steps__position=F("step"))),
        following=FilteredRelation("version__steps", condition=Q(version__steps__position=F("step") + 1)),
    )


IS_PRESENTED = Q(state=State.IN_PROGRESS, outcome="", following=None) & (Q(current__role=Role.LEADER) | Q(current=None, step__gt=0))
"""Of cases ``with_step``: the leader's decision is all that is missing (``Procedure.signing_step``)."""

IS_ASKED_ABOUT = Exists(Consultation.objects.filter(case=OuterRef("pk"), answered_at=None))
"""Whether an opinion asked of another office is still out."""


_TOLD = (
    "id", "authority_id", "version_id", "state", "channel", "provisional_code", "file_number", "receiving_office_id", "lead_office_id",
    "holder_office_id", "handler_id", "step", "accepted_at", "due_at", "runs_out_at", "start_by", "is_suspended", "is_due_provisional",
    "outcome", "revision", "applicant__name", "applicant__phone", "handler__name",
)  # fmt: skip
"""What a row needs to know: never a number of identity, nor the tracking code."""


def for_rows(cases: QuerySet[Any], *, now: datetime) -> QuerySet[Any]:
    """The cases with everything that ``rows_of`` tells of them at ``now``."""
    told = cases.select_related("applicant", "handler").only(*_TOLD)
    stand_in = standing_in(local_date(now)).filter(person=OuterRef("handler"))
    return told.annotate(
        named_until=Subquery(_latest_named()),
        supplements_asked=Subquery(_requests()),
        is_asked_about=IS_ASKED_ABOUT,
        stand_in_id=Subquery(stand_in.values("stand_in")[:1]),
        stand_in=Subquery(stand_in.values("stand_in__name")[:1]),
    )


def rows_of(cases: Iterable[Any], *, actor: Actor, offices: Directory, now: datetime) -> tuple[CaseRow, ...]:
    """Cases read ``for_rows`` as rows, in their order."""
    return tuple(_row(case, actor, offices, now) for case in cases)


def case_slack(case: Case, procedure: Procedure, calendar: WorkingCalendar, now: datetime) -> Slack:
    """How pressing ``case`` is at ``now``."""
    return slack(
        due_at=local(case.due_at) if case.due_at else None,
        start_by=local(case.start_by) if case.start_by else None,
        limit=procedure.limit_for(case.channel),
        is_suspended=case.is_suspended,
        now=now,
        calendar=calendar,
    )


def _row(case: Any, actor: Actor, offices: Directory, now: datetime) -> CaseRow:
    procedure = version(case.version_id)
    pressing = case_slack(case, procedure, offices.calendars[case.lead_office_id], now)
    asked_due, part_due = getattr(case, "asked_due", None), getattr(case, "part_due", None)
    owes = _owes_apology(case, procedure, pressing, now)
    situation = situation_of(
        case, procedure, actor=actor, slack=pressing, asked_office_ids=_asked(case), part_office_ids=_parts(case), owes_apology=owes
    )
    return CaseRow(
        case_id=case.pk,
        revision=case.revision,
        file_number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=procedure.name,
        state=State(case.state),
        step=procedure.step_name(case.step),
        step_number=min(case.step, procedure.last_step) + 1,
        steps=len(procedure.steps),
        office_id=case.holder_office_id,
        office=offices.offices[case.holder_office_id].name,
        lead_office=offices.offices[case.lead_office_id].name,
        handler=case.handler.name if case.handler else "",
        stand_in=case.stand_in or "",
        is_mine=case.handler_id is not None and case.handler_id == actor.person_id,
        is_stood_in=case.stand_in_id is not None and case.stand_in_id == actor.person_id,
        due_at=local(case.due_at) if case.due_at else None,
        slack=pressing,
        to_do=next_choice(situation, openings(situation, actor)),
        waits_for=waits_for(situation),
        owes_apology=owes,
        is_due_provisional=case.is_due_provisional,
        supplements=case.supplements_asked or 0,
        asked_due_at=local(asked_due) if asked_due else None,
        part_due_at=local(part_due) if part_due else None,
    )


def _asked(case: Any) -> tuple[int, ...]:
    """The office asked that the row is about, else merely that some office is asked (0 is nobody's)."""
    asked = getattr(case, "asked_office", None)
    return (asked,) if asked else (0,) if case.is_asked_about else ()


def _parts(case: Any) -> tuple[int, ...]:
    part = getattr(case, "part_office", None)
    return (part,) if part else ()


def _owes_apology(case: Any, procedure: Procedure, pressing: Slack, now: datetime) -> bool:
    """Whether the due has passed with no apology in force (the newest date named decides)."""
    limit = procedure.limit_for(case.channel)
    if pressing.pace is not Pace.LATE or limit is None:
        return False
    return not (case.named_until and covers(local(case.named_until), limit, now))


def _latest_named() -> QuerySet[Any]:
    named = Apology.objects.filter(case=OuterRef("pk")).annotate(named=Coalesce("new_due_at", "expected_at"))
    return named.order_by("-named").values("named")[:1]


def _requests() -> QuerySet[Any]:
    return SupplementRequest.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(times=Count("pk")).values("times")
