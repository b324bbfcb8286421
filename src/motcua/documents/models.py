"""What is known of each file, and to which paper of which case it belongs; the bytes lie on the disk (store.py)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import Q

from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.kinds import FileKind


class StoredFile(TenantModel):
    """A file as it came and its rendition, each named by the SHA-256 of its bytes; ``places``: where in the rendition each page lies."""

    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in FileKind])
    pages = models.PositiveIntegerField()
    rendition = models.CharField(max_length=64)
    places = models.JSONField()
    stored_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "digest"], name="a_file_is_stored_once"),
            models.CheckConstraint(condition=Q(size__gt=0, pages__gt=0), name="a_stored_file_has_pages"),
        ]

    @classmethod
    def of(cls, kept: Kept, *, authority_id: int, at: datetime) -> "StoredFile":
        """The row of a file on the disk; a file that came before keeps its row."""
        told = {
            "size": kept.size,
            "kind": kept.kind,
            "pages": kept.pages,
            "rendition": kept.rendition,
            "places": kept.places,
            "stored_at": at,
        }
        return cls.objects.get_or_create(authority_id=authority_id, digest=kept.digest, defaults=told)[0]


@dataclass(frozen=True, slots=True)
class Held:
    """What one case holds: digest → bytes, and which files are at which paper."""

    sizes: dict[str, int]
    at_papers: frozenset[tuple[str, str]]


class Attachment(TenantModel):
    """A file at a paper of a case (known by its id); set aside when it was the wrong one, never deleted."""

    case_id = models.BigIntegerField()
    paper = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = EncryptedTextField(default="")
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=200)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case_id", "paper", "file"], condition=Q(set_aside_at=None), name="a_file_is_at_a_paper_once"),
        ]
        indexes = [models.Index(fields=["authority_id", "case_id"], name="files_of_a_case")]

    @classmethod
    def held_by(cls, case_id: int) -> Held:
        """The files in use in a case."""
        rows = list(cls.objects.filter(case_id=case_id, set_aside_at=None).values_list("paper", "file__digest", "file__size"))
        return Held({digest: size for _, digest, size in rows}, frozenset((paper, digest) for paper, digest, _ in rows))
