"""What a form shows, as plain texts and numbers: the sheet and the pages lay out the same."""

from dataclasses import dataclass

from motcua.reports.forms import bieu_06 as form_06
from motcua.reports.forms.bieu_06 import Bieu06, Row
from motcua.reports.tally import COLUMNS, Basis


@dataclass(frozen=True, slots=True)
class Shown:
    """Biểu 06, laid out: each line is its number, its name and eleven figures; ``first`` are the same lines by the first promise."""

    superior: str
    office: str
    dated: str
    number: str
    basis: str
    title: str
    period: str
    unit: str
    lines: tuple[tuple[str, str, tuple[int, ...]], ...]
    total: tuple[int, ...]
    first: tuple[tuple[str, str, tuple[int, ...]], ...]
    first_total: tuple[int, ...]
    notes: tuple[str, ...]
    head_title: str
    is_demonstration: bool


def shown(form: Bieu06) -> Shown:
    """``form`` as it is laid out."""
    head, day = form.heading, form.drawn_up_on
    place = head.place or "…………"
    return Shown(
        superior=head.superior,
        office=head.office,
        dated=f"{place}, ngày {day.day:02} tháng {_month(day.month)} năm {day.year}",
        number=form_06.NUMBER,
        basis=form_06.BASIS,
        title=form_06.TITLE,
        period=f"Kỳ báo cáo: {form.period_words}",
        unit=form_06.UNIT,
        lines=_lines(form, Basis.IN_FORCE),
        total=_figures(form.total, Basis.IN_FORCE),
        first=_lines(form, Basis.FIRST),
        first_total=_figures(form.total, Basis.FIRST),
        notes=form_06.note_lines(form),
        head_title=head.head_title,
        is_demonstration=head.is_demonstration,
    )


def _month(month: int) -> str:
    """January and February with a nought, the others without (NĐ 30/2020, Phụ lục I)."""
    return f"{month:02}" if month < 3 else str(month)


def _lines(form: Bieu06, basis: Basis) -> tuple[tuple[str, str, tuple[int, ...]], ...]:
    return tuple((str(position), row.name, _figures(row, basis)) for position, row in enumerate(form.lines, 1))


def _figures(row: Row, basis: Basis) -> tuple[int, ...]:
    told = row.figures if basis is Basis.IN_FORCE else row.first
    return tuple(told[cell] for cell in COLUMNS)
