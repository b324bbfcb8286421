"""When counters are open: the hours of a day, whether one is open now, and when it opens next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel.moments import at
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import DayKind, Session, WorkingCalendar
from motcua.offices.rules.directory import Directory, Office

_CLOSED = {DayKind.WEEKEND: "cuối tuần", DayKind.HOLIDAY: "nghỉ lễ, Tết", DayKind.CLOSURE: "ngày cơ quan nghỉ"}


@dataclass(frozen=True, slots=True)
class Opening:
    """The hours of some counters today; ``sessions`` is empty where they are closed, and then ``closed_because`` says why."""

    offices: tuple[Office, ...]
    sessions: tuple[str, ...]
    closed_because: str
    open_until: datetime | None
    opens_at: datetime | None


def openings(office_ids: Iterable[int], offices: Directory, *, now: datetime) -> list[Opening]:
    """The counters grouped by what their doors do today, in the order given."""
    groups: dict[WorkingCalendar, list[Office]] = {}
    for office_id in office_ids:
        if offices.offices[office_id].is_valid_on(now.date()):
            groups.setdefault(offices.calendars[office_id], []).append(offices.offices[office_id])
    return [_opening(tuple(group), calendar, now) for calendar, group in groups.items()]


def next_opening(now: datetime, calendar: WorkingCalendar) -> datetime:
    """``now`` while the counter is open, else when it opens next; refused with ``no-calendar`` where nobody knows."""
    sessions = calendar.sessions_on(now.date())
    if _session_at(now, sessions):
        return now
    later = [_moment(now.date(), session.opens) for session in sessions if _moment(now.date(), session.opens) > now]
    return later[0] if later else calendar.opening_of(calendar.next_working_date(now.date()))


def _opening(group: tuple[Office, ...], calendar: WorkingCalendar, now: datetime) -> Opening:
    try:
        sessions = calendar.sessions_on(now.date())
        opens_at = next_opening(now, calendar)
    except Refusal:
        return Opening(group, (), "chưa có lịch làm việc của năm nay", None, None)
    current = _session_at(now, sessions)
    return Opening(
        offices=group,
        sessions=tuple(f"{_clock(session.opens)}–{_clock(session.closes)}" for session in sessions),
        closed_because="" if sessions else _CLOSED.get(calendar.kind_of(now.date()), "ngày nghỉ"),
        open_until=_moment(now.date(), current.closes) if current else None,
        opens_at=None if current else opens_at,
    )


def _session_at(now: datetime, sessions: Iterable[Session]) -> Session | None:
    return next((each for each in sessions if _moment(now.date(), each.opens) <= now < _moment(now.date(), each.closes)), None)


def _moment(day: date, minutes: int) -> datetime:
    return at(day) + timedelta(minutes=minutes)


def _clock(minutes: int) -> str:
    """ "7:30": as people say it."""
    return f"{minutes // 60}:{minutes % 60:02d}"
