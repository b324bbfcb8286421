"""When papers have lain at the counter too long (NĐ 61/2018 Đ.18.2)."""

from datetime import datetime, time, timedelta

from motcua.kernel.moments import at, local
from motcua.law.calendar import WorkingCalendar


def accepted_too_long_ago(now: datetime, calendar: WorkingCalendar, *, cutoff: time) -> datetime:
    """A case accepted at or before this moment, and still at the counter at ``now``, has not been handed over in time.

    ``cutoff``: accepted after it, a case may stay until the next working morning (the rulebook's ``transfer_cutoff``). It is the
    inverse of the transfer deadline, so that a list can be asked of the database without reading every case.
    """
    moment = local(now)
    today = moment.date()
    if calendar.is_working_date(today) and moment > at(today) + timedelta(minutes=calendar.sessions_on(today)[0].closes):
        return at(today) - timedelta(microseconds=1)
    return at(calendar.previous_working_date(today), cutoff)
