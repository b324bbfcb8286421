"""Bank statements: uploaded, their columns chosen, looked at before anything is booked, confirmed, and reported line by line."""

from collections.abc import Iterable
from time import monotonic
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.doors.cashier.statement_report import report_csv
from motcua.doors.cashier.statement_table import as_shown, columns_for, lines_in, statement_table, typed_columns
from motcua.doors.cashier.statement_words import GROUPS, Told, told_of_entry, told_of_verdict
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import once, perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.table_file import MOST_ROWS, Table, Unfit
from motcua.doors.shared.typed_words import line as one_line
from motcua.doors.shared.uploads import limits
from motcua.fees.commands.book_line import book_line
from motcua.fees.commands.drop_statement import drop_statement
from motcua.fees.commands.keep_statement import keep_statement
from motcua.fees.commands.read_statement import read_statement
from motcua.fees.events import StatementDropped, StatementKept, StatementRead
from motcua.fees.queries import tills_of
from motcua.fees.rules.statement import Group, Totals, group_of, totals_of
from motcua.fees.rules.statement_columns import FIELD_WORDS, Columns, Field, wrong_columns
from motcua.fees.statement_queries import (
    accounts_of,
    columns_known,
    entries_of_statement,
    judged_here,
    statement_of,
    statement_with,
    statements_of,
    totals_of_entries,
    waiting_lines,
)
from motcua.kernel.refusal import Code, Refusal

SECONDS_AT_A_TIME = 8
"""How long one press of the button books; the rest waits for the next press."""
_TOLD = 200
_OPTIONAL = (Field.DEBIT, Field.SIGNED, Field.SIDE, Field.REFERENCE)


@needs("fee.collect", methods=("GET", "POST"))
def statements(request: HttpRequest) -> HttpResponse:
    """The statements that have come, and the form for one more."""
    if request.method != "POST":
        return _list(request, {})
    wrong: dict[str, str] = {}
    chosen = _accounts(request).get(request.POST.get("account", ""))
    if chosen is None:
        wrong["account"] = "Hãy chọn nơi thu và tài khoản của sao kê này."
    table = _read(request.FILES.get("file"), wrong)
    if chosen is None or table is None:
        return _list(request, wrong)
    (office_id, account), actor = chosen, request.actor  # type: ignore[attr-defined]
    return perform(
        request, keep_statement, fact=StatementKept,
        then=lambda _: reverse("statement", args=[statement_with(table.digest, office_id, authority_id=actor.authority_id)]),
        again=lambda why: _list(request, {}, why=why),
        office_id=office_id, account=account, name=table.name, digest=table.digest, content=table.packed(), lines=len(table.rows),
    )  # fmt: skip


def _read(sent: UploadedFile | None, wrong: dict[str, str]) -> Table | None:
    """What stands in the file that was sent; else ``wrong`` says why there is nothing."""
    if sent is None:
        wrong["file"] = "Hãy chọn tệp sao kê tải từ ngân hàng (.xlsx hoặc .csv)."
    elif getattr(sent, "is_too_large", False):
        wrong["file"] = f"Tệp lớn quá {limits().file_megabytes} MB. Hãy chia sao kê thành nhiều khoảng ngày."
    else:
        try:
            return statement_table(sent.read(), name=one_line(sent.name or "")[:200])
        except Unfit as error:
            wrong["file"] = str(error)
    return None


def _accounts(request: HttpRequest) -> dict[str, tuple[int, str]]:
    """Each account for which a statement may come, by its value in the form."""
    actor = request.actor  # type: ignore[attr-defined]
    found = accounts_of(tills_of(actor), authority_id=actor.authority_id)
    return {f"{office_id}:{account}": (office_id, account) for office_id, account in found}


