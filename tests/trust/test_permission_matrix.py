"""Every route answers every role, at every distance from a case, as the reviewed table permissions.csv says."""

import os

import pytest

from motcua.cases.rules.openings import Choice
from motcua.doors.shared.access import routes
from motcua.offices.rules.roles import PERMISSIONS, Role
from tests.trust import matrix
from tests.trust.matrix import ANYWHERE, DONE, FORBIDDEN, MISSING, MOVED, NOBODY, SHOWN, SIGN_IN
from tests.trust.matrix_asks import ASKS
from tests.trust.matrix_world import world

TABLE = matrix.written() if matrix.TABLE.exists() else {}
BATCHES = {ask.route for ask in ASKS if ask.is_batch}
PUBLIC = {route.name for route in routes() if route.access and route.access.is_public}
AGAIN = "write the table anew with tools/permission_matrix.py and review what changed"

STATEMENT_ACTS = ("keep_statement", "read_statement", "book_line", "drop_statement", "settle_line", "collect_line")
# act → the permission without which nobody may do it (NĐ 61/2018; offices/rules/roles.py).
NEEDED: dict[str, set[str]] = {
    Choice.RETURN_RESULT: {"case.return_result"},
    Choice.HAND_OVER_RESULT: {"case.hand_over"},
    Choice.DECIDE: {"case.decide"},
    Choice.RESUME: {"case.resume"},
    Choice.SUPPLY: {"case.supply"},
    Choice.TRANSFER: {"case.transfer"},
    Choice.TAKE_OVER: {"case.hand_over"},
    Choice.HAND_OVER: {"case.hand_over"},
    Choice.ANSWER_CONSULTATION: {"case.answer_consultation"},
    Choice.APOLOGISE: {"case.apologise"},
    Choice.EXTEND: {"case.extend"},
    Choice.ASSIGN: {"case.assign"},
    Choice.REQUEST_SUPPLEMENT: {"case.request_supplement", "case.request_supplement_again"},
    Choice.REQUEST_SUPPLEMENT_AGAIN: {"case.request_supplement", "case.request_supplement_again"},
    Choice.CONSULT: {"case.consult"},
    Choice.PAUSE: {"case.pause"},
    Choice.HAND_OVER_TO: {"case.hand_over"},
    Choice.DISCONTINUE: {"case.discontinue"},
    Choice.WITHDRAW: {"case.withdraw_with_proof"},
    "receive": {"case.receive"},
    "supplement": {"case.request_first_supplement"},
    "refuse": {"case.refuse_intake"},
    "forward": {"case.forward"},
    "approve": {"catalogue.approve"},
    "set_aside": {"catalogue.approve"},
    "submit": {"report.submit"},
    "propose": {"calendar.propose"},
    **{
        act: {"people.manage"}
        for act in ("add_person", "appoint", "end_appointment", "lock_account", "give_password", "reset_second_factor")
    },
    **{act: {"office.change"} for act in ("change_office", "add_office", "end_office")},
    "enrol_second_factor": {"second_factor.hold"},
    "attach": {"case.attach"},
    "scan": {"case.attach"},
    "reuse": {"case.attach"},
    "set_aside_file": {"case.attach"},
    "draft_result": {"case.draft"},
    "file_result": {"case.draft"},
    **{act: {"original.hold"} for act in ("take_original", "offer_original", "accept_original", "give_back_original")},
    **{act: {"incident.handle"} for act in ("report_incident", "settle_incident")},
    "apologise_for_incident": {"case.apologise"},
    **{act: {"case.return_result"} for act in ("ask_correction", "hand_correction")},
    **{act: {"person.merge"} for act in ("propose_merge", "settle_merge", "ask_parting")},
    "answer_correction": {"case.decide"},
    **{act: {"case.process", "case.assign"} for act in ("state_absence", "end_absence")},
    "accept_absence": {"case.process"},
    "keep_result_template": {"catalogue.approve"},
    "adopt": {"calendar.approve"},
    **{act: {"case.take_over"} for act in ("keep_old_file", "save_mapping", "take_over_old", "remove_old_file")},
    "send_back": {"calendar.approve"},
    **{act: {"fee.collect"} for act in ("collect_fee", "waive_fee", "ask_void", *STATEMENT_ACTS)},
    "settle_void": {"fee.void"},
    "close_drawer": {"fee.close"},
    **{act: {"queue.serve"} for act in ("draw_ticket", "call_next", "call_again", "end_ticket", "give_guidance", "close_counter")},
    "set_fee_account": {"fee.account"},
}


