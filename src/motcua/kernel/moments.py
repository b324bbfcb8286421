"""Moments and dates as an office in Viet Nam reads them: one time zone, no summer time."""

from datetime import date, datetime, time, timedelta, timezone

VIETNAM = timezone(timedelta(hours=7), "Asia/Ho_Chi_Minh")


def local(moment: datetime) -> datetime:
    """The same moment on the office's wall clock; a moment without offset is taken as already local."""
    if moment.tzinfo is None:
        return moment.replace(tzinfo=VIETNAM)
    return moment.astimezone(VIETNAM)


def at(day: date, clock: time = time(0)) -> datetime:
    """The local moment of ``clock`` on ``day`` (midnight, unless told)."""
    return datetime.combine(day, clock, tzinfo=VIETNAM)


def local_date(moment: datetime) -> date:
    """The date on the office's wall calendar at ``moment``."""
    return local(moment).date()
