"""What is charged for a case: lines of the procedure's version in force, times a quantity; what the list leaves open is stated by hand."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

MOST_PIECES = 1000
_SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that no eye takes for one another."""


class Method(StrEnum):
    """How a fee was paid (NĐ 61/2018 Đ.22): at the counter in cash, by transfer, or elsewhere with a proof."""

    CASH = "cash"
    TRANSFER = "transfer"
    ELSEWHERE = "elsewhere"


class OrderState(StrEnum):
    """What has become of an order."""

    OWED = "owed"
    PAID = "paid"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Charge:
    """One fee or levy of an order: ``amount`` none where the list of procedures does not say how much."""

    name: str
    amount: int | None
    exemption: str = ""

    @property
    def plain(self) -> dict[str, object]:
        """As it is kept."""
        return {"name": self.name, "amount": self.amount, "exemption": self.exemption}


def total(charges: Iterable[Charge]) -> int | None:
    """The sum; none while one of them is not known."""
    amounts = [charge.amount for charge in charges]
    return None if None in amounts else sum(amount for amount in amounts if amount is not None)


def new_reference() -> str:
    """The words by which a transfer is known again: "MC" and eight random signs, forty bits."""
    return "MC" + "".join(secrets.choice(_SIGNS) for _ in range(8))
