"""The one screen of a case: in every state, for every role, opened once an hour, and never over what somebody else has done."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.cases.commands.extend import extend
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.queries.visible import visible_to
from motcua.journal.models import Entry
from tests.builders.browser import Browser, Form, forms, ids
from tests.builders.district import MONDAY, PEOPLE, District
from tests.builders.situations import EVERY, IN_TIME_ORDER, LONG_AGO, asked_after, assigned, consulted, extended, furnished

pytestmark = pytest.mark.django_db

MOST_STATEMENTS = 30


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def address(case_id: int, choice: str = "") -> str:
    return f"/q/ho-so/{case_id}/{choice}/" if choice else f"/q/ho-so/{case_id}/"


def form_of(page: str, choice: str) -> Form:
    """The form of one act on a case's screen."""
    return next(form for form in forms(page) if form.action.endswith(f"/{choice}/"))


def openings(here: District, case_id: int) -> int:
    return Entry.objects.filter(authority_id=here.authority_id, case_id=case_id, kind="file-opened").count()


@pytest.mark.parametrize("name", IN_TIME_ORDER)
def test_the_screen_stands_in_every_state_for_every_role_with_one_primary_button_at_most(
    here: District, officer: Callable[[str], Browser], name: str
) -> None:
    case_id = EVERY[name](here)
    here.tick(max(here.now, MONDAY) + timedelta(minutes=5))
    for person in PEOPLE:
        actor = here.actor(person.key)
        may_see = visible_to(actor).filter(pk=case_id).exists()
        page = officer(person.key).page(address(case_id), 200 if may_see else 404)
        if not may_see:
            continue
        primaries = page.count("data-primary")
        assert primaries <= 1 and page.count("button-primary") == primaries
        assert len(set(ids(page))) == len(ids(page))
        assert "style=" not in page and "onclick" not in page


