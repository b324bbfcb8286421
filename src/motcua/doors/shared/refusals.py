"""The one place that turns a refusal into words: what happened, which rule says so, what to do now; and into an HTTP status."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.doors.shared.labels import label
from motcua.doors.shared.refusal_words import SPECIAL, WORDINGS
from motcua.doors.shared.tags import day, dong, moment
from motcua.doors.shared.wording import Wording
from motcua.kernel.refusal import Code, Refusal


@dataclass(frozen=True, slots=True)
class Refused:
    """A refusal as a screen shows it; ``changes`` tells what others have done meanwhile, where that is the reason."""

    code: Code
    what: str
    rule: str
    todo: str
    status: int
    field: str
    changes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """What happened, which rule, what to do now."""
        return " ".join(part for part in (self.what, self.rule, self.todo) if part)


_KINDS = {"act": "act", "state": "state", "permission": "permission"}
"""Facts that are codes themselves, and of which kind."""


def refused(refusal: Refusal, *, changes: tuple[str, ...] = ()) -> Refused:
    """``refusal`` in words."""
    wording = _wording(refusal)
    facts = _Facts({name: _in_words(name, value) for name, value in refusal.facts.items()})
    return Refused(
        code=refusal.code,
        what=wording.what.format_map(facts),
        rule=wording.rule.format_map(facts),
        todo=wording.todo.format_map(facts),
        status=wording.status,
        field=str(refusal.facts.get("field") or wording.field),
        changes=changes,
    )


def sentence(refusal: Refusal) -> str:
    """``refusal`` in a few Vietnamese sentences: what happened, which rule, what to do now."""
    return refused(refusal).sentence


def status(refusal: Refusal) -> int:
    """The HTTP status of ``refusal``."""
    return _wording(refusal).status


_SUMS = ("amount", "difference")


class _Facts(dict[str, str]):
    """Facts in words; one that the refusal does not tell is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def _wording(refusal: Refusal) -> Wording:
    told = ((refusal.code, name, str(value)) for name, value in refusal.facts.items())
    return next((SPECIAL[case] for case in told if case in SPECIAL), WORDINGS[refusal.code])


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple | set | frozenset):
        return "; ".join(str(each) for each in value) or "không có"
    if name in _SUMS:
        return dong(value) if isinstance(value, int) else "mức do HĐND tỉnh quy định"
    if name in _KINDS:
        return label(str(value), _KINDS[name])
    return "–" if value in (None, "") else str(value)
