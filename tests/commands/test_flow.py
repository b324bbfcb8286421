"""From hand to hand: transfer, steps, consultations, joint cases, decision and return."""

import pytest

from motcua.cases.models import Slip
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.slips import Discontinuance, slip_from_json
from tests.commands.playing import TWO_STEPS, act, codes, play, procedure, receive

pytestmark = pytest.mark.django_db


def test_the_first_act_of_the_handling_office_takes_the_case_over() -> None:
    case = play(receive("2021-03-01T08:00"), act("2021-03-01T14:00", "hoa", "assign", to="minh"))["cases"]["A"]
    assert (case["state"], case["flags"]) == ("in_progress", [])


def test_a_file_left_at_the_counter_overnight_is_a_late_transfer_and_after_three_it_has_the_next_morning() -> None:
    def flags(received: str, handed: str) -> list[str]:
        return play(receive(received), act(handed, "lan", "hand_over"))["cases"]["A"]["flags"]

    assert flags("2021-03-01T15:00", "2021-03-02T07:31") == ["late-transfer"]
    assert flags("2021-03-01T15:01", "2021-03-02T11:30") == []
    assert flags("2021-03-01T15:01", "2021-03-02T11:31") == ["late-transfer"]
    assert flags("2021-03-01T08:00", "2021-03-01T20:00") == []


def test_the_cause_of_lateness_is_who_held_the_case_when_its_limit_ran_out() -> None:
    def cause(*acts: dict, **told: object) -> str:
        return play(receive("2021-03-01T08:00"), *acts, as_of="2021-03-12T08:00", **told)["cases"]["A"]["late_because"]

    assert cause() == "other-office:huyen"
    assert cause(act("2021-03-01T09:00", "minh", "consult", office="tp", content="?", due="2021-03-03")) == "this-office"
    two = [procedure(steps=TWO_STEPS)]
    assert cause(act("2021-03-02T09:00", "minh", "hand_over"), procedures=two) == "other-office:tp"


def test_steps_go_from_office_to_office_and_the_decision_waits_for_the_last() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T09:00", "hoa", "decide", outcome="approve"),
        act("2021-03-02T08:00", "minh", "hand_over"),
        act("2021-03-02T09:00", "minh", "pause", reason="obligation"),
        act("2021-03-02T10:00", "phap", "decide", outcome="approve"),
        procedures=[procedure(steps=TWO_STEPS)],
    )
    assert codes(outcome) == ["steps-open", "not-allowed"]
    assert (outcome["cases"]["A"]["state"], outcome["cases"]["A"]["outcome"]) == ("settled", "approve")


def test_a_leader_decides_only_what_his_office_or_one_below_it_holds() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "minh", "hand_over"),
        act("2021-03-02T09:00", "hoa", "decide", outcome="approve"),
        act("2021-03-02T10:00", "chutich", "decide", outcome="approve"),
        procedures=[procedure(steps=TWO_STEPS)],
    )
    assert codes(outcome) == ["not-allowed"]
    assert outcome["cases"]["A"]["state"] == "settled"


def test_a_consulted_office_that_answers_late_or_not_at_all_is_flagged() -> None:
    asked = act("2021-03-01T09:00", "minh", "consult", office="tp", content="Xin ý kiến", due="2021-03-03")
    answered = act("2021-03-04T09:00", "tu", "answer_consultation", content="Đồng ý")
    assert "late-consultation" in play(receive("2021-03-01T08:00"), asked, answered)["cases"]["A"]["flags"]
    assert "late-consultation" in play(receive("2021-03-01T08:00"), asked, as_of="2021-03-05T08:00")["cases"]["A"]["flags"]
    assert play(receive("2021-03-01T08:00"), asked, {**answered, "at": "2021-03-03T16:00"})["cases"]["A"]["flags"] == []


def test_only_the_office_that_was_asked_answers() -> None:
    asked = act("2021-03-01T09:00", "minh", "consult", office="tp", content="Xin ý kiến", due="2021-03-03")
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T08:30", "tu", "answer_consultation", content="Chưa ai hỏi"),
        asked,
        act("2021-03-02T09:00", "nam", "answer_consultation", content="Không phải tôi"),
        act("2021-03-02T10:00", "phap", "answer_consultation", content="Đồng ý"),
    )
    assert codes(outcome) == ["not-allowed", "not-allowed"]


def test_a_result_that_comes_through_the_counter_is_settled_when_it_is_handed_there() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T09:00", "hoa", "decide", outcome="approve"),
        act("2021-03-03T09:00", "lan", "return_result"),
        act("2021-03-04T09:00", "minh", "hand_over", to="huyen"),
        act("2021-03-05T09:00", "lan", "return_result", how="counter"),
        procedures=[procedure(result_via_counter=True)],
    )
    case = outcome["cases"]["A"]
    assert (case["settled_at"], case["returned_at"]) == ("2021-03-04T09:00:00+07:00", "2021-03-05T09:00:00+07:00")


