"""What is known of a case, as plain values: its spans, apologies and consultations. The rules read this and nothing else."""

from dataclasses import dataclass, replace
from datetime import datetime

from motcua.cases.rules.flow import State
from motcua.law.clock import ClockEvent, Turn
from motcua.law.limits import TimeLimit
from motcua.law.stages import Stages


@dataclass(frozen=True, slots=True)
class Span:
    """One stay in a state: who held the case from when to when, and what its beginning did to the clock."""

    state: State
    office_id: int
    handler_id: int | None
    step: int
    began_at: datetime
    ended_at: datetime | None
    turn: Turn | None
    promised_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Apology:
    """An apology with its reason: an extension's carries the new due, any other the moment by which the result is expected."""

    issued_at: datetime
    reason: str
    new_due_at: datetime | None
    expected_at: datetime | None


@dataclass(frozen=True, slots=True)
class Consultation:
    """An opinion asked of another office, the limit it was given, and when it answered."""

    office_id: int
    due_at: datetime
    answered_at: datetime | None


@dataclass(frozen=True, slots=True)
class History:
    """One case as its records tell it; ``settled_at`` is set for every end after acceptance, with or without a result.

    ``first_due_at`` is the promise on the first slip, ``settled_due_at`` the due in force at settlement: no later calendar changes either.
    Of a case that has been settled since (``as_it_stood``), it is the due that was in force already then.
    """

    limit: TimeLimit | None
    state: State
    lead_office_id: int
    receiving_office_id: int
    channel: str
    accepted_at: datetime | None
    first_due_at: datetime | None
    settled_at: datetime | None
    outcome: str
    spans: tuple[Span, ...] = ()
    apologies: tuple[Apology, ...] = ()
    consultations: tuple[Consultation, ...] = ()
    was_entered_later: bool = False
    was_partly_supplied: bool = False
    is_over_limit: bool = False
    settled_due_at: datetime | None = None
    stages: Stages | None = None

    def not_before_its_end(self, moment: datetime) -> datetime:
        """``moment``, or that of the case's last move when it lies later: nothing is judged before it has happened."""
        return max([moment, *(span.began_at for span in self.spans)])


def clock_events(spans: tuple[Span, ...]) -> tuple[ClockEvent, ...]:
    """What the spans did to the statutory clock, in order: the truth from which every due date is computed."""
    return tuple(ClockEvent(span.began_at, span.turn, span.promised_at) for span in spans if span.turn)


def holder_at(spans: tuple[Span, ...], moment: datetime) -> Span | None:
    """The span that covers ``moment``: who held the case just then."""
    return next((span for span in spans if span.began_at <= moment and (span.ended_at is None or moment < span.ended_at)), None)


def transferred_at(spans: tuple[Span, ...]) -> datetime | None:
    """When the handling office took the case over from the counter: the end of its stay as accepted."""
    return next((span.ended_at for span in reversed(spans) if span.state is State.ACCEPTED), None)


def as_it_stood(history: History, before: datetime) -> History:
    """What was known of an accepted case just before a moment; what began, was said or ended at that moment or later is left out."""
    spans = tuple(_cut(span, before) for span in history.spans if span.began_at < before)
    is_settled = history.settled_at is not None and history.settled_at < before
    has_turned_since = any(span.turn for span in history.spans[len(spans) :])
    return replace(
        history,
        state=spans[-1].state,
        spans=spans,
        apologies=tuple(said for said in history.apologies if said.issued_at < before),
        settled_at=history.settled_at if is_settled else None,
        outcome=history.outcome if is_settled else "",
        settled_due_at=None if has_turned_since else history.settled_due_at,
    )


def _cut(span: Span, before: datetime) -> Span:
    return span if span.ended_at and span.ended_at < before else replace(span, ended_at=None)
