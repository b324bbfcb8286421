"""What is known of each file, and to which paper of which case it belongs; the bytes lie on the disk (store.py)."""

from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import F, Q

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
    """What one case holds: digest → bytes, and which files (from which page on) are at which paper."""

    sizes: dict[str, int]
    at_papers: frozenset[tuple[str, str, int]]


class Attachment(TenantModel):
    """A file, or some pages of one, at a paper of a case (known by its id); set aside when it was the wrong one, never deleted.

    One taken over from an earlier case tells that case's number and when it was digitised there.
    """

    case_id = models.BigIntegerField()
    paper = models.CharField(max_length=60)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    first_page = models.PositiveIntegerField(default=1)
    last_page = models.PositiveIntegerField(null=True)
    name = EncryptedTextField(default="")
    attached_at = models.DateTimeField()
    attached_by = models.CharField(max_length=200)
    set_aside_at = models.DateTimeField(null=True)
    reused_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    source_number = models.CharField(max_length=50, blank=True)
    digitised_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["case_id", "paper", "file", "first_page"], condition=Q(set_aside_at=None), name="a_file_is_at_a_paper_once"
            ),
            models.CheckConstraint(
                condition=Q(reused_from=None, source_number="", digitised_at=None)
                | Q(reused_from__isnull=False, source_number__gt="", digitised_at__isnull=False),
                name="a_reused_file_tells_its_source",
            ),
            models.CheckConstraint(
                condition=Q(first_page__gt=0) & (Q(last_page=None) | Q(last_page__gte=F("first_page"))), name="an_attachment_has_pages"
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "case_id"], name="files_of_a_case")]

    @property
    def pages(self) -> range:
        """The pages of the file that are attached."""
        return range(self.first_page, (self.last_page or self.file.pages) + 1)

    def reused(self, *, case_id: int, paper: str, source_number: str, at: datetime, by: str) -> "Attachment":
        """The same pages at a paper of another case of the same person; what was reused before keeps its first source."""
        return Attachment.objects.create(
            authority_id=self.authority_id, case_id=case_id, paper=paper, file=self.file, first_page=self.first_page,
            last_page=self.last_page, name=self.name, attached_at=at, attached_by=by, reused_from=self,
            source_number=self.source_number or source_number, digitised_at=self.digitised_at or self.attached_at,
        )  # fmt: skip

    @classmethod
    def held_by(cls, case_id: int) -> Held:
        """The files in use in a case."""
        rows = list(cls.objects.filter(case_id=case_id, set_aside_at=None).values_list("paper", "file__digest", "file__size", "first_page"))
        return Held({digest: size for _, digest, size, _ in rows}, frozenset((paper, digest, first) for paper, digest, _, first in rows))


class Scan(TenantModel):
    """A scan of papers of several cases, kept whole for the officer who made it; ``marks``: page → what its QR says."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    marks = models.JSONField()
    name = EncryptedTextField(default="")
    person_id = models.BigIntegerField()
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["authority_id", "person_id", "-id"], name="scans_of_an_officer")]
