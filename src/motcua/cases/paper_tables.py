"""The tables of a case's papers: those that are in it, and those that were asked for."""

from django.db import models

from motcua.database.tenant import TenantModel


class CasePaper(TenantModel):
    """A paper that is in the case, from the procedure's list."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="papers")
    key = models.CharField(max_length=60)
    name = models.TextField()
    originals = models.PositiveSmallIntegerField(default=1)
    copies = models.PositiveSmallIntegerField(default=0)
    received_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "key"], name="a_paper_is_in_once")]


class SupplementRequest(TenantModel):
    """Papers asked for, once a stage: before acceptance by the counter, after appraisal by the handling office."""

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="supplements")
    is_after_acceptance = models.BooleanField()
    items = models.JSONField()
    open_keys = models.JSONField()
    reason = models.TextField(blank=True)
    basis = models.TextField(blank=True)
    requested_at = models.DateTimeField()
    completed_at = models.DateTimeField(null=True)
