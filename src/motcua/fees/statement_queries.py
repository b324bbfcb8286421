"""Reads of bank statements for the cashier's screens, and what the commands about them need at hand."""

import json
from collections.abc import Collection, Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from datetime import datetime
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from motcua.database.columns import keyed_index
from motcua.fees.models import FeeAccount, FeeOrder, FeeReceipt, Statement, StatementColumns, StatementLine
from motcua.fees.queries import Order, orders_like
from motcua.fees.rules.charges import Method, OrderState
from motcua.fees.rules.statement import LEFT, Became, Group, Owing, Totals, Verdict, group_of, judged, possible_references, totals_of
from motcua.fees.rules.statement_columns import Field
from motcua.fees.rules.statement_lines import Flaw, Line
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal

MOST = 50
_AT_ONCE = 500
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a statement as it is kept: what became of it, the order and the receipt, and who settled it how."""

    id: int
    statement_id: int
    office_id: int
    line: Line
    became: Became
    references: tuple[str, ...]
    order_id: int | None
    order_about: str
    order_amount: int | None
    receipt_id: int | None
    receipt_label: str
    receipt_amount: int
    is_void: bool
    settled_by: str
    settled_at: datetime | None
    settled_reason: str

    @property
    def group(self) -> Group:
        """Where it counts in the totals."""
        return group_of(self.became, has_receipt=self.receipt_id is not None)

    @property
    def is_open(self) -> bool:
        """Whether it still waits for a person."""
        return self.group is Group.LEFT and self.settled_at is None


# ---- what a statement meets ------------------------------------------------------------------------------------------------------


def judged_here(lines: tuple[Line, ...], *, office_id: int, authority_id: int) -> tuple[Verdict, ...]:
    """What becomes of the lines of a statement for ``office_id`` by what is owed and was read before; nothing is written."""
    owing = owing_of((line.words for line in lines if line.mark), authority_id=authority_id)
    there = _there([line.mark for line in lines if line.mark], office_id=office_id, authority_id=authority_id)
    return judged(lines, owing, office_id=office_id, there=there)


def owing_of(words: Iterable[str], *, authority_id: int) -> dict[str, Owing]:
    """Reference → order, for every order that one of these ``words`` may name."""
    wanted: set[str] = set()
    for said in words:
        wanted |= possible_references(said)
    rows: list[FeeOrder] = []
    for some in _some(sorted(wanted)):
        rows += FeeOrder.objects.filter(authority_id=authority_id, reference__in=some)
    found: list[Owing] = []
    for part in _some(rows):
        found += _owing(part)
    return {each.reference: each for each in found}


def _owing(orders: list[FeeOrder]) -> list[Owing]:
    """Orders as a statement meets them, each with the receipt that stands."""
    paid = [order.pk for order in orders if order.state == OrderState.PAID]
    receipts = FeeReceipt.objects.filter(order__in=paid, voided_at=None).select_related("statement_line") if paid else ()
    standing = {receipt.order_id: receipt for receipt in receipts}
    settled = StatementLine.objects.filter(order__in=paid, settled_at__isnull=False, receipt=None) if paid else None
    explained = set(settled.values_list("order", flat=True)) if settled is not None else set()
    return [_one_owing(order, standing.get(order.pk), has_explained_lines=order.pk in explained) for order in orders]


def _one_owing(order: FeeOrder, receipt: FeeReceipt | None, *, has_explained_lines: bool) -> Owing:
    """``has_explained_lines``: somebody has settled lines for this order; then the money of a receipt booked by hand was theirs."""
    bare = Owing(order.pk, order.reference, order.office_id, order.amount, OrderState(order.state), order.about)
    if receipt is None:
        return bare
    is_by_hand = receipt.method == Method.TRANSFER and not hasattr(receipt, "statement_line") and not has_explained_lines
    return replace(
        bare, receipt_id=receipt.pk, receipt=receipt.label, paid=receipt.amount, paid_on=receipt.taken_on, proof=receipt.proof,
        is_by_hand=is_by_hand,
    )  # fmt: skip


def _there(marks: list[str], *, office_id: int, authority_id: int) -> set[str]:
    """Those of ``marks`` whose lines have been read before."""
    by_key = {keyed_index(mark): mark for mark in marks}
    found: set[str] = set()
    for some in _some(list(by_key)):
        rows = StatementLine.objects.filter(authority_id=authority_id, office_id=office_id, mark__in=some)
        found |= {by_key[bytes(mark)] for mark in rows.values_list("mark", flat=True) if mark}
    return found


def _some(wanted: list[T]) -> Iterator[list[T]]:
    for first in range(0, len(wanted), _AT_ONCE):
        yield wanted[first : first + _AT_ONCE]


# ---- at hand for commands --------------------------------------------------------------------------------------------------------


def statement_at_hand(statement_id: int, *, actor: Actor) -> Statement:
    """The statement, locked; Statement.DoesNotExist when the authority has none such."""
    return Statement.objects.select_for_update(of=("self",)).get(pk=statement_id, authority_id=actor.authority_id)


def lines_held(statement: Statement) -> list[StatementLine]:
    """Every line of a statement, locked, without what it says."""
    return list(StatementLine.objects.select_for_update().filter(statement=statement).only("became", "settled_at").order_by("id"))


def line_at_hand(line_id: int, *, actor: Actor) -> StatementLine:
    """The line with its statement, locked; StatementLine.DoesNotExist when the authority has none such."""
    rows = StatementLine.objects.select_related("statement").select_for_update(of=("self",))
    return rows.get(pk=line_id, authority_id=actor.authority_id)


def owing_now(order: FeeOrder) -> Owing:
    """An order at hand as a statement meets it."""
    [owing] = _owing([order])
    return owing


def must_be_open_line(row: StatementLine) -> None:
    """Refuse with ``stale`` unless the line waits for a person."""
    if row.became not in LEFT or row.settled_at:
        raise Refusal(Code.STALE, about="statement-line")


def line_of_row(row: StatementLine) -> Line:
    """A kept line as the rules read it."""
    flaw = Flaw(**{**json.loads(row.flaw), "field": Field(json.loads(row.flaw)["field"])}) if row.flaw else None
    return Line(row.row, row.day, row.amount, row.words, row.reference, flaw)


def row_of(verdict: Verdict, statement: Statement) -> StatementLine:
    """A line with what becomes of it, to be kept; one that is there already is known by the row that has its mark."""
    line, is_first = verdict.line, verdict.line.mark and verdict.became is not Became.ALREADY
    return StatementLine(
        authority_id=statement.authority_id, statement=statement, office_id=statement.office_id, row=line.row,
        mark=keyed_index(line.mark) if is_first else None, day=line.day, amount=line.amount, words=line.words, reference=line.reference,
        flaw=json.dumps(asdict(line.flaw)) if line.flaw else "", became=verdict.became, references=" ".join(verdict.references)[:200],
        order_id=verdict.order.order_id if verdict.order else None, receipt_id=verdict.receipt_id,
    )  # fmt: skip


# ---- for the screens -------------------------------------------------------------------------------------------------------------


def accounts_of(offices: Iterable[int], *, authority_id: int) -> tuple[tuple[int, str], ...]:
    """(office, account) for which a statement may come, the newest account first; an office without one has "" for it."""
    found: dict[int, list[str]] = {office_id: [] for office_id in sorted(offices)}
    rows = FeeAccount.objects.filter(authority_id=authority_id, office__in=list(found)).order_by("-valid_from")
    for row in rows:
        if row.account not in found[row.office_id]:
            found[row.office_id].append(row.account)
    return tuple((office_id, account) for office_id, accounts in found.items() for account in accounts or [""])


def columns_known(office_id: int, account: str, *, authority_id: int) -> dict[Field, str]:
    """The columns last confirmed for an account; none where there are none."""
    row = StatementColumns.objects.filter(authority_id=authority_id, office_id=office_id, account=account).first()
    return {Field(field): heading for field, heading in row.columns.items()} if row else {}


def statements_of(tills: Iterable[int], *, authority_id: int) -> list[Statement]:
    """The newest statements of these offices, each with how many lines it has, wait to be booked, and are left open."""
    rows = Statement.objects.filter(authority_id=authority_id, office__in=tills).select_related("kept_by").defer("content")
    waiting, open_ = Q(lines__became=Became.WAITING), Q(lines__became__in=LEFT, lines__settled_at=None)
    counted = rows.annotate(
        count=Count("lines"), waiting=Count("lines", filter=waiting), left_open=Count("lines", filter=open_)
    )  # fmt: skip
    return list(counted.order_by("-id")[:MOST])


def statement_of(statement_id: int, tills: Iterable[int], *, authority_id: int) -> Statement:
    """One of them with what stands in it; Statement.DoesNotExist for others'."""
    return Statement.objects.select_related("kept_by", "read_by").get(pk=statement_id, authority_id=authority_id, office__in=tills)


