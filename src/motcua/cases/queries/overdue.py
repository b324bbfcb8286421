"""Open cases whose due in force has passed."""

from datetime import datetime

from motcua.cases.models import Case
from motcua.cases.rules.flow import OPEN


def overdue_cases(authority_id: int, *, as_of: datetime) -> list[int]:
    """The ids of the open cases of an authority that ran out of time at or before ``as_of``, longest overdue first."""
    rows = Case.objects.filter(authority_id=authority_id, state__in=OPEN, runs_out_at__lte=as_of)
    return list(rows.order_by("runs_out_at").values_list("id", flat=True))
