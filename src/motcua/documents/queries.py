"""Questions to the stored files: what a case holds, their pictures, and whether the disk still holds what the rows say."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.documents import store
from motcua.documents.models import Attachment, StoredFile
from motcua.documents.rules.kinds import FileKind
from motcua.kernel.moments import local


@dataclass(frozen=True, slots=True)
class FileLine:
    """A file at a paper of a case, as a list tells it."""

    id: int
    paper: str
    name: str
    kind: FileKind
    size: int
    pages: int
    digest: str
    attached_at: datetime
    attached_by: str

    @property
    def page_numbers(self) -> range:
        """1, 2, … up to the last page."""
        return range(1, self.pages + 1)


@dataclass(frozen=True, slots=True)
class Lost:
    """A stored file that is not on the disk as it was, and what is wrong with it."""

    digest: str
    why: str


def files_of(case_id: int, *, authority_id: int) -> tuple[FileLine, ...]:
    """The files in use in a case, oldest first, in one statement."""
    rows = Attachment.objects.filter(authority_id=authority_id, case_id=case_id, set_aside_at=None).select_related("file").order_by("id")
    return tuple(_line(row) for row in rows)


def _line(row: Attachment) -> FileLine:
    file = row.file
    return FileLine(
        id=row.pk,
        paper=row.paper,
        name=row.name,
        kind=FileKind(file.kind),
        size=file.size,
        pages=file.pages,
        digest=file.digest,
        attached_at=local(row.attached_at),
        attached_by=row.attached_by,
    )


def rendition(attachment_id: int, *, case_id: int) -> bytes:
    """The harmless PDF of a file of a case; Attachment.DoesNotExist, or FileLost."""
    return store.fetch(_file(attachment_id, case_id).rendition)


def page_picture(attachment_id: int, page: int, *, case_id: int) -> bytes:
    """One page (from 1) as a JPEG; Attachment.DoesNotExist where there is no such page, or FileLost."""
    file = _file(attachment_id, case_id)
    if not 1 <= page <= file.pages:
        raise Attachment.DoesNotExist
    offset, length = file.places[page - 1]
    return store.fetch(file.rendition)[offset : offset + length]


def _file(attachment_id: int, case_id: int) -> StoredFile:
    return Attachment.objects.select_related("file").get(pk=attachment_id, case_id=case_id, set_aside_at=None).file


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
