"""Biểu 06 on a screen: every figure opens just the cases that it counts, files say the same, and what is submitted stays."""

import io
import re
from collections.abc import Callable
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from motcua.cases.commands.decide import decide
from motcua.cases.models import Case
from motcua.cases.rules.outcomes import Outcome
from motcua.kernel.moments import VIETNAM
from motcua.law.periods import parse_period
from motcua.reports.commands.submit_report import submit_report
from motcua.reports.models import IssuedReport
from tests.builders.browser import Browser, forms
from tests.builders.district import District
from tests.builders.situations import EVERY, IN_TIME_ORDER, LONG_AGO, furnished

pytestmark = pytest.mark.django_db

REPORTS = "/q/bao-cao/"
Q1, Q2 = "2021-Q1", "2021-Q2"
IN_Q1 = datetime(2021, 3, 10, 8, tzinfo=VIETNAM)
AFTER_Q1 = datetime(2021, 3, 15, 8, tzinfo=VIETNAM)
AFTER_Q2 = datetime(2021, 6, 15, 8, tzinfo=VIETNAM)
MOST_STATEMENTS = 10
FIGURE = re.compile(r'<a href="(/q/bao-cao/ho-so/\?[^"]+)"(?: aria-label="[^"]*")?>([\d.]+)')
COUNT = re.compile(r'<span class="count">(\d+)</span>')


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def varied(here: District) -> None:
    """Cases in every state, of several offices and fields."""
    here.now = LONG_AGO - timedelta(days=360)
    here.enact("NN", field="Nông nghiệp", lead_office_id=here.offices["tp"], steps=(here.step("mot", "tp", "handler", 1),))
    for name in IN_TIME_ORDER:
        if name != "apologised":
            EVERY[name](here)
    here.receive("NN")


def asked(here: District, key: str, *, office: str = "huyen", more: str = "") -> str:
    return f"{REPORTS}?ky={key}&co-quan={here.offices[office]}{more}"


def figures(page: str) -> list[tuple[str, int]]:
    """Every figure of a page that opens a list: the list's address and the figure."""
    return [(unescape(address), int(text.replace(".", ""))) for address, text in FIGURE.findall(page)]


def submit_form(page: str) -> Any:
    return next(form for form in forms(page) if form.action.endswith("/gui/"))


def may_submit(page: str) -> bool:
    return any(form.action.endswith("/gui/") for form in forms(page))


@pytest.mark.parametrize("who", ["khoa", "hoa", "soat"])
def test_every_figure_opens_just_as_many_cases_as_it_counts(here: District, officer: Callable[[str], Browser], who: str) -> None:
    varied(here)
    here.tick(IN_Q1)
    browser = officer(who)
    page = browser.page(f"{REPORTS}?ky={Q1}")
    found = figures(page)
    assert len(found) >= 12
    for address, count in found:
        told = COUNT.search(listed := browser.page(address))
        assert told and int(told[1]) == count == listed.count('class="verb"'), address


def test_a_line_of_corrections_opens_its_cases_and_no_line_of_a_field_counts_them(
    here: District, officer: Callable[[str], Browser]
) -> None:
    here.presented()
    here.tick(AFTER_Q1)
    khoa = officer("khoa")
    khoa.told(khoa.send("", submit_form(khoa.page(asked(here, Q1)))), 302)
    missed = here.presented()
    Case.objects.filter(pk=missed).update(accepted_at=IN_Q1, was_entered_later=True)
    here.tick(AFTER_Q2)
    page = khoa.page(asked(here, Q2))
    assert "Đính chính" in page
    opened = [(address, count) for address, count in figures(page) if "dong=dinh-chinh" in address]
    assert opened and all(str(Case.objects.get(pk=missed).file_number) in khoa.page(address) for address, _ in opened)
    for address, count in figures(page):
        assert COUNT.search(khoa.page(address))[1] == str(count), address  # type: ignore[index]


