"""The calendar's screens: a year entered in one paste, seen with what it moves, adopted by a second person; nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from motcua.cases.commands.adopt_calendar import adopt_calendar
from motcua.doors.console.shipped_calendar import shipped_years
from motcua.offices.models import CalendarDay, CalendarProposal, CalendarYear
from motcua.offices.queries import system_actor
from motcua.offices.rules.plan import PersonPlan, YearPlan
from tests.builders.browser import Browser, Form
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db

CALENDAR, NEW = "/qt/lich/", "/qt/lich/nhap/"
PASTED = """Thứ Sáu, 01/01/2021: Tết Dương lịch
10/02/2021 đến 16/02/2021 nghỉ Tết Nguyên đán
21/04/2021\tGiỗ Tổ Hùng Vương
30/04/2021 Ngày Chiến thắng
01/05/2021 Quốc tế lao động
03/05/2021 nghỉ bù
02/09/2021–03/09/2021 Quốc khánh
Nghỉ thứ Sáu 05/03/2021, làm bù thứ Bảy 13/03/2021"""
DECISION = "Thông báo 1/TB-VPCP ngày 01/12/2020"


@pytest.fixture
def here(db: None) -> District:
    return district(people=(PersonPlan(key="tri", name="Đặng Trí Nhật", office="huyen", roles=("administrator",)),))


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def form_of(browser: Browser) -> Form:
    return browser.form(f"{NEW}?nam=2021", having="days")


def sent(browser: Browser, do: str, status: int = 200, **typed: str) -> str:
    told = {"decision": DECISION, "days": PASTED, **typed}
    return browser.told(browser.send(NEW, form_of(browser), do=do, **told), status)


def test_a_years_calendar_is_entered_in_one_paste_and_adopted_by_a_second_person(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.transferred()
    tri = officer("tri")
    checked = sent(tri, "check")
    assert "8 dòng, 16 ngày" in checked and "Thêm</strong> thứ Sáu 05/03/2021: nghỉ, Nghỉ hoán đổi" in checked
    assert "Người nộp 1" in checked and "17:00 thứ Hai 08/03/2021" in checked and "17:00 thứ Ba 09/03/2021" in checked
    assert not CalendarProposal.objects.exists(), "checking writes nothing"
    assert "Lịch chưa đổi cho đến khi người thứ hai duyệt" in sent(tri, "propose", 302)
    proposal = CalendarProposal.objects.get()
    address = f"{CALENDAR}de-nghi/{proposal.pk}/"
    mine = tri.page(address)
    assert "Bạn là người đề nghị" in mine and "Duyệt lịch năm" not in mine

    khoa = officer("khoa")
    assert "lịch năm chờ duyệt" in khoa.page("/qt/") and "Xem đề nghị lịch năm 2021" in khoa.page(CALENDAR)
    page = khoa.page(address)
    assert "dời 1 ngày hẹn" in page and "17:00 thứ Ba 09/03/2021" in page
    done = khoa.told(khoa.send(address, khoa.form(address)), 302)
    assert "Đã duyệt" in done and DECISION in done
    assert CalendarDay.objects.filter(office=None, day__year=2021).count() == 16 and not CalendarYear.objects.get(year=2021).is_provisional
    assert f"{here.case(case_id).due_at:%d/%m}" == "09/03"
    year = khoa.page(f"{CALENDAR}nam/?nam=2021")
    assert "Đặng Trí Nhật đề nghị, Hoàng Thế Khoa duyệt" in year and 'title="Nghỉ hoán đổi">5</td>' in year and "+13" in year
    assert "Duyệt lịch" not in khoa.page(address) and "đã duyệt" in khoa.page(address)
    changes = khoa.page("/qt/")
    assert "Đề nghị lịch nghỉ" in changes and "Nhập lịch nghỉ" in changes


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("16/02/2021 Tết", "16/02/2021 đã có ở dòng 2"),
        ("16/02/2022 Tết", "không thuộc năm 2021"),
        ("=A1", "công thức của bảng tính"),
        ("16/06/2021 NghØ", "phông cũ"),
        ("nghỉ hè", "Không thấy ngày nào"),
    ],
)
def test_a_line_that_cannot_be_read_holds_everything_back_and_nothing_typed_is_lost(
    here: District, officer: Callable[[str], Browser], line: str, told: str
) -> None:
    tri = officer("tri")
    for do in ("check", "propose"):
        page = sent(tri, do, 422, days=f"{PASTED}\n{line}")
        assert "1 dòng chưa đọc được" in page and '<li value="9">' in page and told in page
        assert "10/02/2021 đến 16/02/2021 nghỉ Tết Nguyên đán" in page and DECISION in page and 'value="propose"' not in page
    assert not CalendarProposal.objects.exists()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"year": "hai mốt"}, "bốn chữ số"), ({"year": "1999"}, "từ 2018"), ({"year": "20210"}, "bốn chữ số"),
        ({"decision": " "}, "cơ quan ban hành"), ({"decision": "x" * 300}, "ngắn hơn"), ({"days": " \n"}, "Hãy dán danh sách"),
    ],
)  # fmt: skip
def test_what_is_missing_beside_the_list_is_told_at_its_field(
    here: District, officer: Callable[[str], Browser], typed: dict[str, str], told: str
) -> None:
    page = sent(officer("tri"), "propose", 422, **typed)
    assert told in page and "is-wrong" in page and not CalendarProposal.objects.exists()


def test_markup_that_is_pasted_stays_text(here: District, officer: Callable[[str], Browser]) -> None:
    page = sent(officer("tri"), "check", days="16/02/2021 <b>Tết</b>\n<script>alert(1)</script>", status=422)
    assert "<script>alert" not in page and "<b>Tết" not in page and "&lt;b&gt;Tết" in page


def test_a_missing_fixed_holiday_is_noted_and_may_be_sent_all_the_same(here: District, officer: Callable[[str], Browser]) -> None:
    tri = officer("tri")
    assert "không có 30/04/2021" in sent(tri, "check", days="01/01/2021 Tết Dương lịch")
    sent(tri, "propose", 302, days="01/01/2021 Tết Dương lịch")


def test_the_form_opens_with_what_is_on_file(here: District, officer: Callable[[str], Browser]) -> None:
    shipped = next(plan for plan in shipped_years() if plan.year == 2021)
    decided = YearPlan(year=2021, is_provisional=False, decision="QĐ", days=shipped.days)
    adopt_calendar(actor=system_actor(here.authority_id), at=here.tick(), of=decided)
    [days] = form_of(officer("tri")).values["days"]
    assert "12/02/2021 nghỉ Tết Nguyên đán (mùng Một)" in days and len(days.splitlines()) == len(shipped.days)
    assert "Không ngày nào đổi" in sent(officer("tri"), "check", days=days)


def test_a_proposal_is_sent_back_with_a_reason(here: District, officer: Callable[[str], Browser]) -> None:
    sent(officer("tri"), "propose", 302)
    address, khoa = f"{CALENDAR}de-nghi/{CalendarProposal.objects.get().pk}/", officer("khoa")
    form = khoa.form(address, having="reason")
    assert "Còn thiếu: lý do" in khoa.told(khoa.send(address, form, reason=" "), 422)
    assert "Đã trả lại đề nghị" in khoa.told(khoa.send(address, form, reason="Sai ngày bù"), 302)
    assert "Sai ngày bù" in officer("tri").page(address) and CalendarProposal.objects.get().is_adopted is False


def test_the_proposer_is_refused_even_with_a_form_made_by_hand(here: District, officer: Callable[[str], Browser]) -> None:
    tri = officer("tri")
    sent(tri, "propose", 302)
    address = f"{CALENDAR}de-nghi/{CalendarProposal.objects.get().pk}/"
    page = tri.told(tri.client.post(address, {"key": "tay-viet"}), 403)  # type: ignore[arg-type]
    assert "không tự duyệt được" in page and "nhờ lãnh đạo cơ quan" in page


def test_a_year_that_nobody_knows_is_not_found(here: District, officer: Callable[[str], Browser]) -> None:
    officer("tri").page(f"{CALENDAR}nam/?nam=1990", 404)
    officer("tri").page(f"{CALENDAR}de-nghi/99999/", 404)


def test_the_second_of_two_proposals_is_told_of_the_first(here: District, officer: Callable[[str], Browser]) -> None:
    tri = officer("tri")
    sent(tri, "propose", 302)
    assert "đã có đề nghị của Đặng Trí Nhật" in sent(tri, "propose", 409)


def test_the_number_of_statements_does_not_grow_with_the_cases(here: District, officer: Callable[[str], Browser]) -> None:
    def statements() -> int:
        with CaptureQueriesContext(connection) as told:
            sent(tri, "check")
        return len(told.captured_queries)

    tri = officer("tri")
    here.transferred()
    sent(tri, "check")
    few = statements()
    for _ in range(8):
        here.transferred()
    assert statements() == few <= 25
