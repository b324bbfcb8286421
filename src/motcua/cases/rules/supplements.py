"""When papers may be asked for after acceptance: once, and soon (NĐ 61/2018 Đ.11.2.c, 19.4)."""

from datetime import datetime

from motcua.kernel.refusal import Code
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import within_working_days


def why_not_supplement(*, was_asked: bool, accepted_at: datetime, days: int, at: datetime, calendar: WorkingCalendar) -> Code | None:
    """Why a handler can ask for nothing at ``at``, or none; ``days``: how long after acceptance the rulebook lets him."""
    if was_asked:
        return Code.ALREADY_SUPPLEMENTED
    return None if within_working_days(accepted_at, at, days, calendar) else Code.SUPPLEMENT_TOO_LATE
