"""Lines of an old system's export: every form of date is read, every flaw is told where it is, and nothing is repaired."""

from datetime import date, datetime, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.channels import Channel
from motcua.cases.rules.takeover import Field, Known, Mapped, Standing, mapped_from, mapped_to, read_line
from motcua.cases.rules.takeover_guess import guessed_columns, guessed_words, header_place
from motcua.cases.rules.takeover_totals import compared, totals_of
from motcua.kernel.cells import Cell, Unreadable, When, number_as_text, when
from motcua.law.clock import Timeliness

KNOWN = Known({"1.001193": 7, "dang ky khai sinh": 7}, {"phong tu phap": 3}, {"tran thi lan": 5})
MAPPED = Mapped(states={"dang xu ly": Standing.IN_PROGRESS, "da tra": Standing.RETURNED, "nhap": Standing.SKIPPED})
ROW: dict[Field, Cell] = {
    Field.NUMBER: "CU-01", Field.PROCEDURE: "Đăng ký khai sinh", Field.APPLICANT: "Đinh  Thị Lan", Field.ACCEPTED: "05/03/2025",
    Field.DUE: "10/03/2025", Field.STATE: "Đang xử lý",
}  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("05/03/2025", When(date(2025, 3, 5))),
        ("5/3/2025 8:05", When(date(2025, 3, 5), time(8, 5))),
        ("05-03-2025 14:30:59", When(date(2025, 3, 5), time(14, 30))),
        ("14:30 05/03/2025", When(date(2025, 3, 5), time(14, 30))),
        ("14h30 ngày 05/03/2025", When(date(2025, 3, 5), time(14, 30))),
        ("05/03/2025 02:30 CH", When(date(2025, 3, 5), time(14, 30))),
        ("05/03/2025 12:10 SA", When(date(2025, 3, 5), time(0, 10))),
        ("2025-03-05", When(date(2025, 3, 5))),
        ("2025-03-05T14:30:00.123", When(date(2025, 3, 5), time(14, 30))),
        ("2025-03-05T20:30:00Z", When(date(2025, 3, 6), time(3, 30))),
        (45721, When(date(2025, 3, 5))),
        (45721.604166667, When(date(2025, 3, 5), time(14, 30))),
        ("45721,5", When(date(2025, 3, 5), time(12))),
        (datetime(2025, 3, 5, 14, 30), When(date(2025, 3, 5), time(14, 30))),
        (datetime(2025, 3, 5), When(date(2025, 3, 5))),
        (date(2025, 3, 5), When(date(2025, 3, 5))),
        ("", None), (None, None), ("-", None),
    ],
)  # fmt: skip
def test_dates_are_read_in_every_form_that_exports_have(cell: Cell, told: When | None) -> None:
    assert when(cell) == told


@pytest.mark.parametrize(
    "cell", ["31/02/2025", "03/15/2025", "05/03/25", "hôm qua", "05/03/2025 25:00", "05/03/1025", "12", 12, True, "9" * 400]
)
def test_what_is_no_date_is_told_with_what_to_do(cell: Cell) -> None:
    with pytest.raises(Unreadable) as told:
        when(cell)
    assert told.value.why.endswith(".") and told.value.todo.startswith("Hãy")


@given(st.dates(date(1970, 1, 2), date(2099, 1, 1)), st.none() | st.times().filter(lambda clock: (clock.hour, clock.minute) != (0, 0)))
def test_a_date_written_out_is_the_date_that_is_read(day: date, clock: time | None) -> None:
    clock = clock and time(clock.hour, clock.minute)
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"):
        said = f"{day:{form}}" + (f" {clock:%H:%M}" if clock else "")
        assert when(said) == When(day, clock)
    serial = (day - date(1899, 12, 30)).days + ((clock.hour * 60 + clock.minute) / 1440 if clock else 0)
    if serial >= 25569:
        assert when(serial) == When(day, clock)


def test_numbers_stay_as_they_were_written_and_keep_the_zero_a_spreadsheet_drops() -> None:
    assert number_as_text(1234.0) == "1234"
    assert number_as_text(905000111, digits=10) == "0905000111"
    assert number_as_text("905000111", digits=10) == "905000111"
    assert number_as_text("000.00.12.H08-250305-0001") == "000.00.12.H08-250305-0001"
    with pytest.raises(Unreadable):
        number_as_text("1,23E+11")


def test_a_line_is_understood() -> None:
    told = read_line(ROW, line=4, mapped=MAPPED, known=KNOWN).case
    assert told and (told.number, told.procedure_id, told.applicant, told.standing) == ("CU-01", 7, "Đinh Thị Lan", Standing.IN_PROGRESS)
    assert (told.first_due, told.due) == (When(date(2025, 3, 10)), When(date(2025, 3, 10)))


def test_a_state_that_is_not_taken_over_is_neither_case_nor_flaw() -> None:
    read = read_line({**ROW, Field.STATE: "Nháp", Field.ACCEPTED: "?"}, line=4, mapped=MAPPED, known=KNOWN)
    assert (read.case, read.flaws) == (None, ())


SPOILT: dict[Field, Cell] = {
    Field.NUMBER: "", Field.PROCEDURE: "Thủ tục lạ", Field.APPLICANT: " ", Field.ACCEPTED: "31/02/2025", Field.DUE: "mai",
    Field.STATE: "??", Field.CHANNEL: "bồ câu", Field.OFFICE: "Phòng Lạ", Field.PERSON: "Ai Đó",
    Field.ID_NUMBER: "1E+11", Field.RETURNED: "x",
}  # fmt: skip


