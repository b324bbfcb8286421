"""Questions to the stored files: what a case holds, their pictures, and whether the disk still holds what the rows say."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from motcua.documents import store
from motcua.documents.models import Attachment, Scan, StoredFile
from motcua.documents.rules import jpeg
from motcua.documents.rules.binding import Picture, bound
from motcua.documents.rules.covers import Part, split
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.kinds import FileKind
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file at a paper of a case, as a list tells it; ``source_number``: the earlier case that it was digitised in."""

    id: int
    paper: str
    name: str
    kind: FileKind
    size: int
    pages: int
    digest: str
    attached_at: datetime
    attached_by: str
    case_id: int = 0
    first_page: int = 1
    source_number: str = ""
    digitised_at: datetime | None = None

    @property
    def page_numbers(self) -> range:
        """1, 2, … up to the last page."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True)
class Lost:
    """A stored file that is not on the disk as it was, and what is wrong with it."""

    digest: str
    why: str


def files_of(*case_ids: int, authority_id: int) -> tuple[FileLine, ...]:
    """The files in use in these cases, oldest first, in one statement."""
    rows = Attachment.objects.filter(authority_id=authority_id, case_id__in=case_ids, set_aside_at=None).select_related("file")
    return tuple(line_of(row) for row in rows.order_by("id"))


def line_of(row: Attachment) -> FileLine:
    """What a list tells of an attachment, read with its file."""
    file = row.file
    return FileLine(
        id=row.pk,
        paper=row.paper,
        name=row.name,
        kind=FileKind(file.kind),
        size=file.size,
        pages=len(row.pages),
        digest=file.digest,
        attached_at=local(row.attached_at),
        attached_by=row.attached_by,
        case_id=row.case_id,
        first_page=row.first_page,
        source_number=row.source_number,
        digitised_at=local(row.digitised_at) if row.digitised_at else None,
    )


def rendition(attachment_id: int, *, case_id: int) -> bytes:
    """The harmless PDF of what is attached; Attachment.DoesNotExist, or FileLost."""
    row = _attached(attachment_id, case_id)
    content = store.fetch(row.file.rendition)
    if len(row.pages) == row.file.pages:
        return content
    return bound([_picture(content, row.file.places[page - 1]) for page in row.pages]).content


def page_picture(attachment_id: int, number: int, *, case_id: int) -> bytes:
    """One page (the first attached is 1) as a JPEG; Attachment.DoesNotExist where there is no such page, or FileLost."""
    row = _attached(attachment_id, case_id)
    if not 1 <= number <= len(row.pages):
        raise Attachment.DoesNotExist
    return _page_of(row.file, row.pages[number - 1])


def _attached(attachment_id: int, case_id: int) -> Attachment:
    return Attachment.objects.select_related("file").get(pk=attachment_id, case_id=case_id, set_aside_at=None)


def _page_of(file: StoredFile, page: int) -> bytes:
    return _cut(store.fetch(file.rendition), file.places[page - 1])


def _cut(content: bytes, place: Sequence[int]) -> bytes:
    offset, length = place
    return content[offset : offset + length]


def _picture(content: bytes, place: Sequence[int]) -> Picture:
    page = _cut(content, place)
    seen = jpeg.read(page)
    return Picture(page, seen.width, seen.height)


# ---- scans of several cases -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ScanLine:
    """A scan that an officer has made, split by its covers; ``file`` is what to attach parts of."""

    id: int
    name: str
    kept_at: datetime
    file: Kept
    parts: tuple[Part, ...]


def scans_of(actor: Actor, *, most: int = 10) -> tuple[ScanLine, ...]:
    """The officer's newest scans."""
    return tuple(_scan(row) for row in _scans(actor).order_by("-id")[:most])


def scan_of(scan_id: int, actor: Actor) -> ScanLine:
    """One scan of the officer; Scan.DoesNotExist when there is none, or it is another's."""
    return _scan(_scans(actor).get(pk=scan_id))


def scan_page(scan_id: int, page: int, actor: Actor) -> bytes:
    """One page of the officer's scan as a JPEG; Scan.DoesNotExist where there is none, or FileLost."""
    file = _scans(actor).get(pk=scan_id, file__pages__gte=page).file
    return _page_of(file, page)


def attached_parts(digest: str, *, authority_id: int) -> frozenset[int]:
    """The first pages of those parts of a file that are in use at papers."""
    rows = Attachment.objects.filter(authority_id=authority_id, file__digest=digest, set_aside_at=None)
    return frozenset(rows.values_list("first_page", flat=True))


def attached_pages(digest: str, *, authority_id: int) -> frozenset[int]:
    """The pages of a file that are in use at papers."""
    rows = Attachment.objects.filter(authority_id=authority_id, file__digest=digest, set_aside_at=None).select_related("file")
    return frozenset(page for row in rows for page in row.pages)


def _scans(actor: Actor) -> QuerySet[Scan]:
    return Scan.objects.filter(authority_id=actor.authority_id, person_id=actor.person_id or 0).select_related("file")


def _scan(row: Scan) -> ScanLine:
    file = row.file
    kept = Kept(file.digest, file.size, FileKind(file.kind), file.rendition, tuple(tuple(place) for place in file.places))
    parts = split(file.pages, {int(page): text for page, text in row.marks.items()})
    return ScanLine(row.pk, row.name, local(row.kept_at), kept, parts)


# ---- on the disk ----------------------------------------------------------------------------------------------------------


TABLE = "documents_storedfile"


def digests_in(read: Callable[[str], list[Any]]) -> list[str]:
    """The digests of everything that a database (asked by ``read``) says is on the disk, each once."""
    return sorted({digest for row in read("SELECT digest, rendition FROM documents_storedfile") for digest in row})


def digests() -> list[str]:
    """The same, of the connected database, the newest last."""
    rows = StoredFile.objects.order_by("id").values_list("digest", "rendition")
    return list(dict.fromkeys(digest for row in rows for digest in row))


def lost_among(wanted: Iterable[str]) -> Iterator[Lost]:
    """Those of ``wanted`` that are missing or changed; each is read whole."""
    for digest in wanted:
        why = store.state_of(digest)
        if why:
            yield Lost(digest, why)
