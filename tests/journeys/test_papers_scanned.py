"""Papers scanned at the counter stand beside the decision on the specialist's screen, at a desk and on a phone."""

import pytest
from playwright.sync_api import FilePayload, Page, expect

from tests.builders.honest_files import jpeg, pdf
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Visit

pytestmark = pytest.mark.browser


def drawn_pages(page: Page) -> int:
    """How many pages the open file has; the first must be drawn."""
    pages = page.locator("details[data-file][open] img")
    assert pages.first.evaluate("(each) => each.decode().then(() => each.naturalWidth)") > 0
    return pages.count()


@pytest.fixture(scope="module")
def case() -> dict[str, str]:
    """Where the case of this journey is."""
    return {}


def file(name: str, content: bytes) -> FilePayload:
    return {"name": name, "mimeType": "application/octet-stream", "buffer": content}


def test_the_counter_puts_files_at_the_papers_and_is_told_of_the_bad_one(visit: Visit, case: dict[str, str]) -> None:
    page = visit("lan")
    page.get_by_role("link", name="Người mới").click()
    page.get_by_label("Họ và tên").fill("Đinh Văn Quét")
    page.get_by_label("Điện thoại").fill("0905 000 741")
    page.get_by_role("textbox", name="Thủ tục").fill("ho kinh doanh")
    page.get_by_role("button", name="Đăng ký thành lập hộ kinh doanh").first.click()
    page.get_by_role("button", name="Đủ giấy tờ").click()
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    case["path"] = page.get_by_role("link", name="Xem hồ sơ").get_attribute("href") or ""
    page.keyboard.press("u")
    page.wait_for_url("**/giay-to/")
    page.locator("input[type=file]").first.set_input_files(
        [file("to-khai.pdf", pdf(pages=2)), file("anh.jpg", jpeg(size=(600, 800))), file("don.docx", b"PK\x03\x04word/")]
    )
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_contain_text("Đã nhận 2 tệp; 1 tệp chưa nhận được")
    expect(page.locator(".field-error")).to_contain_text("don.docx: Đây là tệp văn bản")


def test_the_specialist_reads_them_beside_the_decision_with_two_keys(visit: Visit, case: dict[str, str]) -> None:
    page = visit("anh")
    page.goto(case["path"])
    page.keyboard.press("]")
    expect(page.locator("details[data-file][open] summary")).to_contain_text("to-khai.pdf")
    assert drawn_pages(page) == 2
    expect(page.locator("#viec")).to_be_in_viewport()
    page.keyboard.press("]")
    expect(page.locator("details[data-file][open] summary")).to_contain_text("anh.jpg")
    page.keyboard.press("[")
    expect(page.locator("details[data-file][open] summary")).to_contain_text("to-khai.pdf")


def test_and_on_a_phone(visit: Visit, case: dict[str, str]) -> None:
    page = visit("anh", size=PHONE)
    page.goto(case["path"])
    page.get_by_text("Xem anh.jpg").click()
    assert drawn_pages(page) == 1
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.goto(f"{case['path']}giay-to/")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
