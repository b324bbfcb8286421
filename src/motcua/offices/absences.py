"""The table of absences: who is away on which days, who does his work meanwhile, and what both sides have said to it."""

from datetime import date, datetime

from django.db import models
from django.db.models import F, Q

from motcua.database.tenant import TenantModel
from motcua.offices.rules.absences import Span


class Absence(TenantModel):
    """``person`` is away from ``office`` from ``first_day`` to ``last_day``; once ``stand_in`` has accepted, the work is his too.

    No case is moved for it: who handles a case stays who handles it, and whoever acts signs with his own name. ``ended_at``: turned down,
    withdrawn, or, of one that was accepted, taken back.
    """

    person = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="absences")
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    stand_in = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="stands_in")
    first_day = models.DateField()
    last_day = models.DateField()
    stated_by = models.ForeignKey("offices.Person", on_delete=models.PROTECT, related_name="+")
    stated_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(last_day__gte=F("first_day")), name="an_absence_ends_after_it_begins"),
            models.CheckConstraint(condition=~Q(person=F("stand_in")), name="nobody_stands_in_for_himself"),
        ]
        indexes = [
            models.Index(fields=["stand_in", "last_day"], condition=Q(ended_at=None), name="absences_stood_in_for"),
            models.Index(fields=["person", "last_day"], condition=Q(ended_at=None), name="absences_of_a_person"),
        ]

    @property
    def span(self) -> Span:
        """The days, and the two, as a plain value."""
        return Span(self.person_id, self.stand_in_id, self.first_day, self.last_day)

    @classmethod
    def open_from(cls, day: date, *, authority_id: int) -> models.QuerySet["Absence"]:
        """Those that nobody has ended and that reach ``day`` or further."""
        return cls.objects.filter(authority_id=authority_id, ended_at=None, last_day__gte=day)

    @classmethod
    def in_force(cls, day: date) -> models.QuerySet["Absence"]:
        """Those accepted that hold on ``day``."""
        return cls.objects.filter(ended_at=None, accepted_at__isnull=False, first_day__lte=day, last_day__gte=day)

    def accept(self, at: datetime) -> None:
        """The stand-in has said yes."""
        self.accepted_at = at
        self.save(update_fields=["accepted_at"])

    def end(self, at: datetime) -> None:
        """It holds no longer, or never did."""
        self.ended_at = at
        self.save(update_fields=["ended_at"])
