"""Where a case has spent its time while its clock ran: what an apology can say honestly before anybody has written a word."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.rules.flow import State
from motcua.cases.rules.history import History
from motcua.law.calendar import WorkingCalendar, working_minutes_between

WORTH_TELLING = 60
"""Session minutes; a shorter stay explains nothing."""


@dataclass(frozen=True, slots=True)
class Delay:
    """The office that held the case longest while the clock ran, for so many session minutes out of all; ``asked_office_id`` is an office
    whose opinion is overdue."""

    office_id: int
    minutes: int
    all_minutes: int
    asked_office_id: int | None = None


def delay_of(history: History, calendar: WorkingCalendar, *, now: datetime) -> Delay | None:
    """Who held the case longest up to ``now``; of equals, whoever had it first. Nothing where no office held it for an hour."""
    held: dict[int, int] = defaultdict(int)
    for span in history.spans:
        if span.state in (State.ACCEPTED, State.IN_PROGRESS) and span.began_at < now:
            held[span.office_id] += working_minutes_between(span.began_at, min(span.ended_at or now, now), calendar)
    if max(held.values(), default=0) < WORTH_TELLING:
        return None
    longest = max(held, key=lambda office_id: held[office_id])
    asked = (each.office_id for each in history.consultations if each.answered_at is None and each.due_at < now)
    return Delay(longest, held[longest], sum(held.values()), next(asked, None))
