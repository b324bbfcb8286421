"""Intake: three outcomes, papers, numbers, channels, outside ids."""

import pytest

from tests.commands.playing import act, codes, play, procedure, receive, submit

pytestmark = pytest.mark.django_db


def test_a_case_received_at_the_counter_has_its_number_its_state_and_its_promise() -> None:
    case = play(receive("2021-03-01T08:00"))["cases"]["A"]
    assert (case["file_number"], case["state"], case["national_status"]) == ("000.00.99.H08-210301-0001", "accepted", 2)
    assert (case["first_due_at"], case["due_at"]) == ("2021-03-08T17:00:00+07:00",) * 2
    assert case["timeliness"] == "pending_in_time"


def test_numbers_run_without_a_gap_within_a_day_and_begin_again_the_next() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        receive("2021-03-01T08:10", case="B", papers=[]),
        receive("2021-03-01T08:20", case="C"),
        receive("2021-03-02T08:00", case="D"),
    )
    assert codes(outcome) == ["paper-missing"]
    assert [case["file_number"][-11:] for case in outcome["cases"].values()] == ["210301-0001", "210301-0002", "210302-0001"]


def test_an_online_filing_waits_without_a_number_until_the_counter_accepts_it() -> None:
    waiting = play(submit("2021-03-02T20:00"))["cases"]["A"]
    assert (waiting["file_number"], waiting["state"], waiting["timeliness"]) == (None, "submitted", "not_accepted")
    accepted = play(submit("2021-03-02T20:00"), act("2021-03-03T07:45", "lan", "receive"))["cases"]["A"]
    assert (accepted["accepted_at"], accepted["channel"]) == ("2021-03-03T07:45:00+07:00", "self_online")


def test_a_required_paper_that_is_missing_is_refused_and_an_unknown_paper_too() -> None:
    outcome = play(
        receive("2021-03-01T08:00", papers=["ban-ve"]),
        receive("2021-03-01T08:01", papers=["don", "giấy lạ"], case="B"),
    )
    assert codes(outcome) == ["paper-missing", "paper-not-listed"]
    assert outcome["cases"] == {}


def test_papers_brought_at_acceptance_join_those_filed_online() -> None:
    outcome = play(submit("2021-03-02T20:00", papers=[]), act("2021-03-03T07:45", "lan", "receive", papers=["Đơn đề nghị"]))
    assert outcome["cases"]["A"]["state"] == "accepted"


def test_only_a_receptionist_of_the_receiving_office_receives() -> None:
    others = ["minh", "hoa", "chutich", "xalan", "buudien", "khach"]
    outcome = play(*(receive("2021-03-01T08:00", by=who, case=who) for who in others))
    assert codes(outcome) == ["not-allowed"] * len(others)


def test_nobody_receives_a_case_of_his_own() -> None:
    outcome = play(receive("2021-03-01T08:00", applicant={"name": "Trần  Thị Lan", "phone": "0905000099"}))
    assert codes(outcome) == ["own-case"]


def test_the_same_name_with_another_phone_is_another_person() -> None:
    assert codes(play(receive("2021-03-01T08:00", applicant={"name": "Trần Thị Lan", "phone": "0905000098"}))) == []


def test_a_refused_intake_ends_and_has_no_number() -> None:
    outcome = play(
        receive("2021-03-01T08:00", act="refuse_intake", papers=[], reason="Không thuộc thẩm quyền"),
        act("2021-03-01T09:00", "lan", "receive"),
    )
    case = outcome["cases"]["A"]
    assert (case["state"], case["national_status"], case["file_number"], case["timeliness"]) == ("refused_intake", 3, None, "not_accepted")
    assert codes(outcome) == ["wrong-state"]


def test_a_supplement_before_acceptance_starts_no_clock_and_is_asked_once() -> None:
    outcome = play(
        receive("2021-03-01T08:00", act="request_supplement", papers=[], items=["don"], reason="Thiếu đơn"),
        act("2021-03-02T08:00", "applicant", "supply", items=["don"]),
        act("2021-03-02T09:00", "lan", "request_supplement", items=["anh"]),
        act("2021-03-03T09:00", "lan", "receive"),
    )
    case = outcome["cases"]["A"]
    assert codes(outcome) == ["already-supplemented"]
    assert (case["accepted_at"], case["due_at"], case["supplements"]) == ("2021-03-03T09:00:00+07:00", "2021-03-10T17:00:00+07:00", 1)


