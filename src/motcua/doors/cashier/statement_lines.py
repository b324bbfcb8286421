"""One line of a bank's statement that waits for a person: booked by hand against an order, or settled with a reason."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.doors.cashier.statement_words import told_of_entry
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import line as one_line
from motcua.doors.shared.typed_words import number
from motcua.fees.commands.collect_line import collect_line
from motcua.fees.commands.settle_line import settle_line
from motcua.fees.events import FeeCollected, StatementLineSettled
from motcua.fees.queries import order_named, order_of, tills_of
from motcua.fees.rules.charges import MOST_PIECES, OrderState
from motcua.fees.rules.money import AmountError, dong_in
from motcua.fees.rules.statement import Became
from motcua.fees.statement_queries import Entry, candidates, entry_of
from motcua.kernel.refusal import Code, Refusal

_TYPED = ("order", "quantity", "stated", "basis", "note", "reason")


@needs("fee.collect", about="line")
def statement_line(request: HttpRequest, line_id: int) -> HttpResponse:
    """The line with what is owed of the same amount, and the two ways to deal with it."""
    return _shown(request, line_id)


@needs("fee.collect", methods=("POST",), about="line")
def collect(request: HttpRequest, line_id: int) -> HttpResponse:
    """Collect the order that was named, with the line as its proof."""
    actor, entry, wrong = request.actor, _held(request, line_id), dict[str, str]()  # type: ignore[attr-defined]
    named = one_line(request.POST.get("order", ""))
    order = order_named(named, tills_of(actor), authority_id=actor.authority_id)
    stated = _stated(request, wrong)
    quantity = number(request.POST.get("quantity", "1")) or 0
    if not named:
        wrong["order"] = "Hãy ghi mã chuyển khoản hoặc mã hồ sơ của khoản thu."
    elif order is None and entry.is_open:
        wrong["order"] = f"Không có khoản chưa thu nào mang mã “{named}”. Hãy tìm mã ở danh sách khoản chưa thu."
    if not 1 <= quantity <= MOST_PIECES:
        wrong["quantity"] = f"Số lượng từ 1 đến {MOST_PIECES}."
    if order and order.amount is None and stated is None:
        wrong.setdefault("stated", "Danh mục chưa có mức thu của khoản này; hãy ghi số tiền một bản.")
    if order and order.amount is None and not one_line(request.POST.get("basis", "")):
        wrong["basis"] = "Hãy ghi nghị quyết, quyết định quy định mức thu."
    if wrong:
        return _shown(request, line_id, wrong=wrong)
    return perform(
        request, collect_line, fact=FeeCollected, then=lambda _: reverse("statement-line", args=[line_id]),
        again=lambda why: _shown(request, line_id, why=why), message="Đã ghi sổ; biên nhận ghi rõ dòng sao kê.",
        line_id=line_id, order_id=order.id if order else entry.order_id or 0, quantity=quantity, stated=stated,
        basis=one_line(request.POST.get("basis", "")), note=one_line(request.POST.get("note", "")),
    )  # fmt: skip


@needs("fee.collect", methods=("POST",), about="line")
def settle(request: HttpRequest, line_id: int) -> HttpResponse:
    """Write down what was done with the line."""
    entry, reason = _held(request, line_id), one_line(request.POST.get("reason", ""))
    if not reason:
        return _shown(request, line_id, wrong={"reason": "Hãy ghi đã xử lý thế nào, ví dụ: đã chuyển trả người gửi ngày nào."})
    return perform(
        request, settle_line, fact=StatementLineSettled, then=lambda _: reverse("statement", args=[entry.statement_id]),
        again=lambda why: _shown(request, line_id, why=why), message=f"Đã ghi cách xử lý dòng {entry.line.row}.",
        line_id=line_id, reason=reason,
    )  # fmt: skip


def _held(request: HttpRequest, line_id: int) -> Entry:
    actor = request.actor  # type: ignore[attr-defined]
    return entry_of(line_id, tills_of(actor), authority_id=actor.authority_id)


def _stated(request: HttpRequest, wrong: dict[str, str]) -> int | None:
    """The amount of one piece, where one was typed."""
    typed = one_line(request.POST.get("stated", ""))
    try:
        return dong_in(typed) if typed else None
    except AmountError as error:
        wrong["stated"] = str(error)
        return None


def _shown(request: HttpRequest, line_id: int, *, wrong: dict[str, str] | None = None, why: Refused | None = None) -> HttpResponse:
    entry, actor = _held(request, line_id), request.actor  # type: ignore[attr-defined]
    if wrong:
        why = refused(Refusal(Code.INCOMPLETE, missing=tuple(each.rstrip(".") for each in wrong.values()), field=next(iter(wrong))))
    shown: dict[str, Any] = {
        "line": told_of_entry(entry), "statement_id": entry.statement_id, "office": offices_of(request).offices[entry.office_id].name,
        "may_collect": entry.is_open and bool(entry.line.amount and entry.line.amount > 0), "wrong": wrong or {}, "refused": why,
        "has_no_rate": entry.became is Became.OPEN,
        "candidates": candidates(entry.line.amount, entry.office_id, authority_id=actor.authority_id) if entry.is_open else (),
        "typed": {name: request.POST.get(name, "") for name in _TYPED} if request.method == "POST" else _first(request, entry),
    }  # fmt: skip
    return render(request, "cashier/statement_line.html", shown, status=why.status if why else 200)


def _first(request: HttpRequest, entry: Entry) -> dict[str, str]:
    """What the form says before anybody has typed: the candidate that was pressed, or the order that the line names."""
    chosen, pieces = one_line(request.GET.get("khoan", "")), ""
    actor = request.actor  # type: ignore[attr-defined]
    mine = tills_of(actor)
    if not chosen and entry.order_id and entry.became is not Became.ELSEWHERE:
        order = order_of(entry.order_id, mine, authority_id=actor.authority_id)
        chosen = order.reference if order.state is OrderState.OWED else ""
    if entry.became is Became.PIECES and entry.order_amount and entry.line.amount:
        pieces = str(entry.line.amount // entry.order_amount)
    return {"order": chosen, "quantity": pieces}
