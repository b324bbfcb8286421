"""What people type is kept composed and visible, whatever it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.doors.shared.typed_words import LONGEST_LINE, line, number, text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Đinh   Thị\tHơ-Ninh\n", "Đinh Thị Hơ-Ninh"),
        (unicodedata.normalize("NFD", "Trần Thị Bé"), "Trần Thị Bé"),
        ("Lê\x00 Văn\u200b Sơn\u202e", "Lê Văn Sơn"),
        ("H’Len", "H’Len"),
        ("", ""),
    ],
)
def test_a_line_is_composed_single_spaced_and_without_unseen_signs(typed: str, kept: str) -> None:
    assert line(typed) == kept


def test_a_text_keeps_its_lines() -> None:
    assert text("  Thiếu:\r\n- giấy A\x00  \r\n- giấy B\n\n") == "Thiếu:\n- giấy A\n- giấy B"


@pytest.mark.parametrize(
    ("typed", "value"), [("12", 12), ("0", 0), ("", None), (None, None), ("²", None), ("١", None), ("-1", None), ("9" * 19, None)]
)
def test_a_number_is_plain_digits_that_fit_a_row(typed: str | None, value: int | None) -> None:
    assert number(typed) == value


@given(st.text())
def test_whatever_is_typed_stays_as_it_is_when_typed_again(typed: str) -> None:
    once = line(typed)
    assert line(once) == once and len(once) <= LONGEST_LINE * 3
    assert not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs") for sign in once)
    assert text(text(typed)) == text(typed)
