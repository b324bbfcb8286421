"""The screens of people and offices: a colleague is added and works, a role ends with a hand-over, a password is shown once."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from motcua.offices.models import Assignment, Office, Person
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Browser, Form, forms
from tests.builders.district import District, district
from tests.builders.situations import assigned

pytestmark = pytest.mark.django_db

PEOPLE, NEW = "/qt/can-bo/", "/qt/can-bo/them/"
TYPED = {"name": "Lê Thị Sen", "login": "sen.lt", "phone": "0905 000 111", "role": "handler", "valid_from": "2021-03-01"}


@pytest.fixture
def here(db: None) -> District:
    return district(people=(PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),))


@pytest.fixture
def tri(here: District, monkeypatch: Any) -> Browser:
    return Browser(here, "tri", monkeypatch)


def added(here: District, tri: Browser, status: int = 200, **typed: Any) -> str:
    form = tri.form(NEW, having="given")
    return tri.told(tri.send(NEW, form, **{**TYPED, "office": str(here.offices["tnmt"]), **typed}), status)


def form_to(page: str, end: str) -> Form:
    return next(form for form in forms(page) if form.action.endswith(end))


def signed_in(login: str, password: str) -> str:
    return Client().post("/dang-nhap/", {"username": login, "password": password}).content.decode()


def page_of(here: District, tri: Browser, key: str) -> str:
    return tri.page(f"{PEOPLE}{here.people[key].pk}/")


def test_a_colleague_is_added_and_signs_in_with_the_password_that_was_shown(here: District, tri: Browser) -> None:
    form = tri.form(NEW, having="given")
    answer = tri.send(NEW, form, **{**TYPED, "office": str(here.offices["tnmt"])})
    page, [password] = tri.told(answer), form.values["given"]
    assert password in page and "chỉ hiện ở trang này một lần" in page and answer["Cache-Control"] == "no-store"
    assert password not in tri.page(PEOPLE) and "chưa đổi mật khẩu được cấp" in tri.page(PEOPLE)
    assert "Đặt mật khẩu của riêng bạn" in signed_in("sen.lt", password)
    assert "Người thụ lý, Phòng Tài nguyên và Môi trường" in tri.page(PEOPLE)
    again = tri.told(tri.send(NEW, form, **{**TYPED, "office": str(here.offices["tnmt"])}))
    assert password in again and Person.objects.filter(login="sen.lt").count() == 1, "a form sent twice adds one person"
    assert "Thêm cán bộ" in tri.page("/qt/") and "sen.lt" in tri.page("/qt/")


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"login": "Sen Lê"}, "chữ thường không dấu"), ({"name": ""}, "Hãy ghi họ và tên"), ({"name": "Lª ThÞ Sen"}, "phông cũ"),
        ({"role": "vua"}, "Hãy chọn vai trò"), ({"office": "99999"}, "Hãy chọn nơi làm việc"), ({"valid_from": "mai"}, "Hãy chọn ngày"),
        ({"valid_from": "2020-01-01"}, "sớm quá"), ({"given": "ngắn"}, "mở lại trang"), ({"login": "huyen"}, ""),
    ],
)  # fmt: skip
def test_a_flaw_is_told_at_its_field_and_nothing_typed_is_lost(here: District, tri: Browser, typed: dict[str, str], told: str) -> None:
    status = 422 if told else 200
    page = added(here, tri, status, **typed)
    assert told in page
    assert not told or ("0905 000 111" in page and not Person.objects.filter(phone="0905 000 111").exists())


def test_a_login_that_is_taken_is_told(here: District, tri: Browser) -> None:
    added(here, tri)
    assert "đã có người dùng" in added(here, tri, 422, name="Người Khác")


def test_a_role_ends_with_its_work_handed_over(here: District, tri: Browser) -> None:
    case_id = assigned(here)
    page = page_of(here, tri, "minh")
    assert "Đang thụ lý 1 hồ sơ" in page and "Bàn giao 1 hồ sơ cho" in page
    form = form_to(page, "/thoi/")
    assert "Hãy chọn người nhận bàn giao" in tri.told(tri.send("", form, until="2021-03-05"), 422)
    assert "Hãy chọn ngày thôi" in tri.told(tri.send("", form, until=""), 422)
    done = tri.told(tri.send("", form, until="2021-03-05", to=str(here.people["nam"].pk)), 302)
    assert "thôi từ thứ Sáu 05/03/2021" in done and here.case(case_id).handler_id == here.people["nam"].pk


def test_a_second_role_is_given_and_shown_as_backup(here: District, tri: Browser) -> None:
    form = form_to(page_of(here, tri, "lan"), "/vai-tro/")
    page = tri.told(tri.send("", form, office=str(here.offices["tp"]), role="handler", is_backup="1"), 302)
    assert "Đã giao vai trò" in page and "(dự phòng), Phòng Tư pháp" in page
    assert Assignment.objects.get(person=here.people["lan"], role="handler").is_backup


def test_a_reset_password_is_shown_once_and_ends_the_sessions(here: District, tri: Browser, monkeypatch: Any) -> None:
    lan = Browser(here, "lan", monkeypatch)
    lan.page("/q/quay/")
    form = form_to(page_of(here, tri, "lan"), "/mat-khau/")
    page, [password] = tri.told(tri.send("", form)), form.values["given"]
    assert password in page and "Đặt mật khẩu của riêng bạn" in signed_in("huyen-thu:lan", password)
    assert lan.client.get("/q/quay/").headers["Location"].startswith("/dang-nhap/")


def test_an_account_is_locked_with_a_reason_and_opened_again(here: District, tri: Browser) -> None:
    form = form_to(page_of(here, tri, "lan"), "/khoa/")
    assert "lý do khóa" in tri.told(tri.send("", form, do="lock"), 422)
    page = tri.told(tri.send("", form, do="lock", reason="Nghỉ thai sản"), 302)
    assert "đã khóa" in page and not Person.objects.get(pk=here.people["lan"].pk).is_active
    assert "Đã mở lại" in tri.told(tri.send("", form_to(page, "/khoa/"), do="unlock"), 302)


def test_ones_own_account_offers_no_lock(here: District, tri: Browser) -> None:
    assert "nhờ một quản trị khác" in page_of(here, tri, "tri")
    address = f"{PEOPLE}{here.people['tri'].pk}/khoa/"
    assert "không tự khóa" in tri.told(tri.client.post(address, {"key": "k", "do": "lock", "reason": "x"}), 403)  # type: ignore[arg-type]


def test_a_form_about_another_persons_role_changes_only_what_it_names(here: District, tri: Browser) -> None:
    address = f"{PEOPLE}{here.people['lan'].pk}/thoi/"
    answer = tri.client.post(address, {"key": "k", "assignment": "999999", "until": "2021-03-05"})
    assert answer.status_code == 404 and not Assignment.objects.exclude(valid_to=None).exists()


def test_an_office_gets_its_code_and_keeps_its_history(here: District, tri: Browser) -> None:
    address = f"/qt/co-quan/{here.offices['tp']}/"
    assert "Phòng Tư pháp" in tri.page("/qt/co-quan/") and "dùng mã 000.00.99.H08" in tri.page("/qt/co-quan/")
    form = tri.form(address, having="code")
    assert "không đúng dạng mã" in tri.told(tri.send(address, form, code="H08"), 422)
    assert "Hãy ghi tên cơ quan" in tri.told(tri.send(address, form, name=" "), 422)
    page = tri.told(tri.send(address, form, code="000.01.99.H08"), 302)
    assert "000.01.99.H08" in page and Office.objects.get(pk=here.offices["tp"]).code == "000.01.99.H08"
    assert "mã: thêm “000.01.99.H08”" in tri.page("/qt/")
    tri.page("/qt/co-quan/99999/", 404)


def test_the_number_of_statements_does_not_grow_with_the_people(here: District, tri: Browser) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            tri.page(PEOPLE)
        return len(told.captured_queries)

    tri.page(PEOPLE)
    few = statements()
    for number in range(5):
        added(here, tri, login=f"sen.{number}")
    tri.page(PEOPLE)
    assert statements() == few <= 10


def test_an_office_is_added_and_closed_on_the_screen(here: District, tri: Browser) -> None:
    form = tri.form("/qt/co-quan/them/", having="kind")
    assert "Hãy ghi tên cơ quan" in tri.told(tri.send("/qt/co-quan/them/", form, name=""), 422)
    assert "Hãy chọn ngày" in tri.told(tri.send("/qt/co-quan/them/", form, name="Phòng Kinh tế", valid_from="x"), 422)
    page = tri.told(tri.send("/qt/co-quan/them/", form, name="Phòng Kinh tế", valid_from="2021-03-02"), 302)
    assert "Đã thêm Phòng Kinh tế" in page and "từ thứ Ba 02/03/2021" in page
    office = Office.objects.get(name="Phòng Kinh tế")
    page = tri.page(f"/qt/co-quan/{office.pk}/")
    assert "Không còn gì bị bỏ lại ✓" in page
    done = tri.told(tri.send("", form_to(page, "/dong/"), until="2021-04-01", successor=str(here.offices["tp"])), 302)
    assert "Đã ghi ngày đóng" in done and "bàn giao cho Phòng Tư pháp" in tri.page("/qt/")


def test_an_office_at_work_says_what_is_left_in_it(here: District, tri: Browser) -> None:
    here.transferred()
    page = tri.page(f"/qt/co-quan/{here.offices['tnmt']}/")
    assert "Hiện còn 1 hồ sơ đang mở" in page
    assert "còn 1 hồ sơ đang mở, 3 vai trò, 1 thủ tục" in tri.told(tri.send("", form_to(page, "/dong/"), until="2021-04-01"), 409)
