"""One thing owed: how much, how it may be paid, and what has become of it."""

from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import line, number
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.waive_fee import waive_fee
from motcua.fees.events import FeeCollected, FeeWaived
from motcua.fees.queries import Order, order_of, tills_of, transfer_for
from motcua.fees.rules.banks import banks
from motcua.fees.rules.charges import MOST_PIECES, Method
from motcua.fees.rules.money import AmountError, dong_in
from motcua.fees.rules.vietqr import payload
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal

_TYPED = ("quantity", "given", "stated", "basis", "proof", "reason")


@needs("fee.collect", about="order")
def order(request: HttpRequest, order_id: int) -> HttpResponse:
    """What is owed, with the QR by which a bank's application pays it."""
    return _shown(request, order_id)


@needs("fee.collect", methods=("POST",), about="order")
def collect(request: HttpRequest, order_id: int) -> HttpResponse:
    """Take the money by the method whose button was pressed."""
    held, told = _held(request, order_id), request.POST.get("method", "")
    method = Method(told) if told in list(Method) else Method.CASH
    wrong, stated, quantity = _read(request, held, method)
    if wrong:
        return _shown(request, order_id, wrong=wrong)
    return perform(
        request, collect_fee, fact=FeeCollected, then=lambda _: reverse("fee-order", args=[order_id]),
        again=lambda why: _shown(request, order_id, why=why), message="Đã thu; hãy in biên nhận cho người nộp.",
        order_id=order_id, method=method, quantity=quantity, stated=stated, basis=line(request.POST.get("basis", "")),
        proof=line(request.POST.get("proof", "")),
    )  # fmt: skip


@needs("fee.collect", methods=("POST",), about="order")
def waive(request: HttpRequest, order_id: int) -> HttpResponse:
    """Charge nothing, for a reason."""
    reason = line(request.POST.get("reason", ""))
    _held(request, order_id)
    if not reason:
        return _shown(request, order_id, wrong={"reason": "Hãy ghi vì sao được miễn, theo văn bản nào."})
    return perform(
        request, waive_fee, fact=FeeWaived, then=lambda _: reverse("fee-order", args=[order_id]),
        again=lambda why: _shown(request, order_id, why=why), message="Đã ghi miễn thu.", order_id=order_id, reason=reason,
    )  # fmt: skip


def _held(request: HttpRequest, order_id: int) -> Order:
    actor = request.actor  # type: ignore[attr-defined]
    return order_of(order_id, tills_of(actor), authority_id=actor.authority_id)


def _read(request: HttpRequest, held: Order, method: Method) -> tuple[dict[str, str], int | None, int]:
    """Field → what is wrong with it; the amount stated for one piece; how many pieces."""
    wrong: dict[str, str] = {}
    stated = given = None
    quantity = number(request.POST.get("quantity", "1")) or 0
    if not 1 <= quantity <= MOST_PIECES:
        wrong["quantity"] = f"Số lượng từ 1 đến {MOST_PIECES}."
    if held.amount is None:
        stated = _amount(request, "stated", wrong)
        if not line(request.POST.get("basis", "")):
            wrong["basis"] = "Hãy ghi nghị quyết, quyết định quy định mức thu."
    if method is Method.ELSEWHERE and not line(request.POST.get("proof", "")):
        wrong["proof"] = "Hãy ghi chứng từ đã nộp: nơi nộp, số, ngày."
    if method is Method.CASH and line(request.POST.get("given", "")):
        given = _amount(request, "given", wrong)
    piece = held.amount if held.amount is not None else stated
    if given is not None and piece is not None and given < piece * quantity:
        wrong["given"] = f"Khách đưa còn thiếu {piece * quantity - given:,} đồng.".replace(",", ".")
    return wrong, stated, quantity


def _amount(request: HttpRequest, name: str, wrong: dict[str, str]) -> int | None:
    try:
        return dong_in(request.POST.get(name, ""))
    except AmountError as error:
        wrong[name] = str(error)
        return None


def _shown(request: HttpRequest, order_id: int, *, wrong: dict[str, str] | None = None, why: Refused | None = None) -> HttpResponse:
    held, actor = _held(request, order_id), request.actor  # type: ignore[attr-defined]
    if wrong:
        why = refused(Refusal(Code.INCOMPLETE, missing=tuple(wrong.values()), field=next(iter(wrong))))
    day = local_date(request.now)  # type: ignore[attr-defined]
    pay = transfer_for(held, held.amount or 0, authority_id=actor.authority_id, day=day)
    shown: dict[str, Any] = {
        "order": held,
        "typed": {name: request.POST.get(name, "") for name in _TYPED},
        "wrong": wrong or {},
        "refused": why,
        "pay": pay,
        "bank": banks().get(pay.bank_bin) if pay else None,
        "qr": _qr(payload(pay)) if pay else "",
    }
    return render(request, "cashier/order.html", shown, status=why.status if why else 200)


def _qr(text: str) -> SafeString:
    """The QR as a drawing within the page; every sign of it is the program's own."""
    return mark_safe(segno.make_qr(text, error="m").svg_inline(scale=5, border=2, omitsize=True))  # noqa: S308
