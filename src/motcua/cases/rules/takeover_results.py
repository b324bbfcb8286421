"""What becomes of each line of a file: taken over, known already, passed over, or held back with every reason."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.cases.rules.takeover import Flaw, OldCase
from motcua.kernel.refusal import Refusal


class Became(StrEnum):
    """What became of a line, or would become of it."""

    NEW = "new"
    KNOWN = "known"
    SKIPPED = "skipped"
    HELD_BACK = "held_back"


BECAME_WORDS = {
    Became.NEW: "nhập được",
    Became.KNOWN: "đã có, giữ nguyên",
    Became.SKIPPED: "không nhập theo bảng ánh xạ",
    Became.HELD_BACK: "chưa nhập được",
}


@dataclass(frozen=True, slots=True)
class LineResult:
    """One line: what became of it; held back by ``flaws`` of its cells, or by a ``refusal`` of the whole."""

    line: int
    number: str
    became: Became
    case: OldCase | None = None
    flaws: tuple[Flaw, ...] = ()
    refusal: Refusal | None = None


def counted(results: Iterable[LineResult]) -> Counter[Became]:
    """How many lines became what."""
    return Counter(each.became for each in results)
