"""Any acts upon any case, in whatever order and by whomever: stories for properties about what the records say afterwards."""

from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_run import enact_all, set_stage
from motcua.kernel.moments import VIETNAM
from tests.commands import playing

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


def perform(procedure: str, told: list[tuple[int, int]], *, online: bool) -> tuple[Any, datetime]:
    """One case told from its first act on; returns the stage and the moment of the last act."""
    acts = acts_of(procedure, told, online=online)
    return performed(acts), datetime.fromisoformat(acts[-1]["at"]).replace(tzinfo=VIETNAM)


def acts_of(procedure: str, told: list[tuple[int, int]], *, online: bool, case: str = "A") -> list[dict[str, Any]]:
    """A story as the acts of a scenario file, in the order of time."""
    first = playing.submit if online else playing.receive
    at = datetime(2021, 3, 1, 8, 0)
    acts = [{**first(at.isoformat(), procedure=procedure), "case": case}]
    for index, wait in told:
        at += timedelta(minutes=wait)
        acts.append({"at": at.isoformat(), **({} if ACTS[index]["act"] == "tick" else {"case": case}), **ACTS[index]})
    return acts


def performed(acts: list[dict[str, Any]]) -> Any:
    """The stage after these acts."""
    setup = {"offices": playing.OFFICES, "people": playing.PEOPLE, "procedures": PROCEDURES}
    head, read = read_scenario_rows([{"scenario": 1, "setup": setup}, *acts])
    stage = set_stage(head, at=read[0][1].moment, key=f"any-{next(playing.stages)}")
    enact_all(stage, read)
    return stage
