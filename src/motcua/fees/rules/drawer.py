"""A cashier's day: what must lie in the drawer, what was counted, and whether the day may be closed."""

from collections.abc import Iterable
from dataclasses import dataclass

from motcua.fees.rules.charges import Method


@dataclass(frozen=True, slots=True)
class Taken:
    """One receipt of the day as the drawer knows it; one that is void left nothing in it."""

    amount: int
    method: Method
    is_void: bool = False


@dataclass(frozen=True, slots=True)
class Sums:
    """What a day's receipts come to, in đồng, by how they were paid; ``void`` counts receipts."""

    cash: int = 0
    transfer: int = 0
    elsewhere: int = 0
    receipts: int = 0
    void: int = 0

    @property
    def everything(self) -> int:
        """Everything that was paid."""
        return self.cash + self.transfer + self.elsewhere


def sums_of(taken: Iterable[Taken]) -> Sums:
    """The sums of a day."""
    rows = list(taken)
    by = {method: sum(row.amount for row in rows if row.method is method and not row.is_void) for method in Method}
    void = sum(row.is_void for row in rows)
    return Sums(by[Method.CASH], by[Method.TRANSFER], by[Method.ELSEWHERE], receipts=len(rows), void=void)


def difference(sums: Sums, *, counted_cash: int) -> int:
    """What was counted less what must lie there: nothing, or a sum that the cashier explains."""
    return counted_cash - sums.cash


def may_close(sums: Sums, *, counted_cash: int, explanation: str) -> bool:
    """A day is closed at zero, or with an explanation."""
    return difference(sums, counted_cash=counted_cash) == 0 or bool(explanation.strip())
