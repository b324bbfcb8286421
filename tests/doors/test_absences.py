"""Away on some days, on the screens: said, accepted, seen among the day's work, taken back; and told when it cannot be."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from motcua.cases.commands.take_original import take_original
from motcua.kernel.moments import at
from motcua.offices.absences import Absence
from tests.builders.browser import Browser, Form, forms
from tests.builders.district import District
from tests.builders.situations import assigned, furnished

pytestmark = pytest.mark.django_db
PAGE = "/q/viec/vang-mat/"
TUESDAY, FRIDAY = date(2021, 3, 2), date(2021, 3, 5)


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def form_to(who: Browser, end: str) -> Form:
    return next(form for form in forms(who.page(PAGE)) if form.action.endswith(end))


def said(browser: Browser, to: int, *, first: str = "2021-03-02", last: str = "2021-03-04", **typed: Any) -> Any:
    return browser.send(PAGE, form_to(browser, "/ghi/"), first=first, last=last, stand_in=str(to), **typed)


def test_going_and_coming_back_is_said_by_both_on_one_page(here: District, officer: Officer) -> None:
    assigned(here, "minh")
    minh, nam = officer("minh"), officer("nam")
    page = minh.told(said(minh, here.people["nam"].pk), 302)
    assert "đến lúc đó chưa ai chịu trách nhiệm thay" in page and "chờ bấm nhận" in page
    assert '<span class="count count-wait">1</span>' in nam.page("/q/viec/"), "his desk says that somebody asks"
    page = nam.told(nam.send(PAGE, form_to(nam, "/nhan/")), 302)
    assert "Bạn làm thay trong những ngày ấy" in page and "Bạn làm thay Nguyễn Văn Minh được không?" not in page
    here.tick(at(TUESDAY) + timedelta(hours=9))
    work = nam.page("/q/viec/?cua=toi")
    assert "làm thay Nguyễn Văn Minh" in work
    assert "vắng, Lê Văn Nam làm thay" in officer("hoa").page("/q/viec/")
    here.tick(at(FRIDAY) + timedelta(hours=8))
    page = minh.page(PAGE)
    assert "Bạn đã trở lại?" in page and "không ai làm gì với hồ sơ của bạn" in page
    page = minh.told(minh.send(PAGE, form_to(minh, "/thoi/")), 302)
    assert "Bạn đã trở lại?" not in page and "Không ai vắng ✓" in page
    assert "làm thay" not in nam.page("/q/viec/?cua=toi").replace("Nghỉ, làm thay", "")


def test_the_case_itself_says_who_does_it_meanwhile(here: District, officer: Officer) -> None:
    case_id, minh, nam = assigned(here, "minh"), officer("minh"), officer("nam")
    minh.told(said(minh, here.people["nam"].pk, first="2021-03-01"), 302)
    nam.told(nam.send(PAGE, form_to(nam, "/nhan/")), 302)
    assert "vắng, Lê Văn Nam làm thay" in officer("hoa").page(f"/q/ho-so/{case_id}/")


def test_who_holds_originals_is_reminded_to_leave_them_with_somebody(here: District, officer: Officer) -> None:
    case_id = assigned(here, "minh")
    take_original(actor=here.actor("minh"), at=here.tick(), case_id=case_id, originals=("Sổ đỏ BK 1",))
    assert "Bạn đang giữ 1 bản chính của người nộp" in officer("minh").page(PAGE)
    assert "bản chính của người nộp" not in officer("nam").page(PAGE)


def test_everything_wrong_is_told_at_its_field_and_nothing_typed_is_lost(here: District, officer: Officer) -> None:
    minh = officer("minh")
    page = minh.told(said(minh, 0, first="hôm kia", last=""), 422)
    assert page.count("field-error") == 3 and 'value="hôm kia"' in page and "Hãy ghi ngày có trong lịch" in page
    page = minh.told(said(minh, here.people["nam"].pk, first="2021-03-04", last="2021-03-02"), 422)
    assert "ngày cuối, không trước ngày đầu" in page and 'value="2021-03-04"' in page
    assert not Absence.objects.exists()


def test_a_leader_says_it_for_others_and_is_warned_of_work_that_nobody_does(here: District, officer: Officer) -> None:
    hoa, minh = officer("hoa"), here.people["minh"].pk
    page = hoa.told(said(hoa, here.people["nam"].pk, first="2021-03-01", who=f"{minh}-{here.offices['tnmt']}"), 302)
    assert "đã vắng mà chưa ai nhận" in page


def test_two_who_answer_at_once_are_told_apart(here: District, officer: Officer) -> None:
    minh, nam = officer("minh"), officer("nam")
    minh.told(said(minh, here.people["nam"].pk), 302)
    late_yes = form_to(nam, "/nhan/")
    minh.told(minh.send(PAGE, form_to(minh, "/thoi/")), 302)
    page = nam.told(nam.send(PAGE, late_yes), 409)
    assert "đã được nhận, đã rút lại hoặc đã hết ngày" in page


def test_of_another_office_it_is_neither_seen_nor_answered(here: District, officer: Officer) -> None:
    minh = officer("minh")
    minh.told(said(minh, here.people["nam"].pk), 302)
    assert "Nguyễn Văn Minh" not in officer("phap").page(PAGE)
    absence = Absence.objects.get().pk
    tu = officer("tu")
    response = tu.send(f"{PAGE}{absence}/nhan/", Form(f"{PAGE}{absence}/nhan/", "post", {"key": ["k1"]}))
    assert response.status_code == 404
    assert Absence.objects.get().accepted_at is None