def cells() -> list[tuple[matrix.Row, str, str]]:
    """Every cell of the table: its row, who, and what is answered."""
    return [(row, who, outcome) for row, answers in TABLE.items() for who, outcome in answers.items()]


def test_no_route_and_no_method_is_left_out() -> None:
    assert matrix.unasked() == [], "ask it in tests/trust/matrix.py, then " + AGAIN


def test_the_table_has_exactly_the_rows_that_are_asked() -> None:
    assert list(TABLE) == matrix.rows(), AGAIN


@pytest.mark.django_db
def test_every_route_answers_as_the_table_says() -> None:
    found = matrix.observed(world())
    if os.environ.get("PERMISSION_MATRIX") == "write":
        matrix.write(found)
        return
    differing = [
        f"{' '.join(filter(None, row))} as {who}: {answers[who]}, not {TABLE.get(row, {}).get(who)}"
        for row, answers in found.items()
        for who in matrix.WHO
        if TABLE.get(row, {}).get(who) != answers[who]
    ]
    assert differing == [], AGAIN


# ---- what must hold of the table itself, whoever has reviewed it ------------------------------------------------------------


def test_whoever_is_nobody_sees_public_pages_and_else_the_sign_in() -> None:
    for (route, method, *_), who, outcome in cells():
        if who in NOBODY:
            assert outcome == SIGN_IN or route in PUBLIC, (route, method, who)
            assert outcome in (SIGN_IN, SHOWN, MOVED), (route, method, who)


def tells_nothing(route: str, method: str, outcome: str) -> bool:
    """Whether the case does not exist for whoever asked; a batch is answered item by item, on a page that was the officer's own anyway."""
    return outcome == MISSING or (method, outcome) == ("GET", MOVED) or (route in BATCHES and outcome in (SHOWN, FORBIDDEN))


def test_an_officer_of_another_authority_learns_nothing_of_a_case_not_even_that_it_exists() -> None:
    for (route, method, act, point, relation), who, outcome in cells():
        if relation == "foreign" and who not in NOBODY and route not in PUBLIC:
            assert tells_nothing(route, method, outcome), (route, act, point, who)


def test_an_office_that_has_nothing_to_do_with_a_case_learns_nothing_of_it() -> None:
    for (route, method, act, point, relation), who, outcome in cells():
        if relation == "other" and who not in NOBODY and route not in PUBLIC and point not in ("consulted", "answered"):
            assert tells_nothing(route, method, outcome), (route, act, point, who)


def test_nobody_acts_without_the_permission_for_it() -> None:
    for (route, _, act, point, _), who, outcome in cells():
        if act and outcome == DONE:
            assert PERMISSIONS[Role(who)] & NEEDED[act], (route, act, point, who)


def test_only_a_leader_asks_for_papers_a_second_time() -> None:
    assert {who for row, who, outcome in cells() if row[2] == Choice.REQUEST_SUPPLEMENT_AGAIN and outcome == DONE} == {"leader"}


def test_whoever_lacks_the_permission_is_told_so_or_nothing_at_all() -> None:
    for (route, method, act, point, _), who, outcome in cells():
        if method == "POST" and act and who not in NOBODY and not PERMISSIONS[Role(who)] & NEEDED[act]:
            assert outcome in (FORBIDDEN, MISSING), (route, act, point, who)


def test_a_batch_does_nothing_to_a_case_out_of_reach() -> None:
    for (route, _, _, _, relation), who, outcome in cells():
        if route in BATCHES and relation in ("other", "foreign"):
            assert outcome != DONE, (route, who)


def test_every_act_is_done_by_somebody_at_its_time_so_that_a_denial_is_told_from_a_bad_form() -> None:
    done = {(row[0], row[2]) for row, _, outcome in cells() if outcome == DONE}
    asked = {(ask.route, ask.act) for ask in ASKS if ask.method == "POST" and ask.act}
    assert asked <= done


def test_no_act_upon_a_case_that_has_ended_is_done_but_what_makes_an_error_good() -> None:
    ended = [row for row, _, outcome in cells() if outcome == DONE and row[3] == "returned"]
    assert {act for _, _, act, _, _ in ended} == {"hand_correction"}, "but an error of the office is made good after the end"


def test_every_page_is_open_to_somebody_and_none_but_public_ones_to_all() -> None:
    for row, answers in TABLE.items():
        if row[1] == "GET" and row[4] in (ANYWHERE, "receiving"):
            assert {SHOWN, MOVED} & set(answers.values()), row
            assert row[0] in PUBLIC or answers["anonymous"] == SIGN_IN, row
