"""The desk: what is to be done, in which order, with how many statements."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.cases.commands.assign import assign
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.queries import desk as desk_query
from motcua.cases.queries.desk import Section, Wish, desk
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.pace import Pace, Slack
from motcua.doors.shared.work_tags import about, slack_words, work_time
from motcua.offices.queries import directory
from tests.builders.browser import Browser
from tests.builders.district import MONDAY, District
from tests.builders.situations import (
    LONG_AGO,
    NOT_LONG_AGO,
    asked_after,
    asked_first,
    assigned,
    consulted,
    furnished,
    joint_online,
    paused,
    submitted,
)

pytestmark = pytest.mark.django_db

DESK = "/q/viec/"
MOST_STATEMENTS = 8


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def seen(here: District, key: str, **wish: Any) -> dict[str, list[int]]:
    """Section → the cases in it, as the person sees them."""
    told = desk(here.actor(key), offices=directory(here.authority_id), now=here.now, wish=Wish(**wish))
    return {shelf.section.name: [row.case_id for row in shelf.rows] for shelf in told.shelves}


def test_work_lies_in_sections_most_pressing_first(here: District) -> None:
    late = here.transferred(at=LONG_AGO)
    pressing = here.transferred(at=NOT_LONG_AGO)
    here.tick(MONDAY)
    later, new = here.transferred(), here.receive()
    waits, stands, asks = asked_after(here), paused(here), consulted(here)
    to_sign = here.presented()
    here.tick(MONDAY + timedelta(days=1, hours=9))  # Tuesday, closed: "now" reaches to Wednesday's opening
    assert seen(here, "minh") == {
        "NOW": [late, pressing], "NEW": [new], "LATER": [later], "WAITING": [waits, stands, asks, to_sign]
    }  # fmt: skip


def test_what_must_begin_before_the_office_closes_stands_under_today(here: District) -> None:
    here.enact("HN", steps=(here.step("tham-dinh", "tnmt", "handler", 1.5), here.step("ky", "tnmt", "leader", 1)))
    case_id = here.transferred("HN")  # due on Monday; two days and a half of work: to be begun by Thursday at one o'clock
    here.tick(MONDAY + timedelta(days=3))
    assert seen(here, "minh") == {"TODAY": [case_id]}
    here.tick(MONDAY + timedelta(days=3, hours=4))
    assert seen(here, "minh") == {"NOW": [case_id]}


def test_my_own_cases_come_first_and_can_be_seen_alone(here: District) -> None:
    anybodys, mine, anothers = here.transferred(), assigned(here), assigned(here, to="nam")
    assert seen(here, "minh") == {"LATER": [mine, anybodys, anothers]}
    assert seen(here, "minh", is_mine_only=True) == {"LATER": [mine]}


def test_a_leader_has_signatures_on_his_desk_that_his_handlers_wait_for(here: District) -> None:
    to_sign = here.presented()
    assert seen(here, "minh") == {"WAITING": [to_sign]}
    assert seen(here, "hoa") == {"LATER": [to_sign]}
    assert seen(here, "hoa", is_mine_only=True) == {"LATER": [to_sign]}


def test_where_no_step_is_the_leaders_a_completed_case_leaves_its_handler_and_waits_for_him(here: District, officer: Any) -> None:
    here.enact("MB", steps=(here.step("giai-quyet", "tnmt", "handler", 3),))
    case_id = here.transferred("MB")
    assert "Nhận việc" in officer("minh").page(DESK)
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    assert seen(here, "minh") == {"WAITING": [case_id]} and seen(here, "hoa") == {"LATER": [case_id]}
    page = officer("minh").page(DESK)
    assert "Bước 1/1: Trình lãnh đạo quyết định" in page and "Nhận việc" not in page
    assert "Trình lãnh đạo quyết định" in officer("hoa").page(f"/q/ho-so/{case_id}/")


def test_an_office_that_is_asked_and_one_that_has_a_part_find_it_on_their_desk(here: District) -> None:
    asked, joint = consulted(here), joint_online(here)
    assert seen(here, "tu") == {"ASKED": [asked], "PARTS": [joint]}
    assert seen(here, "phap") == {"ASKED": [asked], "PARTS": [joint]}


def test_a_case_at_the_counter_is_new_to_the_office_of_its_first_step_alone(here: District) -> None:
    case_id = here.receive()
    assert seen(here, "minh") == {"NEW": [case_id]}
    assert seen(here, "tu") == seen(here, "ngoc") == {}


def test_what_waits_before_acceptance_is_the_counters_and_not_on_a_desk(here: District) -> None:
    submitted(here), asked_first(here)
    assert seen(here, "ngoc") == {}


def test_one_section_is_shown_alone_and_long_lists_are_turned_over(here: District, monkeypatch: Any) -> None:
    monkeypatch.setattr(desk_query, "PAGE", 2)
    cases = [here.transferred() for _ in range(3)]
    waits = asked_after(here)
    new = [here.receive() for _ in range(3)]
    assert seen(here, "minh", section=Section.WAITING) == {"WAITING": [waits]}
    assert seen(here, "minh", page=1) == {"NEW": new, "LATER": cases[:2]}
    assert seen(here, "minh", page=2) == {"LATER": cases[2:], "WAITING": [waits]}
    assert seen(here, "minh", section=Section.NEW, page=2) == {"NEW": new[2:]}


def test_the_figures_tell_of_every_section_whatever_is_shown(here: District) -> None:
    here.transferred(), asked_after(here), here.receive()
    wishes = (Wish(), Wish(section=Section.WAITING), Wish(section=Section.NEW))
    told = [desk(here.actor("minh"), offices=directory(here.authority_id), now=here.now, wish=wish) for wish in wishes]
    assert [{section: count for section, count in each.counts.items() if count} for each in told] == [
        {Section.LATER: 1, Section.WAITING: 1, Section.NEW: 1}
    ] * 3


def test_the_page_says_what_to_do_until_when_and_how_pressing_it_is(here: District, officer: Callable[[str], Browser]) -> None:
    here.transferred(at=LONG_AGO, name="Đinh Thị Bê", procedure="P5")
    here.tick(MONDAY)
    page = officer("minh").page(DESK)
    for words in ("Đinh Thị Bê", "Nhận việc", "trễ 9 ngày", "■", "nợ thư xin lỗi", "17:00 T2 15/02", "Thủ tục P5", "chưa phân công"):
        assert words in page


def test_an_empty_desk_says_that_the_work_is_done(officer: Callable[[str], Browser]) -> None:
    assert "Hết việc ✓" in officer("minh").page(DESK)
    assert "Không có hồ sơ nào" in officer("minh").page(f"{DESK}?muc=cho") or "Hết việc" in officer("minh").page(f"{DESK}?muc=cho")


@pytest.mark.parametrize(
    "query", ["?muc=lạ", "?trang=0", "?trang=x", "?trang=99999999999", "?trang=7", "?cua=ai", "?muc=cho&cua=toi&trang=2"]
)
def test_an_address_typed_by_hand_is_no_error(here: District, officer: Callable[[str], Browser], query: str) -> None:
    here.transferred()
    officer("minh").page(f"{DESK}{query}")


def test_the_number_of_statements_does_not_grow_with_the_rows(here: District, officer: Callable[[str], Browser]) -> None:
    def statements() -> int:
        with CaptureQueriesContext(
            connection,
        ) as told:
            minh.page(DESK)
        return len(told.captured_queries)

    for _ in range(10):
        here.transferred()
    minh = officer("minh")
    minh.page(DESK)
    few = statements()
    for _ in range(38):
        here.transferred()
    here.receive(), consulted(here)
    assert few == statements() <= MOST_STATEMENTS


def test_the_next_work_is_the_most_pressing_case_in_which_i_have_the_next_move(here: District, officer: Callable[[str], Browser]) -> None:
    minh = officer("minh")
    assert minh.client.get(f"{DESK}tiep/").headers["Location"] == DESK
    pressing = here.transferred(at=NOT_LONG_AGO)
    here.tick(MONDAY)
    other = here.transferred()
    paused(here)
    assert minh.client.get(f"{DESK}tiep/").headers["Location"] == f"/q/ho-so/{pressing}/"
    assert minh.client.get(f"{DESK}tiep/?sau={pressing}").headers["Location"] == f"/q/ho-so/{other}/"


def test_a_desk_is_for_those_who_handle_or_decide(here: District, officer: Callable[[str], Browser]) -> None:
    officer("lan").page(DESK, 403)
    officer("thao").page(DESK, 403)
    assert Client().get(DESK).headers["Location"].startswith("/dang-nhap/")


def test_nothing_of_another_office_is_on_the_desk(here: District) -> None:
    case_id = here.transferred()
    assign(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, to_person_id=here.people["minh"].pk)
    joint_at_the_counter = here.receive("LT", channel=Channel.COUNTER)
    listed = [each for cases in seen(here, "tu").values() for each in cases]
    assert case_id not in listed and joint_at_the_counter not in listed


def test_time_is_told_as_people_tell_it() -> None:
    assert [about(minutes, 480) for minutes in (0, 45, 80, 200, 480, 700, 1500, -3000)] == [
        "0 phút", "45 phút", "1 giờ 20 phút", "3 giờ", "1 ngày", "1 ngày 3 giờ", "3 ngày", "6 ngày"
    ]  # fmt: skip
    assert work_time(541, 480) == "1 ngày 1 giờ 1 phút"
    assert slack_words(Slack(Pace.LATE, 480, 480)) == "trễ 1 ngày"
    assert slack_words(Slack(Pace.LATE, 0, 480)) == "vừa quá hạn"
    assert slack_words(Slack(Pace.NOW, 0, 480)) == "phải bắt đầu ngay"
    assert slack_words(Slack(Pace.STOPPED, 700, 480)) == "đồng hồ đang dừng"
