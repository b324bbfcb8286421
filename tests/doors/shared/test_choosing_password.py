"""Choosing one's own password: with the present one, strong, twice the same, new; every other session ends and the journal knows."""

from typing import Any

import pytest
from django.test import Client

from motcua.journal.models import Entry
from motcua.offices.models import Person
from tests.builders.district import District

GOOD = {"username": "yen", "password": "mat-khau-dai"}
NEW = "nuoc non ngan dam"
TYPED = {**GOOD, "new": NEW, "again": NEW}


@pytest.fixture
def client(place: District, monkeypatch: Any) -> Client:
    """A browser that nobody has signed in with, at the district's time."""
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: place.now)
    return Client()


@pytest.fixture
def given(place: District) -> None:
    """Yến's password is one that others know."""
    Person.objects.filter(login="yen").update(has_given_password=True)


def test_a_new_password_opens_and_the_old_one_no_longer_does(client: Client) -> None:
    elsewhere = Client()
    elsewhere.post("/dang-nhap/", GOOD)
    assert elsewhere.get("/q/quay/").status_code == 200
    assert "Đổi mật khẩu" in client.get("/dang-nhap/mat-khau/").content.decode()
    page = client.post("/dang-nhap/mat-khau/", TYPED, follow=True)
    assert (page.status_code, page.request["PATH_INFO"]) == (200, "/q/quay/")
    assert "Đã đổi mật khẩu" in page.content.decode()
    assert elsewhere.get("/q/quay/").status_code == 302
    assert Client().post("/dang-nhap/", GOOD).status_code == 401
    assert Client().post("/dang-nhap/", {**GOOD, "password": NEW}).status_code == 302


def test_a_given_password_opens_nothing_but_the_choice_of_ones_own(client: Client, given: None) -> None:
    page = client.post("/dang-nhap/", {**GOOD, "next": "/q/quay/"}).content.decode()
    assert "Đặt mật khẩu của riêng bạn" in page
    assert 'value="yen"' in page
    assert "mat-khau-dai" not in page
    assert client.get("/q/quay/").status_code == 302
    client.post("/dang-nhap/mat-khau/", TYPED)
    assert client.get("/q/quay/").status_code == 200
    assert not Person.objects.get(login="yen").has_given_password


def test_the_journal_knows_who_chose_a_password_and_not_which(client: Client, given: None) -> None:
    client.post("/dang-nhap/mat-khau/", TYPED)
    entry = Entry.objects.get(kind="password-chosen")
    assert entry.actor_id == f"person:{Person.objects.get(login='yen').pk}"
    assert entry.payload == '{"was_given":true}'


@pytest.mark.parametrize(
    ("typed", "status", "why"),
    [
        ({"password": "sai"}, 401, "mật khẩu hiện tại chưa đúng"),
        ({"username": "khong-co"}, 401, "mật khẩu hiện tại chưa đúng"),
        ({"again": "khac"}, 422, "không giống nhau"),
        ({"new": "ngan", "again": "ngan"}, 422, "ít nhất 10 ký tự"),
        ({"new": "1234567890", "again": "1234567890"}, 422, "quá phổ biến"),
        ({"new": "mat-khau-dai", "again": "mat-khau-dai"}, 422, "giống mật khẩu đang dùng"),
    ],
)
def test_what_cannot_be_chosen_is_told_why_and_changes_nothing(client: Client, typed: dict[str, str], status: int, why: str) -> None:
    before = Person.objects.get(login="yen").password
    response = client.post("/dang-nhap/mat-khau/", TYPED | typed)
    page = response.content.decode()
    assert response.status_code == status
    assert why in page
    assert NEW not in page
    assert Person.objects.get(login="yen").password == before
    assert client.get("/q/quay/").status_code == 302


def test_five_wrong_tries_lock_this_page_as_they_lock_the_sign_in(client: Client) -> None:
    answers = [client.post("/dang-nhap/mat-khau/", {**TYPED, "password": f"sai {number}"}).status_code for number in range(5)]
    assert answers == [401, 401, 401, 401, 429]
    assert client.post("/dang-nhap/", GOOD).status_code == 429


def test_somebody_without_a_role_today_is_told_so(client: Client) -> None:
    Person.objects.get(login="yen").assignments.all().delete()
    response = client.post("/dang-nhap/mat-khau/", TYPED)
    assert (response.status_code, "chưa được giao việc nào" in response.content.decode()) == (403, True)
