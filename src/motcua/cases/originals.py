"""The tables of originals that the office holds: each paper, and who took it over from whom."""

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q

from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel

if TYPE_CHECKING:
    from motcua.cases.models import Case


class Original(TenantModel):
    """A real paper of a citizen that the office holds; ``holder`` and ``returned_at`` are caches of its last turn.

    ``offered_to``: whom its holder wishes to give it to; he holds it on until the other has it in hand.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="originals")
    words = EncryptedTextField()
    taken_at = models.DateTimeField()
    holder = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    offered_to = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    returned_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(holder__isnull=False, returned_at=None) | Q(holder=None, returned_at__isnull=False),
                name="an_original_is_with_one_officer_or_returned",
            ),
            models.CheckConstraint(
                condition=Q(offered_to=None) | (Q(holder__isnull=False) & ~Q(offered_to=F("holder"))),
                name="an_original_is_offered_to_another",
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "taken_at"], condition=Q(returned_at=None), name="originals_held")]

    @classmethod
    def take(cls, case: "Case", wanted: Iterable[str], *, at: datetime, by: int) -> list["Original"]:
        """The officer ``by`` takes these papers into his hands for ``case``."""
        authority_id = case.authority_id
        taken: list[Original] = [
            Original.objects.create(authority_id=authority_id, case=case, words=words, taken_at=at, holder_id=by) for words in wanted
        ]
        CustodyTurn.objects.bulk_create(
            CustodyTurn(authority_id=authority_id, original=each, number=1, holder_id=by, began_at=at) for each in taken
        )
        return taken

    @property
    def holder_name(self) -> str:
        """Who has it; nobody once its owner has it back."""
        return self.holder.name if self.holder else ""

    def pass_to(self, person_id: int | None, *, at: datetime) -> None:
        """From ``at`` this person has it; none: its owner has it back."""
        last = self.turns.order_by("-number").first()
        number, after = (last.number + 1, last.began_at) if last else (1, at)
        CustodyTurn.objects.create(
            authority_id=self.authority_id, original=self, number=number, holder_id=person_id, began_at=at, after=after
        )
        self.holder_id, self.offered_to, self.returned_at = person_id, None, at if person_id is None else None
        self.save(update_fields=["holder", "offered_to", "returned_at"])


class CustodyTurn(TenantModel):
    """From ``began_at`` on an original is with ``holder`` (none: with its owner), until the turn with the next number begins.

    A holding has no end of its own, so that there is neither a gap nor an overlap to write; ``after`` is when the turn before began.
    """

    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="turns")
    number = models.PositiveSmallIntegerField()
    holder = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    began_at = models.DateTimeField()
    after = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["original", "number"], name="one_turn_at_a_time"),
            models.UniqueConstraint(fields=["original"], condition=Q(holder=None), name="an_original_is_given_back_once"),
            models.CheckConstraint(
                condition=Q(number=1, after=None, holder__isnull=False) | Q(number__gt=1, after__isnull=False, began_at__gte=F("after")),
                name="a_turn_begins_where_the_one_before_ends",
            ),
        ]
