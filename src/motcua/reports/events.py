"""What happens to a report, as facts."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact


@dataclass(frozen=True, kw_only=True)
class ReportSubmitted(Fact):
    """A leader submitted a report: from now on it is frozen; ``digest`` is of everything that it keeps, case by case."""

    kind: ClassVar[str] = "report-submitted"
    form: str
    office_id: int
    is_with_below: bool
    first: date
    last: date
    total: dict[str, int]
    digest: str
