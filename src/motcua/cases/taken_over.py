"""The tables of the take-over from another system: where a case came from, and how the files of that system are read."""

from django.db import models

from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel


class TakenOver(TenantModel):
    """Where a case of another system came from: the file by its SHA-256, the line, and the words that stood there.

    ``row_digest`` tells a line that says the same from one that was changed since; nothing that was taken over is ever overwritten.
    """

    case = models.OneToOneField("cases.Case", on_delete=models.PROTECT, related_name="taken_over")
    original_number = models.CharField(max_length=50)
    source = models.CharField(max_length=200)
    source_digest = models.CharField(max_length=64)
    line = models.PositiveIntegerField()
    row_digest = models.CharField(max_length=64)
    state_words = models.CharField(max_length=200, blank=True)
    imported_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "original_number"], name="an_original_number_is_taken_over_once")]


class TakeOverMapping(TenantModel):
    """How the files of one old system are read: columns, words of states, procedures, offices and people (rules/takeover.py)."""

    name = models.CharField(max_length=60)
    content = models.JSONField()
    saved_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "name"], name="a_mapping_has_one_name")]


class TakeOverFile(TenantModel):
    """A file of an old system while it is being taken over: its cells, encrypted; removed by whoever is done with it."""

    name = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    receiving_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    mapping_name = models.CharField(max_length=60, blank=True)
    content = EncryptedTextField(default="")
    kept_at = models.DateTimeField()
    kept_by = models.CharField(max_length=200)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["authority_id", "digest"], name="a_file_to_take_over_is_kept_once")]
