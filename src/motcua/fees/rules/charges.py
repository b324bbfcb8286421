"""What is charged for a case: lines of the procedure's version in force, times a quantity; what the list leaves open is stated by hand."""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.kernel.refusal import Code, Refusal

MOST_PIECES = 1000
SIGNS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
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


def piece_of(listed: int | None, stated: int | None, basis: str) -> int:
    """The amount of one piece; what the list says is never overridden by what was typed.

    Where the list leaves it open, ``stated`` is the amount and ``basis`` the decision that says so; refused with ``incomplete`` without.
    """
    if listed is not None:
        return listed
    missing = [words for words, told in (("số tiền", stated), ("căn cứ của mức thu", basis.strip())) if not told]
    if missing or stated is None:
        raise Refusal(Code.INCOMPLETE, missing=tuple(missing), field="stated")
    return stated


def quantity_told(quantity: int) -> int:
    """``quantity`` where it is one that a receipt may have; refused with ``incomplete`` otherwise."""
    if not 1 <= quantity <= MOST_PIECES:
        raise Refusal(Code.INCOMPLETE, missing=(f"số lượng từ 1 đến {MOST_PIECES}",), field="quantity")
    return quantity


def new_reference() -> str:
    """The words by which a transfer is known again: "MC" and eight random signs, forty bits."""
    return "MC" + "".join(secrets.choice(SIGNS) for _ in range(8))
