"""Whether an accepted case gets a receipt."""

from dataclasses import replace
from datetime import date

import pytest

from motcua.cases.rules.receipts import gets_receipt
from motcua.law.limits import limit
from motcua.law.rulebook import Provision, rulebook_on

BOOK = rulebook_on(date(2021, 3, 1))
AT_ONCE, DAYS = limit(0, "working_day"), limit(3, "working_day")


def test_a_result_given_at_once_needs_no_receipt_unless_the_applicant_asks() -> None:
    assert not gets_receipt(AT_ONCE, is_wanted=False, book=BOOK)
    assert gets_receipt(AT_ONCE, is_wanted=True, book=BOOK)


@pytest.mark.parametrize("longer", [DAYS, limit(4, "hour"), limit("0.5", "working_day"), None])
def test_whatever_takes_longer_or_has_no_limit_always_gets_one(longer: object) -> None:
    assert gets_receipt(longer, is_wanted=False, book=BOOK)  # type: ignore[arg-type]


def test_under_another_rule_everything_gets_one() -> None:
    strict = replace(BOOK, receipt_of_immediate_result=Provision("always", "", "unverified"))
    assert gets_receipt(AT_ONCE, is_wanted=False, book=strict)
