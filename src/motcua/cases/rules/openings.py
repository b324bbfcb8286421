"""Which acts are open to a person upon a case right now: the one source of every button.

What is offered here is never refused by its command for want of permission or because of the state; what one might expect and cannot
do carries the reason. The commands stay the judges: they decide again, upon the case as it then is.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from motcua.cases.rules.flow import Act, State, row_for
from motcua.cases.rules.phones import phone_digits
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold
from motcua.kernel.refusal import Code


class Choice(StrEnum):
    """What a screen can offer, named after the command that it leads to."""

    RETURN_RESULT = "return_result"
    HAND_OVER_RESULT = "hand_over_result"
    DECIDE = "decide"
    RESUME = "resume"
    SUPPLY = "supply"
    TRANSFER = "transfer"
    TAKE_OVER = "take_over"
    HAND_OVER = "hand_over"
    ANSWER_CONSULTATION = "answer_consultation"
    APOLOGISE = "apologise"
    EXTEND = "extend"
    ASSIGN = "assign"
    REQUEST_SUPPLEMENT = "request_supplement"
    REQUEST_SUPPLEMENT_AGAIN = "request_supplement_again"
    CONSULT = "consult"
    PAUSE = "pause"
    HAND_OVER_TO = "hand_over_to"
    DISCONTINUE = "discontinue"
    WITHDRAW = "withdraw"


class Waiting(StrEnum):
    """Whom or what a case waits for while its holder has nothing to do."""

    APPLICANT = "applicant"
    OBLIGATION = "obligation"
    PAUSE = "pause"
    CONSULTATION = "consultation"
    LEADER = "leader"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """A case as far as it matters to what may be done with it; offices that answer differently are told apart.

    ``part_office_ids``: begun and not completed parts of a joint case that went to all offices at once. ``is_signing_step``: every
    step but the leader's is completed. ``why_not_extendable`` and ``why_not_supplement`` are the law's answers, where it has been asked.
    """

    state: State
    is_accepted: bool
    handling_office_id: int
    receiving_office_id: int
    lead_office_id: int
    part_office_ids: tuple[int, ...] = ()
    asked_office_ids: tuple[int, ...] = ()
    is_last_step: bool = False
    is_signing_step: bool = False
    is_decided: bool = False
    has_result_via_counter: bool = False
    has_handler: bool = False
    has_due: bool = False
    is_late: bool = False
    will_be_late: bool = False
    owes_apology: bool = False
    pauses: tuple[str, ...] = ()
    why_not_extendable: Code | None = None
    why_not_supplement: Code | None = None
    is_own: bool = False

    @property
    def is_presented(self) -> bool:
        """Whether the leader's decision is all that is missing."""
        return self.is_signing_step and not self.is_decided


@dataclass(frozen=True, slots=True)
class Opening:
    """One choice; with ``bar`` it is not open, and the code says why."""

    choice: Choice
    bar: Code | None = None


def is_own_case(actor: Actor, *, name: str, phone: str) -> bool:
    """Whether the officer who acts is the applicant: same name and same phone, however they were typed."""
    own = phone_digits(actor.phone)
    return bool(actor.person_id and own and own == phone_digits(phone)) and fold(actor.name) == fold(name)


_Offices = Callable[[Situation], tuple[int, ...]]
_Test = Callable[[Situation], bool]
_Bar = Callable[[Situation], Code | None]


@dataclass(frozen=True, slots=True)
class _Rule:
    """A choice: the act of the state machine behind it, the permission with its offices, when it makes sense, what bars it."""

    choice: Choice
    act: Act
    permission: str
    offices: _Offices
    when: _Test
    bar: _Bar


def _handling(case: Situation) -> tuple[int, ...]:
    return (case.handling_office_id,)


def _handling_or_part(case: Situation) -> tuple[int, ...]:
    return (case.handling_office_id, *case.part_office_ids)


def _handling_or_lead(case: Situation) -> tuple[int, ...]:
    return (case.handling_office_id, case.lead_office_id)


def _lead(case: Situation) -> tuple[int, ...]:
    return (case.lead_office_id,)


def _receiving(case: Situation) -> tuple[int, ...]:
    return (case.receiving_office_id,)


def _asked(case: Situation) -> tuple[int, ...]:
    return case.asked_office_ids


def _always(_: Situation) -> bool:
    return True


def _undecided(case: Situation) -> bool:
    return not case.is_decided


def _is_to_be_worked_on(case: Situation) -> bool:
    """Whether a handler's step is open: in the end a leader's signature is all that is missing."""
    return not (case.is_decided or case.is_presented)


def _is_asked_after_acceptance(case: Situation) -> bool:
    return _undecided(case) and case.is_accepted


def _is_new(case: Situation) -> bool:
    return case.state is State.ACCEPTED


def _free(_: Situation) -> Code | None:
    return None


def _rule(choice: Choice, act: Act, permission: str, offices: _Offices, *, when: _Test = _undecided, bar: _Bar = _free) -> _Rule:
    return _Rule(choice, act, permission, offices, when, bar)


