"""The list of results that an office brings to the counter (danh sách bàn giao kết quả), signed by both; no circular draws its form."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.cases.rules.forms import Printout
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import Letterhead, MomentWords

_RESULTS = {Outcome.APPROVE: "Kết quả giải quyết", Outcome.REFUSE: "Văn bản từ chối giải quyết"}


@dataclass(frozen=True, slots=True)
class HandedResult:
    """One result of the list; ``has_fee`` and ``goes_by_post`` are crosses in their columns."""

    file_number: str
    procedure: str
    result: str
    applicant: str
    address: str
    has_fee: bool
    goes_by_post: bool
    settled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandoverList:
    """What one office hands to one counter on one day; who gives and who takes sign by hand."""

    form: ClassVar[Printout] = Printout.HANDOVER_LIST

    letterhead: Letterhead
    giver: str
    taker: str
    day: str
    results: tuple[HandedResult, ...]
    printed: MomentWords
    printed_by: str
    is_demonstration: bool

    @property
    def number_line(self) -> str:
        """The list has no number."""
        return ""

    @property
    def page_mark(self) -> str:
        """Which list a further page belongs to."""
        return f"Bàn giao {self.day}"


def what_is_handed(outcome: Outcome, result_name: str) -> str:
    """The result by its published name; a refusal is a letter."""
    return (result_name or _RESULTS[outcome]) if outcome is Outcome.APPROVE else _RESULTS[outcome]
