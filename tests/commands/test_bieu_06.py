"""Biểu 06 by hand: what each rule of counting does to the figures of one small story."""

from typing import Any

import pytest

from tests.commands.playing import act, play, procedure, receive, submit

pytestmark = pytest.mark.django_db

Q1, Q2 = "bieu-06:2021-Q1", "bieu-06:2021-Q2"
TO_5_MARCH = "bieu-06:2021-02-26..2021-03-05"
DECIDED = {"by": "hoa", "name": "decide", "outcome": "approve"}


def total(report: str, *acts: dict[str, Any], **more: Any) -> dict[str, int]:
    """The figures of a report that are not zero, with the footnotes that are not."""
    told = play(*acts, reports=(report,), **more)
    assert told["refusals"] == []
    only = told["reports"][report]
    return {name: figure for name, figure in (only["total"] | only["footnotes"]).items() if figure}


def decide(at: str, **more: Any) -> dict[str, Any]:
    return act(at, **{**DECIDED, **more})


def test_settled_before_the_due_date_is_early_on_it_on_time_after_it_late() -> None:
    story = [
        receive("2021-02-26T08:00", case="A"),
        receive("2021-02-26T08:01", case="B"),
        receive("2021-02-26T08:02", case="C"),
        decide("2021-03-04T16:59", case="A"),
        decide("2021-03-05T23:59", case="B"),
        decide("2021-03-08T00:00", case="C"),
    ]
    assert total(Q1, *story) == {"c3": 3, "c5": 3, "c7": 3, "c8": 1, "c9": 1, "c10": 1}


def test_settled_on_a_saturday_after_a_friday_due_is_late() -> None:
    assert total(Q1, receive("2021-02-26T08:00"), decide("2021-03-06T09:00")) == {"c3": 1, "c5": 1, "c7": 1, "c10": 1}


def test_a_limit_in_hours_is_on_time_to_the_minute_and_late_a_minute_after() -> None:
    hours = [procedure(time_limit={"value": 4, "unit": "hour"})]
    for settled, column in (("11:59", "c8"), ("12:00", "c8"), ("14:00", "c9"), ("14:01", "c10")):
        story = (receive("2021-03-01T08:30"), decide(f"2021-03-01T{settled}"))
        assert total(Q1, *story, procedures=hours) == {"c3": 1, "c5": 1, "c7": 1, column: 1}, settled


def test_midnight_belongs_to_the_day_that_it_begins() -> None:
    story = (
        receive("2021-03-14T23:59:59", case="A"),
        receive("2021-03-15T00:00:00", case="B"),
        decide("2021-03-15T00:00:00", case="A"),
    )
    assert total(Q1, *story) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}
    assert total(Q2, *story) == {"c3": 2, "c5": 1, "c6": 1, "c7": 1, "c8": 1, "c11": 1, "c13": 1}


def test_due_on_the_last_day_and_still_open_is_late() -> None:
    assert total(TO_5_MARCH, receive("2021-02-26T08:00")) == {"c3": 1, "c5": 1, "c11": 1, "c13": 1}
    assert total("bieu-06:2021-02-26..2021-03-04", receive("2021-02-26T08:00")) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}


def test_an_earlier_moment_counts_what_was_known_then_that_moment_included() -> None:
    story = (receive("2021-02-26T08:00"), decide("2021-03-05T10:00"))
    assert total(TO_5_MARCH, *story, as_of="2021-03-05T09:59") == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}
    assert total(TO_5_MARCH, *story, as_of="2021-03-05T10:00") == {"c3": 1, "c5": 1, "c7": 1, "c9": 1}


def test_late_and_withdrawn_is_late_and_in_time_and_withdrawn_is_on_time_never_early() -> None:
    withdrawn = {"by": "applicant", "name": "withdraw", "reason": "Thôi"}
    late = (receive("2021-02-26T08:00"), act("2021-03-06T08:00", **withdrawn))
    assert total(Q1, *late) == {"c3": 1, "c5": 1, "c7": 1, "c10": 1, "ended_without_result": 1}
    soon = (receive("2021-02-26T08:00"), act("2021-02-26T09:00", **withdrawn))
    assert total(Q1, *soon) == {"c3": 1, "c5": 1, "c7": 1, "c9": 1, "ended_without_result": 1}