def _list(request: HttpRequest, wrong: dict[str, str], *, why: Refused | None = None) -> HttpResponse:
    actor, known, accounts = request.actor, offices_of(request).offices, _accounts(request)  # type: ignore[attr-defined]
    shown = {
        "statements": statements_of(tills_of(actor), authority_id=actor.authority_id), "wrong": wrong, "refused": why,
        "accounts": [(value, known[office_id].name, account) for value, (office_id, account) in accounts.items()],
        "chosen": request.POST.get("account", ""), "most_rows": f"{MOST_ROWS:,}".replace(",", "."), "megabytes": limits().file_megabytes,
    }  # fmt: skip
    return render(request, "cashier/statements.html", shown, status=why.status if why else 422 if wrong else 200)


# ---- one statement ---------------------------------------------------------------------------------------------------------------


class _Desk:
    """One statement: while it is looked at, its table and the columns by which it is read; then its lines as they are kept."""

    def __init__(self, request: HttpRequest, statement_id: int) -> None:
        self.request, self.actor, self.now = request, request.actor, request.now  # type: ignore[attr-defined]
        self.at: dict[str, Any] = {"authority_id": self.actor.authority_id}
        self.statement = statement_of(statement_id, tills_of(self.actor), **self.at)
        self.is_read = self.statement.read_at is not None
        self.table: Table | None = None
        self.columns: Columns = {}
        if not self.is_read:
            self.table = Table.unpacked(self.statement.content, name=self.statement.name, digest=self.statement.digest)
            self.columns = columns_for(self.table, columns_known(self.statement.office_id, self.statement.account, **self.at))

    def told(self) -> tuple[tuple[Told, ...], Totals]:
        """Every line and the totals: as they are kept, or as they would be."""
        if self.is_read:
            entries = entries_of_statement(self.statement.pk)
            return tuple(map(told_of_entry, entries)), totals_of_entries(entries)
        if self.table is None or wrong_columns(self.columns):
            return (), totals_of(())
        verdicts = judged_here(lines_in(self.table, self.columns), office_id=self.statement.office_id, **self.at)
        return tuple(map(told_of_verdict, verdicts)), totals_of((group_of(each.became), 0) for each in verdicts)


@needs("fee.collect", methods=("GET", "POST"), about="statement")
def statement(request: HttpRequest, statement_id: int) -> HttpResponse:
    """One statement: its columns and what would become of each line, the button that books; then the report."""
    desk = _Desk(request, statement_id)
    do = request.POST.get("do") if request.method == "POST" else ""
    if do == "book":
        return _booked(desk)
    if do not in ("map", "read"):
        return _page(desk)
    if desk.table is not None:
        desk.columns = typed_columns(request.POST, desk.table)
    if do == "map":
        return _page(desk, wrong=wrong_columns(desk.columns))
    return _confirmed(desk)


def _confirmed(desk: _Desk) -> HttpResponse:
    """Keep every line as it was looked at, then book; columns that were changed since are looked at first."""
    if desk.table is not None:
        wrong = wrong_columns(desk.columns)
        if wrong or as_shown(desk.columns) != desk.request.POST.get("shown"):
            return _page(desk, wrong=wrong, has_changed=not wrong)
    lines = lines_in(desk.table, desk.columns) if desk.table is not None else ()
    try:
        once(
            desk.request, read_statement, fact=StatementRead, about=None, statement_id=desk.statement.pk, columns=desk.columns, lines=lines
        )  # fmt: skip
    except Refusal as refusal:
        return _page(desk, why=refused(refusal))
    return _booked(desk)


def _booked(desk: _Desk) -> HttpResponse:
    """Book what waits for some seconds, each line in its own transaction; a repeat goes on behind them and books none twice."""
    begun, done, why = monotonic(), 0, None
    waiting = waiting_lines(desk.statement.pk)
    for line_id in waiting:
        if monotonic() - begun > SECONDS_AT_A_TIME:
            break
        try:
            done += bool(book_line(actor=desk.actor, at=desk.now, line_id=line_id))
        except Refusal as refusal:
            if refusal.code is not Code.STALE:  # another press of the button was first at this line
                why = refused(refusal)
                break
    left = len(waiting_lines(desk.statement.pk))
    if why:
        messages.warning(desk.request, why.sentence)
    if done or not why:
        said = f"Đã ghi sổ {done} khoản." if done else "Đã xác nhận sao kê; không có khoản nào được ghi sổ lần này."
        messages.success(desk.request, said + (f" Còn {left} dòng chờ: hãy bấm ghi tiếp." if left else ""))
    return redirect("statement", statement_id=desk.statement.pk)


