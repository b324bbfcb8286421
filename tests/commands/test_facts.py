"""Reports as of any moment agree with the rules that measure a case, whatever has happened to the case before and since."""

from collections import Counter
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.models import Case, CaseSpan
from motcua.cases.queries.measured import cases_measured, histories_of
from motcua.cases.rules.channels import ONLINE
from motcua.cases.rules.history import as_it_stood
from motcua.cases.rules.measures import measure
from motcua.kernel.moments import VIETNAM, at, local, local_date
from motcua.law.clock import Timeliness
from motcua.law.periods import Period, parse_period
from motcua.offices.queries import directory
from motcua.reports.facts import Asked, cases_of, facts_of, places_of
from motcua.reports.tally import CONDITIONS, Basis, Cell, Kind, Origin, figures
from tests.commands.any_history import PROCEDURES, acts_of, performed, story

pytestmark = pytest.mark.django_db
few = settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
told = st.tuples(st.sampled_from([each["id"] for each in PROCEDURES]), story, st.booleans())
several = st.lists(told, min_size=2, max_size=4)
AN_INSTANT = timedelta(microseconds=1)


def asked(stage: Any, period: Period, **more: Any) -> Asked:
    return Asked(stage.authority_id, frozenset(stage.office_ids.values()), period, **more)


def all_acts(stories: list[Any]) -> list[dict[str, Any]]:
    acts = [act for n, (procedure, steps, online) in enumerate(stories) for act in acts_of(procedure, steps, online=online, case=f"C{n}")]
    return sorted(acts, key=lambda act: act["at"])


def turning_points(stage: Any) -> list[datetime]:
    """Every moment at which something begins, is promised or runs out, and the instants before and after it."""
    mine = {"authority_id": stage.authority_id}
    moments = {local(span.began_at) for span in CaseSpan.objects.filter(**mine)}
    for case in Case.objects.filter(**mine):
        moments |= {local(due) for due in (case.first_due_at, case.due_at, case.runs_out_at) if due}
    moments |= {at(local_date(moment) + timedelta(days=days)) for moment in moments for days in (0, 1)}
    return sorted({moment + shift for moment in moments for shift in (-AN_INSTANT, timedelta(), AN_INSTANT)})


def by_the_rules(stage: Any, period: Period, as_of: datetime, before: datetime) -> dict[int, Kind]:
    """Case id → its kind, by ``measure`` alone."""
    offices = directory(stage.authority_id)
    cases = list(Case.objects.filter(authority_id=stage.authority_id).select_related("version"))
    histories = histories_of(cases, offices=offices)
    kinds = {}
    for case in cases:
        if case.accepted_at is None or case.accepted_at >= before or (case.settled_at and case.settled_at < period.start):
            continue
        then = as_it_stood(histories[case.pk], before)
        measures = measure(then, offices.calendars[case.lead_office_id], as_of=as_of)
        is_new = case.accepted_at >= period.start
        kinds[case.pk] = Kind(
            field=case.version.field,
            office_id=case.receiving_office_id if case.version.is_joint else case.lead_office_id,
            origin=Origin.CARRIED if not is_new else Origin.ONLINE if case.channel in ONLINE else Origin.DIRECT,
            stand=measures.timeliness,
            stand_first=measures.timeliness_first,
            is_extended=any(said.new_due_at for said in then.apologies),
            has_no_result=bool(then.settled_at) and not then.outcome,
        )
    return kinds


@few
@given(stories=several, picks=st.lists(st.floats(0, 0.999), min_size=6, max_size=6))
def test_facts_agree_with_the_measures_of_each_case_at_any_moment(stories: list[Any], picks: list[float]) -> None:
    stage = performed(all_acts(stories))
    points = turning_points(stage)
    for pick in picks:
        moment = points[int(pick * len(points))]
        period = Period(local_date(moment) - timedelta(days=6), local_date(moment))
        question = asked(stage, period, as_of=moment)
        expected = by_the_rules(stage, period, moment, moment + AN_INSTANT)
        assert places_of(question) == expected
        assert facts_of(question) == Counter(expected.values())
        assert places_of(asked(stage, period)) == by_the_rules(stage, period, period.end, period.end)


