"""The lines of a bank's statement: cells → day, amount, words and the bank's own reference, with a mark by which a line is known again."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time
from typing import TypeVar

from motcua.fees.rules.statement_cells import dong_of, is_out, moment_of
from motcua.fees.rules.statement_columns import Field
from motcua.kernel.cells import Cell, Unreadable, words
from motcua.kernel.fold import fold

T = TypeVar("T")
Row = Mapping[Field, Cell]
LONGEST_REFERENCE = 80
_TOTALS = (
    "tong cong", "tong so", "tong phat sinh", "cong phat sinh", "tong:", "cong:", "total", "so du", "du dau", "du cuoi", "opening",
    "closing",
)  # fmt: skip
"""How the rows begin that a bank puts above and below its transactions."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One cell that cannot be read: its column, what stands there, why not, and what to do."""

    field: Field
    typed: str
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a statement; ``amount`` in đồng, negative where money went out, none where the row tells none or it cannot be read.

    ``mark`` is the same whenever this line is read again, from whichever file; lines without money coming in have none.
    """

    row: int
    day: date | None
    amount: int | None
    words: str
    reference: str
    flaw: Flaw | None = None
    mark: str = ""


def read_lines(rows: Iterable[tuple[int, Row]]) -> tuple[Line, ...]:
    """Every row as a line. Of lines that say the same, each has its place among them in its mark.

    Where the bank gives a reference, a line is known by it with day and amount; else by moment, amount and words: then a statement must
    hold whole days, so that equal lines of one day are counted alike in every file.
    """
    return tuple(_told_apart(_read(number, row) for number, row in rows))


def _told_apart(lines: Iterable[tuple[Line, str]]) -> Iterator[Line]:
    seen: Counter[str] = Counter()
    for line, told in lines:
        identity = "".join(told.split()).upper()
        seen[identity] += 1
        yield replace(line, mark=f"{identity}|{seen[identity]}") if identity else line


def _read(number: int, row: Row) -> tuple[Line, str]:
    """The line, and what it is known by again: nothing where no money came in."""
    line = Line(number, None, None, words(row.get(Field.WORDS)), words(row.get(Field.REFERENCE))[:LONGEST_REFERENCE])
    moment, no_day = _told(row, Field.DAY, moment_of)
    if moment is None and _is_of_totals(row):
        return line, ""
    day, clock = moment or (None, None)
    amount, flaw = _amount(row)
    line = replace(line, day=day, amount=amount)
    if flaw is None and not (amount and amount > 0):
        return line, ""
    flaw = flaw or no_day or (_NO_DAY if day is None else None)
    return (replace(line, flaw=flaw), _as_it_stands(row)) if flaw else (line, _identity(line, clock))


_NO_DAY = Flaw(Field.DAY, "", "Dòng có tiền vào nhưng không ghi ngày.", "Hãy xem lại dòng ấy trong sao kê của ngân hàng.")


def _is_of_totals(row: Row) -> bool:
    """Whether a row without a day is one of sums, balances, or of nothing but numbers."""
    said = [fold(words(cell)) for field, cell in row.items() if field not in (Field.CREDIT, Field.DEBIT, Field.SIGNED)]
    return not any(said) or any(each.startswith(_TOTALS) for each in said)


def _identity(line: Line, clock: time | None) -> str:
    if line.reference:
        return f"{line.reference}|{line.day}|{line.amount}"
    return f"|{line.day} {clock or ''}|{line.amount}|{fold(line.words)}"


def _as_it_stands(row: Row) -> str:
    return "?|" + "|".join(words(row.get(field)) for field in Field)


def _amount(row: Row) -> tuple[int | None, Flaw | None]:
    """What came in (less than nothing: what went out), or why that cannot be read."""
    if Field.SIGNED in row:
        amount, no_amount = _told(row, Field.SIGNED, dong_of)
        goes_out, no_side = _told(row, Field.SIDE, is_out)
        if amount is not None and goes_out is not None:
            amount = -abs(amount) if goes_out else abs(amount)
        return amount, no_amount or no_side
    came, no_credit = _told(row, Field.CREDIT, dong_of)
    went, no_debit = _told(row, Field.DEBIT, dong_of)
    if came and went:
        both = "Dòng vừa ghi tiền vào vừa ghi tiền ra."
        return None, Flaw(Field.CREDIT, words(row.get(Field.CREDIT)), both, "Hãy xem lại cột tiền vào và tiền ra đã chọn.")
    return came or (-abs(went) if went else None), no_credit or no_debit


def _told(row: Row, field: Field, read: Callable[[Cell], T]) -> tuple[T | None, Flaw | None]:
    """What a cell means, or why it means nothing."""
    cell = row.get(field)
    try:
        return read(cell), None
    except Unreadable as unreadable:
        return None, Flaw(field, words(cell), unreadable.why, unreadable.todo)