def test_a_joint_case_on_paper_goes_round_in_order_and_online_to_all_at_once() -> None:
    joint = [
        procedure(
            steps=[*TWO_STEPS, {"id": "ky", "office": "tnmt", "role": "leader", "limit": {"value": 1, "unit": "working_day"}}], joint=True
        )
    ]
    out_of_turn = act("2021-03-01T09:00", "tu", "hand_over")
    on_paper = play(receive("2021-03-01T08:00"), out_of_turn, procedures=joint)
    assert codes(on_paper) == ["not-allowed"]
    online = play(
        receive("2021-03-01T08:00", channel="self_online"),
        out_of_turn,
        act("2021-03-01T10:00", "hoa", "decide", outcome="approve"),
        act("2021-03-01T11:00", "minh", "hand_over"),
        act("2021-03-01T14:00", "hoa", "decide", outcome="approve"),
        procedures=joint,
    )
    assert codes(online) == ["steps-open"]
    assert online["cases"]["A"]["state"] == "settled"


def test_a_leader_assigns_only_a_handler_of_the_office_whose_turn_it_is() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T09:00", "hoa", "assign", to="tu"),
        act("2021-03-01T09:01", "phap", "assign", to="minh"),
        act("2021-03-01T09:02", "chutich", "assign", to="minh"),
    )
    assert codes(outcome) == ["not-allowed", "not-allowed"]


def test_an_officer_withdraws_only_with_the_applicants_signed_paper() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-01T09:00", "lan", "withdraw", reason="Người dân gọi điện"),
        act("2021-03-01T10:00", "lan", "withdraw", reason="Có đơn rút", proof=True),
    )
    assert codes(outcome) == ["not-allowed"]
    assert (outcome["cases"]["A"]["state"], outcome["cases"]["A"]["national_status"]) == ("withdrawn", 7)


@pytest.mark.parametrize(("day", "slips"), [("2025-09-12", 0), ("2025-09-15", 1)])
def test_the_notice_of_discontinuance_begins_with_the_forms_of_15_september_2025(day: str, slips: int) -> None:
    play(receive("2025-09-11T08:00"), act(f"{day}T08:00", "hoa", "discontinue", reason="Đất đã thu hồi", basis="Điều 9 Luật Đất đai"))
    issued = Slip.objects.filter(form=SlipForm.DISCONTINUANCE)
    assert [(slip.number, slip.form_set) for slip in issued] == [(1, "tt-03-2025")] * slips
    for slip in issued:
        said = slip_from_json(slip.content)
        assert isinstance(said, Discontinuance)
        assert (said.slip_number, said.reason, said.legal_basis) == ("01/TBDGQ", "Đất đã thu hồi", "Điều 9 Luật Đất đai")
        assert (said.letterhead.authority, [paper.name for paper in said.returned_papers]) == (
            "Phòng Tài nguyên và Môi trường", ["Đơn đề nghị"]
        )  # fmt: skip


def test_a_leader_discontinues_and_post_or_counter_return_the_result() -> None:
    stopped = play(receive("2021-03-01T08:00"), act("2021-03-02T08:00", "hoa", "discontinue", reason="Không đủ điều kiện", basis="Luật"))
    assert (stopped["cases"]["A"]["state"], stopped["cases"]["A"]["national_status"]) == ("discontinued", 8)
    returned = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "hoa", "decide", outcome="refuse", reason="Không đủ điều kiện"),
        act("2021-03-03T08:00", "buudien", "return_result", how="post"),
    )
    assert (returned["cases"]["A"]["state"], returned["cases"]["A"]["outcome"]) == ("returned", "refuse")


def test_what_is_not_built_yet_says_so() -> None:
    outcome = play(
        receive("2021-03-01T08:00"),
        act("2021-03-02T08:00", "applicant", "pay", amount=1000, reference="x"),
        act("2021-03-02T08:01", "applicant", "rate", ballot={"overall": 5}),
        act("2021-03-02T08:02", "applicant", "petition", about="A", text="Chậm"),
    )
    assert codes(outcome) == ["not-supported-yet"] * 3


def test_the_timed_jobs_note_an_overdue_case_once() -> None:
    from motcua.journal.models import Entry

    play(
        receive("2021-03-01T08:00"),
        act("2021-03-08T23:00", "system", "tick"),
        act("2021-03-09T00:30", "system", "tick"),
        act("2021-03-10T00:30", "system", "tick"),
    )
    assert Entry.objects.filter(kind="case-fell-overdue").count() == 1