def test_a_list_comes_in_pages_and_an_unknown_page_is_no_error(here: District, officer: Callable[[str], Browser]) -> None:
    for _ in range(52):
        here.receive()
    khoa = officer("khoa")
    list_of = f"{REPORTS}ho-so/?ky={Q1}&o=c3"
    assert khoa.page(list_of).count('class="verb"') == 50
    assert khoa.page(f"{list_of}&trang=2").count('class="verb"') == 2
    assert "Không có hồ sơ nào" in khoa.page(f"{list_of}&trang=999999999999")


def test_the_sheet_holds_the_figures_of_the_page(here: District, officer: Callable[[str], Browser]) -> None:
    varied(here)
    here.tick(IN_Q1)
    khoa = officer("khoa")
    answer = khoa.client.get(f"{REPORTS}bieu-06.xlsx?ky={Q1}")
    assert answer.headers["Content-Disposition"] == f'attachment; filename="bieu-06-2021-Q1-{here.offices["huyen"]}.xlsx"'
    sheet = load_workbook(io.BytesIO(answer.content)).worksheets[0]
    received = next(count for address, count in figures(khoa.page(asked(here, Q1))) if "o=c3" in address and "linh-vuc" not in address)
    assert received in {cell.value for row in sheet.iter_rows() for cell in row}


