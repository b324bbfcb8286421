"""The people of one office with what is in their hands, for a leader who gives work from one to another."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from motcua.cases.models import Case, CaseSpan
from motcua.cases.queries.rows import ACCEPTED_AND_OPEN, CaseRow, for_rows, rows_of
from motcua.cases.queries.visible import reached_by
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.workload import MEASURED_DAYS, Load, Rate, Task, spare, will_be_late
from motcua.catalogue.queries import version
from motcua.catalogue.rules.procedure import in_minutes
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local, local_date
from motcua.law.calendar import WorkingCalendar, working_minutes_between
from motcua.offices.queries import holders_at
from motcua.offices.rules.directory import Directory
from motcua.offices.rules.roles import Role

NOBODY = 0
"""Stands for the person where a case has no handler yet."""


@dataclass(frozen=True, slots=True)
class Worker:
    """One handler, or nobody: the cases in his hands, how many of them are at work, late, or will be."""

    person_id: int
    name: str
    is_handler: bool
    case_ids: tuple[int, ...]
    late: int
    load: Load

    @property
    def at_work(self) -> int:
        """Cases whose step runs: neither stopped nor with the leader."""
        return len(self.load.tasks)

    @property
    def will_be_late(self) -> int:
        """How many of them will be late as things go, or are."""
        return len(will_be_late(self.load))


def workers(actor: Actor, office_id: int, *, offices: Directory, now: datetime) -> tuple[Worker, ...]:
    """Who handles the open cases of the office: nobody first, then who will be late most; three statements."""
    calendar, day = offices.calendars[office_id], local_date(now)
    cases: dict[int, list[Any]] = defaultdict(list)
    for case in reached_by(actor).filter(holder_office=office_id, state__in=ACCEPTED_AND_OPEN).select_related("handler").order_by("id"):
        cases[case.handler_id or NOBODY].append(case)
    names = {person: name for (person, _), name in holders_at(Role.HANDLER, [office_id], day=day).items()}
    done, minutes = _done(office_id, calendar, now)
    gone = {person: theirs[0].handler.name for person, theirs in cases.items() if person and person not in names}
    nobody = {NOBODY: ""} if cases[NOBODY] else {}
    found = (
        _worker(
            person,
            name,
            cases[person],
            Rate(done[person], minutes) if person else None,
            is_handler=person in names,
            offices=offices,
            now=now,
        )
        for person, name in (nobody | names | gone).items()
    )
    return tuple(sorted(found, key=lambda each: (bool(each.person_id), -each.will_be_late, -each.at_work, each.name)))


def rows_in_hand(worker: Worker, *, actor: Actor, offices: Directory, now: datetime) -> tuple[tuple[CaseRow, int | None], ...]:
    """The cases of one of them with the minutes to spare that are forecast for each, the latest first; one statement."""
    left = spare(worker.load)
    found = for_rows(Case.objects.filter(pk__in=worker.case_ids), now=now).order_by("start_by", "id")
    return tuple((row, left.get(row.case_id)) for row in rows_of(found, actor=actor, offices=offices, now=now))


def _worker(
    person_id: int, name: str, cases: Iterable[Any], rate: Rate | None, *, is_handler: bool, offices: Directory, now: datetime
) -> Worker:
    held = tuple(cases)
    tasks = tuple(task for case in held if (task := _task(case, offices.calendars[case.lead_office_id], now)))
    late = sum(1 for case in held if case.runs_out_at and case.runs_out_at <= now)
    return Worker(person_id, name, is_handler, tuple(case.pk for case in held), late, Load(tasks, rate))


def _task(case: Any, calendar: WorkingCalendar, now: datetime) -> Task | None:
    """The step that the handler has to do; none while the clock stands or the leader has the case, or where nothing is due."""
    procedure = version(case.version_id)
    if case.state != State.IN_PROGRESS or case.outcome or case.step >= procedure.signing_step or case.start_by is None:
        return None
    left = working_minutes_between(now, local(case.start_by), calendar)
    step = procedure.steps[case.step].limit if procedure.steps else None
    return Task(case.pk, left, left + (in_minutes(step, calendar) if step else 0))


def _done(office_id: int, calendar: WorkingCalendar, now: datetime) -> tuple[Counter[int], int]:
    """Person → how many steps he has finished in the last weeks, and how many minutes were worked in them."""
    since = at(_days_back(calendar, local_date(now)))
    spans = CaseSpan.objects.filter(office=office_id, state=State.IN_PROGRESS, ended_at__gte=since, ended_at__lte=now)
    told = spans.order_by("id").values_list("case", "step", "handler", "case__step", "case__state")
    last = {(case, step): handler for case, step, handler, now_at, state in told if now_at > step or state not in OPEN}
    return Counter(handler for handler in last.values() if handler), working_minutes_between(since, now, calendar)


def _days_back(calendar: WorkingCalendar, today: date) -> date:
    day = today
    for _ in range(MEASURED_DAYS):
        day = calendar.previous_working_date(day)
    return day
