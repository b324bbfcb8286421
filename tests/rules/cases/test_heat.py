"""How much of a figure presses, as the level that is drawn beside it."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.cases.rules.pace import heat


@pytest.mark.parametrize(
    ("part", "whole", "level"),
    [(0, 0, 0), (0, 9, 0), (1, 100, 1), (2, 9, 1), (3, 9, 2), (5, 9, 2), (6, 9, 3), (9, 9, 3), (1, 1, 3)],
)
def test_nothing_is_not_drawn_and_each_further_third_adds_a_mark(part: int, whole: int, level: int) -> None:
    assert heat(part, whole) == level


@given(some.integers(1, 10_000), some.data())
def test_more_never_looks_like_less(whole: int, data: some.DataObject) -> None:
    part = data.draw(some.integers(1, whole))
    assert heat(part - 1, whole) <= heat(part, whole) <= 3 and heat(part, whole) >= 1
