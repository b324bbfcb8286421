"""How many keys the everyday acts cost: counted one by one, in a real browser, with nothing but the keyboard and a scanner."""

import pytest
from playwright.sync_api import Page, expect

from tests.builders.keyboard import Keyboard
from tests.journeys.steps import Visit

pytestmark = pytest.mark.browser

CARD = "052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định|10052021"
RETURNING, NEW, HAND_BACK, STEP = 12, 25, 4, 5
"""The most keys that each may cost."""


def _slip(page: Page, keys: Keyboard) -> None:
    """One key prints the slip."""
    page.wait_for_url("**/da-nhan/**")
    with page.context.expect_page() as opened:
        keys.press("p")
    assert opened.value.request.get(opened.value.url).headers["content-type"] == "application/pdf"


def test_a_new_citizen_is_taken_in_with_one_scan_and_few_keys(visit: Visit) -> None:
    page = visit("lan")
    keys = Keyboard(page)
    keys.at("tim")
    keys.scan(CARD)
    keys.on("Người mới")
    keys.go("Enter")
    expect(page.get_by_label("Họ và tên")).to_have_value("Đinh Thị Hlen")
    keys.at("phone")
    keys.type("0905000777")
    keys.go("Enter")
    keys.at("words")
    keys.type("hkd")
    keys.go("Enter")
    keys.at("papers")
    keys.press("a")
    keys.press("Control+Enter")
    _slip(page, keys)
    assert keys.pressed <= NEW, keys.pressed


def test_a_citizen_who_comes_again_is_taken_in_with_one_scan_and_at_most_twelve_keys(visit: Visit) -> None:
    page = visit("lan")
    keys = Keyboard(page)
    keys.at("tim")
    keys.scan(CARD)
    expect(page.get_by_role("heading", level=1)).to_have_text("Đinh Thị Hlen")
    expect(page.locator(".open-cases")).to_contain_text("hộ kinh doanh")
    keys.at("words")
    keys.type("hkd")
    keys.go("Enter")
    keys.at("papers")
    expect(page.get_by_role("alert")).to_contain_text("đang có hồ sơ cùng thủ tục")
    keys.press("v")
    keys.press("a")
    keys.press("Control+Enter")
    _slip(page, keys)
    assert keys.pressed <= RETURNING, keys.pressed


def test_a_result_is_handed_back_with_one_scan_of_the_receipt_and_at_most_four_keys(visit: Visit) -> None:
    page = visit("lan")
    page.goto("/q/quay/tra/")
    number = page.locator("td.number").first.inner_text().strip()
    keys = Keyboard(page)
    keys.at("tim")
    keys.scan(f"https://mc.vn/tra-cuu/{number}/")
    expect(page.get_by_text("giấy hẹn và giấy tờ tùy thân")).to_be_visible()
    keys.on("đã trả")
    keys.go("Enter")
    expect(page.locator("body")).to_contain_text(f"Đã trả kết quả hồ sơ {number}")
    keys.at("tim")
    assert keys.pressed <= HAND_BACK, keys.pressed


def test_a_routine_step_is_done_with_few_keys_and_the_next_case_opens_by_itself(visit: Visit) -> None:
    page = visit("anh")
    page.goto("/q/viec/?cua=toi")
    keys = Keyboard(page)
    keys.press("j")
    keys.go("Enter")
    first = page.locator(".case-number").inner_text()
    expect(page.locator(".next-act")).to_be_visible()
    keys.go("Control+Enter")
    expect(page.locator(".case-number")).not_to_have_text(first)
    assert keys.pressed <= STEP, keys.pressed
