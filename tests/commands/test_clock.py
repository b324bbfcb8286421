"""Stop and go, extension and apology as the contract tells them."""

import pytest

from tests.commands.playing import act, codes, play, procedure, receive

pytestmark = pytest.mark.django_db


def test_a_pause_moves_a_due_in_working_days_by_the_closings_it_covers() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T10:00", "minh", "pause", reason="measurement"),
        act("2021-03-04T09:00", "minh", "resume"),
    )
    case = outcome["cases"]["A"]
    assert (case["state"], case["due_at"], case["first_due_at"]) == (
        "in_progress", "2021-03-10T17:00:00+07:00", "2021-03-08T17:00:00+07:00",
    )  # fmt: skip
    assert case["paused_minutes"] == 330 + 480 + 90
    assert case["explanation"][2] == {"date": "2021-03-03", "minutes": 0, "reason": "suspended"}


def test_a_pause_within_one_day_moves_nothing() -> None:
    case = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "minh", "pause", reason="measurement"),
        act("2021-03-02T16:00", "minh", "resume"),
    )["cases"]["A"]
    assert case["due_at"] == "2021-03-08T17:00:00+07:00"


def test_waiting_for_an_obligation_is_its_own_state_and_an_unlisted_reason_is_refused() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "minh", "pause", reason="holiday"),
        act("2021-03-02T08:01", "minh", "pause", reason="obligation"),
        act("2021-03-02T08:02", "minh", "pause", reason="obligation"),
        act("2021-03-02T08:03", "hoa", "decide", outcome="approve"),
    )
    assert codes(outcome) == ["pause-not-listed", "wrong-state", "wrong-state"]
    assert (outcome["cases"]["A"]["state"], outcome["cases"]["A"]["national_status"]) == ("awaiting_obligation", 6)


def test_while_a_timely_stop_lasts_the_case_is_in_time_and_its_due_is_the_suspended_one() -> None:
    case = play(receive("2021-03-01T08:00"), act("2021-03-08T17:30", "minh", "pause", reason="measurement"), as_of="2021-03-31T12:00")[
        "cases"
    ]["A"]
    assert (case["timeliness"], case["due_at"]) == ("pending_in_time", "2021-03-08T17:00:00+07:00")
    assert not case["owes_apology"] and "missing-apology" not in case["flags"]


def test_a_stop_after_the_due_suspends_nothing_and_clears_nothing() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T09:00", "hoa", "assign", to="minh"),
        act("2021-03-09T08:00", "minh", "pause", reason="measurement"),
        act("2021-03-19T08:00", "minh", "resume"),
        act("2021-03-22T10:00", "hoa", "decide", outcome="approve"),
    )
    case = outcome["cases"]["A"]
    assert (case["due_at"], case["timeliness"], case["paused_minutes"]) == ("2021-03-08T17:00:00+07:00", "late", 0)
    assert (case["owes_apology"], case["late_because"]) == (True, "this-office")
    assert "missing-apology" in case["flags"]


def test_a_supplement_after_acceptance_restarts_the_full_limit_when_everything_is_in() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-03T10:00", "minh", "request_supplement", items=["ban-ve", "anh"]),
        act("2021-03-08T15:00", "applicant", "supply", items=["ban-ve"]),
        act("2021-03-10T15:00", "lan", "supply", items=["anh"]),
    )
    case = outcome["cases"]["A"]
    assert (case["state"], case["due_at"]) == ("in_progress", "2021-03-17T17:00:00+07:00")
    assert case["explanation"][0] == {"date": "2021-03-10", "minutes": 0, "reason": "day_zero"}
    assert "partly-supplied" in case["flags"]


def test_a_supplement_is_asked_within_three_working_days_and_only_once_unless_a_leader_has_a_basis() -> None:
    late = play(receive("2021-03-01T08:00"), act("2021-03-05T08:00", "minh", "request_supplement", items=["anh"]))
    assert codes(late) == ["supplement-too-late"]
    in_time = play(receive("2021-03-01T08:00"), act("2021-03-04T17:00", "minh", "request_supplement", items=["anh"]))
    assert codes(in_time) == []
    again = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "minh", "request_supplement", items=["anh"]),
        act("2021-03-03T08:00", "applicant", "supply", items=["anh"]),
        act("2021-03-03T09:00", "minh", "request_supplement", items=["ban-ve"]),
        act("2021-03-03T10:00", "hoa", "request_supplement", items=["ban-ve"]),
        act("2021-03-09T10:00", "hoa", "request_supplement", items=["ban-ve"], basis="Luật chuyên ngành"),
    )
    assert codes(again) == ["already-supplemented", "already-supplemented"]
    assert again["cases"]["A"]["state"] == "awaiting_supplement"


