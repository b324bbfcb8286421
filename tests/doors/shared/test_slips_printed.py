"""A slip as a PDF: what was issued, with the address that leads to the tracking page, for those who may see the case."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from motcua.cases.models import Slip
from tests.builders.district import District


def test_the_receipt_is_a_pdf_with_the_number_in_it(browser: Callable[[str], Any], place: District) -> None:
    place.receive(name="Đinh Thị Hơ-Ninh")
    response = browser("lan").client.get(f"/q/phieu/{Slip.objects.get().pk}.pdf")
    text = PdfReader(BytesIO(response.content)).pages[0].extract_text()
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == 'inline; filename="receipt-2021-1.pdf"'
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "000.00.99.H08-210301-0001" in text and "Đinh Thị Hơ-Ninh" in text


def test_the_qr_leads_to_the_public_address(browser: Callable[[str], Any], place: District, monkeypatch: Any, settings: Any) -> None:
    settings.PUBLIC_ADDRESS = "https://mc.example.vn"
    printed: list[Any] = []
    monkeypatch.setattr("motcua.doors.shared.slips.render", lambda slip, **_: printed.append(slip) or b"%PDF-")
    place.receive()
    browser("lan").client.get(f"/q/phieu/{Slip.objects.get().pk}.pdf")
    assert printed[0].tracking_url == "https://mc.example.vn/tra-cuu/000.00.99.H08-210301-0001"


def test_a_slip_of_a_case_that_one_may_not_see_does_not_exist(browser: Callable[[str], Any], place: District) -> None:
    place.receive()
    address = f"/q/phieu/{Slip.objects.get().pk}.pdf"
    assert browser("minh").client.get(address).status_code == 200
    assert browser("tu").client.get(address).status_code == 404
    assert browser("thao").client.get(address).status_code == 404
    assert browser("lan").client.get("/q/phieu/999999.pdf").status_code == 404
