"""How late a piece of work may begin and still be in time."""

from datetime import datetime, timedelta

from motcua.kernel.moments import at, local
from motcua.law.calendar import WorkingCalendar


def latest_start(due_at: datetime, minutes: int, calendar: WorkingCalendar) -> datetime:
    """The last moment from which ``minutes`` session minutes still fit before ``due_at``; without any left to do, the due itself."""
    end, left = local(due_at), minutes
    while left > 0:
        day = end.date()
        for session in reversed(calendar.sessions_on(day)):
            opens, closes = at(day) + timedelta(minutes=session.opens), at(day) + timedelta(minutes=session.closes)
            usable = max(int((min(end, closes) - opens).total_seconds()) // 60, 0)
            if usable >= left:
                return min(end, closes) - timedelta(minutes=left)
            left -= usable
        end = calendar.closing_of(calendar.previous_working_date(day))
    return end