def test_a_supplement_after_the_due_restarts_nothing() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-09T08:00", "hoa", "request_supplement", items=["anh"], basis="Luật chuyên ngành"),
        act("2021-03-10T08:00", "applicant", "supply", items=["anh"]),
        procedures=[procedure()],
    )
    assert outcome["cases"]["A"]["due_at"] == "2021-03-08T17:00:00+07:00"


def test_the_counter_asks_before_acceptance_and_the_handler_after_it() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "lan", "request_supplement", items=["anh"]),
        act("2021-03-02T08:01", "tu", "request_supplement", items=["anh"]),
    )
    assert codes(outcome) == ["not-allowed", "not-allowed"]


def test_an_extension_is_lawful_until_the_eve_of_the_due_date_and_once() -> None:
    lawful = play(
        receive("2021-03-01T08:00"),
        act("2021-03-05T23:59", "hoa", "extend", due="2021-03-12", reason="Chờ đo đạc"),
        act("2021-03-08T08:00", "hoa", "extend", due="2021-03-15", reason="Chờ nữa"),
    )
    assert codes(lawful) == ["already-extended"]
    assert lawful["cases"]["A"]["due_at"] == "2021-03-12T17:00:00+07:00"
    too_late = play(receive("2021-03-01T08:00"), act("2021-03-06T00:00", "hoa", "extend", due="2021-03-12", reason="Chờ"))
    assert codes(too_late) == ["too-late-to-extend"]


def test_an_extension_must_be_later_and_a_short_limit_has_none() -> None:
    assert codes(play(receive("2021-03-01T08:00"), act("2021-03-02T08:00", "hoa", "extend", due="2021-03-08", reason="Chờ"))) == [
        "due-not-later"
    ]
    hours = procedure(time_limit={"value": 4, "unit": "hour"})
    outcome = play(
        receive("2021-03-01T16:30"), act("2021-03-01T16:40", "hoa", "extend", due="2021-03-08", reason="Chờ"), procedures=[hours]
    )
    assert codes(outcome) == ["too-short-to-extend"]


def test_extension_and_apology_belong_to_a_leader_of_the_lead_office_or_above() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "phap", "extend", due="2021-03-12", reason="Chờ"),
        act("2021-03-02T08:01", "minh", "extend", due="2021-03-12", reason="Chờ"),
        act("2021-03-02T08:02", "chutich", "extend", due="2021-03-12", reason="Chờ"),
    )
    assert codes(outcome) == ["not-allowed", "not-allowed"]
    assert outcome["cases"]["A"]["state"] == "accepted"


def test_an_apology_after_the_date_tells_a_reason_and_moves_nothing() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-04T08:00", "hoa", "apologise", reason="Chờ", expected="2021-03-12"),
        act("2021-03-09T08:00", "hoa", "apologise", reason="Chờ đo đạc", expected="2021-03-12"),
    )
    case = outcome["cases"]["A"]
    assert codes(outcome) == ["wrong-state"]
    assert (case["due_at"], case["timeliness"], case["owes_apology"]) == ("2021-03-08T17:00:00+07:00", "pending_late", False)
    assert case["apologies"] == [
        {"issued_at": "2021-03-09T08:00:00+07:00", "reason": "Chờ đo đạc", "expected_at": "2021-03-12T17:00:00+07:00"}
    ]
    assert "missing-apology" in case["flags"]


def test_an_apology_lapses_when_its_expected_date_passes() -> None:
    acts = (receive("2021-03-01T08:00"), act("2021-03-08T16:00", "hoa", "apologise", reason="Chờ đo", expected="2021-03-12"))
    until = play(*acts, as_of="2021-03-12T23:00")["cases"]["A"]
    assert (until["owes_apology"], "missing-apology" in until["flags"]) == (False, False)
    after = play(*acts, as_of="2021-03-13T00:00")["cases"]["A"]
    assert (after["owes_apology"], "missing-apology" in after["flags"]) == (True, True)