def statement_with(digest: str, office_id: int, *, authority_id: int) -> int:
    """The id of the statement of an office with this SHA-256."""
    return Statement.objects.values_list("id", flat=True).get(authority_id=authority_id, office_id=office_id, digest=digest)


def entries_of_statement(statement_id: int) -> tuple[Entry, ...]:
    """Every line of a statement in the order of the file."""
    return tuple(map(_entry, _entries(StatementLine.objects.filter(statement=statement_id)).order_by("row")))


def entry_of(line_id: int, tills: Iterable[int], *, authority_id: int) -> Entry:
    """One line; StatementLine.DoesNotExist for others'."""
    return _entry(_entries(StatementLine.objects.filter(authority_id=authority_id, office__in=tills)).get(pk=line_id))


def waiting_lines(statement_id: int) -> list[int]:
    """The ids of the lines of a statement that wait to be booked, in the order of the file."""
    rows = StatementLine.objects.filter(statement=statement_id, became=Became.WAITING)
    return list(rows.order_by("row").values_list("id", flat=True))


def left_open(tills: Collection[int], *, authority_id: int) -> tuple[tuple[Entry, ...], int]:
    """The oldest lines of these offices that wait for a person, and how many there are in all."""
    rows = StatementLine.objects.filter(authority_id=authority_id, office__in=tills, became__in=LEFT, settled_at=None)
    shown = tuple(map(_entry, _entries(rows).order_by("id")[: MOST + 1]))
    return shown[:MOST], rows.count() if len(shown) > MOST else len(shown)


