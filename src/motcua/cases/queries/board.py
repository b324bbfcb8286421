"""The leader's board: what waits for his signature, whom he owes an apology, and where his offices are late or will be."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, QuerySet, Window

from motcua.cases.models import Case
from motcua.cases.queries.board_lines import GroupedBy, Line, lines
from motcua.cases.queries.drafting import DraftLine, drafts_of
from motcua.cases.queries.figures import Cell, Outlook, Pick, all_open, cases_of, condition
from motcua.cases.queries.rows import CaseRow, for_rows, rows_of
from motcua.cases.queries.signing import Summary, summaries
from motcua.cases.rules.extension import proposed_due
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.law.calendar import working_minutes_between
from motcua.offices.rules.directory import Directory

PAGE = 50
TO_SIGN = 20
"""How many cases a leader signs from one page."""

FEW = 8
"""How many cases stand under a heading of the board; the others lie behind its figure."""


@dataclass(frozen=True, slots=True)
class Owed:
    """A case that wants an apology or a new date, and the date that could be named."""

    row: CaseRow
    proposed_at: datetime


@dataclass(frozen=True, slots=True)
class Board:
    """The board of one leader at one moment; ``totals`` counts every figure that stands above the lines."""

    to_sign: tuple[CaseRow, ...]
    drafts: Mapping[int, DraftLine]
    summaries: Mapping[int, Summary]
    apologies: tuple[Owed, ...]
    extendable: tuple[Owed, ...]
    totals: Mapping[Cell, int]
    days: tuple[date, ...]
    by: GroupedBy
    lines: tuple[Line, ...]
    is_with_below: bool


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of the cases behind a figure."""

    rows: tuple[CaseRow, ...]
    total: int
    page: int

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return max(1, -(-self.total // PAGE))


def board(actor: Actor, *, offices: Directory, now: datetime, is_with_below: bool = False, by: GroupedBy = GroupedBy.OFFICE) -> Board:
    """The board of ``actor`` at ``now``: ten statements, however many cases.

    What he signs himself stands on it, or, ``is_with_below``, what the leaders below him have to sign; its lines
    stand for offices or for fields.
    """
    view = Outlook(actor, offices, now)
    signed = Cell.TO_SIGN_BELOW if is_with_below else Cell.TO_SIGN
    apologies, apologies_total = _first(cases_of(Pick(Cell.APOLOGIES), view).order_by("runs_out_at", "id"), now)
    extendable, extendable_total = _first(cases_of(Pick(Cell.EXTENDABLE), view), now)
    questions = cases_of(Pick(Cell.QUESTIONS), view).order_by().count()
    totals = {Cell.APOLOGIES: apologies_total, Cell.EXTENDABLE: extendable_total, Cell.QUESTIONS: questions}
    to_sign = _rows(for_rows(cases_of(Pick(signed), view), now=now)[:TO_SIGN], view)
    ids = [row.case_id for row in to_sign]
    return Board(
        to_sign=to_sign,
        drafts=drafts_of(ids, authority_id=actor.authority_id),
        summaries=summaries(ids, authority_id=actor.authority_id),
        apologies=_owed(apologies, view),
        extendable=_owed(extendable, view),
        totals=_totals(view) | totals,
        days=view.days,
        by=by,
        lines=lines(view, by),
        is_with_below=is_with_below,
    )


def listed(actor: Actor, pick: Pick, *, offices: Directory, now: datetime, page: int = 1) -> Listed:
    """The cases behind one figure of the board, most pressing first: two statements."""
    view = Outlook(actor, offices, now)
    query = cases_of(pick, view)
    return Listed(_rows(for_rows(query, now=now)[(page - 1) * PAGE : page * PAGE], view), query.order_by().count(), page)


def _first(query: QuerySet[Any], now: datetime) -> tuple[list[Any], int]:
    """The first cases of a list, and how many it has in all, in one statement."""
    cases = list(for_rows(query.annotate(of_total=Window(Count("pk"))), now=now)[:FEW])
    return cases, cases[0].of_total if cases else 0


def _rows(cases: Iterable[Case], view: Outlook) -> tuple[CaseRow, ...]:
    return rows_of(cases, actor=view.actor, offices=view.offices, now=view.now)


def _owed(cases: Iterable[Case], view: Outlook) -> tuple[Owed, ...]:
    read = list(cases)
    return tuple(Owed(row, _proposed(case, view)) for case, row in zip(read, _rows(read, view), strict=True))


def _proposed(case: Case, view: Outlook) -> datetime:
    calendar = view.offices.calendars[case.lead_office_id]
    due_at = local(case.due_at or view.now)
    to_do = working_minutes_between(local(case.start_by or due_at), due_at, calendar)
    return proposed_due(now=view.now, due_at=due_at, minutes_to_do=to_do, calendar=calendar)


_ABOVE = (Cell.TO_SIGN, Cell.TO_SIGN_BELOW, Cell.TRANSFERS, Cell.LATE, Cell.WILL_BE_LATE, Cell.HELD)
"""Figures above the lines that a case's own columns decide; those that ask other tables are counted with their lists."""


def _totals(view: Outlook) -> dict[Cell, int]:
    """The figures above the lines, in one statement."""
    counted = all_open(view).aggregate(**{cell.name: Count("pk", filter=condition(Pick(cell), view)) for cell in _ABOVE})
    return {cell: counted[cell.name] for cell in _ABOVE}
