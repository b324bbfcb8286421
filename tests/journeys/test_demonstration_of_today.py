"""The demonstration of today's commune: its banner tells the real day, its counter receives a case, its administrator sees the drafts."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from motcua.kernel.moments import VIETNAM
from tests.journeys.conftest import demonstration
from tests.journeys.steps import Visit

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demonstration of today, on the machine's own clock."""
    with demonstration(tmp_path_factory.mktemp("today"), "--profile", "xa-van-canh-2026") as address:
        yield address


def test_the_banner_says_that_it_is_a_demonstration_and_what_day_it_is_today(visit: Visit) -> None:
    page = visit("sen")
    told = page.locator(".demonstration time").get_attribute("datetime") or ""
    assert abs(datetime.fromisoformat(told) - datetime.now(VIETNAM)) < timedelta(minutes=5)
    expect(page.locator(".demonstration")).to_contain_text("dữ liệu không có thật")


def test_the_counter_receives_a_case_of_the_national_list(visit: Visit) -> None:
    page = visit("sen")
    page.get_by_role("link", name="Người mới").click()
    page.get_by_label("Họ và tên").fill("Đinh Văn Thử")
    page.get_by_label("Điện thoại").fill("0905 000 826")
    page.get_by_role("textbox", name="Thủ tục").fill("khai sinh")
    page.get_by_role("button", name="khai sinh lưu động").first.click()
    page.get_by_text("Chỉ khi:").first.click()
    page.locator("details.case-papers").first.locator("input[type=checkbox]").first.check()
    page.get_by_text("Vì sao là ngày này?").click()
    expect(page.locator(".promised")).to_contain_text("5 ngày làm việc")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    number = page.locator(".done-number").inner_text().strip()
    assert re.fullmatch(rf"Y99\.26-{datetime.now(VIETNAM):%y%m%d}-\d{{4}}", number)
    slip = page.request.get(page.get_by_role("link", name="In giấy hẹn").get_attribute("href") or "")
    text = " ".join(PdfReader(BytesIO(slip.body())).pages[0].extract_text().split())
    assert number in text
    assert "UBND XÃ VÂN CANH" in text.upper()
    assert "DỮ LIỆU TRÌNH DIỄN" in text


def test_the_administrator_arrives_at_the_drafts(visit: Visit) -> None:
    page = visit("quantri")
    expect(page.locator("main")).to_contain_text("244")
