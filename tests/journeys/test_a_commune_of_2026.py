"""A new office's first case, in August 2026: `motcua init`, the national list as published, own passwords, then from counter to hand."""

import json
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from motcua.doors.console.demonstration.profiles import PASSWORD
from tests.builders.own_database import program_environment
from tests.builders.web_server import HOST, serving
from tests.journeys.conftest import PHONE
from tests.journeys.steps import Story, Visit, complete_the_step, hand_back, sign

pytestmark = pytest.mark.browser

A_FRIDAY = datetime.fromisoformat("2026-08-21T08:00:00+07:00")
"""Before the long holiday of 2 September, which the promised date must step over."""

CODE = "Y99.01"
"""No province has the sign Y99: the code is nobody's."""

ANSWERS = {"name": "UBND xã Đồi Sim", "code": CODE, "phone": "0256 000 0300", "admin_name": "Nguyễn Thị Quản"}
PEOPLE = """login,name,office,roles
quay,Đinh Thị Sen,mot-cua,receptionist
thuly,Trần Văn Mộc,mot-cua,handler
giamdoc,Lê Thị Giang,mot-cua,leader
"""

APPLICANT, PHONE_NUMBER = "Đinh Văn Thử", "0905 000 826"
PROCEDURE = "lực lượng xung kích"
MOTCUA = str(Path(sys.executable).with_name("motcua"))


@pytest.fixture(scope="module")
def story() -> Story:
    """The case of this journey."""
    return Story()


@pytest.fixture(scope="module")
def commune(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of an office in August 2026."""
    return program_environment(tmp_path_factory.mktemp("commune"), "", opens_at=A_FRIDAY)


@pytest.fixture(scope="module")
def given(commune: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The passwords that `motcua init` told when it made the office ready: login → password."""
    lists = tmp_path_factory.mktemp("lists")
    (lists / "tra-loi.json").write_text(json.dumps(ANSWERS), encoding="utf-8")
    (lists / "can-bo.csv").write_text(PEOPLE, encoding="utf-8")
    command = [MOTCUA, "init", "--answers", str(lists / "tra-loi.json"), "--people", str(lists / "can-bo.csv")]
    said = subprocess.run(command, env=commune, check=True, capture_output=True, text=True).stdout
    told = [line.split() for line in said.partition("Mật khẩu ban đầu")[2].partition("\n\n")[0].splitlines()[1:]]
    return {login: password for login, password, *_ in told}


@pytest.fixture(scope="module")
def imported(commune: dict[str, str], given: dict[str, str]) -> dict[str, Any]:
    """What the import said of the national list."""
    command = [MOTCUA, "import", "procedures_2026", "--office", "mot-cua", "--effective", "2026-08-05", "--json"]
    said: dict[str, Any] = json.loads(subprocess.run(command, env=commune, check=True, capture_output=True).stdout)
    return said


@pytest.fixture(scope="module")
def address(commune: dict[str, str], imported: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The commune's web server, as an installation runs it."""
    log = tmp_path_factory.mktemp("log") / "server.log"
    with serving(commune, log, workers=1, threads=4) as (port, _):
        yield f"http://{HOST}:{port}"


def test_the_import_puts_in_force_what_has_no_defect_and_keeps_the_rest_as_drafts(imported: dict[str, Any]) -> None:
    totals = imported["totals"]
    assert (totals["rows"], totals["enacted"]) == (len(imported["rows"]), 16)
    assert any(defect["is_blocking"] for defect in imported["defects"].values())


def test_everybody_chooses_a_password_of_his_own_at_the_first_sign_in(visit: Visit, given: dict[str, str]) -> None:
    assert set(given) == {"quantri", "quay", "thuly", "giamdoc"}
    for login, password in given.items():
        page = visit()
        page.goto("/dang-nhap/")
        page.get_by_label("Tên đăng nhập").fill(login)
        page.get_by_label("Mật khẩu").fill(password)
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Đặt mật khẩu của riêng bạn")
        page.get_by_label("Mật khẩu hiện tại").fill(password)
        page.get_by_label("Mật khẩu mới", exact=True).fill(PASSWORD)
        page.get_by_label("Gõ lại mật khẩu mới").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator("body")).to_contain_text("Đã đổi mật khẩu.")


def test_the_receptionist_finds_the_procedure_and_sees_a_date_that_steps_over_the_holiday(visit: Visit, story: Story) -> None:
    page = visit("quay")
    page.get_by_role("link", name="Người mới").click()
    page.get_by_label("Họ và tên").fill(APPLICANT)
    page.get_by_label("Điện thoại").fill(PHONE_NUMBER)
    page.get_by_role("textbox", name="Thủ tục").fill("luc luong xung kich")
    page.get_by_role("button", name=PROCEDURE).first.click()
    page.get_by_text("Chỉ khi:").first.click()
    page.locator("details.case-papers").first.locator("input[type=checkbox]").first.check()
    page.get_by_text("Vì sao là ngày này?").click()
    for line in ("10 ngày làm việc", "nghỉ lễ, Tết 31/08–02/09", "làm bù thứ Bảy 22/08", "17:00 thứ Ba 08/09/2026"):
        expect(page.locator(".promised")).to_contain_text(line)
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/da-nhan/**")
    story.number = page.locator(".done-number").inner_text().strip()
    assert story.number == f"{CODE}-260821-0001"
    slip = page.request.get(page.get_by_role("link", name="In giấy hẹn").get_attribute("href") or "")
    text = " ".join(PdfReader(BytesIO(slip.body())).pages[0].extract_text().split())
    assert story.number in text and APPLICANT in text and "thứ Ba ngày 08 tháng 9 năm 2026" in text
    story.tracking_code = text.partition("Mã: ")[2][:11]


def test_the_centres_official_takes_it_from_the_desk_and_completes_the_only_step(visit: Visit, story: Story) -> None:
    complete_the_step(visit("thuly"), story.number, applicant=APPLICANT, explained="làm bù")


def test_the_centres_head_signs_it(visit: Visit, story: Story) -> None:
    sign(visit("giamdoc"), story.number)


def test_the_counter_hands_the_result_back_and_the_citizen_reads_the_course_on_a_phone(visit: Visit, story: Story) -> None:
    hand_back(visit("quay"), story.number)
    citizen = visit(size=PHONE)
    citizen.goto(f"/tra-cuu/{story.number}/")
    expect(citizen.locator("main")).to_contain_text("Kết quả đã được trả")
    citizen.get_by_label("Mã tra cứu").fill(story.tracking_code)
    citizen.get_by_label("Bốn số cuối của điện thoại").fill("0826")
    citizen.get_by_role("button", name="Xem chi tiết").click()
    expect(citizen.locator("main")).to_contain_text("Trung tâm Phục vụ hành chính công")


def test_the_journal_of_the_commune_holds(commune: dict[str, str]) -> None:
    said = json.loads(subprocess.run([MOTCUA, "verify", "--json"], env=commune, check=True, capture_output=True).stdout)
    assert said["verified"] is True
