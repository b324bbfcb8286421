"""How late a piece of work may begin and still be in time."""

from datetime import datetime

from motcua.kernel.moments import local
from motcua.law.calendar import WorkingCalendar
from motcua.law.daytable import MINUTE


def latest_start(due_at: datetime, minutes: int, calendar: WorkingCalendar) -> datetime:
    """The last minute from which ``minutes`` session minutes still fit before ``due_at``; without any left to do, the due itself."""
    end = local(due_at)
    if minutes <= 0:
        return end
    table = calendar.table(end.year, end.year)
    while (done := table.minutes_at(end) - minutes) < 0:
        table = calendar.table(table.first_year - 1, end.year)
    return table.moment_of(done + 1) - MINUTE[1]
