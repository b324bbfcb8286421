"""The control slip (phiếu kiểm soát): a case's way from hand to hand, each hand-over with what either side has confirmed.

Sources: TT 01/2018/TT-VPCP Mẫu 05, from 15/09/2025 TT 03/2025/TT-VPCP Mẫu 06. Who held the case when is told by its spans, who gave and
who took by its acts: the first act of the office that takes confirms the hand-over. A stay is judged by its own step's limit, at the
counter by the rule for handing on (NĐ 61/2018 Đ.18.2).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from enum import StrEnum
from itertools import groupby, pairwise
from typing import Any

from motcua.cases.rules.flow import State
from motcua.cases.rules.history import Span
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Reading, Timeliness, Turn, read_clock, timeliness, transfer_deadline
from motcua.law.limits import TimeLimit


class Phase(StrEnum):
    """What is done with a case while it stays: it lies at the counter, is worked upon, waits as a result, or is out of the house."""

    COUNTER = "counter"
    WORK = "work"
    RESULT = "result"
    ENDED = "ended"


_PHASES = {
    State.ACCEPTED: Phase.COUNTER, State.SETTLED: Phase.RESULT,
    State.RETURNED: Phase.ENDED, State.WITHDRAWN: Phase.ENDED, State.DISCONTINUED: Phase.ENDED,
}  # fmt: skip
_STOPPED = frozenset({State.PAUSED, State.AWAITING_OBLIGATION, State.AWAITING_SUPPLEMENT})


@dataclass(frozen=True, slots=True)
class DoneAct:
    """One act as the journal tells it: the kind of its fact, when it happened, who did it, and what it said."""

    kind: str
    at: datetime
    who: str
    said: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Stay:
    """A case at one office in one step: the spans in a row; ``ended_at`` none while it lasts."""

    phase: Phase
    office_id: int
    step: int
    spans: tuple[Span, ...]

    @property
    def began_at(self) -> datetime:
        """When the office got the case."""
        return self.spans[0].began_at

    @property
    def ended_at(self) -> datetime | None:
        """When the case left it."""
        return self.spans[-1].ended_at


@dataclass(frozen=True, slots=True)
class HandOver:
    """One hand-over: ``taker`` is the stay that it began; a side that has not confirmed has no name.

    ``result`` judges the stay that ended, and is none where its step has no limit.
    """

    giver: Stay
    giver_office_id: int
    taker: Stay
    at: datetime
    given_by: str
    taken_by: str
    taken_at: datetime | None
    result: Timeliness | None


@dataclass(frozen=True, slots=True)
class Bounds:
    """What stays and hand-overs are judged by.

    A step's own limit, the calendar of its office, the hour after which the counter hands on the next morning; and which office
    answers for the case.
    """

    limit_of: Callable[[int], TimeLimit | None]
    calendars: Mapping[int, WorkingCalendar]
    cutoff: time
    lead_office_id: int


def stays_of(spans: Iterable[Span]) -> tuple[Stay, ...]:
    """The stays of an accepted case, in order; what came before its acceptance is left out."""
    after = _since_acceptance(tuple(spans))
    return tuple(Stay(phase, office_id, step, tuple(run)) for (phase, office_id, step), run in groupby(after, key=_whose))


def hand_overs(stays: Sequence[Stay], acts: Sequence[DoneAct], bounds: Bounds, *, as_of: datetime) -> tuple[HandOver, ...]:
    """One hand-over for each stay that ended; ``acts`` stand in the order in which they were recorded."""
    told: list[HandOver] = []
    position = 0
    for giver, taker in pairwise(stays):
        position = _begun_by(taker, acts, position)
        told.append(_hand_over(giver, taker, acts[position:], bounds, judged(giver, bounds, as_of)))
    return tuple(told)


def judged(stay: Stay, bounds: Bounds, as_of: datetime) -> Timeliness | None:
    """How a stay stands, or stood when it ended, by its own limit; a result that waits for the applicant has none."""
    if stay.phase is Phase.COUNTER:
        is_late = (stay.ended_at or as_of) > _leaves_by(stay, bounds)
        return _at_counter(is_late=is_late, is_over=stay.ended_at is not None)
    reading, limit = _reading(stay, bounds), bounds.limit_of(stay.step)
    if reading is None:
        return None
    return timeliness(
        due_at=reading.due.at if reading.due else None, limit=limit, settled_at=stay.ended_at, as_of=as_of,
        is_suspended=reading.suspended_since is not None, with_result=True,
    )  # fmt: skip


def step_due(stay: Stay, bounds: Bounds) -> datetime | None:
    """Until when a stay is to end by its own limit; none without one, and while the clock stands."""
    if stay.phase is Phase.COUNTER:
        return _leaves_by(stay, bounds)
    reading = _reading(stay, bounds)
    return reading.due.at if reading and reading.due and not reading.suspended_since else None


def stops_in(stay: Stay) -> tuple[Span, ...]:
    """The stretches of a stay in which the case waited for somebody else."""
    return tuple(span for span in stay.spans if span.state in _STOPPED)


def _since_acceptance(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    first = next((index for index, span in enumerate(spans) if span.state is State.ACCEPTED), len(spans))
    return spans[first:]


def _whose(span: Span) -> tuple[Phase, int, int]:
    return _PHASES.get(span.state, Phase.WORK), span.office_id, span.step


def _leaves_by(stay: Stay, bounds: Bounds) -> datetime:
    return transfer_deadline(stay.began_at, bounds.calendars[stay.office_id], cutoff=bounds.cutoff)


def _reading(stay: Stay, bounds: Bounds) -> Reading | None:
    """The clock of a stay at work whose step has a limit."""
    limit = bounds.limit_of(stay.step) if stay.phase is Phase.WORK else None
    return read_clock(_turns(stay), limit, bounds.calendars[stay.office_id]) if limit else None


def _at_counter(*, is_late: bool, is_over: bool) -> Timeliness:
    if is_over:
        return Timeliness.LATE if is_late else Timeliness.ON_TIME
    return Timeliness.PENDING_LATE if is_late else Timeliness.PENDING_IN_TIME


def _turns(stay: Stay) -> tuple[ClockEvent, ...]:
    """The clock of a stay: it starts with the stay and stops with the case's; a date promised for the whole case is not the step's."""
    turns = [ClockEvent(stay.began_at, Turn.START)]
    is_stopped = False
    for span in stay.spans:
        is_stop = span.turn is Turn.STOP
        if is_stop != is_stopped and span.turn in (Turn.STOP, Turn.GO, Turn.RESTART):
            turns.append(ClockEvent(span.began_at, span.turn))
            is_stopped = is_stop
    return tuple(turns)


# ---- who gave, who took ---------------------------------------------------------------------------------------------------

_GIVE = frozenset({"case-handed-over", "result-handed-over", "case-decided", "result-returned", "case-withdrawn", "case-discontinued"})
"""Acts by which whoever has the case gives it on."""
_AT_WORK = (_GIVE - {"result-returned", "case-withdrawn"}) | {
    "case-assigned", "office-consulted", "case-paused", "case-resumed", "supplement-requested",
}  # fmt: skip
"""Acts of the office at work."""
_OF_THE_LEAD = frozenset({"case-extended", "apology-issued"})
_OF_THE_COUNTER = frozenset({"result-returned", "case-withdrawn"})


def _begun_by(stay: Stay, acts: Sequence[DoneAct], position: int) -> int:
    """Where among the acts, from ``position`` on, the one stands that began the stay; past the end when none is told."""
    moves = _GIVE | _AT_WORK | _OF_THE_LEAD
    known = (index for index in range(position, len(acts)) if acts[index].at == stay.began_at and acts[index].kind in moves)
    return next(known, len(acts))


def _hand_over(giver: Stay, taker: Stay, acts: Sequence[DoneAct], bounds: Bounds, result: Timeliness | None) -> HandOver:
    """The hand-over that the first of ``acts`` made; where the office at work took a case that nobody gave it, no giver has confirmed."""
    begun = acts[0] if acts else None
    gave = begun if begun and begun.kind in _GIVE else None
    took = next((act for act in acts[1:] if _is_takers(act, taker, bounds)), None) if gave else begun
    return HandOver(
        giver=giver,
        giver_office_id=gave.said.get("from_office_id", giver.office_id) if gave else giver.office_id,
        taker=taker,
        at=taker.began_at,
        given_by=gave.who if gave else "",
        taken_by=took.who if took else "",
        taken_at=took.at if took else None,
        result=result,
    )


def _is_takers(act: DoneAct, taker: Stay, bounds: Bounds) -> bool:
    """Whether an act within the stay is the taking office's own."""
    if act.at < taker.began_at or (taker.ended_at is not None and act.at > taker.ended_at):
        return False
    if taker.phase is Phase.RESULT:
        return act.kind in _OF_THE_COUNTER
    return taker.phase is Phase.WORK and (act.kind in _AT_WORK or (act.kind in _OF_THE_LEAD and taker.office_id == bounds.lead_office_id))
