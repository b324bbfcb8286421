"""Who takes a case over, and what is asked of a filing that nobody has accepted."""

import pytest

from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.submit import submit
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.flow import State
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import applicant_actor
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db


def test_a_handler_who_takes_an_accepted_case_himself_takes_it_to_his_office() -> None:
    here = district()
    case_id = here.receive()
    minh = here.actor("minh")
    hand_over(actor=minh, at=here.tick(), case_id=case_id, to_person_id=minh.person_id)
    case = here.case(case_id)
    assert (case.state, case.holder_office_id, case.handler_id, case.step) == (State.IN_PROGRESS, here.offices["tnmt"], minh.person_id, 0)


@pytest.mark.parametrize("taker", ["tu", "hoa"])
def test_a_case_goes_only_to_a_handler_of_the_office_that_holds_it(taker: str) -> None:
    here = district()
    case_id = here.transferred()
    with pytest.raises(Refusal) as refused:
        hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id, to_person_id=here.people[taker].pk)
    assert refused.value.code is Code.NOT_ALLOWED


def test_a_case_does_not_go_to_an_office_of_nowhere() -> None:
    here = district()
    case_id = here.transferred()
    with pytest.raises(Refusal) as refused:
        hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id, to_office_id=10**6)
    assert refused.value.code is Code.NOT_ALLOWED


def test_papers_are_asked_for_after_appraisal_only_once_the_case_has_been_accepted() -> None:
    here = district()
    with pytest.raises(Refusal) as refused:
        request_supplement(actor=here.actor("ngoc"), at=here.tick(), case_id=_submitted(here), items=("ban-ve",))
    assert refused.value.code is Code.WRONG_STATE


def _submitted(here: District) -> int:
    filing = Filing(
        procedure_id=here.procedures["P5"],
        receiving_office_id=here.offices["huyen"],
        applicant=ApplicantDetails(name="Người nộp", phone="0905111222"),
        papers=("don",),
        channel=Channel.SELF_ONLINE,
    )
    who = applicant_actor("Người nộp", authority_id=here.authority_id, phone="0905111222")
    return submit(actor=who, at=here.tick(), filing=filing)


@pytest.mark.parametrize("channel", [Channel.COUNTER, Channel.SELF_ONLINE])
def test_a_joint_case_whose_parts_are_all_completed_is_past_its_last_step(channel: Channel) -> None:
    here = district()
    here.enact("LT", is_joint=True, steps=(here.step("mot", "tnmt", "handler", 2), here.step("hai", "tp", "handler", 2)))
    case_id = here.transferred("LT", channel=channel)
    for key in ("minh", "tu"):
        hand_over(actor=here.actor(key), at=here.tick(), case_id=case_id)
    case = here.case(case_id)
    assert (case.step, case.holder_office_id) == (2, here.offices["tp"])


def test_a_completed_last_step_stays_completed() -> None:
    here = district()
    here.enact("KH", limits={"": None}, steps=())
    case_id = here.transferred("KH")
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    assert here.case(case_id).step == 1


def test_an_office_with_a_part_of_a_joint_case_gives_nothing_away_but_its_part() -> None:
    here = district()
    here.enact("LT", is_joint=True, steps=(here.step("mot", "tnmt", "handler", 2), here.step("hai", "tp", "handler", 2)))
    case_id = here.transferred("LT", channel=Channel.SELF_ONLINE)
    with pytest.raises(Refusal) as refused:
        hand_over(actor=here.actor("tu"), at=here.tick(), case_id=case_id, to_office_id=here.offices["huyen"])
    assert refused.value.code is Code.NOT_ALLOWED
    hand_over(actor=here.actor("tu"), at=here.tick(), case_id=case_id)
    assert here.case(case_id).holder_office_id == here.offices["tnmt"]
