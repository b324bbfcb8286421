"""One case from the counter to the applicant's hand, each role at its own browser, on the demonstration that a newcomer starts."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.journeys.conftest import PHONE
from tests.journeys.steps import Story, Visit, complete_the_step, hand_back, sign, take_the_fee

pytestmark = pytest.mark.browser

APPLICANT, PHONE_NUMBER = "Đinh Thị Hơ Nhí", "0905 000 731"


@pytest.fixture(scope="module")
def story() -> Story:
    """The case of this journey."""
    return Story()


def test_the_receptionist_takes_a_case_in_with_few_keys_and_prints_its_slip(visit: Visit, story: Story) -> None:
    page = visit("lan")
    expect(page.get_by_role("searchbox").or_(page.locator("input[type=search]")).first).to_be_focused()
    page.get_by_role("link", name="Người mới").click()
    page.get_by_label("Họ và tên").fill(APPLICANT)
    page.get_by_label("Điện thoại").fill(PHONE_NUMBER)
    page.get_by_role("textbox", name="Thủ tục").fill("ho kinh doanh")
    page.get_by_role("button", name="Đăng ký thành lập hộ kinh doanh").first.click()
    page.get_by_role("button", name="Đủ giấy tờ").click()
    expect(page.locator(".promised")).to_contain_text("17:00 thứ Năm 04/03/2021")
    page.get_by_text("Vì sao là ngày này?").click()
    expect(page.locator(".promised")).to_contain_text("3 ngày làm việc")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    story.number = page.locator(".done-number").inner_text().strip()
    assert story.number.startswith("000.00.99.H08-210301-")
    slip = page.request.get(page.get_by_role("link", name="In giấy hẹn").get_attribute("href") or "")
    assert slip.headers["content-type"] == "application/pdf"
    text = " ".join(PdfReader(BytesIO(slip.body())).pages[0].extract_text().split())
    assert story.number in text and APPLICANT in text and "thứ Năm ngày 04 tháng 3 năm 2021" in text
    story.tracking_code = text.partition("Mã: ")[2][:11]


def test_a_filing_without_a_required_paper_is_kept_as_typed_and_told_why(visit: Visit) -> None:
    page = visit("lan")
    page.get_by_role("link", name="Người mới").click()
    page.get_by_label("Họ và tên").fill("La Văn Thử")
    page.get_by_role("textbox", name="Thủ tục").fill("hkd")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Nhận hồ sơ").click()
    expect(page.get_by_role("alert").first).to_contain_text("Giấy đề nghị đăng ký hộ kinh doanh")
    expect(page.get_by_label("Họ và tên")).to_have_value("La Văn Thử")


def test_the_specialist_finds_it_on_the_desk_and_completes_the_step(visit: Visit, story: Story) -> None:
    page = visit("anh")
    complete_the_step(page, story.number, applicant=APPLICANT, explained="ngày tiếp nhận")
    expect(page.locator(".case-number")).not_to_contain_text(story.number)


def test_the_leader_signs_it_from_the_board(visit: Visit, story: Story) -> None:
    sign(visit("thanh"), story.number)


def test_the_result_waits_until_the_cashier_has_taken_the_fee(visit: Visit, story: Story) -> None:
    page = visit("lan")
    page.goto("/q/quay/tra/")
    page.locator("tr", has_text=story.number).get_by_role("link", name="Trả").click()
    expect(page.get_by_role("button", name="Đã đối chiếu, đã trả")).to_be_visible()
    page.wait_for_load_state()  # the keys work once the page's script has been read
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("alert").first).to_contain_text("còn phí, lệ phí chưa thu: mức do HĐND tỉnh quy định")
    take_the_fee(visit("thao"), story.number)


def test_the_counter_hands_the_result_back(visit: Visit, story: Story) -> None:
    hand_back(visit("lan"), story.number)


def test_the_citizen_sees_the_degree_by_number_and_the_course_by_code_on_a_phone(visit: Visit, story: Story) -> None:
    page = visit(size=PHONE)
    page.goto(f"/tra-cuu/{story.number}/")
    expect(page.locator("main")).to_contain_text("Kết quả đã được trả")
    expect(page.locator("body")).not_to_contain_text(APPLICANT)
    page.get_by_label("Mã tra cứu").fill(story.tracking_code.lower())
    page.get_by_label("Bốn số cuối của điện thoại").fill("0731")
    page.get_by_role("button", name="Xem chi tiết").click()
    expect(page.locator("main")).to_contain_text("Phòng Tài chính - Kế hoạch")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_citizen_finds_a_procedure_without_accents(visit: Visit) -> None:
    page = visit(size=PHONE)
    page.get_by_label("Tên việc cần làm").fill("khai sinh")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="khai sinh").first.click()
    expect(page.locator("main")).to_contain_text("Mang theo")


def test_a_leader_sees_what_is_late_and_signs_an_apology(visit: Visit) -> None:
    page = visit("hoa")
    page.goto("/q/lanh-dao/")
    owed = page.locator("section", has=page.get_by_role("heading", name="Thư xin lỗi cần ký"))
    number = owed.locator("a.verb").first
    name = number.inner_text()
    number.click()
    expect(page.locator(".case-head")).to_contain_text(name)
    form = page.locator("form.act", has=page.get_by_role("button", name="xin lỗi"))
    if not form.is_visible():
        page.get_by_text("xin lỗi").first.click()
    form.locator("textarea").first.fill("Chờ kết quả đo đạc ngoài thực địa.")
    case = page.url
    form.get_by_role("button", name="xin lỗi").click()
    expect(page.locator("body")).to_contain_text("Đã ký thư xin lỗi")
    page.goto(case)
    expect(page.locator("main")).to_contain_text("Phiếu xin lỗi")


def test_an_administrator_is_told_who_can_open_what_he_may_not(visit: Visit) -> None:
    page = visit("quantri")
    expect(page.get_by_role("heading", level=1)).to_have_text("Thiết lập")
    page.goto("/q/quay/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Khu vực này chưa giao cho bạn")
