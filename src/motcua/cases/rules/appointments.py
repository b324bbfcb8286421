"""The two appointments of a case whose procedure has two, from its spans: where the notice was given, where payment was proven."""

from datetime import datetime

from motcua.cases.rules.flow import State
from motcua.cases.rules.history import History, Span, clock_events
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Turn
from motcua.law.stages import Appointment, Way, appointments


def appointments_of(history: History, calendar: WorkingCalendar, *, as_of: datetime) -> tuple[Appointment, ...]:
    """The appointments of an accepted case as of a moment; none of a procedure that has a single one."""
    return appointments(history.stages, _way(history), calendar, as_of=as_of) if history.stages else ()


def _way(history: History) -> Way:
    spans = history.spans
    noticed = next((at for at, span in enumerate(spans) if span.state is State.AWAITING_OBLIGATION), None)
    if noticed is None:
        return Way(clock_events(spans), None, (), history.settled_at)
    since = _since_payment(spans[noticed + 1 :])
    return Way(clock_events(spans[:noticed]), spans[noticed].began_at, since, history.settled_at)


def _since_payment(spans: tuple[Span, ...]) -> tuple[ClockEvent, ...]:
    """The turns from the proof of payment on, which is where the clock first went on after the notice."""
    paid = next((at for at, span in enumerate(spans) if span.turn is Turn.GO), None)
    return () if paid is None else (ClockEvent(spans[paid].began_at, Turn.START), *clock_events(spans[paid + 1 :]))
