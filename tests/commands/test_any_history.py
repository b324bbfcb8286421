"""Whatever is done with a case, in whatever order, by whomever: the promises of the records hold."""

from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.models import Case, CaseSpan
from motcua.cases.queries.at_hand import case_as_it_stands
from motcua.cases.queries.measured import cases_measured
from motcua.cases.rules.flow import FINAL, OPEN, State
from motcua.journal.verify import verify_journal
from tests.commands.any_history import PROCEDURES, perform, story

pytestmark = pytest.mark.django_db


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(procedure=st.sampled_from([told["id"] for told in PROCEDURES]), told=story, online=st.booleans())
def test_after_any_acts_the_records_agree_with_each_other(procedure: str, told: list[tuple[int, int]], online: bool) -> None:
    stage, last = perform(procedure, told, online=online)
    for case in Case.objects.filter(authority_id=stage.authority_id):
        _spans_join_end_to_end(case)
        _the_remembered_due_is_what_the_spans_say(case)
        _measures_add_up(case, last)
    assert verify_journal().holds


def _spans_join_end_to_end(case: Case) -> None:
    spans = list(CaseSpan.objects.filter(case=case).order_by("id"))
    assert [span.ended_at for span in spans[:-1]] == [span.began_at for span in spans[1:]]
    assert spans[-1].ended_at is None
    assert (spans[-1].state, spans[-1].office_id, spans[-1].handler_id) == (case.state, case.holder_office_id, case.handler_id)
    assert not any(State(span.state) in FINAL for span in spans[:-1])


def _the_remembered_due_is_what_the_spans_say(case: Case) -> None:
    if case.accepted_at is None:
        assert (case.due_at, case.file_number) == (None, None)
        return
    hand = case_as_it_stands(case.pk, authority_id=case.authority_id)
    remembered = (case.due_at, case.is_suspended, case.runs_out_at if State(case.state) in OPEN else None)
    reading = hand.case.recount(hand.limit, hand.calendar)
    assert (hand.case.due_at, hand.case.is_suspended, hand.case.runs_out_at if State(case.state) in OPEN else None) == remembered
    assert reading.first_due is None or reading.first_due.at == case.first_due_at


def _measures_add_up(case: Case, last: datetime) -> None:
    told = cases_measured([case.pk], authority_id=case.authority_id, as_of=last)[case.pk].measures
    dates = [day.day for day in told.explanation]
    assert dates == [dates[0] + timedelta(days=n) for n in range(len(dates))] if dates else True
    assert told.running_minutes >= 0 and told.paused_minutes >= 0
    assert not (told.owes_apology and "missing-apology" not in told.flags)
    assert (told.late_because is not None) == (told.timeliness in ("late", "pending_late"))
