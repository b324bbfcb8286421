"""An old case as our records tell it: its spans, with the dues that the other system promised (docs/decisions/0012)."""

from dataclasses import dataclass
from datetime import datetime, time

from motcua.cases.rules.flow import State
from motcua.cases.rules.history import Span, clock_events
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.takeover import ENDED, OldCase, Standing
from motcua.catalogue.rules.procedure import Procedure
from motcua.kernel.cells import When
from motcua.kernel.moments import at
from motcua.kernel.refusal import Code, Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import Turn, read_clock
from motcua.law.rulebook import rulebook_on

_STOPPED = {
    Standing.AWAITING_SUPPLEMENT: State.AWAITING_SUPPLEMENT,
    Standing.AWAITING_OBLIGATION: State.AWAITING_OBLIGATION,
    Standing.PAUSED: State.PAUSED,
}
_ENDED = {Standing.WITHDRAWN: State.WITHDRAWN, Standing.DISCONTINUED: State.DISCONTINUED}
_USUAL_CLOSING = time(17)
_OUTCOMES = {Standing.SETTLED: Outcome.APPROVE, Standing.RETURNED: Outcome.APPROVE, Standing.REFUSED: Outcome.REFUSE}


@dataclass(frozen=True, slots=True)
class Moments:
    """The dates of an old case as moments: a date without a time is meant as the day's opening or closing, by what it tells."""

    accepted_at: datetime
    first_due_at: datetime | None
    due_at: datetime | None
    since: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None


@dataclass(frozen=True, slots=True)
class Place:
    """Where the case stands: its counter, the office that holds it or held it, its step, its handler."""

    counter_id: int
    holder_id: int
    step: int
    handler_id: int | None
    is_at_counter: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """An old case ready to be written: its moments, its place, its spans."""

    moments: Moments
    place: Place
    spans: tuple[Span, ...]


def plan_of(old: OldCase, procedure: Procedure, calendar: WorkingCalendar, *, counter_id: int, lead_office_id: int, now: datetime) -> Plan:
    """What is written of ``old``; refused where it cannot be told lawfully, whatever our own procedure would have promised.

    ``limit-missing``: a promise that no limit could be judged by; ``promise-missing``: a limit without the promise of the old system.
    """
    told = moments_of(old, calendar, now=now)
    limit = procedure.limit_for(old.channel)
    if limit is None and told.due_at:
        raise Refusal(Code.LIMIT_MISSING, procedure=procedure.name)
    if limit and told.due_at is None:
        raise Refusal(Code.PROMISE_MISSING, procedure=procedure.name)
    rulebook_on(told.accepted_at.date())  # refuses a day before the first decree
    place = place_of(old, procedure, counter_id=counter_id, lead_office_id=lead_office_id)
    spans = spans_of(old, told, place, now=now)
    read_clock(clock_events(spans), limit, calendar)  # refuses a year that the calendar does not know
    calendar.table(told.accepted_at.year, max(now.year, told.due_at.year if told.due_at else 0))
    return Plan(told, place, spans)


def moments_of(old: OldCase, calendar: WorkingCalendar, *, now: datetime) -> Moments:
    """The moments, each no earlier than the one that must come before it.

    Refused with ``no-calendar`` for a year that the calendar does not know, with ``out-of-order`` for what lies after ``now``.
    """
    day = old.accepted.day
    opening = calendar.opening_of(day) if calendar.is_working_date(day) else at(day)
    accepted_at = _must_be_past(min(old.accepted.moment(opening), now) if day == now.date() else old.accepted.moment(opening), now)
    settled_at = _done(old.settled if old.standing in ENDED else None, calendar, after=accepted_at, now=now)
    return Moments(
        accepted_at=accepted_at,
        first_due_at=_due(old.first_due, calendar, accepted_at),
        due_at=_due(old.due, calendar, accepted_at),
        since=_done(old.since, calendar, after=accepted_at, now=now),
        settled_at=settled_at,
        returned_at=_done(old.returned if old.standing in _OUTCOMES else None, calendar, after=settled_at or accepted_at, now=now),
    )


def _due(told: When | None, calendar: WorkingCalendar, accepted_at: datetime) -> datetime | None:
    return max(accepted_at, told.moment(_closing(told, calendar))) if told else None


