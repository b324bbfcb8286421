"""Reports as submitted: the database itself refuses to change or delete them."""

from datetime import timedelta
from typing import Any

from django.db import models
from django.db.models import F, Q

from motcua.database.tenant import TenantModel
from motcua.kernel.moments import local_date
from motcua.law.periods import Period
from motcua.reports.forms.bieu_06 import Bieu06
from motcua.reports.frozen import Frozen, from_text

BIEU_06 = "bieu-06"


class IssuedReport(TenantModel):
    """A report of one office, alone or with those below it, for one period; ``content`` is everything it said, case by case."""

    form = models.CharField(max_length=20, choices=[(BIEU_06, BIEU_06)])
    office = models.ForeignKey("offices.Office", on_delete=models.PROTECT, related_name="+")
    is_with_below = models.BooleanField()
    first = models.DateField()
    last = models.DateField()
    submitted_at = models.DateTimeField()
    submitted_by = models.CharField(max_length=200)
    content = models.TextField()
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["authority_id", "form", "office", "is_with_below", "first", "last"], name="a_period_is_reported_once"
            ),
            models.CheckConstraint(condition=Q(last__gte=F("first")), name="a_reported_period_ends_after_it_begins"),
        ]

    @property
    def period(self) -> Period:
        """The period reported on."""
        return Period(self.first, self.last)

    @property
    def kept(self) -> Frozen:
        """Everything that the report says."""
        return from_text(self.content)

    @property
    def drawn_up(self) -> Bieu06:
        """The form as it was submitted."""
        return self.kept.form(period=self.period, drawn_up_on=local_date(self.submitted_at))

    @classmethod
    def of(cls, *, authority_id: int, office_id: int, is_with_below: bool) -> models.QuerySet["IssuedReport"]:
        """The reports of one office, alone or with those below it, the latest period first."""
        mine = cls.objects.filter(authority_id=authority_id, form=BIEU_06, office_id=office_id, is_with_below=is_with_below)
        return mine.order_by("-last", "-first", "-id")

    @classmethod
    def just_before(cls, period: Period, **whose: Any) -> "IssuedReport | None":
        """The report whose period ended when ``period`` begins; of several, as of a quarter and a year, the one most alike in length."""
        found = list(cls.of(**whose).filter(last=period.first - timedelta(days=1)).defer("content"))
        return min(found, key=lambda each: abs(each.period.days - period.days), default=None)
