"""Whether an accepted case gets its receipt: a result given at once needs none, unless the applicant asks for it (NĐ 61/2018 Đ.17.4)."""

from motcua.law.limits import TimeLimit, Unit
from motcua.law.rulebook import Rulebook

ON_REQUEST = "on-request"


def is_immediate(limit: TimeLimit | None) -> bool:
    """Whether the result is to be had on the day itself."""
    return limit is not None and limit.unit is Unit.WORKING_DAY and limit.value == 0


def gets_receipt(limit: TimeLimit | None, *, is_wanted: bool, book: Rulebook) -> bool:
    """Whether a receipt is issued for a case with this ``limit`` under the rules of ``book``."""
    return is_wanted or not is_immediate(limit) or book.receipt_of_immediate_result.value != ON_REQUEST
