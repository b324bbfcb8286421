"""Originals on the screens: kept at intake, handed over by both sides, given back with the result, seen by whoever leads."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.cases.models import Original
from motcua.cases.queries.originals import held_of
from tests.builders.browser import Browser, forms
from tests.builders.district import District
from tests.builders.situations import furnished, settled

pytestmark = pytest.mark.django_db
LIST = "/q/so/ban-chinh/"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def took(who: Browser, case_id: int, words: str) -> str:
    page = f"/q/ho-so/{case_id}/"
    return who.told(who.send(page, who.form(page, having="originals"), originals=words), 302)


def form_to(who: Browser, end: str) -> Any:
    return next(form for form in forms(who.page(LIST)) if form.action.endswith(end))


def test_an_original_goes_from_hand_to_hand_and_each_side_says_so(here: District, officer: Officer) -> None:
    case_id, lan, minh = here.transferred(name="Đinh Thị Hơ"), officer("lan"), officer("minh")
    page = took(lan, case_id, "Sổ đỏ BK 1\n\nHọc bạ")
    assert "Đã ghi: bạn đang giữ bản chính." in page and "Trần Thị Lan giữ từ" in page and "Học bạ" in page
    page = lan.told(lan.send(LIST, form_to(lan, "/giao/"), to=str(here.people["minh"].pk)), 302)
    assert "đang giao cho Nguyễn Văn Minh" in page
    assert "Chờ bạn nhận" in minh.page(LIST)
    page = minh.told(minh.send(LIST, form_to(minh, "/nhan/")), 302)
    assert "Bạn đang giữ bản chính này." in page and "Chờ bạn nhận" not in page
    assert "Nguyễn Văn Minh giữ từ" in lan.page(f"/q/ho-so/{case_id}/")
    assert "Nhận bàn giao bản chính: cho Nguyễn Văn Minh" in lan.page(f"/q/ho-so/{case_id}/")


def test_the_leader_sees_what_his_offices_hold_oldest_first_and_nobody_else_does(here: District, officer: Officer) -> None:
    first, second = here.transferred(), here.transferred()
    took(officer("lan"), first, "Giấy cũ")
    here.tick()
    took(officer("lan"), second, "Giấy mới")
    page = officer("hoa").page(LIST)
    assert 0 < page.index("Giấy cũ") < page.index("Giấy mới") and "Cả cơ quan đang giữ" in page
    assert "Giấy cũ" not in officer("phap").page(LIST), "another division sees nothing of it"
    assert "Cả cơ quan đang giữ" not in officer("minh").page(LIST)
    assert officer("thao").client.get(LIST).status_code == 403


def test_nothing_typed_is_lost_when_an_original_is_not_named(here: District, officer: Officer) -> None:
    case_id, lan = here.transferred(), officer("lan")
    page = f"/q/ho-so/{case_id}/"
    assert "bản chính đã nhận" in lan.told(lan.send(page, lan.form(page, having="originals"), originals=" "), 422)
    long = lan.told(lan.send(page, lan.form(page, having="originals"), originals="x" * 201), 422)
    assert "x" * 201 in long and not Original.objects.exists()


def test_a_hand_back_without_a_signature_is_told(here: District, officer: Officer) -> None:
    case_id, lan = here.transferred(), officer("lan")
    took(lan, case_id, "Sổ đỏ")
    assert "đã ký nhận" in lan.told(lan.send(LIST, form_to(lan, "/tra/")), 422)
    lan.told(lan.send(LIST, form_to(lan, "/tra/"), has_signed="1"), 302)
    assert held_of(case_id) == () and "đã trả" in lan.page(f"/q/ho-so/{case_id}/")


def test_the_counter_gives_originals_back_with_the_result_or_says_why_not(here: District, officer: Officer) -> None:
    case_id, lan = settled(here), officer("lan")
    took(lan, case_id, "Sổ đỏ")
    address = f"/q/quay/tra/{case_id}/"
    form = lan.form(address)
    assert "trả cùng kết quả" in lan.page(address) and "given_back" not in form.values
    page = lan.told(lan.send(address, form), 409)
    assert "còn bản chính của người nộp chưa trả: Sổ đỏ (Trần Thị Lan giữ)" in page
    given = str(held_of(case_id)[0].id)
    lan.told(lan.send(address, lan.form(address), given_back=given), 302)
    assert held_of(case_id) == () and here.case(case_id).state == "returned"


def test_the_paper_to_sign_tells_every_original(here: District, officer: Officer) -> None:
    case_id, lan = here.transferred(), officer("lan")
    took(lan, case_id, "Sổ đỏ BK 1")
    answer = lan.client.get(f"/q/ho-so/{case_id}/ban-chinh.pdf")
    assert answer.status_code == 200 and answer.content.startswith(b"%PDF")
