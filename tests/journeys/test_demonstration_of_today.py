"""The demonstration of today's commune: its banner tells the real day, its counter receives a case, its administrator sees the drafts."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from motcua.kernel.moments import VIETNAM
from tests.journeys.conftest import PHONE, demonstration
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


NEXT_YEAR = datetime.now(VIETNAM).year + 1
PASTED = f"""01/01/{NEXT_YEAR} nghỉ Tết Dương lịch
30/04/{NEXT_YEAR} Ngày Chiến thắng
01/05/{NEXT_YEAR} Quốc tế lao động
02/09/{NEXT_YEAR}–03/09/{NEXT_YEAR} nghỉ Quốc khánh"""


def test_next_years_calendar_is_pasted_by_one_and_adopted_by_another(visit: Visit) -> None:
    page = visit("quantri")
    page.get_by_role("link", name="lịch năm chờ duyệt").click()
    page.get_by_role("link", name=f"Nhập lịch năm {NEXT_YEAR}").click()
    page.get_by_label("Văn bản quyết định").fill("Thông báo 1/TB-BNV")
    page.get_by_label("Danh sách ngày nghỉ").fill(f"{PASTED}\n31/02/{NEXT_YEAR} Tết")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert")).to_contain_text(f"Không có ngày “31/02/{NEXT_YEAR}”")
    page.get_by_label("Danh sách ngày nghỉ").fill(PASTED)
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("4 dòng, 5 ngày")
    page.keyboard.press("Control+Enter")
    expect(page.locator("body")).to_contain_text("Lịch chưa đổi cho đến khi người thứ hai duyệt")

    head = visit("chutich", size=PHONE)
    head.goto("/qt/lich/")
    head.get_by_role("link", name=f"Xem đề nghị lịch năm {NEXT_YEAR}").click()
    head.get_by_role("button", name=f"Duyệt lịch năm {NEXT_YEAR}").click()
    expect(head.locator("body")).to_contain_text("Đã duyệt. Lịch mới có hiệu lực ngay")
    head.goto(f"/qt/lich/nam/?nam={NEXT_YEAR}")
    expect(head.locator("main")).to_contain_text("Đặng Hải Triều đề nghị, Nguyễn Tấn Sơn duyệt")


def test_a_new_colleague_signs_in_and_chooses_his_own_password(visit: Visit) -> None:
    page = visit("quantri")
    page.goto("/qt/can-bo/them/")
    page.get_by_label("Họ và tên").fill("Lê Thị Thử")
    page.get_by_label("Tên đăng nhập").fill("thu.lt")
    page.get_by_label("Vai trò").select_option(label="Cán bộ tiếp nhận")
    page.keyboard.press("Control+Enter")
    given = page.locator(".given").inner_text()
    newcomer = visit()
    newcomer.goto("/dang-nhap/")
    newcomer.get_by_label("Tên đăng nhập").fill("thu.lt")
    newcomer.get_by_label("Mật khẩu").fill(given)
    newcomer.keyboard.press("Enter")
    expect(newcomer.locator("main")).to_contain_text("Đặt mật khẩu của riêng bạn")


def test_a_figure_of_the_report_opens_its_cases(visit: Visit) -> None:
    page = visit("chutich")
    page.get_by_role("link", name="Báo cáo").click()
    figure = page.locator("table.bieu-06").first.locator("tfoot a").first
    count = figure.inner_text()
    figure.click()
    expect(page.locator("h1 .count")).to_have_text(count)


OLD = """Mã số hồ sơ;Thủ tục;Chủ hồ sơ;SĐT;Ngày tiếp nhận;Ngày hẹn trả;Ngày có kết quả;Ngày trả;Trạng thái
CU-2026-01;Thủ tục đăng ký khai sinh lưu động;Đinh Thị Cũ;0905000111;{accepted};{due};;;Đang xử lý ở phòng
CU-2026-02;Thủ tục đăng ký khai sinh lưu động;Đinh Văn Xưa;0905000112;{accepted};{due};{due};{due};Đã trả kết quả
CU-2026-03;Thủ tục đăng ký khai sinh lưu động;;;{accepted};{due};;;Không rõ
"""


def test_cases_of_the_old_system_are_tried_mapped_taken_over_and_stay_late(visit: Visit) -> None:
    page, today = visit("quantri"), datetime.now(VIETNAM).date()
    days = {"accepted": f"{today - timedelta(days=20):%d/%m/%Y}", "due": f"{today - timedelta(days=10):%d/%m/%Y}"}
    page.goto("/qt/")
    page.get_by_role("link", name="Nhập hồ sơ từ hệ thống cũ").click()
    page.get_by_label("Nơi tiếp nhận của các hồ sơ").select_option(label="Trung tâm Phục vụ hành chính công")
    page.get_by_label("Tệp xuất từ hệ thống cũ").set_input_files(
        {"name": "cu.csv", "mimeType": "text/csv", "buffer": OLD.format(**days).encode()}
    )
    page.keyboard.press("Control+Enter")
    expect(page.locator("main")).to_contain_text("Chưa chọn “Không rõ” nghĩa là gì.")
    expect(page.locator("main")).to_contain_text("Thiếu người nộp.")
    page.get_by_label("“Không rõ”").select_option(label="Không nhập")
    page.get_by_label("Tên bảng").fill("Hệ thống cũ")
    page.get_by_role("button", name="Lưu bảng ánh xạ và xem thử lại").click()
    page.get_by_role("button", name="Nhập 2 hồ sơ").click()
    expect(page.locator("body")).to_contain_text("Đã nhập 2 hồ sơ.")
    expect(page.locator("main")).not_to_contain_text("chênh lệch")
    page.get_by_text("Từng lĩnh vực").click()
    leader = visit("chutich", PHONE)
    leader.get_by_role("searchbox").fill("CU-2026-01")
    leader.keyboard.press("Enter")
    expect(leader.locator(".case-head")).to_contain_text("nhập từ hệ thống cũ (tệp cu.csv, dòng 2)")
    expect(leader.locator(".case-due")).to_contain_text("trễ")