def _done(told: When | None, calendar: WorkingCalendar, *, after: datetime, now: datetime) -> datetime | None:
    """The moment of something done: of a date alone its closing, of today's at the latest now."""
    if told is None:
        return None
    moment = told.moment(_closing(told, calendar))
    return max(after, _must_be_past(min(moment, now) if told.day == now.date() else moment, now))


def _closing(told: When, calendar: WorkingCalendar) -> datetime:
    return calendar.closing_of(told.day) if calendar.is_working_date(told.day) else at(told.day, _USUAL_CLOSING)


def _must_be_past(moment: datetime, now: datetime) -> datetime:
    if moment > now:
        raise Refusal(Code.OUT_OF_ORDER, claimed=moment, now=now)
    return moment


def place_of(old: OldCase, procedure: Procedure, *, counter_id: int, lead_office_id: int) -> Place:
    """Where the case stands: with the office told, else with that of the first step; at that office's first step.

    What is in process at a counter that has no step of its own is still to be handed on: it stands as accepted. What has been decided lies
    behind the last step.
    """
    offices = [procedure.step_office(step, lead_office_id=lead_office_id) for step in range(len(procedure.steps))] or [lead_office_id]
    is_nowhere_else = old.office_id == counter_id and counter_id not in offices
    if old.standing is Standing.ACCEPTED or (old.standing is Standing.IN_PROGRESS and is_nowhere_else):
        return Place(counter_id, counter_id, 0, None, is_at_counter=True)
    holder = offices[0] if old.office_id is None or is_nowhere_else else old.office_id
    step = procedure.last_step if old.standing in ENDED else offices.index(holder) if holder in offices else 0
    return Place(counter_id, holder, step, old.person_id)


def outcome_of(old: OldCase) -> str:
    """What was decided in the old system; empty for what ended without a result, or has not ended."""
    return _OUTCOMES.get(old.standing, "")


def spans_of(old: OldCase, told: Moments, place: Place, *, now: datetime) -> tuple[Span, ...]:
    """The case from its acceptance on. It starts with the due first promised; a later one is in force from acceptance too.

    The file does not say when a due was moved, nor (unless a column tells) when a stop began: that counts from the take-over on, so that
    a due which has passed by then stays passed.
    """
    begun = [
        _Begin(State.ACCEPTED, told.accepted_at, place.counter_id, None, 0, Turn.START, told.first_due_at),
        *_going_on(told, place),
        *_stopped(old, told, place, now),
        *_ended(old, told, place),
    ]
    ends = [*(each.at for each in begun[1:]), None]
    return tuple(
        Span(each.state, each.office_id, each.handler_id, each.step, each.at, end, each.turn, each.promised_at)
        for each, end in zip(begun, ends, strict=True)
    )


@dataclass(frozen=True, slots=True)
class _Begin:
    """How one span begins."""

    state: State
    at: datetime
    office_id: int
    handler_id: int | None
    step: int
    turn: Turn | None = None
    promised_at: datetime | None = None


def _going_on(told: Moments, place: Place) -> list[_Begin]:
    """The work on the case, with the due in force where it is another than the first."""
    state = State.ACCEPTED if place.is_at_counter else State.IN_PROGRESS
    is_moved = told.due_at is not None and told.due_at != told.first_due_at
    if state is State.ACCEPTED and not is_moved:
        return []
    turn, promised_at = (Turn.EXTEND, told.due_at) if is_moved else (None, None)
    return [_Begin(state, told.accepted_at, place.holder_id, place.handler_id, place.step, turn, promised_at)]


def _stopped(old: OldCase, told: Moments, place: Place, now: datetime) -> list[_Begin]:
    state = _STOPPED.get(old.standing)
    return [] if state is None else [_Begin(state, told.since or now, place.holder_id, place.handler_id, place.step, Turn.STOP)]


def _ended(old: OldCase, told: Moments, place: Place) -> list[_Begin]:
    """How the case ended; a result lies at the counter until it is returned."""
    if old.standing not in ENDED or told.settled_at is None:
        return []
    if old.standing not in _OUTCOMES:
        return [_Begin(_ENDED[old.standing], told.settled_at, place.holder_id, None, place.step)]
    settled = _Begin(State.SETTLED, told.settled_at, place.counter_id, None, place.step)
    returned = [_Begin(State.RETURNED, told.returned_at, place.counter_id, None, place.step)] if told.returned_at else []
    return [settled, *returned]
