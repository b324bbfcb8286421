"""What a person changed between two versions of a procedure, part by part, in words that last: the journal keeps them."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from motcua.catalogue.rules.procedure import Fee, Paper, Procedure, Step
from motcua.law.limits import TimeLimit


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that reads otherwise than before; empty ``was`` or ``now``: it was not there, or is gone."""

    what: str
    was: str
    now: str

    def as_told(self) -> dict[str, str]:
        """The change as the journal keeps it."""
        return {"what": self.what, "was": self.was, "now": self.now}


_Told = Mapping[str, str]


def changes(before: Procedure, after: Procedure, offices: Mapping[int, str]) -> tuple[Change, ...]:
    """Everything that ``after`` says otherwise than ``before``; ``offices`` names the offices by their ids."""
    was, now = _lines(before, offices), _lines(after, offices)
    return tuple(Change(what, was.get(what, ""), now.get(what, "")) for what in {**was, **now} if was.get(what, "") != now.get(what, ""))


_PLAIN: tuple[tuple[str, Callable[[Procedure], str]], ...] = (
    ("code", lambda told: told.code),
    ("name", lambda told: told.name),
    ("field", lambda told: told.field),
    ("agency", lambda told: told.agency),
    ("note", lambda told: told.note),
    ("result", lambda told: told.result_name),
    ("decision", lambda told: told.decision),
    ("legal_basis", lambda told: "; ".join(told.legal_basis)),
    ("pauses", lambda told: "; ".join(told.pauses)),
    ("online", lambda told: " ".join(("có" if told.is_online else "không", told.online_level)).strip()),
    ("first_stage", lambda told: f"hẹn lần 1 sau bước {told.first_stage_steps}" if told.first_stage_steps else "hẹn một lần"),
    ("joint", lambda told: "có" if told.is_joint else "không"),
    ("result_via_counter", lambda told: "có" if told.has_result_via_counter else "không"),
)


def _lines(told: Procedure, offices: Mapping[int, str]) -> _Told:
    """The procedure as named lines, composed and with single spaces, as they are typed; an empty line is left out."""
    lines = {what: read(told) for what, read in _PLAIN}
    lines["lead_office"] = offices.get(told.lead_office_id or 0, "nơi tiếp nhận")
    lines["receiving"] = "; ".join(sorted(offices.get(each, "") for each in told.receiving_office_ids))
    lines |= {f"limit {channel}".strip(): limit.in_words() for channel, limit in told.limits.items() if limit}
    lines |= _numbered("paper", (_paper(paper) for paper in told.papers))
    lines |= _numbered("step", (_step(step, offices) for step in told.steps))
    lines |= _numbered("fee", (_fee(fee) for fee in told.fees))
    return {what: bare for what, words in lines.items() if (bare := " ".join(unicodedata.normalize("NFC", words).split()))}


def _numbered(what: str, each: Iterable[str]) -> _Told:
    return {f"{what} {number}": words for number, words in enumerate(each, 1)}


def _paper(paper: Paper) -> str:
    return "; ".join(_present(paper.name, "bắt buộc" if paper.is_required else "", f"{paper.originals}+{paper.copies}", paper.case_label))


def _step(step: Step, offices: Mapping[int, str]) -> str:
    return "; ".join(_present(step.name, offices.get(step.office_id or 0, ""), step.role, _limit(step.limit)))


def _fee(fee: Fee) -> str:
    amount = "chưa có mức" if fee.amount is None else f"{fee.amount} đồng"
    return "; ".join(_present(fee.name, amount, fee.channel, fee.exemption, fee.basis))


def _limit(limit: TimeLimit | None) -> str:
    return limit.in_words() if limit else ""


def _present(*words: str) -> Iterator[str]:
    return (bare for word in words if (bare := word.strip()))
