"""Biểu 06 as a table of a page: the lines as the form has them, each figure with the address of the list behind it."""

from dataclasses import dataclass

from django.urls import reverse

from motcua.doors.board.report_address import figure_query
from motcua.reports.forms.bieu_06 import GROUPS, HEADINGS, Bieu06, Row, number
from motcua.reports.queries import Figure
from motcua.reports.tally import COLUMNS, Basis, Cell

_LATE = (Cell.LATE, Cell.PENDING_LATE)


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure: as text, and where its list is; without an address where there is no list to open."""

    text: str
    address: str
    is_late: bool
    words: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line with its figures."""

    number: str
    name: str
    figures: tuple[Shown, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The lines and the total, judged by one due."""

    lines: tuple[Line, ...]
    total: Line


HEADS = tuple((HEADINGS[cell], cell.value[1:]) for cell in COLUMNS)
"""Each column's heading and its official number."""


def table_of(form: Bieu06, basis: Basis, *, query: str = "") -> Table:
    """The table; ``query`` is the address of the report, whose figures then lead to their lists."""
    lines = tuple(_line(str(at), row, basis, query, is_correction=row is form.correction) for at, row in enumerate(form.lines, 1))
    return Table(lines, _line("", form.total, basis, query, is_correction=False))


def _line(at: str, row: Row, basis: Basis, query: str, *, is_correction: bool) -> Line:
    told = row.figures if basis is Basis.IN_FORCE else row.first
    figures = (
        _shown(Figure(cell, basis, row.field, is_correction), told[cell], query, f"{row.name}, {in_words(cell)}") for cell in COLUMNS
    )
    return Line(at, row.name, tuple(figures))


def _shown(figure: Figure, count: int, query: str, words: str) -> Shown:
    address = f"{reverse('report-cases')}?{query}&{figure_query(figure)}" if query and count else ""
    return Shown(number(count), address, count > 0 and figure.cell in _LATE, words)


_FOOTNOTES = {
    Cell.NO_LIMIT: "chưa khai thời hạn",
    Cell.EXTENDED: "đã gia hạn",
    Cell.ENDED_WITHOUT_RESULT: "kết thúc không có kết quả",
}


def in_words(cell: Cell) -> str:
    """ "đã giải quyết, quá hạn": a figure named without its line."""
    if cell in _FOOTNOTES:
        return _FOOTNOTES[cell]
    group = next(words for words, (first, last) in GROUPS.items() if COLUMNS.index(first) <= COLUMNS.index(cell) <= COLUMNS.index(last))
    return f"{group.removeprefix('Số hồ sơ ')}, {HEADINGS[cell].lower()}"


def notes_of(form: Bieu06, *, query: str) -> list[Shown]:
    """The footnotes that have a list of their own."""
    return [_shown(Figure(cell), count, query, in_words(cell)) for cell, count in form.notes.items() if count]