def test_the_screen_tells_who_what_where_and_until_when(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    page = officer("minh").page(address(case_id))
    for words in (
        here.case(case_id).file_number, "Người nộp 1", "Thủ tục P5", "17:00 T2 08/03", "Bước tham-dinh", "Đơn đề nghị", "Bản vẽ",
        "Giấy tiếp nhận và hẹn trả 01/TNHS", "/q/phieu/", "5 ngày làm việc", "hẹn trả 17:00 thứ Hai 08/03/2021", "Phân công",
        "cho Nguyễn Văn Minh", "Hoàn thành bước",
    ):  # fmt: skip
        assert words in page, words


def test_every_day_from_the_start_of_the_limit_to_the_due_is_explained(here: District, officer: Callable[[str], Browser]) -> None:
    page = officer("minh").page(address(here.transferred()))
    for words in ("T2 01/03", "ngày tiếp nhận, chưa tính", "T7 06/03", "nghỉ cuối tuần", "T2 08/03"):
        assert words in page


def test_only_the_acts_open_to_the_reader_are_offered(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.presented()
    handlers, leaders = officer("minh").page(address(case_id)), officer("hoa").page(address(case_id))
    assert [form.action for form in forms(handlers) if "decide" in form.action] == []
    assert "Chờ lãnh đạo quyết định" in handlers and "Việc tiếp theo" in handlers
    assert form_of(leaders, "decide").values["outcome"] == ["approve"]


def test_what_cannot_be_done_says_why(here: District, officer: Callable[[str], Browser]) -> None:
    page = officer("hoa").page(address(extended(here)))
    assert "<strong>Gia hạn:</strong> Hồ sơ này đã được hẹn lại một lần." in page
    assert "<strong>Quyết định:</strong> Chưa tới bước quyết định" in page


def test_an_officers_own_case_is_shown_and_left_to_others(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred(name="Nguyễn Văn Minh", phone="0905000001")
    page = officer("minh").page(address(case_id))
    assert "Hồ sơ đứng tên bạn" in page and not any("/ho-so/" in form.action for form in forms(page))


def test_opening_a_file_is_written_down_once_an_hour_for_each_person(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    minh, hoa = officer("minh"), officer("hoa")
    for browser in (minh, minh, hoa):
        browser.page(address(case_id))
    assert openings(here, case_id) == 2
    here.tick(here.now + timedelta(hours=1))
    minh.page(address(case_id))
    assert openings(here, case_id) == 3
    assert "Ai đã mở xem" in minh.page(address(case_id))


def test_a_file_that_is_not_mine_to_see_looks_as_if_there_were_none(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    for key in ("tu", "phap", "thao"):
        officer(key).page(address(case_id), 404)
        assert officer(key).client.post(address(case_id, "hand_over"), {"key": "k"}).status_code == 404
    officer("minh").page(address(10**9), 404)
    assert officer("minh").client.post(address(10**9, "hand_over"), {"key": "k"}).status_code == 404
    assert openings(here, case_id) == 0


def test_an_unknown_act_is_no_page_and_an_act_is_never_done_by_a_link(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    minh = officer("minh")
    minh.page(address(case_id, "xoa"), 404)
    assert minh.client.get(address(case_id, "pause")).headers["Location"] == f"{address(case_id)}?viec=pause#viec"
    assert '<details name="viec" open>' in minh.page(f"{address(case_id)}?viec=pause")
    minh.page(f"{address(case_id)}?viec=lạ")


def test_the_number_of_statements_does_not_grow_with_the_story(here: District, officer: Callable[[str], Browser]) -> None:
    def statements(case_id: int) -> int:
        with CaptureQueriesContext(connection) as told:
            minh.page(address(case_id))
        return len(told.captured_queries)

    minh = officer("minh")
    short, long = assigned(here), consulted(here)
    for _ in range(8):
        hand_over(actor=here.actor("minh"), at=here.tick(), case_id=long, to_person_id=here.people["nam"].pk)
        hand_over(actor=here.actor("minh"), at=here.tick(), case_id=long, to_person_id=here.people["minh"].pk)
    minh.page(address(short)), minh.page(address(long))
    assert statements(short) == statements(long) <= MOST_STATEMENTS


def test_what_somebody_else_did_meanwhile_is_told_and_nothing_typed_is_lost(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    minh = officer("minh")
    form = form_of(minh.page(address(case_id)), "consult")
    extend(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, due=MONDAY + timedelta(days=11, hours=9), reason="Mưa lũ")
    sent = minh.send(address(case_id), form, office=str(here.offices["tp"]), content="Nguồn gốc thửa đất?", due="2021-03-04")
    page = minh.told(sent, 409)
    assert "Hồ sơ đã thay đổi từ khi bạn mở trang này" in page and "Gia hạn, kèm xin lỗi (Lê Thị Hoa)" in page
    again = form_of(page, "consult")
    assert again.values["content"][0].strip() == "Nguồn gốc thửa đất?" and again.values["due"] == ["2021-03-04"]
    assert here.case(case_id).consultations.count() == 0
    minh.told(minh.send(address(case_id), again), 302)
    assert here.case(case_id).consultations.get().content == "Nguồn gốc thửa đất?"


def test_words_typed_for_an_act_that_is_no_longer_open_are_shown_to_be_copied(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    minh = officer("minh")
    form = form_of(minh.page(address(case_id)), "request_supplement")
    hand_over(actor=here.actor("nam"), at=here.tick(), case_id=case_id, to_office_id=here.offices["huyen"])
    page = minh.told(minh.send(address(case_id), form, items=["ban-ve"], reason="Bản vẽ thiếu kích thước"), 409)
    assert "Nội dung bạn đã nhập" in page and "Bản vẽ thiếu kích thước" in page
    assert here.case(case_id).state == "in_progress"


def test_two_officers_do_not_both_do_what_can_be_done_once(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    minh, nam = officer("minh"), officer("nam")
    first, second = (form_of(browser.page(address(case_id)), "take_over") for browser in (minh, nam))
    minh.told(minh.send(address(case_id), first), 302)
    page = nam.told(nam.send(address(case_id), second), 409)
    assert here.case(case_id).handler_id == here.people["minh"].pk
    assert "Chuyển hồ sơ (Nguyễn Văn Minh)" in page


def test_a_form_sent_twice_acts_once_and_is_answered_alike(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = assigned(here)
    minh = officer("minh")
    form = form_of(minh.page(address(case_id)), "consult")
    typed = {"office": str(here.offices["tp"]), "content": "Nguồn gốc?", "due": "2021-03-04"}
    answers = [minh.send(address(case_id), form, **typed).headers["Location"] for _ in range(2)]
    assert answers == [address(case_id)] * 2
    assert here.case(case_id).consultations.count() == 1


def test_a_late_case_shows_its_lateness_and_its_cause(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred(at=LONG_AGO)
    here.tick(MONDAY)
    page = officer("hoa").page(address(case_id))
    assert "đang quá hạn, do cơ quan chủ trì" in page and "nợ thư xin lỗi" in page and "due-late" in page


def test_papers_asked_for_are_marked_as_awaited(here: District, officer: Callable[[str], Browser]) -> None:
    page = officer("minh").page(address(asked_after(here)))
    assert "đang chờ bổ sung" in page and "Thiếu bản vẽ" in page and "đồng hồ đang dừng" in page