def test_a_case_settled_late_without_an_apology_owes_it_for_ever() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-09T08:00", "hoa", "decide", outcome="approve"),
        act("2021-03-09T09:00", "hoa", "apologise", reason="Chờ", expected="2021-03-12"),
        as_of="2021-04-30T00:00",
    )
    assert codes(outcome) == ["wrong-state"]
    assert outcome["cases"]["A"]["owes_apology"] is True


def test_a_withdrawal_does_not_make_a_late_case_timely_and_never_early() -> None:
    late = play(receive("2021-03-01T08:00"), act("2021-03-09T08:00", "applicant", "withdraw", reason="Thôi"))["cases"]["A"]
    assert (late["state"], late["timeliness"], late["outcome"]) == ("withdrawn", "late", None)
    timely = play(receive("2021-03-01T08:00"), act("2021-03-02T08:00", "applicant", "withdraw", reason="Thôi"))["cases"]["A"]
    assert timely["timeliness"] == "on_time"


def test_early_on_time_and_late_are_told_by_the_date() -> None:
    def settled(at: str) -> str:
        return play(receive("2021-03-01T08:00"), act(at, "hoa", "decide", outcome="approve"))["cases"]["A"]["timeliness"]

    assert [settled(at) for at in ("2021-03-05T16:59", "2021-03-08T07:00", "2021-03-08T23:59", "2021-03-09T00:00")] == [
        "early", "on_time", "on_time", "late",
    ]  # fmt: skip


def test_a_saturday_after_a_friday_due_is_late_by_zero_working_minutes() -> None:
    case = play(receive("2021-03-05T08:00"), act("2021-03-13T09:00", "hoa", "decide", outcome="approve"))["cases"]["A"]
    assert (case["due_at"], case["timeliness"], case["late_working_minutes"]) == ("2021-03-12T17:00:00+07:00", "late", 0)


def test_an_offices_own_hours_and_closures_override_the_calendar() -> None:
    offices = [
        {"id": "huyen", "name": "UBND huyện", "code": "000.00.99.H08", "kind": "district"},
        {
            "id": "tnmt", "name": "Phòng TN&MT", "parent": "huyen",
            "calendar": {"week": {str(day): [["08:00", "12:00"]] for day in range(1, 7)}, "closures": ["2021-03-03"], "make_up_days": []},
        },
        {"id": "tp", "name": "Phòng Tư pháp", "parent": "huyen"},
        {"id": "xa", "name": "UBND xã", "parent": "huyen"},
    ]  # fmt: skip
    case = play(receive("2021-03-01T08:00"), offices=offices)["cases"]["A"]
    assert case["due_at"] == "2021-03-08T12:00:00+07:00"
    assert [day["reason"] for day in case["explanation"]] == [
        "day_zero", "working_day", "closure", "working_day", "working_day", "working_day", "weekend", "working_day",
    ]  # fmt: skip


def test_a_moment_claimed_before_the_last_move_or_after_the_entry_is_refused_and_nothing_changes() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-03T11:00", "minh", "pause", reason="measurement", happened_at="2021-03-02T10:00"),
        act("2021-03-04T12:00", "minh", "resume", happened_at="2021-03-02T09:59"),
        act("2021-03-04T12:01", "minh", "resume", happened_at="2021-03-05T08:00"),
        act("2021-03-04T12:02", "minh", "resume", happened_at="2021-03-04T09:00"),
        receive("2021-03-05T08:00", case="B", happened_at="2021-03-05T08:01"),
    )
    assert codes(outcome) == ["out-of-order"] * 3
    assert "09:59" in outcome["refusals"][0]["message"] and "10:00 thứ Ba 02/03/2021" in outcome["refusals"][0]["message"]
    assert set(outcome["cases"]) == {"A"}
    assert (outcome["cases"]["A"]["state"], outcome["cases"]["A"]["paused_minutes"]) == ("in_progress", 330 + 480 + 90)


def test_a_case_is_never_measured_before_its_last_move() -> None:
    case = play(receive("2021-03-15T08:00"), act("2021-03-16T08:00", "minh", "pause", reason="measurement"), as_of="2021-03-11T09:00")
    assert (case["cases"]["A"]["running_minutes"], case["cases"]["A"]["paused_minutes"]) == (480, 0)