@needs("fee.collect", methods=("POST",), about="statement")
def drop(request: HttpRequest, statement_id: int) -> HttpResponse:
    """Remove a statement that was uploaded by mistake."""
    return perform(
        request, drop_statement, fact=StatementDropped, then=lambda _: reverse("statements"),
        again=lambda why: _page(_Desk(request, statement_id), why=why), message="Đã bỏ sao kê; chưa có dòng nào của nó được ghi sổ.",
        statement_id=statement_id,
    )  # fmt: skip


@needs("fee.collect", about="statement")
def report(request: HttpRequest, statement_id: int) -> HttpResponse:
    """The report of every line as CSV."""
    desk = _Desk(request, statement_id)
    if not desk.is_read:
        raise Http404
    response = HttpResponse(report_csv(*desk.told()), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="sao-ke-{desk.statement.digest[:12]}.csv"'
    return response


def _page(desk: _Desk, *, wrong: dict[Field, str] | None = None, why: Refused | None = None, has_changed: bool = False) -> HttpResponse:
    lines, totals = desk.told()
    shown = {
        "statement": desk.statement, "office": offices_of(desk.request).offices[desk.statement.office_id].name, "is_read": desk.is_read,
        "notes": desk.table.notes if desk.table else (), "columns": _columns(desk, wrong or {}), "shown": as_shown(desk.columns),
        "headers": desk.table.headers if desk.table else (), "is_clear": not wrong_columns(desk.columns), "has_changed": has_changed,
        "totals": totals, "counts": list(_counts(totals, is_read=desk.is_read)), "sections": list(_sections(lines)),
        "waiting": totals.of(Group.WAITING), "seconds": SECONDS_AT_A_TIME, "refused": why, "wrong": wrong or {},
        "may_drop": not any(each.settled or each.group is Group.BOOKED for each in lines),
    }  # fmt: skip
    return render(desk.request, "cashier/statement.html", shown, status=why.status if why else 422 if wrong else 200)


def _counts(totals: Totals, *, is_read: bool) -> Iterable[tuple[str, int]]:
    """How many lines count where; what is booked once it is confirmed, what waits while any does."""
    for group, words in GROUPS.items():
        is_told = {Group.BOOKED: is_read, Group.WAITING: not is_read or totals.of(group) > 0}.get(group, True)
        if is_told:
            yield words, totals.of(group)


def _columns(desk: _Desk, wrong: dict[Field, str]) -> list[dict[str, Any]]:
    return [
        {
            "name": f"col-{field}", "label": words, "is_optional": field in _OPTIONAL, "chosen": desk.columns.get(field, ""),
            "wrong": wrong.get(field, ""),
        }
        for field, words in FIELD_WORDS.items()
    ]  # fmt: skip


def _sections(lines: Iterable[Told]) -> Iterable[dict[str, Any]]:
    """The lines group by group, what waits for a person first; of a long group the first, the rest is in the CSV."""
    of: dict[Group, list[Told]] = {group: [] for group in (Group.LEFT, Group.WAITING, Group.BOOKED, Group.ALREADY, Group.SKIPPED)}
    for each in lines:
        of[each.group].append(each)
    for group, told in of.items():
        if told:
            yield {
                "key": group.value, "title": GROUPS[group], "count": len(told), "lines": told[:_TOLD], "more": max(0, len(told) - _TOLD),
                "is_open": group is Group.LEFT, "is_quiet": group in (Group.ALREADY, Group.SKIPPED),
            }  # fmt: skip
