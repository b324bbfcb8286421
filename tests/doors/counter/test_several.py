"""One receipt for what a person hands in at once: offered after the second case, in the words of each case's own receipt."""

from datetime import timedelta
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from motcua.cases.models import Slip
from tests.builders.browser import Browser
from tests.builders.district import District

WHO: dict[str, Any] = {"name": "Đinh Thị Kră H’Len", "phone": "0905 123 421", "papers": ("don", "cccd")}


def address(case_id: int) -> str:
    return f"/q/quay/da-nhan/{case_id}/giay-chung.pdf"


def test_the_button_comes_with_the_second_case_of_the_same_person_and_day(lan: Browser, place: District) -> None:
    first = place.receive("hkd", **WHO)
    assert "giay-chung" not in lan.page(f"/q/quay/da-nhan/{first}/")
    other = place.receive("hkd", name="Mang Văn Dũng", phone="0905 123 421", papers=("don", "cccd"))
    assert "giay-chung" not in lan.page(f"/q/quay/da-nhan/{other}/")
    second = place.receive("P5", **{**WHO, "papers": ("don",)})
    assert "In giấy chung 2 hồ sơ" in lan.page(f"/q/quay/da-nhan/{second}/")
    tomorrow = place.receive("hkd", at=place.now + timedelta(days=1), **WHO)
    assert "giay-chung" not in lan.page(f"/q/quay/da-nhan/{tomorrow}/")


def test_the_paper_lists_each_case_with_its_own_number_promise_and_code_and_issues_nothing(lan: Browser, place: District) -> None:
    first = place.receive("hkd", **WHO)
    second = place.receive("P5", **{**WHO, "papers": ("don",)})
    issued = Slip.objects.count()
    answer = lan.client.get(address(second))
    [page] = PdfReader(BytesIO(answer.content)).pages
    text = " ".join(page.extract_text().split())
    for case in (place.case(first), place.case(second)):
        assert case.file_number and case.file_number in text and case.tracking_code in text
    for words in ("GIẤY TIẾP NHẬN NHIỀU HỒ SƠ", "Gồm 02 hồ sơ", "Đinh Thị Kră H’Len", "số giấy: 01/TNHS", "sổ theo dõi: quyển 2021, số 01",
                  "số giấy: 02/TNHS", "Lệ phí: 100.000 đồng", "Giấy đề nghị đăng ký (1 bản chính); Bản sao giấy tờ pháp lý (1 bản photo).",
                  "17 giờ 00 phút", "thứ Hai ngày 08 tháng 3 năm 2021", "Mỗi hồ sơ có giấy tiếp nhận riêng"):  # fmt: skip
        assert words in text, words
    assert Slip.objects.count() == issued


def test_another_counters_case_is_not_there(browser: Any, place: District) -> None:
    case_id = place.receive("hkd", **WHO)
    assert browser("minh").client.get(address(case_id)).status_code == 404