def test_a_filing_awaiting_its_first_supplement_may_be_refused_but_not_received() -> None:
    outcome = play(
        submit("2021-03-01T08:00"),
        act("2021-03-01T09:00", "lan", "request_supplement", items=["ban-ve: mờ, không đọc được"]),
        act("2021-03-01T10:00", "lan", "receive"),
        act("2021-03-01T11:00", "lan", "refuse_intake", reason="Quá hạn bổ sung"),
    )
    assert codes(outcome) == ["wrong-state"]
    assert outcome["cases"]["A"]["state"] == "refused_intake"


def test_a_repeat_of_an_outside_id_is_the_same_case_under_both_names() -> None:
    outcome = play(
        submit("2021-03-01T20:00", external_id="DVC-1"),
        submit("2021-03-01T20:05", external_id="DVC-1", case="B"),
        receive("2021-03-02T08:00", external_id="DVC-1", case="C", channel="self_online"),
        receive("2021-03-02T08:01", external_id="DVC-1", case="D"),
    )
    assert codes(outcome) == []
    numbers = {case["file_number"] for case in outcome["cases"].values()}
    assert len(outcome["cases"]) == 4 and numbers == {"000.00.99.H08-210302-0001"}


def test_a_helper_files_for_somebody_and_a_handler_does_not() -> None:
    assert codes(play(submit("2021-03-01T08:00", by="giup", channel="assisted_online"))) == []
    assert codes(play(submit("2021-03-01T08:00", by="minh"))) == ["not-allowed"]


def test_a_forwarded_filing_is_received_by_the_other_counter_under_its_code() -> None:
    outcome = play(
        submit("2021-03-01T08:00"),
        act("2021-03-01T09:00", "lan", "forward", to_office="xa"),
        act("2021-03-01T10:00", "lan", "receive"),
        act("2021-03-01T11:00", "xalan", "receive"),
    )
    assert codes(outcome) == ["not-allowed"]
    assert outcome["cases"]["A"]["file_number"] == "000.01.99.H08-210301-0001"


def test_a_case_entered_later_has_the_clock_and_the_number_of_the_moment_claimed() -> None:
    case = play(receive("2021-03-02T09:00", happened_at="2021-03-01T10:00"))["cases"]["A"]
    assert (case["accepted_at"], case["file_number"]) == ("2021-03-01T10:00:00+07:00", "000.00.99.H08-210301-0001")
    assert (case["due_at"], "entered-later" in case["flags"]) == ("2021-03-08T17:00:00+07:00", True)


def test_a_year_without_a_calendar_is_refused_and_a_provisional_one_is_flagged() -> None:
    outcome = play(receive("2028-12-28T08:00"), receive("2028-12-28T08:01", case="B"))
    assert codes(outcome) == ["no-calendar", "no-calendar"]
    case = play(receive("2027-03-01T08:00"))["cases"]["A"]
    assert "provisional-calendar" in case["flags"]


def test_before_the_decree_there_is_no_rulebook() -> None:
    assert codes(play(receive("2018-06-20T08:00"))) == ["no-rulebook"]
    assert codes(play(receive("2018-06-21T08:00"))) == []


def test_a_procedure_without_a_limit_has_no_due_and_is_flagged() -> None:
    case = play(receive("2021-03-01T08:00"), procedures=[procedure(time_limit=None)])["cases"]["A"]
    assert (case["due_at"], case["timeliness"], case["explanation"]) == (None, "no_limit", [])
    assert "no-limit" in case["flags"]


def test_steps_that_sum_to_more_than_the_limit_are_flagged() -> None:
    case = play(receive("2021-03-01T08:00"), procedures=[procedure(time_limit={"value": 2, "unit": "working_day"})])["cases"]["A"]
    assert "over-limit" in case["flags"]
