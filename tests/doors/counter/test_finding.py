"""One box finds people and cases: without accents, by telephone, identity number, file number or code; never through the address."""

from collections.abc import Callable

import pytest

from motcua.cases.models import Applicant
from tests.builders.browser import Browser, form_having
from tests.builders.district import District
from tests.builders.situations import settled

SEARCH = "/q/quay/tim/"


@pytest.fixture
def be(place: District) -> int:
    """A case of Trần Thị Bé, whose identity number is known."""
    case_id = place.receive(name="Trần Thị Bé", phone="0905 123 421")
    who = Applicant.objects.get(name="Trần Thị Bé")
    who.id_number = "052188000421"
    who.address = "Làng Hiệp Hưng"
    who.save()
    return case_id


def found(lan: Browser, typed: str) -> str:
    """What a search for ``typed`` shows, wherever it leads."""
    response = lan.client.post(SEARCH, {"tim": typed}, follow=True)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("typed", ["tran thi be", "Bé", "TRAN BE", "bé tr"])
def test_a_name_is_found_without_accents_and_in_any_order(lan: Browser, be: int, typed: str) -> None:
    page = found(lan, typed)
    assert "Trần Thị Bé" in page
    assert "0905 123 421" not in page and "Làng Hiệp Hưng" not in page


@pytest.mark.parametrize(
    "typed",
    ["0905123421", "0905 123 421", "+84 905 123 421", "052188000421", "052188000421|221234567|Trần Thị Bé|01011988|Nữ|Làng|02022021"],
)
def test_a_whole_number_opens_the_one_person_who_is_meant(lan: Browser, be: int, typed: str) -> None:
    response = lan.client.post(SEARCH, {"tim": typed})
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/q/quay/nhan/?nguoi=")


@pytest.mark.parametrize("typed", ["000.00.99.h08-210301-0001", "210301-0001", "https://mc.vn/tra-cuu/000.00.99.H08-210301-0001"])
def test_a_file_number_its_end_or_the_slip_scanned_finds_the_case(lan: Browser, be: int, typed: str) -> None:
    page = found(lan, typed)
    assert "000.00.99.H08-210301-0001" in page and "Chuyển cho nơi giải quyết" in page


def test_a_tracking_code_finds_the_case(lan: Browser, place: District, be: int) -> None:
    assert "000.00.99.H08-210301-0001" in found(lan, place.case(be).tracking_code.lower().replace("-", ""))


def test_nobody_found_leads_to_a_new_person_with_what_was_typed(lan: Browser) -> None:
    page = found(lan, "0905 777 888")
    assert "Chưa thấy ai" in page and 'type="search" value="0905 777 888"' in page
    assert 'name="phone" value="0905 777 888"' in page


def test_a_person_who_never_filed_here_is_not_shown(browser: Callable[[str], Browser], place: District, be: int) -> None:
    Applicant.objects.create(authority_id=place.authority_id, name="Trần Thị Khác", phone="0905 000 999")
    assert "Trần Thị Khác" not in found(browser("lan"), "tran thi")


def test_the_same_person_stands_once(lan: Browser, place: District) -> None:
    for _ in range(3):
        place.receive(name="Lê Văn Sơn", phone="0905 222 333")
    assert found(lan, "le van son").count("<strong>Lê Văn Sơn</strong>") == 1


@pytest.mark.parametrize("typed", ["", "a", "%", "' OR 1=1 --", "0" * 400, "|||||", "–"])
def test_anything_may_be_typed(lan: Browser, typed: str) -> None:
    assert found(lan, typed)


def test_a_search_never_stands_in_an_address(lan: Browser) -> None:
    assert lan.client.get(f"{SEARCH}?tim=tran").headers["Location"] == "/q/quay/"


def test_the_persons_card_tells_of_open_cases_and_hides_the_identity_number(lan: Browser, be: int) -> None:
    page = found(lan, "052188000421")
    assert "000.00.99.H08-210301-0001" in page and "đã tiếp nhận" in page
    assert "••• 421" in page and "052188000421" not in page


CARD = "052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hiệp Giao, Canh Hiệp|10052021"


def newcomer(lan: Browser, scanned: str) -> str:
    """The intake form to which the scan of somebody unknown leads."""
    form = form_having(found(lan, scanned), "id_number")
    return lan.told(lan.send("/q/quay/nhan/", form))


def test_a_scanned_card_of_somebody_new_fills_the_form_to_be_confirmed(lan: Browser) -> None:
    page = newcomer(lan, CARD)
    assert 'value="052190001234"' in page and 'value="Đinh Thị Hlen"' in page and 'value="Làng Hiệp Giao, Canh Hiệp"' in page
    assert "hãy đối chiếu với thẻ trước khi nhận" in page


