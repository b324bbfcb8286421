"""Whatever is done with a case, in whatever order, by whomever: the promises of the records hold."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from motcua.cases.models import Case, CaseSpan
from motcua.cases.queries.at_hand import case_as_it_stands
from motcua.cases.queries.measured import cases_measured
from motcua.cases.rules.flow import FINAL, OPEN, State
from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_run import enact_all, set_stage
from motcua.journal.verify import verify_journal
from motcua.kernel.moments import VIETNAM
from tests.commands import playing

pytestmark = pytest.mark.django_db

PROCEDURES = [
    playing.procedure(),
    playing.procedure(id="H4", code="9.000002", time_limit={"value": 4, "unit": "hour"}),
    playing.procedure(id="C30", code="9.000003", time_limit={"value": 15, "unit": "calendar_day"}, steps=playing.TWO_STEPS),
    playing.procedure(id="J", code="9.000004", steps=playing.TWO_STEPS, joint=True),
    playing.procedure(id="R", code="9.000005", result_via_counter=True),
    playing.procedure(id="N", code="9.000006", time_limit=None),
]
ACTS: list[dict[str, Any]] = [
    {"by": "lan", "act": "receive"},
    {"by": "lan", "act": "receive"},
    {"by": "lan", "act": "request_supplement", "items": ["anh"]},
    {"by": "lan", "act": "refuse_intake", "reason": "Không thuộc thẩm quyền"},
    {"by": "lan", "act": "hand_over"},
    {"by": "lan", "act": "supply", "items": ["anh"]},
    {"by": "lan", "act": "supply", "items": ["anh", "ban-ve"]},
    {"by": "minh", "act": "request_supplement", "items": ["anh", "ban-ve"]},
    {"by": "hoa", "act": "request_supplement", "items": ["anh"], "basis": "Luật"},
    {"by": "minh", "act": "pause", "reason": "obligation"},
    {"by": "tu", "act": "pause", "reason": "measurement"},
    {"by": "minh", "act": "resume"},
    {"by": "tu", "act": "resume"},
    {"by": "minh", "act": "hand_over"},
    {"by": "minh", "act": "hand_over", "to": "huyen"},
    {"by": "tu", "act": "hand_over"},
    {"by": "hoa", "act": "assign", "to": "nam"},
    {"by": "minh", "act": "consult", "office": "tp", "content": "?", "due": "2021-03-20"},
    {"by": "phap", "act": "answer_consultation", "content": "Đồng ý"},
    {"by": "hoa", "act": "extend", "due": "2021-04-15", "reason": "Chờ"},
    {"by": "chutich", "act": "extend", "due": "2021-03-25", "reason": "Chờ"},
    {"by": "hoa", "act": "apologise", "expected": "2021-03-30", "reason": "Chờ"},
    {"by": "hoa", "act": "decide", "outcome": "approve"},
    {"by": "phap", "act": "decide", "outcome": "refuse", "reason": "Không đủ"},
    {"by": "applicant", "act": "withdraw", "reason": "Thôi"},
    {"by": "hoa", "act": "discontinue", "reason": "Dừng", "basis": "Luật"},
    {"by": "lan", "act": "return_result"},
    {"by": "system", "act": "tick"},
]
minutes = st.one_of(st.integers(0, 90), st.integers(60, 3 * 24 * 60))
story = st.lists(st.tuples(st.sampled_from(range(len(ACTS))), minutes), min_size=4, max_size=14)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(procedure=st.sampled_from([told["id"] for told in PROCEDURES]), told=story, online=st.booleans())
def test_after_any_acts_the_records_agree_with_each_other(procedure: str, told: list[tuple[int, int]], online: bool) -> None:
    stage, last = _perform(procedure, told, online=online)
    for case in Case.objects.filter(authority_id=stage.authority_id):
        _spans_join_end_to_end(case)
        _the_remembered_due_is_what_the_spans_say(case)
        _measures_add_up(case, last)
    assert verify_journal().holds


def _perform(procedure: str, told: list[tuple[int, int]], *, online: bool) -> tuple[Any, datetime]:
    first = playing.submit if online else playing.receive
    at = datetime(2021, 3, 1, 8, 0)
    acts = [{**first(at.isoformat(), procedure=procedure), "case": "A"}]
    for index, wait in told:
        at += timedelta(minutes=wait)
        acts.append({"at": at.isoformat(), **({} if ACTS[index]["act"] == "tick" else {"case": "A"}), **ACTS[index]})
    setup = {"offices": playing.OFFICES, "people": playing.PEOPLE, "procedures": PROCEDURES}
    head, read = read_scenario_rows([{"scenario": 1, "setup": setup}, *acts])
    stage = set_stage(head, at=read[0][1].moment, key=f"any-{next(playing.stages)}")
    enact_all(stage, read)
    return stage, at.replace(tzinfo=VIETNAM)


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
