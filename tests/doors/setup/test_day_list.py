"""A pasted list of days off: what each line says, or why it cannot be read; nothing is repaired."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.doors.console.shipped_calendar import shipped_years
from motcua.doors.setup.day_list import read_days, written
from motcua.offices.rules.plan import DayPlan

OFF, WORKED = date(2026, 8, 31), date(2026, 8, 22)
SWAPPED = (DayPlan(day=WORKED, kind="make_up", name="Làm bù", for_day=OFF), DayPlan(day=OFF, kind="holiday", name="Nghỉ hoán đổi"))


def holiday(day: int, name: str = "Tết", month: int = 2) -> DayPlan:
    return DayPlan(day=date(2026, month, day), kind="holiday", name=name)


@pytest.mark.parametrize(
    "typed",
    [
        "16/02/2026 nghỉ Tết", "16-2-2026 Tết", "16.02.2026\tTết", "2026-02-16 nghỉ Tết", "16/2 Tết", "thứ Hai, ngày 16/02/2026: Tết",
        "- 16/02/2026 nghỉ Tết", "1. 16/02/2026 nghỉ Tết", "Tết\t16/02/2026", "Thứ 2\t16/02/2026\tNghỉ Tết", "Nghỉ lễ Tết (16/02/2026)",
        "16/02/2026 nghi\u0309 Tê\u0301t",
    ],
)  # fmt: skip
def test_a_day_off_is_read_however_it_is_written(typed: str) -> None:
    assert read_days(typed, 2026).days == (holiday(16),)


@pytest.mark.parametrize(
    "typed",
    [
        "16/02/2026–18/02/2026 nghỉ Tết", "16/02/2026 - 18/02/2026 Tết", "16/02-18/02/2026 Tết", "Từ 16/02 đến 18/02/2026: nghỉ Tết",
        "Từ ngày 16/02/2026 đến hết ngày 18/02/2026 nghỉ Tết", "từ thứ Hai 16/02/2026 đến thứ Tư 18/02/2026 Tết",
    ],
)  # fmt: skip
def test_a_stretch_is_every_day_of_it(typed: str) -> None:
    assert read_days(typed, 2026).days == (holiday(16), holiday(17), holiday(18))


@pytest.mark.parametrize(
    "typed",
    [
        "Nghỉ thứ Hai 31/08/2026, làm bù thứ Bảy 22/08/2026", "31/08/2026 nghỉ, đi làm bù 22/08",
        "31/08/2026 nghỉ hoán đổi\n22/08/2026 làm bù cho 31/08/2026",
    ],
)  # fmt: skip
def test_a_day_off_with_the_day_on_which_it_is_made_up(typed: str) -> None:
    found = read_days(typed, 2026)
    assert [(day.day, day.kind, day.for_day) for day in found.days] == [(day.day, day.kind, day.for_day) for day in SWAPPED]


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("30/04/2026 Ngày Chiến thắng", "Ngày Chiến thắng"), ("27/04/2026 nghỉ bù Giỗ Tổ", "nghỉ bù Giỗ Tổ"),
        ("Ngày 30/04/2026: nghỉ Chiến thắng", "Chiến thắng"), ("30/04/2026", ""), ("30/04/2026 nghỉ", ""),
    ],
)  # fmt: skip
def test_the_name_is_what_the_line_says_beside_the_date(typed: str, name: str) -> None:
    assert read_days(typed, 2026).days[0].name == name


def test_a_day_made_up_for_none_in_particular() -> None:
    assert read_days("22/08/2026 làm bù", 2026).days == (DayPlan(day=WORKED, kind="make_up", name="Làm bù"),)


@pytest.mark.parametrize(
    ("typed", "why", "todo"),
    [
        ("Ngày nghỉ", "Không thấy ngày nào", "xóa dòng này nếu là tiêu đề"),
        ("31/02/2026 Tết", "Không có ngày “31/02/2026”", "ngày và tháng"),
        ("16/02/2027 Tết", "16/02/2027 không thuộc năm 2026", "lịch năm 2027"),
        ("thứ Ba 16/02/2026 Tết", "16/02/2026 là thứ Hai, không phải thứ Ba", "thứ theo văn bản"),
        ("20/02/2026 đến 16/02/2026", "không phải một đợt nghỉ", "Ngày đầu phải trước"),
        ("16/02/2026 đến 16/05/2026", "không phải một đợt nghỉ", "31 ngày"),
        ("16/02/2026 và 18/02/2026", "không rõ là đợt nghỉ hay ngày làm bù", "mỗi ngày một dòng"),
        ("21/08/2026 làm bù", "thứ Sáu, vốn đã là ngày làm việc", "văn bản"),
        ("làm bù 22/08, 29/08, 05/09", "Không rõ ngày nào làm bù", "mỗi cặp một dòng"),
        ("=TODAY()\tTết", "công thức", "Giá trị"),
        ("16/02/2026\t=A1", "công thức", "Giá trị"),
        ("16/02/2026 Nghá»‰ Táº¿t", "vỡ", "UTF-8"),
        ("16/02/2026 ngh\ufffd", "vỡ", "UTF-8"),
        ("16/02/2026 NghØ TÕt", "phông cũ", "Unicode"),
        ("16/02/2026 Nghæ Teát", "phông cũ", "Unicode"),
    ],
)
def test_a_line_that_cannot_be_read_tells_its_number_why_and_what_to_do(typed: str, why: str, todo: str) -> None:
    found = read_days(f"01/01/2026 Tết Dương lịch\n\n{typed}", 2026)
    [wrong] = found.wrong
    assert wrong.number == 3 and why in wrong.why and todo in wrong.todo
    assert [each.number for each in found.lines] == [1], "the other lines are read all the same"


def test_a_date_told_twice_names_the_line_that_told_it_first() -> None:
    found = read_days("16/02/2026–18/02/2026 Tết\n17/02/2026 Mùng một", 2026)
    assert found.wrong[0].number == 2 and "17/02/2026 đã có ở dòng 1" in found.wrong[0].why


def test_a_closed_day_is_not_made_up_too() -> None:
    assert "đã có ở dòng 1" in read_days("22/08/2026 nghỉ\n22/08/2026 làm bù", 2026).wrong[0].why


def test_every_flawed_line_is_told_at_once() -> None:
    assert [wrong.number for wrong in read_days("x\n16/02/2026\ny\n32/01/2026", 2026).wrong] == [1, 3, 4]


def test_a_fixed_holiday_that_is_missing_is_noted_and_holds_nothing_back() -> None:
    found = read_days("01/01/2026 Tết Dương lịch", 2026)
    assert not found.wrong and [note.split(" (")[0][-10:] for note in found.notes] == ["30/04/2026", "01/05/2026", "02/09/2026"]
    assert read_days("", 2026).notes == ()


def test_a_list_without_end_is_not_read_to_its_end() -> None:
    found = read_days("\n".join(["x"] * 1000), 2026)
    assert len(found.wrong) == 401 and "quá 400 dòng" in found.wrong[-1].why


@pytest.mark.parametrize("year", [plan.year for plan in shipped_years()])
def test_a_shipped_year_written_as_a_list_reads_back_day_by_day(year: int) -> None:
    days = next(plan for plan in shipped_years() if plan.year == year).days
    found = read_days(written(days), year)
    assert not found.wrong
    assert {(day.day, day.kind, day.for_day) for day in found.days} == {(day.day, day.kind, day.for_day) for day in days}


DATES = st.dates(date(2026, 1, 1), date(2026, 12, 31))
NAMES = st.sampled_from(["", "Tết Nguyên đán", "Giỗ Tổ Hùng Vương", "Quốc khánh", "nghỉ bù Tết", "Ngày Chiến thắng"])


@given(st.dictionaries(DATES, NAMES, max_size=40), st.sets(DATES, max_size=4))
def test_what_is_written_reads_back(off: dict[date, str], worked: set[date]) -> None:
    saturdays = {day + timedelta(days=(5 - day.weekday()) % 7) for day in worked}
    saturdays = {day for day in saturdays if day.year == 2026 and day not in off}
    days = (
        *(DayPlan(day=day, kind="holiday", name=name) for day, name in off.items()),
        *(DayPlan(day=day, kind="make_up", name="Làm bù", for_day=day + timedelta(days=9)) for day in saturdays),
    )
    found = read_days(written(days), 2026)
    assert not found.wrong and set(found.days) == set(days)


@given(st.text(max_size=200))
def test_whatever_is_pasted_is_read_or_told(pasted: str) -> None:
    found = read_days(pasted, 2026)
    assert all(each.why and each.todo for each in found.wrong)
    assert all(day.day.year == 2026 for day in found.days)