def test_letters_that_the_scanner_mangled_are_not_taken_over(lan: Browser) -> None:
    page = newcomer(lan, CARD.replace("Đinh Thị Hlen", "Nguye6n4 Thi5 Bich1"))
    assert 'value="052190001234"' in page and "Bich1" not in page.split("</header>")[-1] and "Máy quét làm sai chữ" in page


def test_the_doubts_stay_on_the_form_while_the_procedure_is_chosen(lan: Browser) -> None:
    form = form_having(newcomer(lan, CARD.replace("05031990", "05031991")), "id_number")
    assert "Năm sinh trên mã QR không khớp" in lan.told(lan.send("/q/quay/nhan/", form, do="look"))


def test_somebody_known_by_his_old_number_is_found_by_his_new_card(lan: Browser, place: District, be: int) -> None:
    who = Applicant.objects.get(name="Trần Thị Bé")
    who.id_number = "221234567"
    who.save()
    response = lan.client.post(SEARCH, {"tim": "052188000421|221234567|Trần Thị Bé|01011988|Nữ|Làng|02022021"})
    assert response.headers["Location"] == f"/q/quay/nhan/?nguoi={who.pk}"


def test_the_receipt_of_a_case_with_a_result_leads_straight_to_its_return(lan: Browser, place: District) -> None:
    case_id = settled(place)
    response = lan.client.post("/q/quay/tim/", {"tim": f"https://mc.vn/tra-cuu/{place.case(case_id).file_number}/"})
    assert response.headers["Location"] == f"/q/quay/tra/{case_id}/"


@pytest.mark.parametrize(
    ("scanned", "said"),
    [
        (CARD.replace("052190001234", "05219001234"), "Số định danh phải có đúng 12 chữ số"),
        (f"ưQ1{CARD}", "tắt Unikey"),
        ("đ̀âặ̀̉ềốđ|âăỗấấ́|Đoàn Thị Hờn|ẩđ̉ặ̣̀|Nữ|Ia Púch|ăâ", "ENG (US)"),
        ("||Đinh Thị Hlen||Nữ|Làng Hiệp Giao, Canh Hiệp|", "Num Lock"),
        ("Thị Hlen|05031990|Nữ|Làng Hiệp Giao, Canh Hiệp|10052021", "mất phần đầu"),
    ],
)
def test_a_scan_that_cannot_be_read_says_why_and_what_to_do_and_looks_for_nobody(lan: Browser, be: int, scanned: str, said: str) -> None:
    page = found(lan, scanned)
    assert "Chưa đọc được thẻ" in page and said in page
    assert "Chưa thấy ai" not in page and "Máy quét đã gõ gì" in page
    assert 'type="search" value=""' in page, "the next scan must not be glued to this one"


def test_the_digits_that_came_are_told(lan: Browser) -> None:
    page = found(lan, CARD.replace("052190001234", "05219001234"))
    assert "05219001234</strong> (11 chữ số)" in page
    codes = CARD.replace("052190001234", "485350495748484849505152")
    assert "485350495748484849505152</strong>… (nhiều hơn 12 chữ số)" in found(lan, codes)


def test_a_number_in_doubt_does_not_open_the_file_of_somebody_else(lan: Browser, be: int) -> None:
    scanned = "052188000421|221234567|Trần Thị Bé|01011978|Nữ|Làng|02022021"
    page = found(lan, scanned)
    assert "Trần Thị Bé" in page and "Người đã từng nộp hồ sơ" in page and "Năm sinh trên mã QR không khớp" in page
    assert lan.client.post(SEARCH, {"tim": scanned}).status_code == 200


def test_two_cards_scanned_as_one_open_nobodys_file(lan: Browser, be: int) -> None:
    page = found(lan, f"052188000421|221234567|Trần Thị Bé|01011988|Nữ|Làng|02022021{CARD}")
    assert "Hai lần quét dính vào nhau" in page and "Chọn Trần Thị Bé" in page


def test_a_scan_whose_dividers_became_other_signs_still_gives_the_number(lan: Browser, be: int) -> None:
    response = lan.client.post(SEARCH, {"tim": "052188000421~221234567~Trần Thị Bé~01011988~Nữ~Làng~02022021"})
    assert response.headers["Location"].startswith("/q/quay/nhan/?nguoi=")


def test_a_scan_of_somebody_unknown_tells_his_number_and_the_doubts_before_he_is_taken_in(lan: Browser) -> None:
    page = found(lan, CARD.replace("Đinh Thị Hlen", "Nguye6n4 Thi5 Bich1"))
    assert "Chưa ai nộp hồ sơ ở quầy này với số định danh <strong>052190001234</strong>" in page
    assert "Máy quét làm sai chữ" in page
