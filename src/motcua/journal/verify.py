"""Does the journal still say what was written? Every chain is read from its first entry; a row that cannot be read is a finding too."""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from django.db import DatabaseError
from django.db.models import BinaryField, ExpressionWrapper, F

from motcua.database.columns import decrypted
from motcua.journal.digest import GENESIS, commitment
from motcua.journal.models import Entry
from motcua.journal.record import digest_of

_BATCH = 500


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


class _Place(NamedTuple):
    """Where an entry stands, as its row says."""

    id: int
    authority_id: int
    case_id: int
    position: int


_PLACES = Entry.objects.order_by("authority_id", "case_id", "position").values_list(*_Place._fields)


def verify_journal(progress: Callable[[int], None] = lambda done: None) -> Verdict:
    """Read the whole journal in the order of its chains; ``progress`` is told every thousandth entry."""
    return _verdict(_PLACES.all().iterator(chunk_size=2000), progress)


def verify_newest(count: int) -> Verdict:
    """Read the ``count`` newest entries only, each with the entry it follows."""
    newest = Entry.objects.order_by("-id").values_list("id", flat=True)[:count]
    return _verdict(_PLACES.filter(id__in=list(newest)), lambda done: None)


def _verdict(places: Iterable[tuple[int, ...]], progress: Callable[[int], None]) -> Verdict:
    flaws: list[Flaw] = []
    before: tuple[_Place, Entry | None] | None = None
    count = 0
    for place, entry in _read(places):
        why = _why(place, entry, before)
        if why:
            flaws.append(Flaw(place.id, place.case_id, place.position, why))
        before, count = (place, entry), count + 1
        if count % 1000 == 0:
            progress(count)
    return Verdict(count, tuple(flaws))


def _why(place: _Place, entry: Entry | None, before: tuple[_Place, Entry | None] | None) -> str:
    """What is wrong with the entry at ``place``, where ``before`` was read just before it; nonsense in a column is wrong too."""
    try:
        return _flaw_of(entry, before[1] if before and before[0][1:3] == place[1:3] else _entry_before(place))
    except (TypeError, ValueError, OverflowError):
        return "không đọc được"


def _read(places: Iterable[tuple[int, ...]]) -> Iterator[tuple[_Place, Entry | None]]:
    """Each place with its entry, or with none when the row cannot be read."""
    waiting = iter(places)
    while batch := [_Place(*place) for place in islice(waiting, _BATCH)]:
        entries = _entries([place.id for place in batch])
        yield from ((place, entries.get(place.id)) for place in batch)


def _entries(ids: list[int]) -> dict[int, Entry]:
    """The entries by id, each with its sealed personal part as it lies there; one unreadable row does not hide the others."""
    rows = Entry.objects.annotate(sealed=ExpressionWrapper(F("personal__sealed"), output_field=BinaryField()))
    try:
        return {entry.pk: entry for entry in rows.filter(id__in=ids)}
    except (ValueError, DatabaseError):
        return {} if len(ids) == 1 else {pk: entry for each in ids for pk, entry in _entries([each]).items()}


def _entry_before(place: _Place) -> Entry | None:
    """What stands before the first entry read of a chain; nothing before the first of all."""
    if place.position == 1:
        return None
    found = Entry.objects.filter(authority_id=place.authority_id, case_id=place.case_id, position__lt=place.position)
    return found.order_by("-position").first()


def _flaw_of(entry: Entry | None, before: Entry | None) -> str:
    """What is wrong with ``entry`` after ``before`` in its chain, or nothing."""
    if entry is None or entry.recorded_at is None or entry.happened_at is None:
        return "không đọc được"
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
    sealed = entry.sealed  # type: ignore[attr-defined]
    if sealed is None:
        return ""
    committed = json.loads(entry.payload).get("commitments", {})
    try:
        kept = json.loads(decrypted(bytes(sealed)))
    except Exception:
        return "phần cá nhân không mở được bằng khóa này"
    return "" if {name: commitment(salt, value) for name, (salt, value) in kept.items()} == committed else "phần cá nhân không khớp cam kết"
