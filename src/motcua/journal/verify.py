"""Does the journal still say what was written? Every chain is read from its first entry."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from motcua.journal.digest import GENESIS, commitment
from motcua.journal.models import Entry, PersonalPart
from motcua.journal.record import digest_of


@dataclass(frozen=True, slots=True)
class Flaw:
    """The first thing found wrong in a chain: which entry, and why (plain Vietnamese)."""

    entry_id: int
    case_id: int
    position: int
    why: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """How many entries were read and what was found wrong; truncated tails need checkpoints and are not seen here."""

    entries: int
    flaws: tuple[Flaw, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.flaws


def verify_journal(progress: Callable[[int], None] = lambda done: None) -> Verdict:
    """Read the whole journal in the order of its chains; ``progress`` is told every thousandth entry."""
    flaws: list[Flaw] = []
    before: Entry | None = None
    count = 0
    for entry in _in_order():
        follows = before if before and (before.authority_id, before.case_id) == (entry.authority_id, entry.case_id) else None
        why = _flaw_of(entry, follows)
        if why:
            flaws.append(Flaw(entry.id, entry.case_id, entry.position, why))
        before, count = entry, count + 1
        if count % 1000 == 0:
            progress(count)
    return Verdict(count, tuple(flaws))


def _in_order() -> Iterator[Entry]:
    return Entry.objects.select_related("personal").order_by("authority_id", "case_id", "position").iterator(chunk_size=2000)


def _flaw_of(entry: Entry, before: Entry | None) -> str:
    """What is wrong with ``entry`` after ``before`` in its chain, or nothing."""
    if entry.position != (before.position + 1 if before else 1):
        return "thiếu mục trước nó trong chuỗi"
    if entry.previous != (before.digest if before else GENESIS):
        return "không nối với mục trước"
    if entry.digest != digest_of(entry):
        return "nội dung không khớp mã băm"
    if before and entry.recorded_at < before.recorded_at:
        return "ghi lùi thời gian"
    return _flaw_of_personal(entry)


def _flaw_of_personal(entry: Entry) -> str:
    """Whether the personal values that are still kept are the ones committed to (erased ones cannot be told, and need not be)."""
    personal: PersonalPart | None = getattr(entry, "personal", None)
    if personal is None:
        return ""
    committed = json.loads(entry.payload).get("commitments", {})
    kept = {name: commitment(salt, value) for name, (salt, value) in json.loads(personal.sealed).items()}
    return "" if kept == committed else "phần cá nhân không khớp cam kết"
