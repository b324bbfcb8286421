"""The tables of what the office makes good: a paper lost or damaged in its hands, and an error in its result."""

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from motcua.cases.rules.amends import CorrectionState, IncidentState, Mishap, Payer
from motcua.database.columns import EncryptedTextField
from motcua.database.tenant import TenantModel


class Incident(TenantModel):
    """A paper of a case lost or damaged in the office's hands: reported, apologised for by letter, settled; each once, in this order.

    ``original``: the held original that it is, where it is one. ``payer``, ``promise`` and ``promised_on`` are what the letter
    ``number`` of the signing office's ``year`` says; ``cost`` in đồng is what making the paper anew has cost.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="incidents")
    original = models.ForeignKey("cases.Original", on_delete=models.PROTECT, null=True, related_name="+")
    words = EncryptedTextField()
    mishap = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Mishap])
    account = EncryptedTextField()
    reported_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    apologised_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    apologised_at = models.DateTimeField(null=True)
    signing_office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, null=True, related_name="+")
    year = models.PositiveSmallIntegerField(null=True)
    number = models.PositiveIntegerField(null=True)
    payer = models.CharField(max_length=8, blank=True, choices=[(each.value, each.value) for each in Payer])
    promise = EncryptedTextField(default="")
    promised_on = models.DateField(null=True)
    settled_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)
    replacement = EncryptedTextField(default="")
    cost = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["original"], condition=Q(settled_at=None), name="an_original_has_one_open_incident"),
            models.UniqueConstraint(fields=["signing_office", "year", "number"], name="an_apology_for_a_paper_is_numbered_once"),
            models.CheckConstraint(
                condition=Q(apologised_by=None, apologised_at=None, signing_office=None, number=None, year=None, promised_on=None, payer="")
                | Q(
                    apologised_by__isnull=False, apologised_at__isnull=False, apologised_at__gte=F("reported_at"),
                    signing_office__isnull=False, number__isnull=False, year__isnull=False,
                    promised_on__isnull=False, payer__in=[each.value for each in Payer],
                ),
                name="an_apology_for_a_paper_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(settled_by=None, settled_at=None, cost=None)
                | Q(
                    settled_by__isnull=False, settled_at__isnull=False, apologised_at__isnull=False,
                    settled_at__gte=F("apologised_at"), cost__isnull=False, cost__gte=0,
                ),
                name="an_incident_is_settled_after_its_apology",
            ),
            models.CheckConstraint(condition=Q(cost=None) | Q(cost=0) | ~Q(payer=Payer.NOBODY), name="a_cost_of_a_paper_has_its_payer"),
        ]  # fmt: skip
        indexes = [models.Index(fields=["authority_id", "reported_at"], condition=Q(settled_at=None), name="incidents_open")]

    @property
    def state(self) -> IncidentState:
        """How far it is."""
        if self.settled_at is not None:
            return IncidentState.SETTLED
        return IncidentState.REPORTED if self.apologised_at is None else IncidentState.APOLOGISED


class Correction(TenantModel):
    """An error that the applicant finds in a result: asked about, answered by the lead office, handed over; no fee is ever ordered.

    ``is_error`` none: not answered yet. ``answer``: what was corrected, or why the result stands.
    """

    case = models.ForeignKey("cases.Case", on_delete=models.PROTECT, related_name="corrections")
    words = EncryptedTextField()
    asked_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    promised_on = models.DateField()
    is_error = models.BooleanField(null=True)
    answer = EncryptedTextField(default="")
    answered_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    handed_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, null=True, related_name="+")
    handed_at = models.DateTimeField(null=True)
    handed_to = EncryptedTextField(default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(handed_at=None), name="a_case_has_one_open_correction"),
            models.CheckConstraint(
                condition=Q(is_error=None, answered_by=None, answered_at=None)
                | Q(is_error__isnull=False, answered_by__isnull=False, answered_at__isnull=False, answered_at__gte=F("asked_at")),
                name="a_correction_is_answered_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(handed_by=None, handed_at=None)
                | Q(handed_by__isnull=False, handed_at__isnull=False, answered_at__isnull=False, handed_at__gte=F("answered_at")),
                name="a_correction_is_handed_over_once_answered",
            ),
        ]
        indexes = [models.Index(fields=["authority_id", "asked_at"], condition=Q(handed_at=None), name="corrections_open")]

    @property
    def state(self) -> CorrectionState:
        """How far it is."""
        if self.handed_at is not None:
            return CorrectionState.HANDED
        if self.is_error is None:
            return CorrectionState.ASKED
        return CorrectionState.CORRECTED if self.is_error else CorrectionState.UPHELD

    def hand_to(self, who: str, *, by: int | None, at: datetime) -> None:
        """``who`` has the answer in hand."""
        self.handed_to, self.handed_by_id, self.handed_at = who, by, at
        self.save(update_fields=["handed_to", "handed_by", "handed_at"])
