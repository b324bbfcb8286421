"""What a reader may do with a case now, and what the forms of these acts offer to choose from."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.cases.models import Case
from motcua.cases.queries.situations import situation_of
from motcua.cases.rules.delay import delay_of
from motcua.cases.rules.extension import proposed_due, why_not_extendable
from motcua.cases.rules.history import History
from motcua.cases.rules.joint import goes_to_all_at_once
from motcua.cases.rules.measures import Measures
from motcua.cases.rules.openings import Choice, Opening, Situation, Waiting, denied, next_choice, openings, waits_for
from motcua.cases.rules.pace import Slack
from motcua.cases.rules.supplements import why_not_supplement
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Code
from motcua.law.calendar import WorkingCalendar, working_minutes_between
from motcua.law.clock import extension_deadline
from motcua.law.rulebook import Rulebook, rulebook_on
from motcua.offices.queries import people_with
from motcua.offices.rules.directory import Directory
from motcua.offices.rules.roles import Role

_FURTHER = (0, 1, 2, 5)
"""How many working dates after the proposed date the other proposals lie."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A new date that could be given, and how many working days it lies after the due in force."""

    due_at: datetime
    days_later: int


@dataclass(frozen=True, slots=True)
class DelayTold:
    """What delays a case: ``office`` held it so many of all session minutes; ``asked_office`` owes an opinion, if any does."""

    office: str
    minutes: int
    all_minutes: int
    asked_office: str


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose, by its id and name."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """What is open to the reader, the one act that comes next, and the choices of the forms; empty where no open act asks for them."""

    openings: tuple[Opening, ...]
    denied: Mapping[Choice, str]
    next: Choice | None
    waits_for: Waiting | None
    is_own: bool
    pauses: tuple[str, ...]
    proposals: tuple[Proposal, ...] = ()
    delay: DelayTold | None = None
    deadline: datetime | None = None
    supplement_days: int = 0
    colleagues: tuple[Named, ...] = ()
    offices: tuple[Named, ...] = ()

    def offers(self, choice: Choice) -> bool:
        """Whether ``choice`` is open."""
        return Opening(choice) in self.openings

    @property
    def bar_facts(self) -> dict[str, Any]:
        """What the sentences about things not open are filled with."""
        return {"deadline": self.deadline, "days": self.supplement_days}


def possible(
    case: Case,
    procedure: Procedure,
    history: History,
    measures: Measures | None,
    slack: Slack,
    *,
    actor: Actor,
    offices: Directory,
    now: datetime,
) -> Possible:
    """What ``actor`` may do with ``case`` at ``now``."""
    calendar = offices.calendars[case.lead_office_id]
    situation = situation_of(
        case,
        procedure,
        actor=actor,
        slack=slack,
        asked_office_ids=[asked.office_id for asked in history.consultations if asked.answered_at is None],
        part_office_ids=case.offices_with_open_part() if goes_to_all_at_once(procedure, case.channel) else (),
        owes_apology=measures is not None and measures.owes_apology,
        why_not_extendable=_why_not_extendable(case, history, now, calendar),
        why_not_supplement=_why_not_supplement(case, history, now, calendar),
    )
    offered = openings(situation, actor)
    free = {opening.choice for opening in offered if opening.bar is None}
    return Possible(
        openings=offered,
        denied=denied(situation, actor),
        next=next_choice(situation, offered),
        waits_for=waits_for(situation),
        is_own=situation.is_own,
        pauses=procedure.pauses,
        proposals=_proposals(case, now, calendar) if free & {Choice.EXTEND, Choice.APOLOGISE} else (),
        delay=_delay(history, calendar, offices, now) if free & {Choice.EXTEND, Choice.APOLOGISE} else None,
        deadline=_deadline(case, history, calendar),
        supplement_days=_rulebook(history).supplement_after_acceptance_days.value if history.accepted_at else 0,
        colleagues=_colleagues(situation, offices, now) if free & {Choice.ASSIGN, Choice.HAND_OVER_TO} else (),
        offices=_offices(situation, offices, now) if free & {Choice.CONSULT, Choice.HAND_OVER_TO} else (),
    )


def _delay(history: History, calendar: WorkingCalendar, offices: Directory, now: datetime) -> DelayTold | None:
    found = delay_of(history, calendar, now=now)
    if found is None:
        return None
    asked = offices.offices[found.asked_office_id].name if found.asked_office_id else ""
    return DelayTold(offices.offices[found.office_id].name, found.minutes, found.all_minutes, asked)


def _why_not_extendable(case: Case, history: History, now: datetime, calendar: WorkingCalendar) -> Code | None:
    if history.limit is None or case.due_at is None or history.accepted_at is None:
        return None
    return why_not_extendable(
        limit=history.limit,
        due_at=local(case.due_at),
        is_suspended=case.is_suspended,
        times_extended=sum(said.new_due_at is not None for said in history.apologies),
        at=now,
        calendar=calendar,
        rulebook=_rulebook(history),
    )


def _why_not_supplement(case: Case, history: History, now: datetime, calendar: WorkingCalendar) -> Code | None:
    if history.accepted_at is None:
        return None
    return why_not_supplement(
        was_asked=case.supplements.filter(is_after_acceptance=True).exists(),
        accepted_at=history.accepted_at,
        days=_rulebook(history).supplement_after_acceptance_days.value,
        at=now,
        calendar=calendar,
    )


def _rulebook(history: History) -> Rulebook:
    return rulebook_on(local_date(history.accepted_at))  # type: ignore[arg-type]


def _deadline(case: Case, history: History, calendar: WorkingCalendar) -> datetime | None:
    """Before when the case can be extended; none without a due."""
    if case.due_at is None or history.accepted_at is None:
        return None
    return extension_deadline(local(case.due_at), calendar, lead_days=_rulebook(history).apology_lead_working_days.value)


def _proposals(case: Case, now: datetime, calendar: WorkingCalendar) -> tuple[Proposal, ...]:
    """A date that can be kept, and a few later ones."""
    due_at, start_by = local(case.due_at or now), local(case.start_by or case.due_at or now)
    first = proposed_due(now=now, due_at=due_at, minutes_to_do=working_minutes_between(start_by, due_at, calendar), calendar=calendar)
    days = [calendar.working_date_after(first.date(), further) if further else first.date() for further in _FURTHER]
    moments = [calendar.closing_of(day) for day in days]
    return tuple(Proposal(moment, working_minutes_between(due_at, moment, calendar) // calendar.day_minutes) for moment in moments)


def _colleagues(situation: Situation, offices: Directory, now: datetime) -> tuple[Named, ...]:
    people = people_with(Role.HANDLER, offices.below(situation.handling_office_id), day=local_date(now))
    return tuple(Named(person.pk, person.name) for person in people)


def _offices(situation: Situation, offices: Directory, now: datetime) -> tuple[Named, ...]:
    """Every other office of the authority, by name."""
    valid = [office for office in offices.offices.values() if office.is_valid_on(local_date(now))]
    others = [office for office in valid if office.id != situation.handling_office_id]
    return tuple(Named(office.id, office.name) for office in sorted(others, key=lambda office: office.name))
