"""What each role does with a case in the browser, the same in every journey."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page, expect

Visit = Callable[..., Page]
"""A page of one's own: ``visit(login)``, or ``visit()`` for a citizen."""


@dataclass
class Story:
    """What the roles leave to each other, as the slip on paper would."""

    number: str = ""
    tracking_code: str = ""


def complete_the_step(page: Page, number: str, *, applicant: str, explained: str) -> None:
    """The official finds the case on the desk, sees a day ``explained``, takes the case and completes its step."""
    page.goto("/q/viec/")
    page.locator("tr", has_text=number).get_by_role("link").first.click()
    expect(page.locator(".case-head")).to_contain_text(applicant)
    page.get_by_text("Từng ngày").click()
    expect(page.locator(".case-body")).to_contain_text(explained)
    page.keyboard.press("Control+Enter")
    expect(page.locator(".next-act")).to_have_text("Hoàn thành bước")
    page.keyboard.press("Control+Enter")
    expect(page.locator("body")).to_contain_text("Đã hoàn thành bước và chuyển hồ sơ.")


def sign(page: Page, number: str) -> None:
    """The leader signs the case from the board, and it is no longer there to sign."""
    page.goto("/q/lanh-dao/")
    page.get_by_label(f"Chọn {number}").check()
    page.get_by_role("button", name="Ký đồng ý").click()
    expect(page.locator("main")).to_contain_text(number)
    page.goto("/q/lanh-dao/")
    expect(page.get_by_label(f"Chọn {number}")).to_have_count(0)


def take_the_fee(page: Page, number: str) -> None:
    """The cashier takes what is owed for the case in cash, of an amount that the list leaves open, and has the receipt to print."""
    page.goto("/q/thu-ngan/")
    page.get_by_label("Lọc theo tên").fill(number)
    page.keyboard.press("Enter")
    page.locator("tr", has_text=number).get_by_role("link", name="Thu").click()
    page.get_by_label("Số tiền một bản").fill("100.000")
    page.get_by_label("Căn cứ của mức thu").fill("Nghị quyết thử số 1")
    page.keyboard.press("Control+Enter")
    expect(page.locator("body")).to_contain_text("Đã thu; hãy in biên nhận")
    receipt = page.request.get(page.get_by_role("link", name="In biên nhận").get_attribute("href") or "")
    assert receipt.headers["content-type"] == "application/pdf"


def hand_back(page: Page, number: str) -> None:
    """The counter hands the result back, and the case is no longer on its list."""
    page.goto("/q/quay/tra/")
    page.locator("tr", has_text=number).get_by_role("link", name="Trả").click()
    expect(page.get_by_role("button", name="Đã đối chiếu, đã trả")).to_be_visible()
    page.wait_for_load_state()
    with page.expect_navigation():
        page.keyboard.press("Control+Enter")
    page.goto("/q/quay/tra/")
    expect(page.locator("main")).not_to_contain_text(number)
