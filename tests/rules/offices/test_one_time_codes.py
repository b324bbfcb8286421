"""Codes of a telephone as RFC 6238 says: the published values, one step of drift, never twice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.offices.rules.one_time_codes import STEP, code_at, step_of

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
NOW = 1_111_111_111.0
STEP_NOW = int(NOW) // STEP
SECRETS = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", min_size=32, max_size=32)
MOMENTS = st.integers(1_000_000_000, 4_000_000_000)


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1111111111, "050471"),
        (1234567890, "005924"),
        (2000000000, "279037"),
        (20000000000, "353130"),
    ],
)
def test_the_values_of_rfc_6238_appendix_b(moment: int, code: str) -> None:
    assert code_at(SECRET, moment // STEP) == code


@pytest.mark.parametrize(("drift", "is_taken"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_one_step_of_drift_is_borne(drift: int, is_taken: bool) -> None:
    code = code_at(SECRET, STEP_NOW + drift)
    assert (step_of(SECRET, code, moment=NOW, after=0) == STEP_NOW + drift) is is_taken


@given(SECRETS, MOMENTS, st.integers(-1, 1))
def test_no_code_is_taken_twice_nor_any_before_it(secret: str, moment: int, drift: int) -> None:
    shown = moment // STEP + drift
    taken = step_of(secret, code_at(secret, shown), moment=moment, after=0)
    assert taken is not None
    again = step_of(secret, code_at(secret, taken), moment=moment, after=taken)
    assert again is None or again > taken, "only a later step that happens to show the same digits"


@pytest.mark.parametrize("typed", ["05047", "0504711", "abcdef", "", "٠٥٠٤٧١", "abcde-fghjk"])
def test_what_is_no_code_is_none(typed: str) -> None:
    assert step_of(SECRET, typed, moment=NOW, after=0) is None


def test_a_code_typed_in_groups_is_understood() -> None:
    assert step_of(SECRET, " 050 471 ", moment=NOW, after=0) == STEP_NOW