def test_the_pages_to_sign_are_a_pdf_with_a_name_that_tells_its_period(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive()
    answer = officer("khoa").client.get(f"{REPORTS}bieu-06.pdf?ky=khoang&tu=2021-03-01&den=2021-03-05")
    assert answer.content.startswith(b"%PDF-") and "bieu-06-2021-03-01-den-2021-03-05" in answer.headers["Content-Disposition"]


def test_a_leader_submits_once_and_the_report_stays_as_it_was(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.presented(at=IN_Q1)
    here.tick(AFTER_Q1)
    khoa = officer("khoa")
    form = submit_form(khoa.page(asked(here, Q1)))
    page = khoa.told(khoa.send("", form), 302)
    assert "Đã gửi báo cáo" in page and "Chạy lại báo cáo hôm nay cho đúng các số đã gửi ✓" in page
    again = khoa.told(khoa.send("", form), 302)
    assert IssuedReport.objects.count() == 1 and "Biểu 06 đã gửi" in again
    here.tick(AFTER_Q2)
    decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    assert "Chạy lại báo cáo hôm nay cho đúng các số đã gửi ✓" in khoa.page(f"{REPORTS}da-gui/{IssuedReport.objects.get().pk}/")


def test_two_leaders_at_once_submit_one_report_and_the_second_is_told_who_did(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive(at=IN_Q1)
    here.tick(AFTER_Q1)
    khoa = officer("khoa")
    form = submit_form(khoa.page(asked(here, Q1)))
    submit_report(
        actor=here.actor("khoa"), at=here.tick(), office_id=here.offices["huyen"], is_with_below=True, period=parse_period(Q1)
    )  # fmt: skip
    page = khoa.told(khoa.send("", form), 409)
    assert "Báo cáo này đã được Hoàng Thế Khoa gửi lúc 08:01" in page and "Mở bản đã gửi" in page


def test_a_submitted_report_lists_each_case_that_counts_otherwise_today_and_why(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive(at=IN_Q1)
    here.tick(AFTER_Q1)
    khoa = officer("khoa")
    khoa.told(khoa.send("", submit_form(khoa.page(asked(here, Q1)))), 302)
    Case.objects.filter(pk=case_id).update(channel="self_online")
    page = khoa.page(f"{REPORTS}da-gui/{IssuedReport.objects.get().pk}/")
    assert "Cột 4: 0 → <strong>1</strong>" in page and "Cột 5: 1 → <strong>0</strong>" in page
    assert "Sổ sách không nói vì sao" in page, "a change that no act made is not explained away"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("?ky=2021-Q9", "2021-Q9"),
        ("?ky=khoang", "Hãy chọn cả ngày đầu và ngày cuối"),
        ("?ky=khoang&tu=2021-03-09&den=2021-03-01", "2021"),
        ("?ky=khoang&tu=hôm qua&den=hôm nay", "hôm qua"),
        ("?ky=2022-Q1", "chưa đến"),
    ],
)
def test_a_period_that_is_none_is_told_and_the_form_stays(
    here: District, officer: Callable[[str], Browser], typed: str, answer: str
) -> None:
    page = officer("khoa").page(f"{REPORTS}{typed}")
    notice = page.split('role="alert">', 1)[1].split("</p>", 1)[0]
    assert answer in unescape(notice) and "Kỳ báo cáo" in page and "Tải XLSX" not in page
    for rest in ("ho-so/", "bieu-06.xlsx", "bieu-06.pdf"):
        assert officer("khoa").client.get(f"{REPORTS}{rest}{typed}").headers["Location"].startswith(REPORTS)


@pytest.mark.parametrize("query", ["?o=lạ", "?o=c3&linh-vuc=%00", "?o=c3&co-quan=x", "?o=c11&theo=dau", "?dong=dinh-chinh", "?trang=-1"])
def test_an_address_typed_by_hand_is_no_error(here: District, officer: Callable[[str], Browser], query: str) -> None:
    here.receive()
    officer("khoa").page(f"{REPORTS}ho-so/{query}")


def test_a_running_period_cannot_be_submitted_and_says_from_when(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive(at=IN_Q1)
    page = officer("khoa").page(asked(here, Q1))
    assert not may_submit(page) and "Kỳ này gửi được sau khi kết thúc, hết ngày" in page and "14/03/2021" in page
    assert "Kỳ chưa kết thúc, tính đến 08:00" in page


def test_an_inspector_reads_and_does_not_submit(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive(at=IN_Q1)
    here.tick(AFTER_Q1)
    soat = officer("soat")
    assert not may_submit(soat.page(asked(here, Q1)))
    body = {"key": "k", "ky": Q1, "co-quan": str(here.offices["huyen"])}
    assert soat.client.post(f"{REPORTS}gui/", body).status_code == 403 and not IssuedReport.objects.exists()


def test_reports_are_for_leaders_and_inspectors_of_the_office(here: District, officer: Callable[[str], Browser]) -> None:
    for key in ("minh", "lan", "thao"):
        officer(key).page(REPORTS, 403)
    officer("phap").page(asked(here, Q1, office="tnmt"), 403)
    assert Client().get(REPORTS).headers["Location"].startswith("/dang-nhap/")


def test_a_division_alone_and_all_below_the_district_differ(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive()
    khoa = officer("khoa")
    assert figures(khoa.page(asked(here, Q1)))
    assert "Kỳ này chưa có hồ sơ nào" in khoa.page(asked(here, Q1, more="&pham-vi=rieng"))


def test_the_number_of_statements_does_not_grow_with_the_cases(here: District, officer: Callable[[str], Browser]) -> None:
    def statements(address: str) -> int:
        with CaptureQueriesContext(connection) as told:
            khoa.page(address)
        return len(told.captured_queries)

    addresses = (asked(here, Q1), f"{REPORTS}ho-so/?ky={Q1}&o=c3&linh-vuc=Đất đai")
    here.presented(at=LONG_AGO), EVERY["paused"](here)
    here.tick(AFTER_Q1 - timedelta(hours=9))
    khoa = officer("khoa")
    khoa.page(REPORTS)
    few = [statements(address) for address in addresses]
    for _ in range(12):
        here.presented(at=IN_Q1)
    here.tick(AFTER_Q1 - timedelta(hours=8))
    assert [statements(address) for address in addresses] == few
    assert max(few) <= MOST_STATEMENTS
