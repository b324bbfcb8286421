"""A screen left alone is locked; its officer opens it and is where he was, with what he typed; a session has an end."""

from types import SimpleNamespace
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.test import Client

from motcua.doors.shared.officer_session import mark_begun
from motcua.offices.models import Person
from motcua.offices.rules.plan import PersonPlan
from tests.builders.browser import Form, form_having, forms
from tests.builders.district import District, district

MINUTE = 60
PASSWORD = "mat-khau-dai"
REASON = "Nghỉ việc\r\ntừ hôm nay"


@pytest.fixture
def clock(monkeypatch: Any) -> Any:
    """The machine's clock as sessions read it."""
    told = SimpleNamespace(now=1_800_000_000.0)
    monkeypatch.setattr("motcua.doors.shared.officer_session.time", SimpleNamespace(time=lambda: told.now))
    return told


@pytest.fixture
def here(db: None) -> District:
    return district(
        people=(
            PersonPlan(
                key="yen", name="Bùi Thị Yến", office="huyen", roles=("administrator", "receptionist"), login="yen", password=PASSWORD
            ),
            PersonPlan(key="binh", name="Vũ Bình", office="huyen", roles=("receptionist",), login="binh", password=PASSWORD),
        )
    )


@pytest.fixture
def yen(here: District, clock: Any, monkeypatch: Any) -> Client:
    """Yến, signed in by the form."""
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: here.now)
    client = Client()
    client.post("/dang-nhap/", {"username": "yen", "password": PASSWORD})
    return client


