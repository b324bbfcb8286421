"""The statutory clock of a case: started, stopped, set going again, restarted, extended (scenario contract, "Stop and go").

One fold over the turns of the clock gives everything that is asked of it: the first due and the due in force, the stops that suspended
something, and every date that was ever promised.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from enum import StrEnum
from typing import Final

from motcua.kernel.moments import at, local, local_date
from motcua.law.calendar import (
    Due,
    WorkingCalendar,
    after_work,
    due_at,
    working_minutes_between,
)
from motcua.law.limits import TimeLimit, Unit

TRANSFER_CUTOFF: Final = time(15)
_A_DAY = timedelta(days=1)
_BY_LAST_DAY = {Unit.CALENDAR_DAY, Unit.MONTH}


class Turn(StrEnum):
    """What is done to the clock; RESTART: everything asked for is in, so the full limit starts anew (NĐ 61/2018 Đ.19.4)."""

    START = "start"
    STOP = "stop"
    GO = "go"
    RESTART = "restart"
    EXTEND = "extend"


MOVES_THE_DUE = (Turn.STOP, Turn.GO, Turn.RESTART, Turn.EXTEND)
"""The turns after which a due may be another than before."""


@dataclass(frozen=True, slots=True)
class ClockEvent:
    """One turn of the clock; ``due_at`` belongs to EXTEND, and to a START whose due another system has promised (decision 12)."""

    at: datetime
    turn: Turn
    due_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Promise:
    """A due that was in force from ``since`` until the next promise."""

    since: datetime
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Stop:
    """A stop that suspended the due; ``ended_at`` is None while it lasts."""

    began_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True)
class Reading:
    """What the clock says after the last turn; without a limit there is no due and no promise.

    ``began_at``: when the limit in force began (acceptance, or the last restart). ``due``: in force; while ``suspended_since`` is set,
    the suspended one. ``stops``: those that suspended, since ``began_at``; ``all_stops``: since acceptance. ``is_told``: the first promise
    of the limit in force came from another system and was not counted here.
    """

    limit: TimeLimit | None
    began_at: datetime
    first_due: Due | None
    due: Due | None
    stops: tuple[Stop, ...] = ()
    suspended_since: datetime | None = None
    all_stops: tuple[Stop, ...] = ()
    promises: tuple[Promise, ...] = ()
    is_provisional: bool = False
    is_told: bool = False


@dataclass(frozen=True, slots=True)
class _Clock:
    """A reading in the making: ``counted_from`` is where the open stop begins to move the due, ``is_idle`` an open stop that cannot."""

    reading: Reading
    calendar: WorkingCalendar
    counted_from: datetime | None = None
    is_idle: bool = False

    @property
    def is_stopped(self) -> bool:
        return self.is_idle or self.counted_from is not None


def read_clock(events: Iterable[ClockEvent], limit: TimeLimit | None, calendar: WorkingCalendar) -> Reading:
    """What the clock says after ``events``, which begin with START and stand in the order of time.

    Refuses with ``no-calendar`` where the calendar ends; events that cannot follow one another are a ValueError.
    """
    turns = iter(events)
    first = next(turns, None)
    if first is None or first.turn is not Turn.START:
        raise ValueError("a clock is read from its start on")
    clock = _started(first, limit, calendar)
    latest = first.at
    for event in turns:
        if event.at < latest:
            raise ValueError(f"{event.turn} at {event.at} comes before the turn at {latest}")
        clock, latest = _AFTER[event.turn](clock, event), event.at
    return clock.reading


def _started(event: ClockEvent, limit: TimeLimit | None, calendar: WorkingCalendar) -> _Clock:
    moment = local(event.at)
    due = None if limit is None else _told(event.due_at, limit) if event.due_at else due_at(moment, limit, calendar)
    begun = Reading(limit, moment, due, None, is_told=due is not None and event.due_at is not None)
    return _Clock(_promised(begun, due, moment), calendar)


def _promised(reading: Reading, due: Due | None, since: datetime) -> Reading:
    """``reading`` with ``due`` in force; a due that stays as it is is no new promise."""
    if due is None or due == reading.due:
        return reading
    return replace(reading, due=due, promises=(*reading.promises, Promise(since, due.at)), is_provisional=due.is_provisional)


def _started_again(clock: _Clock, event: ClockEvent) -> _Clock:
    raise ValueError("a clock starts once; a complete supplement is a restart")


def _stopped(clock: _Clock, event: ClockEvent) -> _Clock:
    if clock.is_stopped:
        raise ValueError("the clock is stopped already")
    reading, moment = clock.reading, local(event.at)
    if reading.due and has_passed(reading.due.at, reading.limit, moment):
        return replace(clock, is_idle=True)
    begun = Stop(moment, None)
    stopped = replace(reading, stops=(*reading.stops, begun), all_stops=(*reading.all_stops, begun), suspended_since=moment)
    return replace(clock, reading=stopped, counted_from=moment)


def _gone_on(clock: _Clock, event: ClockEvent) -> _Clock:
    if clock.is_idle:
        return replace(clock, is_idle=False)
    moment = local(event.at)
    reading = _unstopped(clock, moment)
    if reading.due and reading.limit and clock.counted_from:
        due = _moved(reading.due, reading.limit, clock.counted_from, moment, clock.calendar)
        reading = _promised(reading, _flagged(due, reading.began_at, clock.calendar), moment)
    return _Clock(reading, clock.calendar)


def _restarted(clock: _Clock, event: ClockEvent) -> _Clock:
    if clock.is_idle:
        return replace(clock, is_idle=False)
    moment = local(event.at)
    reading = replace(_unstopped(clock, moment), began_at=moment, stops=(), is_told=False)
    due = due_at(moment, reading.limit, clock.calendar) if reading.limit else None
    return _Clock(_promised(reading, due, moment), clock.calendar)


def _extended(clock: _Clock, event: ClockEvent) -> _Clock:
    reading, moment = clock.reading, local(event.at)
    if event.due_at is None or reading.limit is None:
        raise ValueError("an extension needs a due date and a limit to extend")
    due = _flagged(_told(event.due_at, reading.limit), reading.began_at, clock.calendar)
    # The new date was given in the knowledge of the stop: only what the stop lasts beyond the extension moves it.
    return replace(clock, reading=_promised(reading, due, moment), counted_from=moment if clock.counted_from else None)


def _told(moment: datetime, limit: TimeLimit) -> Due:
    """A due that was given, not counted: no calendar makes it another."""
    due = local(moment)
    return Due(due, due.date() if limit.unit in _BY_LAST_DAY else None, is_provisional=False)


_AFTER: Mapping[Turn, Callable[[_Clock, ClockEvent], _Clock]] = {
    Turn.START: _started_again,
    Turn.STOP: _stopped,
    Turn.GO: _gone_on,
    Turn.RESTART: _restarted,
    Turn.EXTEND: _extended,
}


def _unstopped(clock: _Clock, moment: datetime) -> Reading:
    """The reading with its open stop ended at ``moment``."""
    reading = clock.reading
    if reading.suspended_since is None:
        raise ValueError("the clock is not stopped")
    ended = Stop(reading.suspended_since, moment)
    return replace(reading, stops=(*reading.stops[:-1], ended), all_stops=(*reading.all_stops[:-1], ended), suspended_since=None)


def _moved(due: Due, limit: TimeLimit, stopped_at: datetime, gone_on_at: datetime, calendar: WorkingCalendar) -> Due:
    """``due`` later by what the stop took: closings, session time, or dates, by what the limit counts."""
    if limit.unit in _BY_LAST_DAY:
        return _moved_by_dates(due, (gone_on_at.date() - stopped_at.date()).days, calendar)
    if limit.by_date:
        return _moved_by_closings(due, _closings_between(stopped_at, gone_on_at, calendar), calendar)
    work = _work_between(stopped_at, gone_on_at, calendar)
    return replace(due, at=after_work(due.at, work, calendar)) if work else due


def _moved_by_dates(due: Due, dates: int, calendar: WorkingCalendar) -> Due:
    last_day = (due.last_day or due.at.date()) + timedelta(days=dates)
    return replace(due, at=calendar.closing_of(last_day), last_day=last_day) if dates else due


def _moved_by_closings(due: Due, closings: int, calendar: WorkingCalendar) -> Due:
    if not closings:
        return due
    return replace(due, at=calendar.closing_of(calendar.working_date_after(due.at.date(), closings)))


def _work_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """Microseconds of session time from ``start`` to ``end``."""
    table = calendar.table(start.year, end.year)
    return table.work_before(end) - table.work_before(start)


def _closings_between(start: datetime, end: datetime, calendar: WorkingCalendar) -> int:
    """How many working dates close from ``start`` on, but before ``end``."""
    table = calendar.table(start.year, end.year)
    return bisect_left(table.closings, end) - bisect_left(table.closings, start)


def _flagged(due: Due, since: datetime, calendar: WorkingCalendar) -> Due:
    return replace(due, is_provisional=calendar.is_provisional_between(since.date(), due.at.date()))


class Timeliness(StrEnum):
    """How a case stands against its due (counting rules 4–6)."""

    EARLY = "early"
    ON_TIME = "on_time"
    LATE = "late"
    PENDING_IN_TIME = "pending_in_time"
    PENDING_LATE = "pending_late"
    NO_LIMIT = "no_limit"
    NOT_ACCEPTED = "not_accepted"


def ran_out_at(due: datetime, limit: TimeLimit) -> datetime:
    """From when on a case is late: 00:00 after the due date for limits compared by date, else the due itself."""
    moment = local(due)
    return at(moment.date() + _A_DAY) if limit.by_date else moment


def has_passed(due: datetime | None, limit: TimeLimit | None, as_of: datetime) -> bool:
    """Whether ``due`` has passed: by date at 00:00 of the next date, to the minute only strictly after it; never without a limit."""
    if due is None or limit is None:
        return False
    return local_date(as_of) > local_date(due) if limit.by_date else as_of > due


def timeliness(
    *,
    due_at: datetime | None,
    limit: TimeLimit | None,
    settled_at: datetime | None,
    as_of: datetime,
    is_suspended: bool,
    with_result: bool,
) -> Timeliness:
    """How a case stands, settled or as of a moment; a suspended due cannot be missed, and an end without result is never early.

    Without a limit the answer is ``no_limit``; with a limit but no due the case was never accepted.
    """
    if limit is None:
        return Timeliness.NO_LIMIT
    if due_at is None:
        return Timeliness.NOT_ACCEPTED
    is_late = not is_suspended and has_passed(due_at, limit, settled_at or as_of)
    if settled_at is None:
        return Timeliness.PENDING_LATE if is_late else Timeliness.PENDING_IN_TIME
    if is_late:
        return Timeliness.LATE
    return Timeliness.EARLY if with_result and _is_before(settled_at, due_at, limit) else Timeliness.ON_TIME


def _is_before(moment: datetime, due: datetime, limit: TimeLimit) -> bool:
    return local_date(moment) < local_date(due) if limit.by_date else moment < due


def lateness_minutes(due_at: datetime, moment: datetime, calendar: WorkingCalendar) -> int:
    """Session minutes from the due to ``moment``; negative is before the due (counting rule 8)."""
    return working_minutes_between(due_at, moment, calendar)


def extension_deadline(due_at: datetime, calendar: WorkingCalendar, *, lead_days: int = 1) -> datetime:
    """Before which an extension is lawful: 24:00 of the last working date before the due date (NĐ 61/2018 Đ.19.9).

    ``lead_days`` is the rulebook's ``apology_lead_working_days``.
    """
    day = local_date(due_at)
    for _ in range(lead_days):
        day = calendar.previous_working_date(day)
    return at(day + _A_DAY)


def may_be_extended(limit: TimeLimit, calendar: WorkingCalendar) -> bool:
    """Whether the limit lasts one working day or more: there is no day before the due date of a shorter one."""
    if limit.by_date:
        return limit.count >= 1
    return limit.minutes(calendar.day_minutes) >= calendar.day_minutes


def transfer_deadline(accepted_at: datetime, calendar: WorkingCalendar, *, cutoff: time = TRANSFER_CUTOFF) -> datetime:
    """By when paper goes on to the handling office (NĐ 61/2018 Đ.18.2).

    Accepted on a working date up to and including ``cutoff`` (the rulebook's ``transfer_cutoff``): 24:00 of that date; otherwise the
    end of the first session of the next working date.
    """
    moment = local(accepted_at)
    day = moment.date()
    if calendar.is_working_date(day) and moment.time() <= cutoff:
        return at(day + _A_DAY)
    next_day = calendar.next_working_date(day)
    return at(next_day) + timedelta(minutes=calendar.sessions_on(next_day)[0].closes)


def within_working_days(start: datetime, moment: datetime, days: int, calendar: WorkingCalendar) -> bool:
    """Whether ``moment`` falls, by date, no later than ``days`` working dates after the date of ``start`` (NĐ 61/2018 Đ.19.4)."""
    first = local_date(start)
    last = calendar.working_date_after(first, days) if days else first
    return local_date(moment) <= last
