"""What becomes of each line of a bank's statement: booked where it pays exactly what is owed, told to a person where anything is open.

Nothing is guessed: a line without our reference, or with two, is never booked by itself.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from motcua.fees.rules.charges import MOST_PIECES, SIGNS, OrderState
from motcua.fees.rules.statement_lines import Line
from motcua.kernel.fold import fold
from motcua.kernel.refusal import Code, Refusal


class Became(StrEnum):
    """What became of a line, or would become of it."""

    BOOKED = "booked"
    WAITING = "waiting"
    ALREADY = "already"
    BY_HAND = "by_hand"
    TOO_LITTLE = "too_little"
    TOO_MUCH = "too_much"
    PIECES = "pieces"
    OPEN = "open"
    PAID_TWICE = "paid_twice"
    WAIVED = "waived"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"
    SEVERAL = "several"
    NO_REFERENCE = "no_reference"
    UNREADABLE = "unreadable"
    OUTGOING = "outgoing"
    NO_TRANSACTION = "no_transaction"


class Group(StrEnum):
    """Where a line counts in the totals; what waits is booked next."""

    BOOKED = "booked"
    WAITING = "waiting"
    ALREADY = "already"
    LEFT = "left"
    SKIPPED = "skipped"


_GROUPS = {
    Became.BOOKED: Group.BOOKED,
    Became.WAITING: Group.WAITING,
    Became.ALREADY: Group.ALREADY,
    Became.BY_HAND: Group.ALREADY,
    Became.OUTGOING: Group.SKIPPED,
    Became.NO_TRANSACTION: Group.SKIPPED,
}
LEFT = tuple(became for became in Became if became not in _GROUPS)
"""What is left to a person."""


def group_of(became: Became, *, has_receipt: bool = False) -> Group:
    """Where a line counts; one that a person has booked by hand is booked."""
    group = _GROUPS.get(became, Group.LEFT)
    return Group.BOOKED if has_receipt and group is Group.LEFT else group


@dataclass(frozen=True, slots=True)
class Owing:
    """An order as a statement meets it: ``amount`` of one piece, none where the list leaves it open.

    Of a paid one ``receipt_id``, ``receipt`` (its number), ``paid`` (in đồng), ``paid_on`` and ``proof`` tell the receipt that stands;
    ``is_by_hand``: a transfer that somebody booked, and no line of a statement is known to be its money.
    """

    order_id: int
    reference: str
    office_id: int
    amount: int | None
    state: OrderState
    about: str = ""
    receipt_id: int | None = None
    receipt: str = ""
    paid: int = 0
    paid_on: date | None = None
    proof: str = ""
    is_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line with what becomes of it: the order that it names, the receipt that it proves, and the references found in its words."""

    line: Line
    became: Became
    order: Owing | None = None
    receipt_id: int | None = None
    references: tuple[str, ...] = ()


# ---- our reference in the words of a bank ---------------------------------------------------------------------------------------

_ANYWHERE = re.compile(rf"(?=MC[{SIGNS}]{{8}})")
_GAP = r"[ .\-_/]?"
_ALONE = re.compile(rf"(?<![A-Z0-9])M{_GAP}C(?:{_GAP}[{SIGNS}]){{8}}(?![A-Z0-9])")
_LENGTH = 10
_POSTED_WITHIN = timedelta(days=3)
"""A bank may date what came in on a weekend by its next working day; money dated later than this is told to a person."""


def possible_references(said: str) -> frozenset[str]:
    """Every reference that the words of a line may hold, whatever case they are in and whatever a bank has put between its signs."""
    return frozenset(_places(said).values())


def references_in(said: str, known: Collection[str]) -> tuple[str, ...]:
    """The different references of a line in their order: those that are known, and those that stand alone and look like one of ours.

    Ten letters that a name and its neighbour happen to form ("Phạm Châu …") are none of ours.
    """
    places = _places(said)
    found = {at: each for at, each in places.items() if each in known}
    alone = {_squeezed(match.group()) for match in _ALONE.finditer(fold(said).upper()) if _looks_made_up(match.group())}
    for at, each in places.items():
        if each in alone and not any(abs(at - taken) < _LENGTH for taken in found):
            found[at] = each
    return tuple(dict.fromkeys(found[at] for at in sorted(found)))


def _places(said: str) -> dict[int, str]:
    """Where references may begin in the bare signs of ``said``, and the references."""
    bare = _squeezed(said)
    return {at: bare[at : at + _LENGTH] for at in (found.start() for found in _ANYWHERE.finditer(bare))}


def _looks_made_up(said: str) -> bool:
    """Whether these signs are no words: they have a digit, or nothing stands between them."""
    return any(sign.isdigit() for sign in said) or len(said) == _LENGTH