_C = Choice
_RULES = (
    _rule(_C.RETURN_RESULT, Act.RETURN_RESULT, "case.return_result", _receiving, when=_always),
    _rule(
        _C.HAND_OVER_RESULT, Act.HAND_OVER_RESULT, "case.hand_over", _handling,
        when=lambda case: case.is_decided and case.has_result_via_counter,
    ),
    _rule(
        _C.DECIDE, Act.DECIDE, "case.decide", _handling, bar=lambda case: None if case.is_last_step else Code.STEPS_OPEN
    ),
    _rule(_C.RESUME, Act.RESUME, "case.resume", _handling),
    _rule(_C.SUPPLY, Act.SUPPLY, "case.supply", _receiving),
    _rule(_C.TRANSFER, Act.HAND_OVER, "case.transfer", _receiving, when=_is_new),
    _rule(_C.TAKE_OVER, Act.HAND_OVER, "case.hand_over", _handling, when=lambda case: _is_to_be_worked_on(case) and not case.has_handler),
    _rule(_C.HAND_OVER, Act.HAND_OVER, "case.hand_over", _handling_or_part, when=_is_to_be_worked_on),
    _rule(_C.ANSWER_CONSULTATION, Act.ANSWER_CONSULTATION, "case.answer_consultation", _asked, when=_always),
    _rule(
        _C.APOLOGISE, Act.APOLOGISE, "case.apologise", _lead,
        when=lambda case: case.has_due and (case.is_late or case.why_not_extendable is not None),
    ),
    _rule(
        _C.EXTEND, Act.EXTEND, "case.extend", _lead,
        when=lambda case: _undecided(case) and case.has_due, bar=lambda case: case.why_not_extendable,
    ),
    _rule(_C.ASSIGN, Act.ASSIGN, "case.assign", _handling),
    _rule(
        _C.REQUEST_SUPPLEMENT, Act.REQUEST_SUPPLEMENT, "case.request_supplement", _handling,
        when=_is_asked_after_acceptance, bar=lambda case: case.why_not_supplement,
    ),
    _rule(
        _C.REQUEST_SUPPLEMENT_AGAIN, Act.REQUEST_SUPPLEMENT, "case.request_supplement_again", _handling_or_lead,
        when=_is_asked_after_acceptance,
    ),
    _rule(_C.CONSULT, Act.CONSULT, "case.consult", _handling),
    _rule(_C.PAUSE, Act.PAUSE, "case.pause", _handling, when=lambda case: _undecided(case) and bool(case.pauses)),
    _rule(_C.HAND_OVER_TO, Act.HAND_OVER, "case.hand_over", _handling),
    _rule(_C.DISCONTINUE, Act.DISCONTINUE, "case.discontinue", _handling),
    _rule(_C.WITHDRAW, Act.WITHDRAW, "case.withdraw_with_proof", _receiving),
)  # fmt: skip


def openings(case: Situation, actor: Actor) -> tuple[Opening, ...]:
    """What is offered to ``actor``, most pressing first, and what is not, with its reason; upon his own case an officer does nothing."""
    if case.is_own:
        return ()
    return tuple(
        Opening(rule.choice, rule.bar(case))
        for rule in _RULES
        if row_for(rule.act, case.state, is_accepted=case.is_accepted) and _permits(rule, case, actor) and rule.when(case)
    )


def denied(case: Situation, actor: Actor) -> dict[Choice, str]:
    """The choices that no role of ``actor`` permits upon the case, in whatever state it is, each with the permission that is missing."""
    return {rule.choice: rule.permission for rule in _RULES if not _permits(rule, case, actor)}


def _permits(rule: _Rule, case: Situation, actor: Actor) -> bool:
    offices = rule.offices(case)
    return bool(offices) and actor.may(rule.permission, *offices)


_NEXT = (
    _C.RETURN_RESULT, _C.HAND_OVER_RESULT, _C.DECIDE, _C.RESUME, _C.SUPPLY, _C.TRANSFER, _C.TAKE_OVER, _C.HAND_OVER, _C.ANSWER_CONSULTATION
)  # fmt: skip


def next_choice(case: Situation, offered: tuple[Opening, ...]) -> Choice | None:
    """The choice that a screen puts first: the next transition of the process, else what the leader owes; none while others are at work."""
    free = {opening.choice for opening in offered if opening.bar is None}
    owed = (
        (Choice.APOLOGISE, case.owes_apology),
        (Choice.EXTEND, case.will_be_late),
        (Choice.ASSIGN, not case.has_handler and case.state in (State.ACCEPTED, State.IN_PROGRESS)),
    )
    wanted = (*_NEXT, *(choice for choice, is_owed in owed if is_owed))
    return next((choice for choice in wanted if choice in free and not _is_too_early(choice, case)), None)


def _is_too_early(choice: Choice, case: Situation) -> bool:
    """Whether a lawful choice is not yet the natural one: nobody signs first what no office has taken over."""
    return choice is Choice.DECIDE and case.state is State.ACCEPTED


def waits_for(case: Situation) -> Waiting | None:
    """Whom an accepted case waits for, from where its holder sits; none while the holder has the next move."""
    stopped = {
        State.AWAITING_SUPPLEMENT: Waiting.APPLICANT,
        State.AWAITING_OBLIGATION: Waiting.OBLIGATION,
        State.PAUSED: Waiting.PAUSE,
    }
    if case.state in stopped:
        return stopped[case.state]
    if case.asked_office_ids:
        return Waiting.CONSULTATION
    return Waiting.LEADER if case.is_presented else None
