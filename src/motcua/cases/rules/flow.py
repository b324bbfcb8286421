"""The state machine of a case as one table: act · from · to · then the clock (NĐ 61/2018 Đ.17–20; scenario contract, section 3)."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.rules.procedure import OBLIGATION
from motcua.kernel.refusal import Code, Refusal
from motcua.law.clock import Turn


class State(StrEnum):
    """Where a case stands; ``NEW`` is a case of which nothing is on file yet."""

    NEW = "new"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    REFUSED_INTAKE = "refused_intake"
    IN_PROGRESS = "in_progress"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_OBLIGATION = "awaiting_obligation"
    PAUSED = "paused"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"
    SETTLED = "settled"
    RETURNED = "returned"


class Act(StrEnum):
    """What can be done with a case, as the scenario contract names it."""

    SUBMIT = "submit"
    RECEIVE = "receive"
    REFUSE_INTAKE = "refuse_intake"
    REQUEST_SUPPLEMENT = "request_supplement"
    SUPPLY = "supply"
    FORWARD = "forward"
    ASSIGN = "assign"
    HAND_OVER = "hand_over"
    HAND_OVER_RESULT = "hand_over_result"
    CONSULT = "consult"
    ANSWER_CONSULTATION = "answer_consultation"
    PAUSE = "pause"
    RESUME = "resume"
    EXTEND = "extend"
    APOLOGISE = "apologise"
    DECIDE = "decide"
    RETURN_RESULT = "return_result"
    WITHDRAW = "withdraw"
    DISCONTINUE = "discontinue"


class Stage(StrEnum):
    """Whether a row of the table is for the time before acceptance, after it, or either."""

    BEFORE = "before"
    AFTER = "after"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table; ``to`` none means that the case stays where it is (see ``state_after``)."""

    act: Act
    origin: State
    stage: Stage
    to: State | None
    turn: Turn | None


_S, _A = State, Act
_WORKING = (_S.ACCEPTED, _S.IN_PROGRESS)
_STANDING = (_S.AWAITING_OBLIGATION, _S.PAUSED)


def _rows(act: Act, origins: tuple[State, ...], stage: Stage, to: State | None, turn: Turn | None = None) -> tuple[Row, ...]:
    return tuple(Row(act, origin, stage, to, turn) for origin in origins)


TABLE: tuple[Row, ...] = (
    # act                       from                                    stage          to                     then the clock
    *_rows(_A.SUBMIT,              (_S.NEW,),                              Stage.BEFORE, _S.SUBMITTED),
    *_rows(_A.RECEIVE,             (_S.NEW, _S.SUBMITTED),                 Stage.BEFORE, _S.ACCEPTED,            Turn.START),
    *_rows(_A.REFUSE_INTAKE,       (_S.NEW, _S.SUBMITTED, _S.AWAITING_SUPPLEMENT), Stage.BEFORE, _S.REFUSED_INTAKE),
    *_rows(_A.REQUEST_SUPPLEMENT,  (_S.NEW, _S.SUBMITTED),                 Stage.BEFORE, _S.AWAITING_SUPPLEMENT),
    *_rows(_A.REQUEST_SUPPLEMENT,  _WORKING,                               Stage.AFTER,  _S.AWAITING_SUPPLEMENT, Turn.STOP),
    *_rows(_A.SUPPLY,              (_S.AWAITING_SUPPLEMENT,),              Stage.BEFORE, _S.SUBMITTED),
    *_rows(_A.SUPPLY,              (_S.AWAITING_SUPPLEMENT,),              Stage.AFTER,  _S.IN_PROGRESS,         Turn.RESTART),
    *_rows(_A.FORWARD,             (_S.SUBMITTED,),                        Stage.BEFORE, None),
    *_rows(_A.HAND_OVER,           _WORKING,                               Stage.AFTER,  _S.IN_PROGRESS),
    *_rows(_A.HAND_OVER_RESULT,    _WORKING,                               Stage.AFTER,  _S.SETTLED),
    *_rows(_A.DECIDE,              _WORKING,                               Stage.AFTER,  _S.SETTLED),
    *_rows(_A.PAUSE,               _WORKING,                               Stage.AFTER,  _S.PAUSED,              Turn.STOP),
    *_rows(_A.RESUME,              _STANDING,                              Stage.AFTER,  _S.IN_PROGRESS,         Turn.GO),
    *_rows(_A.ASSIGN,              (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, None),
    *_rows(_A.CONSULT,             (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, None),
    *_rows(_A.ANSWER_CONSULTATION, (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, None),
    *_rows(_A.EXTEND,              (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, None,           Turn.EXTEND),
    *_rows(_A.APOLOGISE,           (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, None),
    *_rows(_A.DISCONTINUE,         (*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT), Stage.AFTER, _S.DISCONTINUED),
    *_rows(_A.WITHDRAW,            (*_WORKING, *_STANDING, _S.SUBMITTED, _S.AWAITING_SUPPLEMENT), Stage.EITHER, _S.WITHDRAWN),
    *_rows(_A.RETURN_RESULT,       (_S.SETTLED,),                          Stage.AFTER,  _S.RETURNED),
)  # fmt: skip

OPEN = frozenset({*_WORKING, *_STANDING, _S.AWAITING_SUPPLEMENT, _S.SUBMITTED})
"""States in which the office still owes the applicant something."""

FINAL = frozenset({_S.REFUSED_INTAKE, _S.WITHDRAWN, _S.DISCONTINUED, _S.RETURNED})
"""States that no act leaves."""

NATIONAL_STATUS = {
    _S.SUBMITTED: 1, _S.ACCEPTED: 2, _S.REFUSED_INTAKE: 3, _S.IN_PROGRESS: 4, _S.PAUSED: 4, _S.AWAITING_SUPPLEMENT: 5,
    _S.AWAITING_OBLIGATION: 6, _S.WITHDRAWN: 7, _S.DISCONTINUED: 8, _S.SETTLED: 9, _S.RETURNED: 10,
}  # fmt: skip
"""The status that the national portal knows (legal reference 1.12)."""


def row_for(act: Act, state: State, *, is_accepted: bool) -> Row | None:
    """The line of the table for ``act`` in ``state``, or none when the act is not open there."""
    stages = (Stage.EITHER, Stage.AFTER if is_accepted else Stage.BEFORE)
    return next((row for row in TABLE if (row.act, row.origin) == (act, state) and row.stage in stages), None)


def must_be_open(act: Act, state: State, *, is_accepted: bool) -> Row:
    """The line of the table for ``act``; refused with ``wrong-state`` when it is not open."""
    row = row_for(act, state, is_accepted=is_accepted)
    if row is None:
        raise Refusal(Code.WRONG_STATE, act=act.value, state=state.value)
    return row


def acts_open_to(state: State, *, is_accepted: bool) -> tuple[Act, ...]:
    """The acts that ``state`` allows, in the order of the table: what feeds a screen's buttons."""
    return tuple(dict.fromkeys(row.act for row in TABLE if row_for(row.act, state, is_accepted=is_accepted)))


def state_after_pause(reason: str) -> State:
    """Where a pause for ``reason`` leaves the case."""
    return State.AWAITING_OBLIGATION if reason == OBLIGATION else State.PAUSED


def handling_office(state: State, *, step_office_id: int, holder_office_id: int) -> int:
    """The office whose turn it is: of an accepted case still at the counter the office of its first step, else the holder."""
    return step_office_id if state is State.ACCEPTED else holder_office_id