def _squeezed(said: str) -> str:
    return re.sub(r"[^A-Z0-9]", "", fold(said).upper())


# ---- what becomes of a line ------------------------------------------------------------------------------------------------------


def judged(lines: Iterable[Line], owing: Mapping[str, Owing], *, office_id: int, there: Collection[str]) -> tuple[Verdict, ...]:
    """What becomes of every line of a statement for ``office_id``, in the order of the file.

    ``owing``: the orders by their references; ``there``: the marks of lines that were read before.
    """
    spoken_for: set[int] = set()
    verdicts = []
    for line in lines:
        verdict = Verdict(line, Became.ALREADY) if line.mark and line.mark in there else _judged(line, owing, office_id, spoken_for)
        if verdict.order and verdict.became in (Became.WAITING, Became.BY_HAND):
            spoken_for.add(verdict.order.order_id)
        verdicts.append(verdict)
    return tuple(verdicts)


def _judged(line: Line, owing: Mapping[str, Owing], office_id: int, spoken_for: Collection[int]) -> Verdict:
    if line.flaw:
        return Verdict(line, Became.UNREADABLE)
    if line.amount is None or line.amount <= 0:
        return Verdict(line, Became.OUTGOING if line.amount else Became.NO_TRANSACTION)
    found = references_in(line.words, owing)
    if len(found) != 1:
        return Verdict(line, Became.SEVERAL if found else Became.NO_REFERENCE, references=found)
    order = owing.get(found[0])
    if order is None:
        return Verdict(line, Became.UNKNOWN, references=found)
    if order.office_id != office_id:
        return Verdict(line, Became.ELSEWHERE, order, references=found)
    became = Became.PAID_TWICE if order.order_id in spoken_for else became_of(line, order)
    return Verdict(line, became, order, order.receipt_id if became is Became.BY_HAND else None, found)


def became_of(line: Line, order: Owing) -> Became:
    """What becomes of a line with money that came in for ``order`` alone."""
    amount = line.amount or 0
    if order.state is OrderState.WAIVED:
        return Became.WAIVED
    if order.state is OrderState.PAID:
        if line.reference and re.search(rf"(?<!\w){re.escape(line.reference)}(?!\w)", order.proof, re.IGNORECASE):
            return Became.ALREADY
        return Became.BY_HAND if _is_money_of(line, order) else Became.PAID_TWICE
    if order.amount is None:
        return Became.OPEN
    if amount == order.amount:
        return Became.WAITING
    if order.amount and amount % order.amount == 0 and amount // order.amount <= MOST_PIECES:
        return Became.PIECES
    return Became.TOO_MUCH if amount > order.amount else Became.TOO_LITTLE


def _is_money_of(line: Line, order: Owing) -> bool:
    """Whether a transfer booked by hand was the money of this line: the same amount, and not in the bank's books long after the receipt."""
    is_in_time = not (line.day and order.paid_on) or line.day <= order.paid_on + _POSTED_WITHIN
    return order.is_by_hand and order.paid == line.amount and is_in_time


def must_be_covered(line: Line, total: int, *, note: str) -> None:
    """Refuse with ``transfer-short`` where the line brought less than ``total`` đồng; where it brought more, ``note`` says what with it."""
    if not line.amount or line.amount < 0:
        raise Refusal(Code.INCOMPLETE, missing=("số tiền đọc được ở dòng sao kê này",), field="order")
    if line.amount < total:
        raise Refusal(Code.TRANSFER_SHORT, amount=total, difference=total - line.amount, field="order")
    if line.amount > total and not note.strip():
        raise Refusal(Code.INCOMPLETE, missing=("phần tiền thừa được xử lý thế nào",), field="note")


def proof_of(line: Line, *, source: str) -> str:
    """What a receipt says of the line that paid it: the bank's day, and its reference or the place in the file ``source``."""
    day = f"{line.day:%d/%m/%Y}" if line.day else "không rõ"
    where = f"số giao dịch {line.reference}" if line.reference else f"dòng {line.row} của tệp {source}"
    return f"Sao kê ngân hàng: ghi có ngày {day}, {where}"


# ---- totals ----------------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Totals:
    """How many lines of a statement count where; ``sum_booked``: what the receipts made from them come to, in đồng."""

    counts: Mapping[Group, int]
    sum_booked: int

    def of(self, group: Group) -> int:
        """How many lines count there."""
        return self.counts.get(group, 0)

    @property
    def read(self) -> int:
        """Every line, each in exactly one place."""
        return sum(self.counts.values())


def totals_of(lines: Iterable[tuple[Group, int]]) -> Totals:
    """The totals of lines, each with its group and what the receipt made from it comes to (nothing where it has made none)."""
    rows = list(lines)
    return Totals(Counter(group for group, _ in rows), sum(amount for group, amount in rows if group is Group.BOOKED))
