"""The registers: the book of a counter on screen and on paper, the results handed over, the forms of the day."""

import os
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from pypdf import PdfReader

from motcua.cases.commands.decide import decide
from motcua.cases.commands.receive import receive
from motcua.cases.commands.refuse_intake import refuse_intake
from motcua.cases.commands.return_result import return_result
from motcua.cases.models import Case, NumberSeries, Slip
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.slips import Receipt, slip_from_json
from motcua.journal.models import Entry
from motcua.kernel.moments import VIETNAM
from motcua.kernel.refusal import Refusal
from tests.builders.browser import Browser
from tests.builders.district import MONDAY, District
from tests.builders.situations import furnished, submitted

pytestmark = pytest.mark.django_db
YEAR = {"tu": "2021-01-01", "den": "2021-12-31"}


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any, settings: Any, tmp_path: Any) -> Callable[[str], Browser]:
    settings.HOME = str(tmp_path)
    return lambda key: Browser(here, key, monkeypatch)


def text_of(answer: HttpResponse) -> list[str]:
    """The words of each page of a PDF."""
    assert answer.headers["Content-Type"] == "application/pdf"
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(answer.content)).pages]


def printed(browser: Browser, **asked: Any) -> HttpResponse:
    """The answer to the button that prints the book."""
    return browser.client.post("/q/so/in/", {"quay": browser.place.offices["huyen"], **YEAR, **asked})  # type: ignore[return-value]


# ---- the lines of the book ------------------------------------------------------------------------------------------------


def lines(here: District) -> list[tuple[int | None, int | None]]:
    rows = Case.objects.filter(authority_id=here.authority_id, accepted_at__isnull=False)
    return list(rows.order_by("id").values_list("book_year", "book_serial"))


def test_lines_are_counted_from_one_without_a_gap_whatever_is_refused_between(here: District) -> None:
    here.receive()
    case_id = submitted(here)
    refuse_intake(actor=here.actor("lan"), at=here.tick(), of=case_id, reason="Sai nơi nộp")
    here.receive()
    with pytest.raises(Refusal, match="paper-missing"):
        here.receive(papers=())
    here.receive()
    assert lines(here) == [(2021, 1), (2021, 2), (2021, 3)]


def test_a_new_year_begins_a_new_book_and_what_is_entered_later_goes_into_the_book_of_that_day(here: District) -> None:
    here.receive(at=datetime(2021, 12, 31, 9, tzinfo=VIETNAM))
    here.tick(datetime(2022, 1, 4, 8, tzinfo=VIETNAM))
    late = Filing(
        procedure_id=here.procedures["P5"], receiving_office_id=here.offices["huyen"], papers=("don",), channel=Channel.COUNTER,
        applicant=ApplicantDetails("Đinh Thị Lan", "0905 000 111"),
    )  # fmt: skip
    receive(actor=here.actor("lan"), at=here.now, of=late, happened_at=datetime(2021, 12, 31, 16, tzinfo=VIETNAM))
    here.receive()
    assert lines(here) == [(2021, 1), (2022, 1), (2022, 2)]
    case = Case.objects.get(authority_id=here.authority_id, book_year=2022, book_serial=1)
    assert case.booked_on == date(2022, 1, 4) and case.file_number and "211231" in case.file_number


def test_the_receipt_says_where_the_case_stands_in_the_book(here: District) -> None:
    here.receive()
    case_id = here.receive()
    said = slip_from_json(Slip.objects.get(case=case_id, form=SlipForm.RECEIPT).content)
    assert isinstance(said, Receipt) and (said.book_number, said.book_sequence) == ("2021", "02")
    assert NumberSeries.objects.get(series="book", period="2021", authority_id=here.authority_id).last == 2


# ---- on screen ------------------------------------------------------------------------------------------------------------