def test_a_stop_before_the_due_suspends_it_and_one_after_clears_nothing() -> None:
    def stopped(at: str) -> tuple[dict[str, Any], ...]:
        handed = act("2021-02-26T09:00", "lan", "hand_over")
        return receive("2021-02-26T08:00"), handed, act(at, "minh", "pause", reason="measurement")

    assert total(Q1, *stopped("2021-03-05T16:00")) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}
    assert total(Q1, *stopped("2021-03-06T08:00")) == {"c3": 1, "c5": 1, "c11": 1, "c13": 1}


def test_a_stop_that_has_ended_since_still_suspended_the_due_then() -> None:
    story = (
        receive("2021-02-26T08:00"),
        act("2021-02-26T09:00", "lan", "hand_over"),
        act("2021-03-05T09:00", "minh", "pause", reason="measurement"),
        act("2021-03-22T09:00", "minh", "resume"),
        decide("2021-03-22T10:00"),
    )
    assert total(TO_5_MARCH, *story) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}
    assert total(Q2, *story) == {"c3": 1, "c6": 1, "c7": 1, "c9": 1}


def test_an_extended_case_is_judged_by_the_new_date_and_named_in_the_footnote() -> None:
    story = (
        receive("2021-02-26T08:00"),
        act("2021-03-03T09:00", "hoa", "extend", due="2021-03-12", reason="Chờ"),
        decide("2021-03-12T10:00"),
    )
    assert total(Q1, *story) == {"c3": 1, "c5": 1, "c7": 1, "c9": 1, "extended": 1}
    before = "bieu-06:2021-02-15..2021-03-02"
    assert total(before, *story) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}


def test_online_is_what_was_filed_online_with_or_without_help_and_all_else_is_direct() -> None:
    channels = ("self_online", "assisted_online", "counter", "post", "agent")
    story = [receive(f"2021-03-01T08:0{n}", case=f"C{n}", channel=channel) for n, channel in enumerate(channels)]
    assert total(Q1, *story) == {"c3": 5, "c4": 2, "c5": 3, "c11": 5, "c13": 5}


def test_what_was_never_accepted_stands_in_no_column() -> None:
    refused = act("2021-03-01T09:00", "lan", "refuse_intake", case="B", reason="Sai nơi nộp")
    assert total(Q1, submit("2021-03-01T08:00"), submit("2021-03-01T08:01", case="B"), refused) == {}


def test_a_case_without_a_time_limit_stands_in_no_column_but_is_counted_beside_them() -> None:
    told = play(receive("2021-03-01T08:00"), procedures=[procedure(time_limit=None)], reports=(Q1,))["reports"][Q1]
    assert told["rows"] == [] and set(told["total"].values()) == {0} and told["footnotes"]["no_limit"] == 1


def test_a_case_entered_later_counts_in_the_period_of_its_slip() -> None:
    story = receive("2021-03-16T08:00", happened_at="2021-03-12T08:00")
    assert total(Q1, story) == {"c3": 1, "c5": 1, "c11": 1, "c12": 1}
    assert total(Q2, story) == {"c3": 1, "c6": 1, "c11": 1, "c13": 1}


def test_fields_are_lines_in_the_order_of_their_names() -> None:
    told = [procedure(id=f"P{n}", code=f"9.00000{n}", field=field) for n, field in enumerate(("Hộ tịch", "Đất đai", "Chứng thực"))]
    story = [receive(f"2021-03-01T08:0{n}", case=f"C{n}", procedure=f"P{n}") for n in range(3)]
    rows = play(*story, procedures=told, reports=(Q1,))["reports"][Q1]["rows"]
    assert [(row["field"], row["c3"], row["c11"]) for row in rows] == [("Chứng thực", 1, 1), ("Đất đai", 1, 1), ("Hộ tịch", 1, 1)]
