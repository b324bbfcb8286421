"""Signing in and out: same-site ways on, a new session key, a lock after five wrong tries, and where the day begins."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from tests.builders.district import District

GOOD = {"username": "yen", "password": "mat-khau-dai"}


@pytest.fixture
def client(place: District, monkeypatch: Any) -> Client:
    """A browser that nobody has signed in with, at the district's time."""
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: place.now)
    return Client()


def test_signing_in_leads_to_the_counter_and_out_again(client: Client) -> None:
    assert client.post("/dang-nhap/", GOOD).headers["Location"] == "/q/"
    assert client.get("/q/").headers["Location"] == "/q/quay/"
    assert client.get("/q/quay/").status_code == 200
    assert client.get("/dang-nhap/").headers["Location"] == "/q/"
    assert client.post("/dang-xuat/").headers["Location"] == "/dang-nhap/"
    assert client.get("/q/quay/").headers["Location"] == "/dang-nhap/?next=%2Fq%2Fquay%2F"


def test_the_session_key_changes_at_signing_in(client: Client) -> None:
    client.session["before"] = "x"
    session = client.session
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    client.post("/dang-nhap/", GOOD)
    assert client.session.session_key != session.session_key


@pytest.mark.parametrize(
    ("wish", "leads_to"),
    [
        ("/q/quay/tra/", "/q/quay/tra/"),
        ("https://example.com/", "/q/"),
        ("//example.com", "/q/"),
        ("javascript:alert(1)", "/q/"),
        ("", "/q/"),
    ],
)
def test_the_way_on_stays_on_this_site(client: Client, wish: str, leads_to: str) -> None:
    assert client.post("/dang-nhap/", {**GOOD, "next": wish}).headers["Location"] == leads_to


@pytest.mark.parametrize("typed", [{"password": "sai"}, {"username": "khong-co"}, {"username": ""}, {"password": ""}])
def test_a_wrong_name_and_a_wrong_password_look_the_same_and_the_name_stays(client: Client, typed: dict[str, str]) -> None:
    response = client.post("/dang-nhap/", {**GOOD, **typed})
    page = response.content.decode()
    assert response.status_code == 401 and "Tên đăng nhập hoặc mật khẩu chưa đúng" in page
    assert f'value="{typed.get("username", "yen")}"' in page
    assert "mat-khau-dai" not in page


def test_the_sixth_try_finds_the_door_locked_even_with_the_right_password(client: Client) -> None:
    for _ in range(4):
        assert client.post("/dang-nhap/", {**GOOD, "password": "sai"}).status_code == 401
    assert client.post("/dang-nhap/", {**GOOD, "password": "sai"}).status_code == 429
    locked = client.post("/dang-nhap/", GOOD)
    assert locked.status_code == 429
    assert "Tạm khóa đăng nhập 15 phút" in locked.content.decode() and "gọi quản trị" in locked.content.decode()
    assert client.post("/dang-nhap/", {**GOOD, "username": "khach"}).status_code == 403


def test_good_tries_between_bad_ones_keep_the_door_open(client: Client) -> None:
    for _ in range(3):
        for _ in range(3):
            client.post("/dang-nhap/", {**GOOD, "password": "sai"})
        assert client.post("/dang-nhap/", GOOD).status_code == 302


def test_somebody_without_a_role_is_told_whom_to_ask(client: Client) -> None:
    response = client.post("/dang-nhap/", {**GOOD, "username": "khach"})
    assert response.status_code == 403 and "chưa được giao việc nào" in response.content.decode()
    assert "_auth_user_id" not in client.session


def test_a_role_taken_away_counts_from_the_next_request_on(browser: Callable[[str], Any], place: District) -> None:
    lan = browser("lan")
    lan.page("/q/quay/")
    place.people["lan"].assignments.all().delete()
    assert lan.client.get("/q/quay/").status_code == 302


def test_a_changed_password_ends_the_session(browser: Callable[[str], Any], place: District) -> None:
    lan = browser("lan")
    place.people["lan"].set_password("mot-mat-khau-khac")
    place.people["lan"].save()
    assert lan.client.get("/q/quay/").status_code == 302


def test_a_session_that_ended_while_typing_says_that_nothing_was_saved(client: Client) -> None:
    response = client.post("/q/quay/nhan/", {"do": "receive", "name": "x"}, follow=True)
    assert "Nội dung vừa gửi chưa được lưu" in response.content.decode()


@pytest.mark.parametrize(
    ("key", "begins"),
    [("lan", "/q/quay/"), ("minh", "/q/viec/"), ("khoa", "/q/lanh-dao/"), ("soat", "/q/lanh-dao/")],
)
def test_the_day_begins_where_the_role_works(browser: Callable[[str], Any], key: str, begins: str) -> None:
    assert browser(key).client.get("/q/").headers["Location"] == begins


def test_a_role_without_a_screen_is_told_so(browser: Callable[[str], Any]) -> None:
    from motcua.offices.models import Assignment, Authority

    thao = browser("thao")
    Assignment.objects.filter(person=thao.place.people["thao"]).update(role="outreach")
    Authority.revise(thao.place.authority_id)
    assert "chưa có màn hình riêng" in thao.page("/q/")


def from_address(client: Client, number: int, **typed: str) -> int:
    return client.post("/dang-nhap/", {**GOOD, **typed}, REMOTE_ADDR=f"198.51.{number // 250}.{number % 250 + 1}").status_code


@pytest.mark.parametrize("username", ["yen", "khong-co"])
def test_one_account_bears_twenty_wrong_tries_from_however_many_addresses_whether_it_exists_or_not(client: Client, username: str) -> None:
    answers = [from_address(client, number, username=username, password="sai") for number in range(22)]
    assert answers == [401] * 20 + [429] * 2
    locked = client.post("/dang-nhap/", {**GOOD, "username": username}, REMOTE_ADDR="203.0.113.9")
    assert locked.status_code == 429 and "quá nhiều lần gõ sai" in locked.content.decode() and "gọi quản trị" in locked.content.decode()
    assert from_address(client, 240, username="khach") == 403, "the others come in as ever"


def test_one_address_has_a_hundred_wrong_tries_at_however_many_accounts(client: Client) -> None:
    answers = [from_address(client, 7, username=f"nguoi-{number}", password="sai") for number in range(101)]
    assert answers == [401] * 100 + [429]
    assert from_address(client, 7) == 429
    assert from_address(client, 8) == 302


def test_right_tries_are_not_counted(client: Client) -> None:
    assert {from_address(client, number) for number in range(25)} == {302}