def page(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, response.status_code
    return response.content.decode()


def lock_form(client: Client, here: District) -> Form:
    """The form that locks Bình's account, with a reason of two lines typed into it."""
    found = form_having(page(client, f"/qt/can-bo/{here.people['binh'].pk}/"), "reason")
    return Form(found.action, found.method, {**found.values, "reason": [REASON], "do": ["lock"]})


def unlocked(client: Client, told: str, password: str = PASSWORD) -> Any:
    """The answer to ``password`` typed into the page of a locked screen."""
    form = form_having(told, "mo-khoa")
    return client.post(form.action, {**form.values, "mo-khoa": password})


def test_a_screen_in_use_stays_open_however_long(yen: Client, clock: Any) -> None:
    for _ in range(12):
        clock.now += 9 * MINUTE
        page(yen, "/q/quay/")


def test_after_ten_minutes_alone_nothing_is_shown_until_the_password_is_typed(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    told = page(yen, "/q/quay/?trang=2", 423)
    assert "Màn hình đã khóa" in told and "Bùi Thị Yến" in told and "Mã hồ sơ" not in told
    assert page(yen, "/qt/can-bo/", 423), "no other page is open either"
    answer = unlocked(yen, told)
    assert (answer.status_code, answer.headers["Location"]) == (302, "/q/quay/?trang=2")
    assert page(yen, "/q/quay/")


def test_a_form_that_met_the_lock_is_sent_on_as_it_was_typed(yen: Client, here: District, clock: Any) -> None:
    form = lock_form(yen, here)
    clock.now += 10 * MINUTE
    told = yen.post(form.action, form.values)
    assert told.status_code == 423 and "Nội dung vừa gửi còn nguyên" in told.content.decode()
    assert Person.objects.get(login="binh").is_active, "nothing is done while the screen is locked"
    wrong = unlocked(yen, told.content.decode(), "sai")
    assert wrong.status_code == 423 and "Chưa đúng" in wrong.content.decode()
    assert form_having(wrong.content.decode(), "mo-khoa").values["reason"] == [REASON]
    assert unlocked(yen, wrong.content.decode()).status_code == 302
    assert not Person.objects.get(login="binh").is_active


def test_several_values_of_one_field_are_all_kept(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    told = yen.post("/q/quay/nhan/", {"papers": ["1", "2", "3"], "name": "<b>"}).content.decode()
    kept = form_having(told, "mo-khoa").values
    assert (kept["papers"], kept["name"]) == (["1", "2", "3"], ["<b>"])
    assert "<b>" not in told.replace("&lt;b&gt;", "")


def test_files_are_told_to_be_chosen_again(yen: Client, clock: Any) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    clock.now += 10 * MINUTE
    told = yen.post("/q/quay/nhan/", {"files": SimpleUploadedFile("giay.pdf", b"%PDF")}).content.decode()
    assert "giay.pdf" in told and "chọn lại tệp" in told


def test_the_password_of_somebody_else_opens_nothing(yen: Client, here: District, clock: Any) -> None:
    binh = Person.objects.get(login="binh")
    binh.set_password("mat-khau-cua-binh")
    binh.save()
    clock.now += 10 * MINUTE
    assert unlocked(yen, page(yen, "/q/quay/", 423), "mat-khau-cua-binh").status_code == 423
    assert page(yen, "/q/quay/", 423)


def test_five_wrong_tries_lock_the_account_and_keep_nothing_of_the_form(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    told = yen.post("/q/quay/nhan/", {"name": "Phan Văn Trị"}).content.decode()
    answers = [unlocked(yen, told, f"sai-{number}").status_code for number in range(5)]
    assert answers == [423, 423, 423, 423, 429]
    assert unlocked(yen, told).status_code == 429, "not even with the right one"
    kept = "".join(AccessAttempt.objects.values_list("post_data", flat=True))
    assert "Phan" not in kept and "sai-" not in kept


def test_an_account_locked_meanwhile_cannot_be_opened(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    told = page(yen, "/q/quay/", 423)
    Person.objects.filter(login="yen").update(is_active=False)
    unlocked(yen, told)
    assert yen.get("/q/quay/").headers["Location"].startswith("/dang-nhap/")


def test_a_page_of_the_lock_sent_after_the_screen_was_opened_in_another_window_goes_on(yen: Client, here: District, clock: Any) -> None:
    form = lock_form(yen, here)
    clock.now += 10 * MINUTE
    shown, acting = page(yen, "/q/quay/", 423), yen.post(form.action, form.values).content.decode()
    unlocked(yen, page(yen, "/q/quay/", 423))
    assert unlocked(yen, shown).headers["Location"] == "/q/quay/"
    assert unlocked(yen, acting).status_code == 302
    assert not Person.objects.get(login="binh").is_active


def test_the_next_officer_at_the_machine_signs_out_the_one_before(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    assert "/dang-xuat/" in [form.action for form in forms(page(yen, "/q/quay/", 423))]
    yen.post("/dang-xuat/")
    assert yen.get("/q/quay/").headers["Location"].startswith("/dang-nhap/")


def test_public_pages_know_nobody_while_the_screen_is_locked(yen: Client, clock: Any) -> None:
    clock.now += 10 * MINUTE
    assert "Bùi Thị Yến" not in page(yen, "/dang-nhap/")


def test_after_twelve_hours_everybody_signs_in_anew_however_busy(yen: Client, clock: Any) -> None:
    for _ in range(12 * 60 // 9 - 1):
        clock.now += 9 * MINUTE
        page(yen, "/q/quay/")
    clock.now += 9 * MINUTE
    assert yen.get("/q/quay/").headers["Location"].startswith("/dang-nhap/")


def test_a_session_that_does_not_tell_when_it_began_has_ended(yen: Client, here: District) -> None:
    stranger = Client()
    stranger.force_login(here.people["yen"], backend="django.contrib.auth.backends.ModelBackend")
    assert stranger.get("/q/quay/").headers["Location"].startswith("/dang-nhap/")
    session = stranger.session
    mark_begun(session)
    session.save()
    assert page(stranger, "/q/quay/")


def test_the_lock_can_be_set_or_left_out(yen: Client, clock: Any, settings: Any) -> None:
    settings.IDLE_MINUTES = 0
    clock.now += 300 * MINUTE
    assert page(yen, "/q/quay/")
    settings.IDLE_MINUTES = 3
    clock.now += 3 * MINUTE
    assert page(yen, "/q/quay/", 423)
