"""Do the checkpoints still hold? Each is read in order, and the entries that it covers are put under its root again."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import DatabaseError
from django.db.models import Min

from motcua.journal.checkpoint import is_signed, public_part
from motcua.journal.digest import GENESIS
from motcua.journal.merkle import root_of
from motcua.journal.models import Checkpoint, Entry
from motcua.journal.remembered import remembered
from motcua.journal.seal import ELSEWHERE, sealing_key_file, statement_of
from motcua.journal.sealing_key import key_at
from motcua.kernel.refusal import Refusal

_AT_ONCE = 500
_KINDS = {
    "number": int, "up_to": int, "count": int, "root": str, "previous": str, "sealed_at": datetime, "is_after_restore": bool,
    "public_key": str, "signature": str, "vouched": str, "digest": str,
}  # fmt: skip


class Fault(StrEnum):
    """What can be wrong with a checkpoint; for each one the first that is found is told."""

    UNREADABLE = "unreadable"
    MISSING = "missing"
    UNLINKED = "unlinked"
    CHANGED = "changed"
    UNSIGNED = "unsigned"
    KEY_NOT_VOUCHED = "key-not-vouched"
    BACKWARDS = "backwards"
    ENTRIES_COUNT = "entries-count"
    ENTRIES_ROOT = "entries-root"
    OTHER_KEY = "other-key"
    FORGOTTEN = "forgotten"


class Remark(StrEnum):
    """What is no fault, but to be compared with the papers of the office."""

    KEY_CHANGED = "key-changed"
    KEY_LOST = "key-lost"
    RESTORED = "restored"


@dataclass(frozen=True, slots=True)
class Told:
    """A fault or remark about checkpoint ``number``; ``facts`` are plain values that its words are filled with."""

    what: Fault | Remark
    number: int
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class SealState:
    """How far the journal is sealed: by which last checkpoint (none yet), and how many entries since when are not."""

    number: int = 0
    sealed_at: datetime | None = None
    up_to: int = 0
    digest: str = ""
    public_key: str = ""
    unsealed: int = 0
    unsealed_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class SealVerdict:
    """The state, how many entries are sealed, what was found wrong and what is to be compared with papers."""

    state: SealState
    sealed: int
    faults: tuple[Told, ...]
    remarks: tuple[Told, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


def seal_state() -> SealState:
    """The state as the last checkpoint tells it, nothing verified; of one that cannot be read, its number alone."""
    number = Checkpoint.objects.order_by("-number").values_list("number", flat=True).first()
    if number is None:
        return _state(None)
    row = _readable([number]).get(number)
    return _state(row) if row else replace(_state(None), number=number, public_key="?")


def verify_seals() -> SealVerdict:
    """Every checkpoint against the one before it, its signature and its entries."""
    faults: list[Told] = []
    remarks: list[Told] = []
    before: Checkpoint | None = None
    entries = _Entries()
    for number, row in _rows():
        fault = _fault_of(row, before) if row else Told(Fault.UNREADABLE, number)
        if row:
            count, root = root_of(entries.up_to(row.up_to))
            fault = fault or _fault_of_entries(row, before, count, root)
            remarks += _remarks(row, before)
            before = row
        faults += [fault] if fault else []
    return SealVerdict(_state(before), entries.taken, tuple(faults), tuple(remarks))


def faults_of_home(state: SealState) -> tuple[Told, ...]:
    """What this machine knows better: the key it seals with and the last checkpoint it made; an unusable key is for the doctor to tell."""
    faults = []
    known = remembered(Path(settings.HOME))
    if known and not Checkpoint.objects.filter(number=known.number, digest=known.digest).exists():
        faults.append(Told(Fault.FORGOTTEN, known.number, {"last": state.number}))
    if state.number and settings.SEALING_KEY_FILE != ELSEWHERE:
        try:
            key = key_at(sealing_key_file())
        except Refusal:
            key = None
        if key and public_part(key) != state.public_key:
            faults.append(Told(Fault.OTHER_KEY, state.number, {"public_key": state.public_key, "mine": public_part(key)}))
    return tuple(faults)


def _state(last: Checkpoint | None) -> SealState:
    fresh = Entry.objects.filter(id__gt=last.up_to if last else 0)
    unsealed, since = fresh.count(), fresh.aggregate(since=Min("recorded_at"))["since"]
    if last is None:
        return SealState(unsealed=unsealed, unsealed_since=since)
    return SealState(last.number, last.sealed_at, last.up_to, statement_of(last).digest, last.public_key, unsealed, since)


def _rows() -> Iterator[tuple[int, Checkpoint | None]]:
    """Each checkpoint, in order; none in the place of one that cannot be read."""
    numbers = iter(list(Checkpoint.objects.order_by("number").values_list("number", flat=True)))
    while batch := list(islice(numbers, _AT_ONCE)):
        rows = _readable(batch)
        yield from ((number, rows.get(number)) for number in batch)


def _readable(numbers: list[int]) -> dict[int, Checkpoint]:
    """Those of the checkpoints that can be read; one that cannot does not hide the others."""
    try:
        rows = list(Checkpoint.objects.filter(number__in=numbers))
    except (ValueError, TypeError, DatabaseError):
        return {} if len(numbers) == 1 else {number: row for each in numbers for number, row in _readable([each]).items()}
    return {row.number: row for row in rows if all(isinstance(getattr(row, name), kind) for name, kind in _KINDS.items())}


class _Entries:
    """Id and digest of every entry, in order, taken piece by piece."""

    def __init__(self) -> None:
        self._rows = Entry.objects.order_by("id").values_list("id", "digest").iterator(chunk_size=5000)
        self._waiting: tuple[int, str] | None = next(self._rows, None)
        self.taken = 0

    def up_to(self, last: int) -> Iterator[tuple[int, str]]:
        """Those not yet taken whose id is ``last`` at most."""
        while self._waiting is not None and self._waiting[0] <= last:
            self.taken += 1
            yield self._waiting
            self._waiting = next(self._rows, None)


def _fault_of(row: Checkpoint, before: Checkpoint | None) -> Told | None:
    """What is wrong with the checkpoint itself."""
    statement = statement_of(row)
    expected = before.number + 1 if before else 1
    if row.digest != statement.digest:
        return Told(Fault.CHANGED, row.number)
    if not is_signed(statement, row.signature, row.public_key):
        return Told(Fault.UNSIGNED, row.number)
    if row.number != expected and not row.is_after_restore:
        return Told(Fault.MISSING, row.number, {"first": expected, "last": row.number - 1})
    if row.previous != (before.digest if before else GENESIS):
        return Told(Fault.UNLINKED, row.number)
    if row.vouched and not (before and is_signed(statement, row.vouched, before.public_key)):
        return Told(Fault.KEY_NOT_VOUCHED, row.number)
    if before and (row.up_to < before.up_to or row.sealed_at < before.sealed_at):
        return Told(Fault.BACKWARDS, row.number)
    return None


def _fault_of_entries(row: Checkpoint, before: Checkpoint | None, count: int, root: str) -> Told | None:
    where = {"after": before.up_to if before else 0, "up_to": row.up_to, "sealed": row.count, "found": count}
    if count != row.count:
        return Told(Fault.ENTRIES_COUNT, row.number, where)
    return None if root == row.root else Told(Fault.ENTRIES_ROOT, row.number, where)


def _remarks(row: Checkpoint, before: Checkpoint | None) -> Iterator[Told]:
    last = before.number if before else 0
    if row.is_after_restore:
        yield Told(Remark.RESTORED, row.number, {"at": row.sealed_at, "first": last + 1, "last": row.number - 1})
    if before and row.public_key != before.public_key:
        what = Remark.KEY_CHANGED if row.vouched else Remark.KEY_LOST
        yield Told(what, row.number, {"at": row.sealed_at, "public_key": row.public_key})
