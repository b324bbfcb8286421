"""Which due dates would move if a year of the calendar were decided: looked at, nothing written."""

from dataclasses import dataclass
from datetime import datetime

from motcua.cases.models import Case
from motcua.cases.queries.measured import histories_of
from motcua.cases.rules.flow import OPEN
from motcua.cases.rules.history import clock_events
from motcua.catalogue.queries import version
from motcua.kernel.moments import local
from motcua.law.clock import read_clock
from motcua.offices.queries import directory_with
from motcua.offices.rules.plan import YearPlan

_AT_ONCE = 5000
"""How many histories are read at a time."""


@dataclass(frozen=True, slots=True)
class Move:
    """One open case whose due would be another."""

    case_id: int
    file_number: str
    applicant: str
    office_id: int
    old_due: datetime
    new_due: datetime


def moves_under(plan: YearPlan, *, authority_id: int) -> tuple[Move, ...]:
    """The open cases whose due would move, by their present due: four statements for every five thousand open cases.

    CalendarError where the plan contradicts the closed days of an office.
    """
    offices = directory_with(plan, authority_id=authority_id)
    waiting = Case.objects.filter(authority_id=authority_id, state__in=OPEN, accepted_at__isnull=False).exclude(due_at=None)
    ids = list(waiting.order_by("due_at", "id").values_list("id", flat=True))
    moved: list[Move] = []
    for first in range(0, len(ids), _AT_ONCE):
        rows = list(Case.objects.filter(pk__in=ids[first : first + _AT_ONCE]).select_related("applicant").order_by("due_at", "id"))
        histories = histories_of(rows, offices=offices)
        for case in rows:
            procedure = version(case.version_id)
            calendar = offices.calendars[case.lead_office_id]
            reading = read_clock(clock_events(histories[case.pk].spans), procedure.limit_for(case.channel), calendar)
            if reading.due and case.due_at and reading.due.at != case.due_at:
                moved.append(
                    Move(case.pk, case.file_number or "", case.applicant.name, case.lead_office_id, local(case.due_at), reading.due.at)
                )
    return tuple(moved)