@given(st.sets(st.sampled_from(sorted(SPOILT))))
def test_so_many_bad_cells_give_so_many_flaws_each_at_its_column(spoilt: set[Field]) -> None:
    read = read_line({**ROW, **{field: SPOILT[field] for field in spoilt}}, line=4, mapped=MAPPED, known=KNOWN)
    assert sorted(flaw.field for flaw in read.flaws) == sorted(spoilt)
    assert (read.case is None) == bool(spoilt)


@given(
    st.dictionaries(st.sampled_from(list(Field)), st.one_of(st.none(), st.text(), st.integers(), st.floats(), st.dates(), st.datetimes()))
)
def test_whatever_stands_in_a_line_it_is_understood_or_told(row: dict[Field, Any]) -> None:
    read = read_line(row, line=4, mapped=MAPPED, known=KNOWN)
    assert (read.case is None) == bool(read.flaws) or row.get(Field.STATE) is not None
    assert all(flaw.why and flaw.todo for flaw in read.flaws)


def test_days_out_of_order_are_flaws() -> None:
    spoilt = {**ROW, Field.STATE: "Đã trả", Field.DUE: "01/03/2025", Field.SETTLED: "04/03/2025", Field.RETURNED: "03/03/2025"}
    flaws = read_line(spoilt, line=4, mapped=MAPPED, known=KNOWN).flaws
    assert sorted(flaw.field for flaw in flaws) == sorted([Field.DUE, Field.SETTLED, Field.RETURNED])


def test_a_returned_case_needs_the_days_of_its_result_and_its_return() -> None:
    flaws = read_line({**ROW, Field.STATE: "Đã trả"}, line=4, mapped=MAPPED, known=KNOWN).flaws
    assert [flaw.field for flaw in flaws] == [Field.SETTLED, Field.RETURNED]


def test_a_day_of_an_end_contradicts_a_state_that_is_open() -> None:
    flaws = read_line({**ROW, Field.SETTLED: "06/03/2025", Field.RETURNED: "07/03/2025"}, line=4, mapped=MAPPED, known=KNOWN).flaws
    assert [flaw.field for flaw in flaws] == [Field.SETTLED, Field.RETURNED]
    assert flaws[0].why == "Có ngày có kết quả nhưng trạng thái là “đang giải quyết”."


def test_the_digest_of_a_line_changes_with_what_it_says_and_not_with_its_place() -> None:
    first = read_line(ROW, line=4, mapped=MAPPED, known=KNOWN).case
    moved = read_line({**ROW, Field.APPLICANT: "Đinh Thị Lan"}, line=9, mapped=MAPPED, known=KNOWN).case
    changed = read_line({**ROW, Field.APPLICANT: "Đinh Thị Lài"}, line=4, mapped=MAPPED, known=KNOWN).case
    assert first and moved and changed
    assert first.row_digest == moved.row_digest != changed.row_digest


def test_headers_are_guessed_without_accents() -> None:
    headers = [
        "STT",
        "MÃ SỐ HỒ SƠ",
        "Tên thủ tục hành chính",
        "Chủ hồ sơ",
        "Ngày tiếp nhận",
        "Ngày hẹn trả kết quả",
        "Ngày trả kết quả",
        "Trạng thái",
    ]
    assert guessed_columns(headers) == {
        Field.NUMBER: headers[1], Field.PROCEDURE: headers[2], Field.APPLICANT: headers[3], Field.ACCEPTED: headers[4],
        Field.DUE: headers[5], Field.RETURNED: headers[6], Field.STATE: headers[7],
    }  # fmt: skip
    assert header_place([["DANH SÁCH HỒ SƠ"], [], headers, ["1", "A"]]) == 2
    assert header_place([["a", "b"], ["c"]]) is None


def test_words_of_states_are_guessed_and_those_that_are_told_stay() -> None:
    rows = [{Field.STATE: said} for said in ("Đã trả kết quả", "Chờ bổ sung", "Từ chối tiếp nhận", "Lạ hoắc", "Đang xử lý")]
    told = guessed_words(Mapped(states={"dang xu ly": Standing.PAUSED}), rows).states
    assert told == {
        "dang xu ly": Standing.PAUSED, "da tra ket qua": Standing.RETURNED, "cho bo sung": Standing.AWAITING_SUPPLEMENT,
        "tu choi tiep nhan": Standing.SKIPPED,
    }  # fmt: skip


def test_a_mapping_is_written_and_read_again() -> None:
    mapped = Mapped({Field.NUMBER: "Mã"}, {"xong": Standing.SETTLED}, {"a": "1.1"}, {"p": "tp"}, {"x": "-"}, {"tt": Channel.COUNTER})
    assert mapped_from(mapped_to(mapped)) == mapped


def test_totals_that_differ_are_told() -> None:
    case = read_line(ROW, line=4, mapped=MAPPED, known=KNOWN).case
    assert case
    in_file = totals_of([("Hộ tịch", case)], now=datetime(2025, 3, 11))
    told = {(each.field, each.stands): each.differs for each in compared(in_file, in_file.__class__(), {Timeliness.LATE: 2})}
    assert told["Hộ tịch", Timeliness.PENDING_LATE] and told["", Timeliness.PENDING_LATE] and told["", Timeliness.LATE]
    assert not told["", Timeliness.EARLY]
