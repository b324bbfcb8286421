"""Amounts as typed, what is charged, and the day's close."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.fees.rules.charges import Charge, Method, new_reference, total
from motcua.fees.rules.drawer import Sums, Taken, difference, may_close, sums_of
from motcua.fees.rules.money import MOST, AmountError, dong_in

TAKEN = some.lists(some.builds(Taken, some.integers(0, 10**9), some.sampled_from(Method), some.booleans()))


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("15000", 15_000),
        ("15.000", 15_000),
        ("15,000 đ", 15_000),
        (" 15 000 đồng ", 15_000),
        ("0", 0),
        ("1.234.567", 1_234_567),
        ("8000VND", 8_000),
    ],
)
def test_an_amount_is_read_as_people_write_it(typed: str, amount: int) -> None:
    assert dong_in(typed) == amount


@pytest.mark.parametrize(
    "typed", ["", "  ", "-5000", "5,5", "1.5", "15.00", "1.000,5", "mười nghìn", "1e5", "²", "٣", "1.000,000", str(MOST + 1), "=1+1"]
)
def test_what_is_no_amount_is_told_why(typed: str) -> None:
    with pytest.raises(AmountError, match=r"[.!]$"):
        dong_in(typed)


@given(some.integers(0, MOST))
def test_an_amount_written_with_points_is_the_same_amount(amount: int) -> None:
    assert dong_in(f"{amount:,}".replace(",", ".")) == dong_in(f"{amount} đ") == amount


def test_a_sum_is_known_only_when_every_part_is() -> None:
    assert total([Charge("a", 5), Charge("b", 7)]) == 12
    assert total([Charge("a", 5), Charge("b", None)]) is None
    assert total([]) == 0


def test_references_are_not_guessed_from_one_another() -> None:
    known = {new_reference() for _ in range(500)}
    assert len(known) == 500 and all(len(each) == 10 and each.startswith("MC") for each in known)


@given(TAKEN)
def test_every_receipt_that_stands_is_in_one_sum_and_a_void_one_in_none(taken: list[Taken]) -> None:
    sums = sums_of(taken)
    assert sums.everything == sum(each.amount for each in taken if not each.is_void)
    assert (sums.receipts, sums.void) == (len(taken), sum(each.is_void for each in taken))


@pytest.mark.parametrize(
    ("counted", "explanation", "closes"), [(100, "", True), (99, "", False), (101, "  ", False), (99, "thối nhầm", True)]
)
def test_a_day_is_closed_at_zero_or_explained(counted: int, explanation: str, closes: bool) -> None:
    assert may_close(Sums(cash=100, transfer=50), counted_cash=counted, explanation=explanation) is closes
    assert difference(Sums(cash=100), counted_cash=counted) == counted - 100