def test_the_screen_lists_the_lines_of_the_period_without_telephone_or_address(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive(name="Đinh Thị Hơ-Ninh", phone="0905 123 421")
    here.receive(at=MONDAY + timedelta(days=40), name="Mang Văn Dũng")
    page = officer("lan").page("/q/so/?tu=2021-03-01&den=2021-03-31")
    assert "Đinh Thị Hơ-Ninh" in page and "2021, 01" in page and "0905" not in page and "Mang Văn Dũng" not in page
    assert "Quyển 2021" in page and "2 dòng" in page
    assert "Mang Văn Dũng" in officer("lan").page("/q/so/?tu=2021-04-01&den=2021-04-30")


def test_a_period_that_makes_no_sense_is_said_and_nothing_is_printed(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive()
    lan = officer("lan")
    assert "Ngày cuối sớm hơn ngày đầu" in lan.page("/q/so/?tu=2021-03-31&den=2021-03-01")
    assert "Ngày chưa đúng" in lan.page("/q/so/?tu=31/03/2021&den=2021-03-01")
    assert printed(lan, tu="2021-03-31", den="2021-03-01").status_code == 302
    assert not Entry.objects.filter(kind="book-printed").exists()


def test_before_the_first_case_there_is_no_book(here: District, officer: Callable[[str], Browser]) -> None:
    assert "Chưa có sổ nào" in officer("lan").page("/q/so/")


def test_the_book_of_a_counter_is_for_those_who_read_its_cases(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive(name="Đinh Thị Hơ-Ninh")
    for key, reads in {"lan": True, "khoa": True, "soat": True, "ngoc": True, "tu": False, "minh": False}.items():
        page = officer(key).page(f"/q/so/?quay={here.offices['huyen']}&tu=2021-01-01&den=2021-12-31")
        assert ("Đinh Thị Hơ-Ninh" in page) is reads, key
        assert (printed(officer(key)).status_code == 200) is reads, key
    assert officer("thao").client.get("/q/so/").status_code == 403


# ---- on paper -------------------------------------------------------------------------------------------------------------


def test_the_book_on_paper_has_every_line_its_dates_and_what_became_of_it(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.presented(name="Rơ Chăm H’Bĕng Mŏ Ñŭl", phone="0905 123 421")
    decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.REFUSE, reason="Tranh chấp")
    return_result(actor=here.actor("lan"), at=here.tick(), case_id=case_id)
    here.receive(name="Đinh Thị Kră H’Len")
    [page] = text_of(printed(officer("lan")))
    for words in (
        "Mẫu số 06, Thông tư số 01/2018/TT-VPCP", "SỔ THEO DÕI HỒ SƠ Quyển số 2021, năm 2021", "01 000.00.99.H08-", "Rơ Chăm H’Bĕng Mŏ Ñŭl",
        "0905 123 421", "Phòng Tài nguyên và Môi trường", "01/03/2021 08/03/2021 01/03/2021", "Bộ phận Một cửa", "từ chối giải quyết",
        "Phần sổ này có 2 dòng, từ số 01 quyển 2021 đến số 02 quyển 2021.", "NGƯỜI LẬP SỔ", "XÁC NHẬN CỦA NGƯỜI ĐỨNG ĐẦU",
    ):  # fmt: skip
        assert words in page, words


def test_each_printing_is_noted_with_counter_period_and_lines(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive()
    for _ in range(2):
        printed(officer("lan"))
    first, second = Entry.objects.filter(authority_id=here.authority_id, kind="book-printed").order_by("id")
    assert '"lines":1' in first.payload and first.actor_name == second.actor_name == "Trần Thị Lan"


def test_an_empty_period_is_one_page_that_says_so(here: District, officer: Callable[[str], Browser]) -> None:
    here.receive()
    [page] = text_of(printed(officer("lan"), tu="2021-05-01", den="2021-05-31"))
    assert "Không có hồ sơ nào được ghi vào sổ trong thời gian này." in page and "từ ngày 01/05/2021 đến ngày 31/05/2021" in page


def test_a_long_book_tells_how_far_it_is_and_is_fetched_by_who_made_it_within_the_hour(
    here: District, officer: Callable[[str], Browser], monkeypatch: Any, settings: Any
) -> None:
    monkeypatch.setattr("motcua.doors.registers.book_printing.AT_ONCE", 3)
    monkeypatch.setattr("motcua.cases.queries.book.CHUNK", 4)
    for _ in range(10):
        here.receive()
    answer = printed(officer("lan"))
    page = b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]
    assert "Đã xếp 4 trên 10 dòng" in page or "Đã xếp 10 trên 10 dòng" in page
    assert page.rstrip().endswith("</html>")
    address = re.findall(r'href="(/q/so/tep/\?ma=[^"]+)"', page)[0]
    assert "từ số 01 quyển 2021 đến số 10 quyển 2021" in text_of(officer("lan").client.get(address))[-1]  # type: ignore[arg-type]
    assert officer("khoa").client.get(address).headers["Location"] == "/q/so/"
    [kept] = (Path(settings.HOME) / "prints").glob("*.pdf")
    os.utime(kept, (kept.stat().st_mtime - 3601,) * 2)
    assert officer("lan").client.get(address).headers["Location"] == "/q/so/"


# ---- results handed over --------------------------------------------------------------------------------------------------


def test_the_results_of_a_day_are_one_list_for_each_office_and_counter(here: District, officer: Callable[[str], Browser]) -> None:
    for name in ("Đinh Thị Kră H’Len", "Mang Văn Dũng"):
        case_id = here.presented(name=name)
        decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    page = officer("minh").page("/q/so/ban-giao/")
    address = re.findall(r'href="(/q/so/ban-giao/\d+/[^"]+)"', page)[0].replace("&amp;", "&")
    [text] = text_of(officer("lan").client.get(address))  # type: ignore[arg-type]
    for words in ("Bên giao: Phòng Tài nguyên và Môi trường.", "Bên nhận: Bộ phận Tiếp nhận và Trả kết quả.", "Đinh Thị Kră H’Len",
                  "Mang Văn Dũng", "Tổng số: 2 kết quả.", "NGƯỜI GIAO", "NGƯỜI NHẬN"):  # fmt: skip
        assert words in text, words
    assert officer("tu").client.get(address).status_code == 404
    assert "chưa có kết quả nào" in officer("tu").page("/q/so/ban-giao/")
    assert officer("lan").client.get("/q/so/ban-giao/999/999/").status_code == 404


# ---- forms ----------------------------------------------------------------------------------------------------------------


def test_the_administrator_is_told_which_pages_nobody_has_compared(here: District, monkeypatch: Any) -> None:
    from motcua.offices.models import Assignment

    person = here.people["thao"]
    Assignment.objects.create(
        authority_id=here.authority_id, person=person, office_id=here.offices["huyen"], role="administrator", valid_from=date(2020, 1, 1)
    )
    browser = Browser(here, "thao", monkeypatch)
    page = browser.page("/q/so/mau-giay/")
    assert "01/2018/TT-VPCP" in page and "3 mẫu chưa có ai so" in page and "Thông báo dừng" not in page
    here.now = datetime(2023, 3, 1, 8, tzinfo=VIETNAM)
    monkeypatch.setattr("motcua.doors.shared.frame.program_now", lambda: datetime(2026, 3, 2, 8, tzinfo=VIETNAM))
    page = browser.page("/q/so/mau-giay/")
    assert "03/2025/TT-VPCP" in page and "7 mẫu chưa có ai so" in page and "Thông báo dừng giải quyết hồ sơ" in page