def unfinished(tills: Collection[int], *, authority_id: int) -> list[Statement]:
    """The statements of these offices with lines that still wait to be booked."""
    waiting = StatementLine.objects.filter(authority_id=authority_id, office__in=tills, became=Became.WAITING).values("statement")
    return list(Statement.objects.filter(authority_id=authority_id, pk__in=waiting).defer("content").order_by("id"))


def candidates(amount: int | None, office_id: int, *, authority_id: int) -> tuple[Order, ...]:
    """What is owed at an office and comes to exactly ``amount``, newest first: told to a person, never booked for that."""
    return orders_like(authority_id=authority_id, office_id=office_id, amount=amount) if amount else ()


def totals_of_entries(entries: Iterable[Entry]) -> Totals:
    """The totals of a report."""
    return totals_of((each.group, each.receipt_amount if each.group is Group.BOOKED else 0) for each in entries)


def _entries(rows: QuerySet[StatementLine]) -> QuerySet[StatementLine]:
    return rows.select_related("order", "receipt", "settled_by")


def _entry(row: StatementLine) -> Entry:
    order, receipt = row.order, row.receipt
    return Entry(
        id=row.pk,
        statement_id=row.statement_id,
        office_id=row.office_id,
        line=line_of_row(row),
        became=Became(row.became),
        references=tuple(row.references.split()),
        order_id=row.order_id,
        order_about=order.about if order else "",
        order_amount=order.amount if order else None,
        receipt_id=row.receipt_id,
        receipt_label=receipt.label if receipt else "",
        receipt_amount=receipt.amount if receipt else 0,
        is_void=bool(receipt and receipt.voided_at),
        settled_by=row.settled_by.name if row.settled_by else "",
        settled_at=local(row.settled_at) if row.settled_at else None,
        settled_reason=row.settled_reason,
    )
