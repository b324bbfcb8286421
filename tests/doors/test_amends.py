"""Papers lost or damaged, and errors in results, on the screens: reported at the case, answered by the leader, told to the applicant."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from motcua.cases.models import Correction, Incident
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.situations import furnished, settled

pytestmark = pytest.mark.django_db
REGISTER = "/q/so/su-co/"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def reported(who: Browser, case_id: int, **more: str) -> str:
    page = f"{REGISTER}ghi/{case_id}/"
    told = {"words": "Sổ hộ khẩu", "mishap": "lost", "account": "Mưa dột vào tủ.", "original": "", **more}
    return who.told(who.send(page, who.form(page, having="account"), **told), 302)


def test_a_lost_paper_goes_from_its_report_to_a_letter_of_apology_and_its_replacement(here: District, officer: Officer) -> None:
    case_id, lan, hoa = here.transferred(name="Đinh Thị Hơ"), officer("lan"), officer("hoa")
    assert "Báo mất, hỏng giấy tờ" in lan.page(f"/q/ho-so/{case_id}/")
    assert "Sổ hộ khẩu" in reported(lan, case_id)
    page = f"{REGISTER}{Incident.objects.get().pk}/"
    assert "1 giấy tờ mất, hỏng chờ bạn xin lỗi người nộp" in hoa.page("/q/lanh-dao/")
    assert "chờ bạn xin lỗi" not in officer("phap").page("/q/lanh-dao/")
    assert "Chờ lãnh đạo cơ quan giải quyết xin lỗi" in lan.page(page) and "chờ xin lỗi" in hoa.page(REGISTER)
    assert lan.client.get(f"{page}thu-xin-loi.pdf").status_code == 404, "there is no letter yet"
    day = (here.now + timedelta(days=7)).date().isoformat()
    told = hoa.told(hoa.send(page, hoa.form(page, having="promise"), promise="Cấp lại sổ.", promised_on=day, payer="officer"), 302)
    assert "Đã xin lỗi" in told and "Thư số 01/2021" in told
    letter = lan.client.get(f"{page}thu-xin-loi.pdf")
    assert letter["Content-Type"] == "application/pdf" and letter.content.startswith(b"%PDF")
    told = lan.told(lan.send(page, lan.form(page, having="cost"), replacement="Sổ mới số 12", cost="50000"), 302)
    assert "Đã khép sự cố" in told and "50.000 đồng" in told and "<form" not in told.split("<main")[1].split("</main")[0]
    assert "Đã xong trong 90 ngày qua (1)" in lan.page(REGISTER)
    assert "Khép sự cố giấy tờ" in lan.page(f"/q/ho-so/{case_id}/"), "the story tells it"


def test_nothing_typed_is_lost_when_something_is_left_out(here: District, officer: Officer) -> None:
    case_id, lan, hoa = here.transferred(), officer("lan"), officer("hoa")
    page = f"{REGISTER}ghi/{case_id}/"
    told = lan.told(lan.send(page, lan.form(page, having="account"), words="", mishap="lost", account="Kể dài", original=""), 422)
    assert "Kể dài" in told and 'href="#words"' in told and not Incident.objects.exists()
    told = lan.told(lan.send(page, lan.form(page, having="account"), words="Sổ X", mishap="", account="", original=""), 422)
    assert "Sổ X" in told and told.count("field-error") == 2
    reported(lan, case_id)
    page = f"{REGISTER}{Incident.objects.get().pk}/"
    told = hoa.told(hoa.send(page, hoa.form(page, having="promise"), promise="Cấp lại", promised_on="2020-01-01", payer="office"), 422)
    assert "Cấp lại" in told and "từ hôm nay trở đi" in told
    told = hoa.told(hoa.send(page, hoa.form(page, having="promise"), promise="Cấp lại", promised_on="32/13", payer=""), 422)
    assert "Cấp lại" in told and told.count("field-error") == 2


def test_of_two_leaders_who_apologise_at_once_the_second_keeps_what_he_typed(here: District, officer: Officer) -> None:
    case_id, hoa, khoa = here.transferred(), officer("hoa"), officer("khoa")
    reported(officer("lan"), case_id)
    page = f"{REGISTER}{Incident.objects.get().pk}/"
    said = {"promised_on": (here.now + timedelta(days=7)).date().isoformat(), "payer": "office"}
    late = khoa.form(page, having="promise")
    hoa.told(hoa.send(page, hoa.form(page, having="promise"), promise="Cấp lại sổ.", **said), 302)
    told = khoa.told(khoa.send(page, late, promise="Tôi cho người mang đến tận nhà.", **said), 409)
    assert "Bước này đã có người làm rồi" in told and "Tôi cho người mang đến tận nhà." in told


def test_an_error_is_told_at_the_counter_answered_by_the_leader_and_handed_over(here: District, officer: Officer) -> None:
    case_id, lan, hoa = settled(here), officer("lan"), officer("hoa")
    ask = f"/q/so/sua-sai/ghi/{case_id}/"
    day = (here.now + timedelta(days=1)).date().isoformat()
    told = lan.told(lan.send(ask, lan.form(ask, having="words"), words="Sai năm sinh 1986, đúng 1968", promised_on=day), 302)
    assert "Không thu thêm khoản nào" in told and "Sai năm sinh" in told
    page = f"/q/so/sua-sai/{Correction.objects.get().pk}/"
    assert "Chờ lãnh đạo cơ quan giải quyết trả lời" in lan.page(page)
    assert "1 kết quả bị báo sai chờ bạn trả lời" in hoa.page("/q/lanh-dao/")
    told = hoa.told(hoa.send(page, hoa.form(page, having="answer"), is_error="co", answer="Đã in lại."), 302)
    assert "Đã trả lời" in told and "Chờ quầy trao" in told
    told = lan.told(lan.send(page, lan.form(page, having="to"), to="Con gái Hơ"), 302)
    assert "Con gái Hơ" in told
    assert "Đã xong trong 90 ngày qua (1)" in lan.page(REGISTER)


def test_a_correction_without_a_result_is_refused_with_what_was_typed(here: District, officer: Officer) -> None:
    case_id, lan = here.transferred(), officer("lan")
    assert "Kết quả có chỗ sai</a>" not in lan.page(f"/q/ho-so/{case_id}/")
    ask = f"/q/so/sua-sai/ghi/{case_id}/"
    day = here.now.date().isoformat()
    told = lan.told(lan.send(ask, lan.form(ask, having="words"), words="Sai tên", promised_on=day), 409)
    assert "Sai tên" in told and "đã có kết quả mới có chỗ để sửa" in told


def test_what_does_not_concern_an_officer_does_not_exist_for_him(here: District, officer: Officer) -> None:
    case_id = here.transferred()
    reported(officer("lan"), case_id)
    other = officer("phap").client
    for page in (f"{REGISTER}{Incident.objects.get().pk}/", f"{REGISTER}ghi/{case_id}/"):
        assert other.get(page).status_code == 404
    assert "Sổ hộ khẩu" not in officer("phap").page(REGISTER)
