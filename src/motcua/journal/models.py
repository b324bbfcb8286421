"""Three tables: entries and checkpoints, which the database never lets anyone change, and personal parts, which may be erased."""

from django.db import models

from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel

OF_THE_AUTHORITY = 0
"""The chain of entries that belong to no case."""


class Entry(TenantModel):
    """One act. Entries of one case form a chain by ``position``; ``digest`` covers the entry and the digest before it."""

    case_id = models.BigIntegerField(default=OF_THE_AUTHORITY)
    position = models.IntegerField()
    kind = models.CharField(max_length=40)
    actor_id = models.CharField(max_length=64)
    actor_name = models.CharField(max_length=200)
    recorded_at = models.DateTimeField()
    happened_at = models.DateTimeField()
    payload = models.TextField()
    key = models.CharField(max_length=64, null=True)  # noqa: DJ001 - many entries have no key, and two empty ones must not clash
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["authority_id", "case_id", "position"], name="one_entry_a_position"),
            models.UniqueConstraint(fields=["authority_id", "key"], name="an_act_is_done_once_a_key"),
        ]
        # Each act asks for the newest entry of its authority: among many others, and among a million of its own.
        indexes = [models.Index(fields=["authority_id", "id"], name="entries_of_an_authority")]


class PersonalPart(TenantModel):
    """The salts and values behind an entry's commitments; erasing the row leaves the chain whole and the values unknowable."""

    entry = models.OneToOneField(Entry, on_delete=models.PROTECT, primary_key=True, related_name="personal")
    sealed = EncryptedTextField()


class Checkpoint(models.Model):
    """A signed statement about the journal of the whole database: these entries, up to this one, and the checkpoints before.

    ``journal/checkpoint.py`` makes the statement. ``vouched`` is the signature of the key before, where the key has changed and the old one
    was at hand; keys, digests and signatures are hexadecimal.
    """

    number = models.BigIntegerField(primary_key=True)
    up_to = models.BigIntegerField()
    count = models.BigIntegerField()
    root = models.CharField(max_length=64)
    previous = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()
    is_after_restore = models.BooleanField()
    public_key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    vouched = models.CharField(max_length=128, blank=True)
    digest = models.CharField(max_length=64)