@few
@given(stories=several, cut=st.integers(0, 40))
def test_a_report_on_the_past_says_what_it_would_have_said_then(stories: list[Any], cut: int) -> None:
    acts = all_acts(stories)
    moment = datetime.fromisoformat(acts[cut % len(acts)]["at"]).replace(tzinfo=VIETNAM)
    now, then = performed(acts), performed([act for act in acts if act["at"] <= acts[cut % len(acts)]["at"]])
    period = Period(local_date(moment) - timedelta(days=3), local_date(moment))
    told_now, told_then = (_by_alias(stage, asked(stage, period, as_of=moment)) for stage in (now, then))
    assert told_now == told_then
    measured = cases_measured(set(then.cases.values()), authority_id=then.authority_id, as_of=moment)
    stands = {alias: measured[case_id].measures.timeliness for alias, case_id in then.cases.items()}
    assert {alias: kind.stand for alias, (kind, _) in told_then.items()} == {alias: stands[alias] for alias in told_then}


def _by_alias(stage: Any, question: Asked) -> dict[str, tuple[Kind, str]]:
    aliases = {case_id: alias for alias, case_id in stage.cases.items()}
    keys = {office_id: key for key, office_id in stage.office_ids.items()}
    return {aliases[case_id]: (replace(kind, office_id=0), keys[kind.office_id]) for case_id, kind in places_of(question).items()}


@few
@given(stories=several, basis=st.sampled_from(Basis), pick=st.floats(0, 0.999))
def test_every_figure_opens_exactly_the_cases_that_it_counts(stories: list[Any], basis: Basis, pick: float) -> None:
    stage = performed(all_acts(stories))
    points = turning_points(stage)
    moment = points[int(pick * len(points))]
    question = asked(stage, Period(local_date(moment) - timedelta(days=4), local_date(moment)))
    facts, places = facts_of(question), places_of(question)
    for cell, figure in figures(facts, basis, Cell).items():
        behind = set(cases_of(question, cell, basis).values_list("pk", flat=True))
        assert behind == {case_id for case_id, kind in places.items() if CONDITIONS[cell].holds(kind, basis)}
        assert figure == len(behind)


@few
@given(stories=several, days=st.lists(st.integers(1, 25), min_size=1, max_size=3))
def test_a_long_period_is_the_sum_of_its_parts_and_what_one_leaves_the_next_takes_over(stories: list[Any], days: list[int]) -> None:
    stage = performed(all_acts(stories))
    firsts = [date(2021, 2, 27)]
    for length in days:
        firsts.append(firsts[-1] + timedelta(days=length))
    parts = [Period(first, following - timedelta(days=1)) for first, following in pairwise(firsts)]
    lines = [figures(facts_of(asked(stage, part))) for part in parts]
    whole = figures(facts_of(asked(stage, Period(parts[0].first, parts[-1].last))))
    for cell in (Cell.ONLINE, Cell.DIRECT, Cell.SETTLED, Cell.EARLY, Cell.ON_TIME, Cell.LATE):
        assert whole[cell] == sum(line[cell] for line in lines)
    for cell in (Cell.PENDING, Cell.PENDING_IN_TIME, Cell.PENDING_LATE):
        assert whole[cell] == lines[-1][cell]
    assert whole[Cell.CARRIED] == lines[0][Cell.CARRIED]
    assert [line[Cell.CARRIED] for line in lines[1:]] == [line[Cell.PENDING] for line in lines[:-1]]


@few
@given(stories=several)
def test_to_run_a_report_twice_changes_nothing(stories: list[Any]) -> None:
    stage = performed(all_acts(stories))
    question = asked(stage, parse_period("2021-Q1"))
    before = list(Case.objects.filter(authority_id=stage.authority_id).order_by("pk").values())
    assert facts_of(question) == facts_of(question)
    assert list(Case.objects.filter(authority_id=stage.authority_id).order_by("pk").values()) == before


def test_no_limit_is_a_name_that_no_column_asks_for() -> None:
    assert all(Timeliness.NO_LIMIT not in CONDITIONS[cell].stands for cell in Cell if cell is not Cell.NO_LIMIT)
