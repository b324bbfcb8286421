"""The table of who is one: two rows of applicants that officers have said to be one person. The rows themselves are never touched."""

from django.db import models
from django.db.models import F, Q

from motcua.cases.rules.same_person import MergeState
from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel


class PersonMerge(TenantModel):
    """``one`` and ``other`` are said to be one person: proposed by one officer, joined by another; parted in the same way.

    A proposal refused, and a merge parted, stay here as what was said once.
    """

    one = models.ForeignKey("cases.Applicant", on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey("cases.Applicant", on_delete=models.PROTECT, related_name="+")
    reason = EncryptedTextField()
    proposed_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField()
    joined_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    joined_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    parting_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    parting_at = models.DateTimeField(null=True)
    parting_reason = EncryptedTextField(default="")
    parted_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    parted_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="a_merge_names_two_in_order"),
            models.UniqueConstraint(
                fields=["one", "other"], condition=Q(refused_at=None, parted_at=None), name="two_people_are_merged_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(joined_by=None, joined_at=None)
                | (Q(joined_by__isnull=False, joined_at__isnull=False, refused_at=None) & ~Q(joined_by=F("proposed_by"))),
                name="a_merge_is_joined_by_another",
            ),
            models.CheckConstraint(
                condition=Q(parting_by=None, parting_at=None)
                | Q(parting_by__isnull=False, parting_at__isnull=False, joined_at__isnull=False),
                name="only_what_is_joined_is_to_be_parted",
            ),
            models.CheckConstraint(
                condition=Q(parted_by=None, parted_at=None)
                | (Q(parted_by__isnull=False, parted_at__isnull=False, parting_by__isnull=False) & ~Q(parted_by=F("parting_by"))),
                name="a_merge_is_parted_by_another",
            ),
        ]
        indexes = [models.Index(fields=["authority_id"], condition=Q(joined_at__isnull=False, parted_at=None), name="people_who_are_one")]

    @property
    def state(self) -> MergeState:
        """How far it is."""
        if self.refused_at is not None:
            return MergeState.REFUSED
        if self.joined_at is None:
            return MergeState.PROPOSED
        if self.parted_at is not None:
            return MergeState.PARTED
        return MergeState.JOINED if self.parting_at is None else MergeState.PARTING
