"""Cells and columns of bank statements: amounts and days as Vietnamese banks write them, headings of many banks."""

from datetime import date, datetime, time

import pytest

from motcua.fees.rules.statement_cells import dong_of, is_out, moment_of
from motcua.fees.rules.statement_columns import Field, guessed_columns, header_place, wrong_columns
from motcua.kernel.cells import Cell, Unreadable


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        ("1.500.000", 1_500_000),
        ("1,500,000.00", 1_500_000),
        ("1.500.000,00", 1_500_000),
        ("1500000", 1_500_000),
        ("1 500 000", 1_500_000),
        ("+50,000 VND", 50_000),
        ("+ 50.000", 50_000),
        ("VND 20,000", 20_000),
        ("50.000 đ", 50_000),
        ("50.000 CR", 50_000),
        ("50,000 DR", -50_000),
        ("50,000-", -50_000),
        ("-20,000", -20_000),
        ("−20.000", -20_000),
        ("(50.000)", -50_000),
        (50000.0, 50_000),
        (50_000, 50_000),
        ("0", 0),
        ("0.00", 0),
        ("", None),
        ("-", None),
        (None, None),
    ],
)
def test_an_amount_is_read_in_the_forms_of_banks(cell: Cell, amount: int | None) -> None:
    assert dong_of(cell) == amount


@pytest.mark.parametrize("cell", ["năm mươi", "1.500.00", "1,5", 50000.5, "12.34.567", "1e6", True, "99.999.999.999", "1.500.000 USD", "²"])
def test_what_is_no_amount_of_dong_is_told_with_what_to_do(cell: Cell) -> None:
    with pytest.raises(Unreadable) as told:
        dong_of(cell)
    assert told.value.why.endswith(".") and told.value.todo.endswith(".")


@pytest.mark.parametrize(
    ("cell", "day", "clock"),
    [
        ("05/03/2021", date(2021, 3, 5), None),
        ("05-03-2021 14:30:59", date(2021, 3, 5), time(14, 30)),
        ("2021-03-05T14:30:00", date(2021, 3, 5), time(14, 30)),
        ("05/03/2021 5078 - 12345", date(2021, 3, 5), None),
        (44260, date(2021, 3, 5), None),
        (datetime(2021, 3, 5, 9, 15), date(2021, 3, 5), time(9, 15)),
    ],
)
def test_a_day_is_read_in_the_forms_of_banks(cell: Cell, day: date, clock: time | None) -> None:
    assert moment_of(cell) == (day, clock)


def test_a_day_that_does_not_exist_is_told() -> None:
    for cell in ("31/02/2021", "hôm qua", "Số dư đầu kỳ"):
        with pytest.raises(Unreadable):
            moment_of(cell)


def test_a_column_beside_the_amount_says_in_or_out() -> None:
    assert [is_out(cell) for cell in ("Nợ", "D", "Ghi có", "C", "+", "", None)] == [True, True, False, False, False, None, None]
    with pytest.raises(Unreadable):
        is_out("Chuyển")


HEADINGS = {
    "ghi nợ, ghi có": (
        ["Ngày giao dịch", "Số tham chiếu", "Số tiền ghi nợ", "Số tiền ghi có", "Mô tả"],
        {"day": 0, "reference": 1, "debit": 2, "credit": 3, "words": 4},
    ),
    "hai thứ tiếng": (
        ["STT", "Ngày GD Transaction date", "Nợ/Debit", "Có/Credit", "Số dư có", "Nội dung/Description", "Số bút toán"],
        {"day": 1, "debit": 2, "credit": 3, "words": 5, "reference": 6},
    ),
    "tiếng Anh, có dấu": (
        ["Transaction Date", "Details", "Amount", "Balance", "Transaction No."],
        {"day": 0, "words": 1, "signed": 2, "reference": 4},
    ),
    "cột Nợ/Có": (["NGAY", "SO TIEN", "LOAI GD", "DIEN GIAI"], {"day": 0, "signed": 1, "side": 2, "words": 3}),
    "rút ra, gửi vào": (
        ["Ngày hiệu lực", "Ngày GD", "Số GD", "Nội dung giao dịch", "Rút ra", "Gửi vào", "Số dư"],
        {"day": 1, "reference": 2, "words": 3, "debit": 4, "credit": 5},
    ),
    "phát sinh": (
        ["Ngày giao dịch", "Phát sinh nợ", "Phát sinh có", "Số dư", "Diễn giải", "Mã giao dịch"],
        {"day": 0, "debit": 1, "credit": 2, "words": 4, "reference": 5},
    ),
}


@pytest.mark.parametrize("bank", HEADINGS)
def test_headings_of_many_banks_are_guessed_without_accents(bank: str) -> None:
    headers, places = HEADINGS[bank]
    found = guessed_columns(headers)
    assert {field.value: headers.index(header) for field, header in found.items()} == places
    assert wrong_columns(found) == {}


def test_the_row_of_headings_is_found_below_the_letterhead_of_the_bank() -> None:
    letterhead = [["NGÂN HÀNG THƯƠNG MẠI"], ["Số tài khoản", "4308201000001", "VND"], []]
    assert header_place([*letterhead, HEADINGS["phát sinh"][0], ["05/03/2021", "", "50.000", "", "x", "1"]]) == 3


def test_headings_of_no_known_bank_are_the_first_row_of_plain_words_and_data_alone_has_none() -> None:
    assert header_place([["Sao kê"], ["Hôm", "Vào", "Lời nhắn"], ["05/03/2021", "50.000", "x"]]) == 1
    assert header_place([["05/03/2021", "50.000", "x"], ["06/03/2021", "50.000", "y"]]) is None


@pytest.mark.parametrize(
    ("columns", "field", "why"),
    [
        ({Field.CREDIT: "a", Field.WORDS: "b"}, Field.DAY, "Hãy chọn cột ghi “Ngày giao dịch”."),
        ({Field.DAY: "a", Field.WORDS: "b"}, Field.CREDIT, "cột tiền vào, hoặc"),
        ({Field.DAY: "a", Field.WORDS: "b", Field.CREDIT: "c", Field.SIGNED: "d"}, Field.SIGNED, "bỏ một trong hai"),
        ({Field.DAY: "a", Field.WORDS: "b", Field.CREDIT: "c", Field.SIDE: "d"}, Field.SIDE, "chỉ dùng cùng"),
        ({Field.DAY: "a", Field.WORDS: "a", Field.CREDIT: "c"}, Field.WORDS, "đã chọn cho"),
    ],
)
def test_columns_that_cannot_be_read_are_told_at_their_field(columns: dict[Field, str], field: Field, why: str) -> None:
    assert why in wrong_columns(columns)[field]
