"""Two people on file laid side by side: from the counter's list to a second officer's word, and back."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.builders.browser import Browser, forms
from tests.builders.district import District, district
from tests.commands.test_merges import YEN, filed

pytestmark = pytest.mark.django_db
LIST = "/q/so/nguoi-trung/"


@pytest.fixture
def here(db: None) -> District:
    return district(people=YEN)


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def form_to(who: Browser, end: str) -> Any:
    return next(form for form in forms(who.page(LIST)) if form.action.endswith(end))


def test_two_people_found_at_the_counter_are_compared_proposed_joined_and_parted(here: District, officer: Officer) -> None:
    one, other = filed(here, "Đinh Thị Hơ", "0905111222"), filed(here, "Đinh Thị Hơ", "0905333444")
    lan, yen = officer("lan"), officer("yen")
    found = lan.told(lan.send("/q/quay/tim/", lan.form("/q/quay/", having="tim"), tim="dinh thi ho"))
    assert "Hai người trong danh sách là một?" in found
    page = f"{LIST}de-nghi/?mot={one}&hai={other}"
    told = lan.page(page)
    assert "Khác nhau: điện thoại." in told and told.count("<h3>1 hồ sơ</h3>") == 2
    told = lan.told(lan.send(page, lan.form(page), reason="Cùng một người, đổi số điện thoại"), 302)
    assert "Đã đề nghị" in told and "Rút lại" in told and 'value="agree"' not in told, "nobody agrees with himself"
    told = yen.told(yen.send(LIST, form_to(yen, "/tra-loi/"), do="agree"), 302)
    assert "Không có đề nghị nào" in told and "Đoàn Thị Yến" in told
    assert "2 hồ sơ tại quầy này" in lan.page(f"/q/quay/nhan/?nguoi={one}")
    assert "Hai người trong danh sách là một?" not in lan.told(lan.send("/q/quay/tim/", lan.form("/q/quay/", having="tim"), tim="dinh"))
    told = yen.told(yen.send(LIST, form_to(yen, "/tach/"), reason="Hai chị em"), 302)
    assert "tách lại" in told and "Hai chị em" in told
    lan.told(lan.send(LIST, form_to(lan, "/tra-loi/"), do="agree"), 302)
    assert "1 hồ sơ tại quầy này" in lan.page(f"/q/quay/nhan/?nguoi={one}")


def test_nothing_typed_is_lost(here: District, officer: Officer) -> None:
    one, other = filed(here, "A", "0905000001"), filed(here, "A", "0905000002")
    lan, page = officer("lan"), f"{LIST}de-nghi/?mot={one}&hai={other}"
    form = lan.form(page)
    assert "field-error" in lan.told(lan.send(page, form, reason=" "), 422)
    lan.told(lan.send(page, lan.form(page), reason="Một người"), 302)
    told = lan.told(lan.send(page, form, reason="Nghe nói là một"), 409)
    assert "Nghe nói là một" in told and "đang chờ người thứ hai" in told


def test_two_numbers_are_told_apart_before_anybody_fills_in_a_form(here: District, officer: Officer) -> None:
    one, other = filed(here, "A", "0905000001", "052190001234"), filed(here, "A", "0905000002", "052190005678")
    told = officer("lan").page(f"{LIST}de-nghi/?mot={one}&hai={other}")
    assert "…1234; …5678" in told and 'name="reason"' not in told


def test_whoever_is_not_there_or_not_to_be_seen_does_not_exist(here: District, officer: Officer) -> None:
    one, other = filed(here, "A", "0905000001"), filed(here, "A", "0905000002")
    for who, address in (("lan", "?mot=999999&hai=1"), ("lan", "?mot="), ("lan", "?mot=x&hai=y"), ("phap", f"?mot={one}&hai={other}")):
        assert officer(who).client.get(f"{LIST}de-nghi/{address}").status_code == 404
    assert officer("minh").client.get(LIST).status_code == 403
