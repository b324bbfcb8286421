"""How many statements an act costs, from BEGIN to COMMIT inclusive: the bounds that the performance goals set."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.doors.console.scenario import read_scenario_rows
from motcua.doors.console.scenario_run import set_stage
from motcua.journal.record import _both_ends
from tests.commands import playing
from tests.commands.playing import act, receive

pytestmark = pytest.mark.django_db

INTAKE, STEP, RETURN = 13, 9, 11  # a result that goes out asks for the fee, for the originals, and for an error found before


def _stage(*acts: dict[str, Any], procedures: list[dict[str, Any]] | None = None) -> tuple[Any, list[Any]]:
    setup = {"offices": playing.OFFICES, "people": playing.PEOPLE, "procedures": procedures or [playing.procedure()]}
    head, told = read_scenario_rows([{"scenario": 1, "setup": setup}, *({"case": "A", **one} for one in acts)])
    return set_stage(head, at=told[0][1].moment, key="statements"), [row for _, row in told]


def _cost(stage: Any, one: Any) -> int:
    """Statements of one act within its transaction: a nested one is a savepoint here, and BEGIN and COMMIT on its own."""
    with CaptureQueriesContext(connection) as captured:
        stage.perform(one)
    begin = next(n for n, query in enumerate(captured.captured_queries) if query["sql"].startswith("SAVEPOINT"))
    return len(captured.captured_queries) - begin


def test_an_intake_at_the_counter_stays_within_its_bound() -> None:
    stage, [warm, one] = _stage(receive("2021-03-01T08:00"), receive("2021-03-01T08:01", case="B"))
    stage.perform(warm)
    assert _cost(stage, one) <= INTAKE


def test_a_step_stays_within_its_bound() -> None:
    stage, acts = _stage(
        receive("2021-03-01T08:00"),
        act("2021-03-01T09:00", "lan", "hand_over"),
        act("2021-03-01T10:00", "minh", "hand_over"),
        act("2021-03-01T11:00", "phap", "decide", outcome="approve"),
        act("2021-03-02T11:00", "lan", "return_result"),
        procedures=[playing.procedure(steps=playing.TWO_STEPS)],
    )
    stage.perform(acts[0])
    assert max(_cost(stage, one) for one in acts[1:-1]) <= STEP
    assert _cost(stage, acts[-1]) <= RETURN


def test_stopping_the_clock_and_letting_it_go_stays_within_the_bound_of_a_step() -> None:
    stage, acts = _stage(
        receive("2021-03-01T08:00"),
        act("2021-03-01T10:00", "minh", "pause", reason="obligation"),
        act("2021-03-02T10:00", "minh", "resume"),
    )
    stage.perform(acts[0])
    assert max(_cost(stage, one) for one in acts[1:]) <= STEP


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by the rows it finds, and there are few here")
def test_the_newest_entry_is_found_without_sorting_the_journal() -> None:
    plan = _both_ends(authority_id=1, chain=1).explain()
    assert "entries_of_an_authority" in plan
    assert "TEMP B-TREE" not in plan
