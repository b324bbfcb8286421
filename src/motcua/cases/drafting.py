"""The tables of drafted results: the office's own forms, and the result of a case from the filled form to the edited file."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from motcua.cases.rules.outcomes import Outcome
from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel

_OUTCOMES = [(each.value, each.value) for each in Outcome]


class ResultTemplate(TenantModel):
    """A form of a procedure's result, in use from a day on until a later one is; never changed, and kept for what was drafted on it."""

    procedure = models.ForeignKey("catalogue.Procedure", on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(max_length=10, choices=_OUTCOMES)
    name = models.CharField(max_length=200)
    valid_from = models.DateField()
    file = models.ForeignKey("documents.StoredFile", on_delete=models.PROTECT, related_name="+")
    fields = models.JSONField()
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    class Meta:
        indexes = [models.Index(fields=["authority_id", "procedure", "outcome", "-valid_from", "-id"], name="templates_of_a_procedure")]


class ResultDraft(TenantModel):
    """A result drafted on a form: the values typed and taken from the case, the paragraphs as filled, and once it has been edited and
    filed, the file with everything in which it differs. One that another took the place of is set aside, never deleted."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="drafts")
    template = models.ForeignKey(ResultTemplate, on_delete=models.PROTECT, related_name="+")
    values = EncryptedTextField()
    filled = EncryptedTextField()
    missing = models.JSONField()
    drafted_at = models.DateTimeField()
    drafted_by = models.CharField(max_length=200)
    attachment = models.ForeignKey("documents.Attachment", on_delete=models.PROTECT, null=True, related_name="+")
    differences = EncryptedTextField(default="")
    changes = models.PositiveIntegerField(null=True)
    grave = models.PositiveIntegerField(null=True)
    filed_at = models.DateTimeField(null=True)
    filed_by = models.CharField(max_length=200, blank=True)
    set_aside_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(set_aside_at=None), name="one_result_is_drafted_at_a_time"),
            models.CheckConstraint(
                condition=Q(attachment=None, changes=None, grave=None, filed_at=None)
                | Q(
                    attachment__isnull=False,
                    changes__isnull=False,
                    grave__isnull=False,
                    filed_at__isnull=False,
                    filed_at__gte=F("drafted_at"),
                ),
                name="a_filed_result_tells_its_differences",
            ),
            models.CheckConstraint(condition=Q(grave=None) | Q(grave__lte=F("changes")), name="grave_changes_are_changes"),
        ]

    def set_aside(self, *, at: datetime) -> None:
        """Put the draft, and its file where it has one, out of use."""
        self.set_aside_at = at
        self.save(update_fields=["set_aside_at"])
        self.set_file_aside(at=at)

    def set_file_aside(self, *, at: datetime) -> None:
        """Put the file that was filed last out of use; it stays on the disk and on record."""
        if self.attachment and self.attachment.set_aside_at is None:
            self.attachment.set_aside_at = at
            self.attachment.save(update_fields=["set_aside_at"])
