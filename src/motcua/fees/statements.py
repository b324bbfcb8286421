"""The tables of bank statements: the file while it is looked at, how its columns are read, and every line with what became of it."""

from django.db import models
from django.db.models import Q

from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel
from motcua.fees.rules.statement import LEFT, Became


class Statement(TenantModel):
    """A bank's statement for the fees of ``office``: its cells, encrypted, until it is read; its lines from then on."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=19, blank=True)
    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    content = EncryptedTextField(default="")
    kept_at = models.DateTimeField()
    kept_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    read_at = models.DateTimeField(null=True)
    read_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "office", "digest"], name="a_statement_is_kept_once"),
            models.CheckConstraint(
                condition=Q(read_at=None, read_by=None) | Q(read_at__isnull=False, read_by__isnull=False),
                name="a_statement_is_read_by_somebody",
            ),
        ]


class StatementColumns(TenantModel):
    """How the statements of one account are read (rules/statement_columns.py): field → heading, as last confirmed."""

    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    account = models.CharField(max_length=19, blank=True)
    columns = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "office", "account"], name="an_account_has_one_set_of_columns")]


class StatementLine(TenantModel):
    """One line of a statement and what became of it.

    ``mark`` (keyed, so that nothing of the words can be told from it) is the same for the same line of the bank in whichever file: the
    database itself keeps a line from being read twice. ``receipt`` is the one that this line proves.
    """

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="lines")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    row = models.PositiveIntegerField()
    mark = models.BinaryField(null=True)
    day = models.DateField(null=True)
    amount = models.BigIntegerField(null=True)
    words = EncryptedTextField(default="")
    reference = models.CharField(max_length=80, blank=True)
    flaw = EncryptedTextField(default="")
    became = models.CharField(max_length=14, choices=[(each.value, each.value) for each in Became])
    references = models.CharField(max_length=200, blank=True)
    order = models.ForeignKey("fees.FeeOrder", on_delete=models.PROTECT, null=True, related_name="+")
    receipt = models.OneToOneField("fees.FeeReceipt", on_delete=models.PROTECT, null=True, related_name="statement_line")
    settled_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    settled_reason = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "office", "mark"], condition=Q(mark__isnull=False), name="a_bank_line_is_read_once"
            ),
            models.UniqueConstraint(fields=["statement", "row"], name="a_row_of_a_statement_is_read_once"),
            models.CheckConstraint(
                condition=~Q(became=Became.BOOKED) | Q(order__isnull=False, receipt__isnull=False), name="a_booked_line_has_its_receipt"
            ),
            models.CheckConstraint(condition=~Q(became=Became.WAITING) | Q(order__isnull=False), name="a_waiting_line_has_its_order"),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None, settled_reason="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & (Q(receipt__isnull=False) | ~Q(settled_reason="")),
                name="a_settled_line_has_a_receipt_or_a_reason",
            ),
        ]
        indexes = [
            models.Index(
                fields=["authority_id", "office", "id"], condition=Q(became__in=LEFT, settled_at=None), name="lines_left_to_a_person"
            ),
            models.Index(fields=["authority_id", "office", "id"], condition=Q(became=Became.WAITING), name="lines_waiting_to_be_booked"),
        ]
