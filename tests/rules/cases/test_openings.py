"""Which acts are open to whom: pure situations, by example and by property."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.flow import State, acts_open_to
from motcua.cases.rules.openings import Choice, Opening, Situation, Waiting, is_own_case, next_choice, openings, waits_for
from motcua.kernel.actor import Actor, ActorKind, Grant
from motcua.kernel.refusal import Code
from motcua.offices.rules.roles import PERMISSIONS, Role

COUNTER, DIVISION, OTHER = 1, 2, 3
WORKED_ON = Situation(
    state=State.IN_PROGRESS, is_accepted=True, handling_office_id=DIVISION, receiving_office_id=COUNTER, lead_office_id=DIVISION,
    is_last_step=True, has_due=True, has_handler=True, pauses=("obligation",),
)  # fmt: skip
TO_SIGN = replace(WORKED_ON, is_signing_step=True)


def person(role: Role, office: int = DIVISION) -> Actor:
    grant = Grant(role, office, PERMISSIONS[role], frozenset({office}))
    return Actor(ActorKind.OFFICER, "person:7", "Nguyễn Văn Minh", 1, (grant,), person_id=7, phone="0905000001")


def open_to(case: Situation, actor: Actor) -> set[Choice]:
    return {opening.choice for opening in openings(case, actor) if opening.bar is None}


def test_the_next_act_of_a_handler_is_to_complete_his_step() -> None:
    offered = openings(WORKED_ON, person(Role.HANDLER))
    assert next_choice(WORKED_ON, offered) is Choice.HAND_OVER
    assert Choice.DECIDE not in open_to(WORKED_ON, person(Role.HANDLER))


def test_a_case_that_waits_for_a_signature_asks_its_handler_for_nothing_and_its_leader_for_a_decision() -> None:
    assert next_choice(TO_SIGN, openings(TO_SIGN, person(Role.HANDLER))) is None
    assert waits_for(TO_SIGN) is Waiting.LEADER
    assert next_choice(TO_SIGN, openings(TO_SIGN, person(Role.LEADER))) is Choice.DECIDE


def test_before_the_last_step_the_leader_is_told_why_he_cannot_decide() -> None:
    early = replace(WORKED_ON, is_last_step=False)
    assert Opening(Choice.DECIDE, Code.STEPS_OPEN) in openings(early, person(Role.LEADER))


def test_a_decided_result_goes_to_the_counter_and_nothing_else_happens_to_it() -> None:
    decided = replace(TO_SIGN, is_decided=True, has_result_via_counter=True)
    assert open_to(decided, person(Role.HANDLER)) == {Choice.HAND_OVER_RESULT}
    assert open_to(decided, person(Role.LEADER)) == set()


def test_a_case_extended_once_is_not_extended_again_but_apologised_for() -> None:
    extended = replace(WORKED_ON, why_not_extendable=Code.ALREADY_EXTENDED)
    offered = openings(extended, person(Role.LEADER))
    assert Opening(Choice.EXTEND, Code.ALREADY_EXTENDED) in offered
    assert Choice.APOLOGISE in open_to(extended, person(Role.LEADER))


def test_an_apology_is_not_offered_while_the_date_can_still_be_moved() -> None:
    assert Choice.APOLOGISE not in open_to(WORKED_ON, person(Role.LEADER))
    late = replace(WORKED_ON, is_late=True, owes_apology=True, why_not_extendable=Code.TOO_LATE_TO_EXTEND)
    assert next_choice(late, openings(late, person(Role.LEADER, DIVISION))) is Choice.DECIDE
    early_step = replace(late, is_last_step=False)
    assert next_choice(early_step, openings(early_step, person(Role.LEADER))) is Choice.APOLOGISE


def test_a_handler_too_late_to_ask_for_papers_sees_why_and_his_leader_may_still() -> None:
    late = replace(WORKED_ON, why_not_supplement=Code.SUPPLEMENT_TOO_LATE)
    assert Opening(Choice.REQUEST_SUPPLEMENT, Code.SUPPLEMENT_TOO_LATE) in openings(late, person(Role.HANDLER))
    assert Choice.REQUEST_SUPPLEMENT_AGAIN in open_to(late, person(Role.LEADER))


def test_only_the_office_that_was_asked_answers() -> None:
    asked = replace(WORKED_ON, asked_office_ids=(OTHER,))
    assert open_to(asked, person(Role.HANDLER, OTHER)) == {Choice.ANSWER_CONSULTATION}
    assert Choice.ANSWER_CONSULTATION not in open_to(asked, person(Role.HANDLER))
    assert waits_for(asked) is Waiting.CONSULTATION


def test_an_office_with_a_part_of_a_joint_case_completes_its_part_and_nothing_more() -> None:
    joint = replace(WORKED_ON, part_office_ids=(OTHER,))
    assert open_to(joint, person(Role.HANDLER, OTHER)) == {Choice.HAND_OVER}


def test_upon_his_own_case_an_officer_does_nothing() -> None:
    assert openings(replace(WORKED_ON, is_own=True), person(Role.HANDLER)) == ()
    assert is_own_case(person(Role.HANDLER), name="NGUYỄN VĂN MINH", phone="0905000001")
    assert not is_own_case(person(Role.HANDLER), name="Nguyễn Văn Minh", phone="0905000002")


def test_whom_a_stopped_case_waits_for() -> None:
    states = (State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION, State.PAUSED)
    assert [waits_for(replace(WORKED_ON, state=state)) for state in states] == [Waiting.APPLICANT, Waiting.OBLIGATION, Waiting.PAUSE]
    assert waits_for(WORKED_ON) is None


situations = st.builds(
    Situation,
    state=st.sampled_from([state for state in State if state is not State.NEW]),
    is_accepted=st.booleans(),
    handling_office_id=st.sampled_from([COUNTER, DIVISION, OTHER]),
    receiving_office_id=st.just(COUNTER),
    lead_office_id=st.sampled_from([DIVISION, OTHER]),
    part_office_ids=st.sampled_from([(), (OTHER,)]),
    asked_office_ids=st.sampled_from([(), (OTHER,), (0,)]),
    is_last_step=st.booleans(),
    is_signing_step=st.booleans(),
    is_decided=st.booleans(),
    has_result_via_counter=st.booleans(),
    has_handler=st.booleans(),
    has_due=st.booleans(),
    is_late=st.booleans(),
    will_be_late=st.booleans(),
    owes_apology=st.booleans(),
    pauses=st.sampled_from([(), ("obligation",)]),
    why_not_extendable=st.sampled_from([None, Code.ALREADY_EXTENDED]),
    why_not_supplement=st.sampled_from([None, Code.SUPPLEMENT_TOO_LATE]),
)
people = st.builds(person, st.sampled_from(list(Role)), st.sampled_from([COUNTER, DIVISION, OTHER]))
SHOWN_UNDER = {
    Choice.TRANSFER: "hand_over", Choice.TAKE_OVER: "hand_over", Choice.HAND_OVER_TO: "hand_over",
    Choice.REQUEST_SUPPLEMENT_AGAIN: "request_supplement",
}  # fmt: skip


@given(situations, people)
def test_every_choice_is_an_act_that_the_state_allows(case: Situation, actor: Actor) -> None:
    allowed = {act.value for act in acts_open_to(case.state, is_accepted=case.is_accepted)}
    assert {SHOWN_UNDER.get(opening.choice, opening.choice.value) for opening in openings(case, actor)} <= allowed


@given(situations, people)
def test_the_next_act_is_always_one_that_is_open_and_stands_once(case: Situation, actor: Actor) -> None:
    offered = openings(case, actor)
    choice = next_choice(case, offered)
    assert choice is None or Opening(choice) in offered
    assert len({opening.choice for opening in offered}) == len(offered)


@given(situations)
def test_whoever_holds_no_role_is_offered_nothing(case: Situation) -> None:
    assert openings(case, Actor(ActorKind.OFFICER, "person:9", "Không vai", 1)) == ()
