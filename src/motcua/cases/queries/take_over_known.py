"""What an old system's words are looked up in, and what has been taken over already."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from motcua.cases.models import TakenOver, TakeOverFile, TakeOverMapping
from motcua.cases.rules.takeover import Before, Known, Mapped, Source, mapped_from
from motcua.catalogue.queries import procedures_by_words
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold
from motcua.kernel.moments import local
from motcua.offices.queries import directory, handlers_by_words

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a case came from: the file, its line, and when it was taken over."""

    source: str
    digest: str
    line: int
    state_words: str
    imported_at: datetime


def known_here(*, authority_id: int, receiving_office_id: int, day: date) -> Known:
    """What the words of a file are looked up in; a word that means two of ours means none."""
    offices: dict[str, list[int]] = {}
    for office in directory(authority_id).offices.values():
        for words in {fold(office.key), fold(office.name)}:
            offices.setdefault(words, []).append(office.id)
    return Known(
        procedures=_sole(procedures_by_words(authority_id=authority_id, receiving_office_id=receiving_office_id)),
        offices=_sole(offices),
        people=_sole(handlers_by_words(authority_id, day=day)),
    )


def _sole(found: Mapping[str, list[int]]) -> dict[str, int]:
    return {words: ids[0] for words, ids in found.items() if len(set(ids)) == 1}


def taken_over_before(numbers: Iterable[str], *, authority_id: int) -> dict[str, Before]:
    """Original number → the line that it was taken over from."""
    found: dict[str, Before] = {}
    wanted = list(numbers)
    for first in range(0, len(wanted), _AT_ONCE):
        rows = TakenOver.objects.filter(authority_id=authority_id, original_number__in=wanted[first : first + _AT_ONCE])
        found |= {row.original_number: before_of(row) for row in rows}
    return found


def before_of(row: TakenOver) -> Before:
    """A row as the rules read it."""
    return Before(row.row_digest, row.line, Source(row.source, row.source_digest))


def origin_of(case_id: int) -> Origin | None:
    """Where a case came from; none of a case received here."""
    row = TakenOver.objects.filter(case=case_id).first()
    return Origin(row.source, row.source_digest, row.line, row.state_words, local(row.imported_at)) if row else None


def taken_ids(numbers: Iterable[str], *, authority_id: int) -> Iterator[frozenset[int]]:
    """The ids of the cases that were taken over under these numbers, some hundred at a time."""
    wanted = list(numbers)
    for first in range(0, len(wanted), _AT_ONCE):
        rows = TakenOver.objects.filter(authority_id=authority_id, original_number__in=wanted[first : first + _AT_ONCE])
        yield frozenset(rows.values_list("case_id", flat=True))


def mapping_called(name: str, *, authority_id: int) -> Mapped | None:
    """The mapping saved under ``name``; none where there is none."""
    row = TakeOverMapping.objects.filter(authority_id=authority_id, name=name).first()
    return mapped_from(row.content) if row else None


def mapping_names(authority_id: int) -> list[str]:
    """The names of the saved mappings."""
    return list(TakeOverMapping.objects.filter(authority_id=authority_id).order_by("name").values_list("name", flat=True))


def files_of(actor: Actor) -> list[TakeOverFile]:
    """The files kept for counters within the actor's reach, newest first, without what stands in them."""
    rows = TakeOverFile.objects.filter(authority_id=actor.authority_id).defer("content").order_by("-id")
    return [row for row in rows if actor.may("case.take_over", row.receiving_office_id)]


def file_of(file_id: int, *, actor: Actor) -> TakeOverFile:
    """One of them with what stands in it; TakeOverFile.DoesNotExist for any other."""
    row = TakeOverFile.objects.get(pk=file_id, authority_id=actor.authority_id)
    if not actor.may("case.take_over", row.receiving_office_id):
        raise TakeOverFile.DoesNotExist
    return row


def file_with(digest: str, *, authority_id: int) -> int:
    """The id of the file with this SHA-256."""
    return TakeOverFile.objects.values_list("id", flat=True).get(authority_id=authority_id, digest=digest)
