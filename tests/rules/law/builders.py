"""Short ways to write moments, limits and turns of the clock in tests."""

from datetime import date, datetime

from hypothesis import strategies as st

from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import EVERY_YEAR, Session, WorkingCalendar, working_calendar
from motcua.law.clock import ClockEvent, Reading, Turn, read_clock
from motcua.law.limits import TimeLimit, parse_limit

PLAIN = working_calendar(years=EVERY_YEAR)
"""Monday to Friday, 07:30–11:30 and 13:00–17:00, never a holiday."""


def moment(text: str) -> datetime:
    """``2021-03-01T08:00`` on the office's wall clock."""
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def day(text: str) -> date:
    return date.fromisoformat(text)


def session(text: str) -> Session:
    """``07:30-11:30``."""
    opens, closes = (int(clock[:2]) * 60 + int(clock[3:]) for clock in text.split("-"))
    return Session(opens, closes)


def turns(*told: str) -> list[ClockEvent]:
    """``start 2021-03-01T08:00``, ``extend 2021-03-16T09:00 2021-03-22T17:00``."""
    return [_turn(*words.split()) for words in told]


def _turn(turn: str, at: str, due_at: str | None = None) -> ClockEvent:
    return ClockEvent(moment(at), Turn(turn), moment(due_at) if due_at else None)


def read(limit: str | TimeLimit, *told: str, calendar: WorkingCalendar = PLAIN) -> Reading:
    """What the clock says after ``told`` turns of a limit."""
    return read_clock(turns(*told), parse_limit(limit) if isinstance(limit, str) else limit, calendar)


def moments(first: str = "2018-01-01T00:00", last: str = "2027-12-31T23:59") -> st.SearchStrategy[datetime]:
    """Whole minutes between two local moments."""
    naive = st.datetimes(datetime.fromisoformat(first), datetime.fromisoformat(last))
    return naive.map(lambda drawn: drawn.replace(second=0, microsecond=0, tzinfo=VIETNAM))
