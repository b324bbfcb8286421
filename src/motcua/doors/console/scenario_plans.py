"""A scenario's set-up as the plans that an authority is founded with."""

from collections.abc import Mapping
from datetime import time

from motcua.cases.rules.file_number import generator_of
from motcua.catalogue.rules.procedure import Fee, Paper, Procedure, Step
from motcua.doors.console import scenario
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.law.limits import TimeLimit, limit
from motcua.offices.rules.plan import AuthorityPlan, DayPlan, OfficePlan, PersonPlan

NO_CODE = "000.00.00.Y99"
"""Stands in file numbers of a scenario that gives no agency code: no province has the sign Y99."""


def authority_plan(setup: scenario.Setup, *, title: str, key: str) -> AuthorityPlan:
    """The authority of a scenario; an office without a parent follows the scenario's own calendar."""
    return AuthorityPlan(
        key=key,
        name=title or "Tình huống",
        offices=tuple(_office(office, setup) for office in _parents_first(setup.offices)),
        people=tuple(
            PersonPlan(key=person.id, name=person.name or person.id, office=person.office, roles=tuple(person.roles), phone=person.phone)
            for person in setup.people
        ),
        years=shipped_years(),
    )


def procedure_of(told: scenario.Procedure, office_ids: Mapping[str, int]) -> Procedure:
    """A procedure of a scenario as a value of the catalogue; LimitError for a limit that contradicts itself."""
    return Procedure(
        version_id=0,
        procedure_id=0,
        code=told.code,
        key=told.id,
        name=told.name,
        field=told.field,
        lead_office_id=office_ids[told.office],
        receiving_office_ids=frozenset({office_ids[told.receiving_office]}),
        limits={"": _limit(told.time_limit, told.due_time, told.same_day_cutoff)},
        papers=tuple(Paper(paper.id, paper.name, paper.required) for paper in told.papers),
        steps=tuple(Step(step.id, step.id, office_ids[step.office], step.role, _limit(step.limit)) for step in told.steps),
        fees=(Fee("Phí, lệ phí", told.fee.amount, exemption=told.fee.exemption),) if told.fee else (),
        pauses=tuple(told.pauses),
        is_joint=told.joint,
        has_result_via_counter=told.result_via_counter,
        is_online=told.online,
    )


def _limit(told: scenario.Limit | None, due_time: str | None = None, cutoff: str | None = None) -> TimeLimit | None:
    return limit(told.value, told.unit, due_time, time.fromisoformat(cutoff) if cutoff else None) if told else None


def _parents_first(offices: list[scenario.Office]) -> list[scenario.Office]:
    """The offices in an order in which each stands after its parent; KeyError for a parent that is not there, or a circle."""
    by_id = {office.id: office for office in offices}
    ordered: dict[str, scenario.Office] = {}

    def place(office: scenario.Office, below: tuple[str, ...] = ()) -> None:
        if office.id in below:
            raise KeyError(office.id)
        if office.parent is not None:
            place(by_id[office.parent], (*below, office.id))
        ordered.setdefault(office.id, office)

    for office in offices:
        place(office)
    return list(ordered.values())


def _office(told: scenario.Office, setup: scenario.Setup) -> OfficePlan:
    calendar = told.calendar or (setup.calendar if told.parent is None else None)
    general = setup.calendar if told.parent is None else None
    week = (calendar and calendar.week) or (general and general.week)
    code = told.code or (NO_CODE if told.parent is None else "")
    return OfficePlan(
        key=told.id,
        name=told.name,
        kind=told.kind,
        code=code,
        number_generator=generator_of(code) or "qcvn102",
        parent=told.parent,
        week={day: [list(session) for session in sessions] for day, sessions in week.items()} if week else None,
        days=_days(calendar) if calendar else (),
        replaces_calendar=bool(calendar and calendar.closures is not None),
    )


def _days(calendar: scenario.Calendar) -> tuple[DayPlan, ...]:
    closed = (DayPlan(day=day, kind="closure") for day in calendar.closures or ())
    worked = (
        DayPlan(day=made_up.date, kind="make_up", for_day=made_up.for_, sessions=tuple(made_up.sessions))
        for made_up in calendar.make_up_days
    )
    return (*closed, *worked)
