"""The code of a telephone beside the password: set up by its first code, asked for at the sign-in, taken once, helped when it is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from motcua.doors.shared.second_factor import address_of, new_recovery_codes, new_secret
from motcua.journal.models import Entry
from motcua.offices.models import Person, RecoveryCode, SecondFactor
from motcua.offices.rules.one_time_codes import STEP, are_recovery_codes, code_at, is_secret
from motcua.offices.rules.plan import PersonPlan
from motcua.offices.rules.roles import Role
from tests.builders.browser import Browser, form_having, forms
from tests.builders.district import District, district
from tests.builders.telephone import SECRET

GOOD = {"username": "yen", "password": "mat-khau-dai"}
ACCOUNT, CODE = "/q/tai-khoan/", "/dang-nhap/ma/"
NOW = 1_800_000_000


@pytest.fixture
def clock(monkeypatch: Any) -> Callable[[int], None]:
    """The time that telephones tell, as sessions and codes read it; called, it goes on by so many seconds."""
    told = [float(NOW)]
    monkeypatch.setattr("time.time", lambda: told[0])

    def on(seconds: int) -> None:
        told[0] += seconds

    return on


@pytest.fixture
def here(db: None) -> District:
    return district(
        people=(
            PersonPlan(key="yen", name="Bùi Thị Yến", office="huyen", roles=("receptionist",), login="yen", password="mat-khau-dai"),
            PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),
            PersonPlan(key="duoi", name="Quản Trị Phòng", office="tnmt", roles=("administrator",)),
        )
    )


@pytest.fixture
def client(here: District, clock: Any, monkeypatch: Any) -> Client:
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: here.now)
    return Client()


class Telephone:
    """What Yến holds once her account asks for codes."""

    def __init__(self, secret: str, paper: list[str]) -> None:
        self.secret, self.paper = secret, paper

    def code(self, steps: int = 0) -> str:
        import time

        return code_at(self.secret, int(time.time()) // STEP + steps)


@pytest.fixture
def telephone(client: Client, clock: Callable[[int], None]) -> Telephone:
    """Yến has set up her telephone and signed out; a minute has passed."""
    client.post("/dang-nhap/", GOOD)
    form = form_having(client.get(ACCOUNT).content.decode(), "secret")
    mine = Telephone(form.values["secret"][0], form.values["paper"])
    assert client.post(ACCOUNT, {**form.values, "do": "enrol", "code": mine.code()}).status_code == 200
    client.post("/dang-xuat/")
    clock(60)
    return mine


def asked(client: Client, **more: str) -> Any:
    """Yến types her password; what follows."""
    return client.post("/dang-nhap/", {**GOOD, **more}, follow=True)


def typed(client: Client, code: str, **more: str) -> Any:
    return client.post(CODE, {"code": code, **more})


def is_in(client: Client) -> bool:
    return client.get("/q/quay/").status_code == 200


def test_the_page_shows_a_picture_and_a_key_and_a_first_code_sets_it_up(client: Client) -> None:
    client.post("/dang-nhap/", GOOD)
    page = client.get(ACCOUNT).content.decode()
    form = form_having(page, "secret")
    secret = form.values["secret"][0]
    assert "<svg" in page and " ".join(secret[at : at + 4] for at in range(0, 32, 4)) in page and "chưa bật" in page
    mine = Telephone(secret, form.values["paper"])
    done = client.post(ACCOUNT, {**form.values, "do": "enrol", "code": mine.code()})
    told = done.content.decode()
    assert len(mine.paper) == 10 and all(code in told for code in mine.paper) and done["Cache-Control"] == "no-store"
    again = client.post(ACCOUNT, {**form.values, "do": "enrol", "code": mine.code()})
    assert mine.paper[0] in again.content.decode() and SecondFactor.objects.count() == 1, "a form sent twice sets up one telephone"
    page = client.get(ACCOUNT).content.decode()
    assert "đang bật" in page and "Còn 10 mã dự phòng" in page and mine.paper[0] not in page and secret not in page


def test_a_wrong_first_code_sets_nothing_up_and_keeps_the_same_picture(client: Client) -> None:
    client.post("/dang-nhap/", GOOD)
    form = form_having(client.get(ACCOUNT).content.decode(), "secret")
    answer = client.post(ACCOUNT, {**form.values, "do": "enrol", "code": Telephone(form.values["secret"][0], []).code(5)})
    assert answer.status_code == 422 and "Mã xác nhận chưa đúng" in answer.content.decode()
    assert form_having(answer.content.decode(), "secret").values["secret"] == form.values["secret"]
    assert not SecondFactor.objects.exists() and not RecoveryCode.objects.exists()


def test_a_secret_that_this_program_has_not_made_is_not_taken(client: Client) -> None:
    client.post("/dang-nhap/", GOOD)
    form = form_having(client.get(ACCOUNT).content.decode(), "secret")
    for wrong in ({"secret": "AAAA"}, {"paper": ["abcde-fghjk"]}):
        answer = client.post(ACCOUNT, {**form.values, **wrong, "do": "enrol", "code": "000000"})
        assert answer.status_code == 422 and form_having(answer.content.decode(), "secret").values["secret"] != ["AAAA"]
    assert not SecondFactor.objects.exists()


def test_neither_the_secret_nor_the_codes_can_be_read_in_the_database(client: Client, telephone: Telephone) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT secret FROM offices_secondfactor")
        [(secret,)] = cursor.fetchall()
        cursor.execute("SELECT digest FROM offices_recoverycode")
        kept = b"".join(bytes(row[0]) for row in cursor.fetchall())
    assert telephone.secret.encode() not in bytes(secret) and not any(code.encode() in kept for code in telephone.paper)
    assert not any(telephone.secret in entry.payload for entry in Entry.objects.all())


def test_a_secret_and_codes_are_as_the_program_makes_them() -> None:
    assert is_secret(new_secret()) and are_recovery_codes(new_recovery_codes())
    assert not is_secret("ABC") and not is_secret(SECRET.lower())
    assert not are_recovery_codes(("abcde-fghjk",) * 10) and not are_recovery_codes(())


def test_the_address_in_the_picture_names_the_house_and_the_login() -> None:
    told = address_of(SECRET, login="lan", house="UBND xã Vân Canh")
    assert told == f"otpauth://totp/UBND%20x%C3%A3%20V%C3%A2n%20Canh:lan?secret={SECRET}&issuer=UBND%20x%C3%A3%20V%C3%A2n%20Canh"


def test_the_password_alone_opens_nothing_any_more(client: Client, telephone: Telephone) -> None:
    assert "Mã 6 số" in asked(client).content.decode()
    assert not is_in(client)
    answer = typed(client, telephone.code(), next="/q/quay/tra/")
    assert answer.headers["Location"] == "/q/quay/tra/" and is_in(client)


def test_the_way_on_is_kept_over_both_pages(client: Client, telephone: Telephone) -> None:
    page = asked(client, next="/q/quay/tra/").content.decode()
    assert form_having(page, "code").values["next"] == ["/q/quay/tra/"]
    assert typed(client, telephone.code(), next="https://example.com/").headers["Location"] == "/q/"


def test_a_code_is_taken_once_by_whomever(client: Client, telephone: Telephone, clock: Callable[[int], None]) -> None:
    asked(client)
    assert typed(client, telephone.code()).status_code == 302
    watcher = Client()
    asked(watcher)
    assert typed(watcher, telephone.code()).status_code == 401 and not is_in(watcher)
    assert typed(watcher, telephone.code(-1)).status_code == 401, "nor one from before it"
    clock(30)
    assert typed(watcher, telephone.code()).status_code == 302


def test_a_code_on_paper_opens_once_and_the_journal_tells_how_many_are_left(client: Client, telephone: Telephone) -> None:
    asked(client)
    assert typed(client, f" {telephone.paper[3].upper()} ").status_code == 302 and is_in(client)
    assert Entry.objects.get(kind="second-factor-proved").payload == '{"by_recovery":true,"left":9}'
    again = Client()
    asked(again)
    assert typed(again, telephone.paper[3]).status_code == 401
    assert "Còn 9 mã dự phòng" in client.get(ACCOUNT).content.decode()


def test_wrong_codes_and_wrong_passwords_are_counted_together(client: Client, telephone: Telephone) -> None:
    for _ in range(2):
        client.post("/dang-nhap/", {**GOOD, "password": "sai"})
    asked(client)
    assert [typed(client, "000000").status_code for _ in range(3)] == [401, 401, 429]
    assert typed(client, telephone.code()).status_code == 429
    assert client.post("/dang-nhap/", GOOD).status_code == 429


def test_the_right_password_between_does_not_give_new_tries_at_the_code(client: Client, telephone: Telephone) -> None:
    answers = []
    for _ in range(5):
        asked(client)
        answers.append(typed(client, "000000").status_code)
    assert answers == [401, 401, 401, 401, 429]


def test_nobody_types_a_code_who_has_not_typed_the_password_in_the_last_five_minutes(
    client: Client, telephone: Telephone, clock: Callable[[int], None]
) -> None:
    assert client.get(CODE).headers["Location"] == "/dang-nhap/"
    assert typed(client, telephone.code()).headers["Location"] == "/dang-nhap/"
    asked(client)
    clock(300)
    assert typed(client, telephone.code()).headers["Location"] == "/dang-nhap/" and not is_in(client)


def test_an_account_locked_between_password_and_code_stays_out(client: Client, telephone: Telephone) -> None:
    asked(client)
    Person.objects.filter(login="yen").update(is_active=False)
    assert typed(client, telephone.code()).status_code == 401 and not is_in(client)


def test_the_password_is_not_changed_without_a_code(client: Client, telephone: Telephone) -> None:
    said = {**GOOD, "new": "nuoc non ngan dam", "again": "nuoc non ngan dam"}
    for wrong in ("", "000000"):
        answer = client.post("/dang-nhap/mat-khau/", {**said, "code": wrong})
        assert answer.status_code == 401 and "mã xác nhận" in answer.content.decode() and not is_in(client)
    assert client.post("/dang-nhap/mat-khau/", {**said, "code": telephone.code()}).status_code == 302 and is_in(client)


def test_turning_it_off_takes_a_code_and_ends_those_on_paper(client: Client, telephone: Telephone, clock: Callable[[int], None]) -> None:
    asked(client)
    typed(client, telephone.code())
    form = form_having(client.get(ACCOUNT).content.decode(), "code")
    assert client.post(ACCOUNT, {**form.values, "do": "drop", "code": "000000"}).status_code == 422
    assert SecondFactor.objects.exists()
    clock(30)
    assert client.post(ACCOUNT, {**form.values, "do": "drop", "code": telephone.code()}).status_code == 302
    assert not RecoveryCode.objects.exists() and "chưa bật" in client.get(ACCOUNT).content.decode()
    assert Client().post("/dang-nhap/", GOOD).headers["Location"] == "/q/"


def test_an_administrator_above_helps_whoever_lost_the_telephone(here: District, telephone: Telephone, monkeypatch: Any) -> None:
    address = f"/qt/can-bo/{here.people['yen'].pk}/"
    below = Browser(here, "duoi", monkeypatch)
    assert below.client.post(f"{address}ma-xac-nhan/", {"key": "a"}).status_code in (403, 404)
    assert SecondFactor.objects.exists(), "somebody who works above is not managed from below"
    tri = Browser(here, "tri", monkeypatch)
    form = next(form for form in forms(tri.page(address)) if form.action.endswith("/ma-xac-nhan/"))
    assert "Đã bỏ mã xác nhận" in tri.told(tri.send("", form), 302)
    assert Entry.objects.get(kind="second-factor-reset").payload == '{"login":"yen"}'
    assert not RecoveryCode.objects.exists() and Client().post("/dang-nhap/", GOOD).headers["Location"] == "/q/"
    assert "vừa được bật hoặc tắt" in tri.told(tri.client.post(form.action, {**form.values, "key": "b"}), 409)


def test_an_administrator_does_not_take_his_own_off_there(here: District, clock: Any, monkeypatch: Any) -> None:
    tri = Browser(here, "tri", monkeypatch)
    answer = tri.client.post(f"/qt/can-bo/{here.people['tri'].pk}/ma-xac-nhan/", {"key": "a"})
    assert answer.status_code == 403 and "Tài khoản của tôi" in answer.content.decode()


def test_a_role_that_must_have_it_sees_no_other_page_before(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.RECEPTIONIST})
    client.post("/dang-nhap/", GOOD)
    assert client.get("/q/quay/").headers["Location"] == ACCOUNT
    page = client.get(ACCOUNT).content.decode()
    assert "Vai trò của bạn cần mã xác nhận" in page
    form = form_having(page, "secret")
    client.post(ACCOUNT, {**form.values, "do": "enrol", "code": Telephone(form.values["secret"][0], []).code()})
    assert is_in(client)


def test_a_role_that_need_not_have_it_works_without(client: Client, settings: Any) -> None:
    settings.SECOND_FACTOR_ROLES = frozenset({Role.LEADER})
    client.post("/dang-nhap/", GOOD)
    assert is_in(client)
