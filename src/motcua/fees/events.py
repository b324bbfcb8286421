"""What happens to fees, as facts; a case is known by its id alone."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class FeeCollected(Fact):
    """A fee was paid: the receipt has its number."""

    kind: ClassVar[str] = "fee-collected"
    order_id: int
    subject_id: int
    receipt: str
    amount: int
    quantity: int
    method: str
    basis: str = ""
    proof: str = personal()


@dataclass(frozen=True, kw_only=True)
class FeeWaived(Fact):
    """A fee is not charged, for a reason."""

    kind: ClassVar[str] = "fee-waived"
    order_id: int
    subject_id: int
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class VoidAsked(Fact):
    """Somebody wishes a receipt void; a second person decides."""

    kind: ClassVar[str] = "receipt-void-asked"
    receipt_id: int
    receipt: str
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class VoidSettled(Fact):
    """A second person made a receipt void, or left it standing."""

    kind: ClassVar[str] = "receipt-void-settled"
    receipt_id: int
    receipt: str
    amount: int
    is_void: bool


@dataclass(frozen=True, kw_only=True)
class DrawerClosed(Fact):
    """A cashier closed a day: what must be there, what was counted, and why it differs."""

    kind: ClassVar[str] = "drawer-closed"
    office_id: int
    day: date
    expected_cash: int
    counted_cash: int
    transfer: int
    receipts: int
    explanation: str = personal()


@dataclass(frozen=True, kw_only=True)
class FeeAccountSet(Fact):
    """From a day on transfers of an office go to this account."""

    kind: ClassVar[str] = "fee-account-set"
    office_id: int
    bank_bin: str
    account: str
    valid_from: date


@dataclass(frozen=True, kw_only=True)
class StatementKept(Fact):
    """A bank's statement was uploaded; nothing of it is booked before somebody confirms what it means."""

    kind: ClassVar[str] = "statement-kept"
    office_id: int
    name: str
    digest: str
    lines: int


@dataclass(frozen=True, kw_only=True)
class StatementDropped(Fact):
    """A bank's statement was removed before a line of it was booked or settled."""

    kind: ClassVar[str] = "statement-dropped"
    office_id: int
    digest: str


@dataclass(frozen=True, kw_only=True)
class StatementRead(Fact):
    """What a statement means was confirmed: how many lines will be booked, were there before, are left to a person, are none of ours."""

    kind: ClassVar[str] = "statement-read"
    statement_id: int
    office_id: int
    digest: str
    columns: dict[str, str]
    waiting: int
    already: int
    left: int
    skipped: int


@dataclass(frozen=True, kw_only=True)
class StatementLineLeft(Fact):
    """A line that would have been booked was not: its order has changed since the statement was read."""

    kind: ClassVar[str] = "statement-line-left"
    line_id: int
    became: str


@dataclass(frozen=True, kw_only=True)
class StatementLineSettled(Fact):
    """A person has dealt with a line of a statement, without a receipt."""

    kind: ClassVar[str] = "statement-line-settled"
    line_id: int
    statement_id: int
    reason: str = personal()
