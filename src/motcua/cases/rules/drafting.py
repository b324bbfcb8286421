"""When a result is drafted and filed, and where it lies among the files of a case."""

from datetime import date

from motcua.cases.rules.flow import State
from motcua.kernel.refusal import Code, Refusal

RESULT = "@result"
"""The key under which a result lies among a case's files; no paper of a procedure has it."""

DRAFT = "soạn kết quả"
"""The act in words: it is no act of the state machine, which leaves the case where it is."""

_DRAFTING = frozenset({State.ACCEPTED, State.IN_PROGRESS, State.PAUSED, State.AWAITING_OBLIGATION, State.AWAITING_SUPPLEMENT})


def may_be_drafted(state: State, *, is_decided: bool) -> bool:
    """Whether a result can still be drafted or changed: what has been decided upon stays as it was seen."""
    return state in _DRAFTING and not is_decided


def must_be_drafted(state: State, *, is_decided: bool) -> None:
    """Refuse with ``wrong-state`` once the case is decided or ended, or before it is accepted."""
    if not may_be_drafted(state, is_decided=is_decided):
        raise Refusal(Code.WRONG_STATE, act=DRAFT, state=State.SETTLED.value if is_decided else state.value)


def must_not_be_past(valid_from: date, *, today: date) -> None:
    """Refuse a form that would count for days gone by: what was drafted then was drafted on another."""
    if valid_from < today:
        raise Refusal(Code.DAY_TOO_EARLY, about="template", day=valid_from, since=today, field="valid_from")
