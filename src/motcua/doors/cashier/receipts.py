"""Receipts: printed again as they are, and void only by two people."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.doors.cashier.sheets import receipt_sheet
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line
from motcua.fees.commands.ask_void import ask_void
from motcua.fees.commands.settle_void import settle_void
from motcua.fees.events import VoidAsked, VoidSettled
from motcua.fees.queries import order_of, reached_with, receipt_of, tills_of, voids_asked


@needs("fee.collect", about="receipt")
def receipt_pdf(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """The receipt for the payer; one that is void says so across the page."""
    actor = request.actor  # type: ignore[attr-defined]
    held = receipt_of(receipt_id, tills_of(actor), authority_id=actor.authority_id)
    order = order_of(held.order_id, tills_of(actor), authority_id=actor.authority_id)
    return pdf(receipt_sheet(held, order, offices_of(request)), name=f"bien-nhan-{held.label.replace('/', '-')}.pdf")


@needs("fee.collect", methods=("POST",), about="receipt")
def ask(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """Ask for a receipt to be void; a second person decides."""
    actor = request.actor  # type: ignore[attr-defined]
    held = receipt_of(receipt_id, tills_of(actor), authority_id=actor.authority_id)
    back = reverse("fee-order", args=[held.order_id])
    return perform(
        request, ask_void, fact=VoidAsked, then=lambda _: back, again=lambda why: _refused(request, why),
        message="Đã đề nghị hủy; người thứ hai xác nhận thì biên nhận mới hủy.",
        receipt_id=receipt_id, reason=line(request.POST.get("reason", "")),
    )  # fmt: skip


@needs("fee.void")
def voids(request: HttpRequest) -> HttpResponse:
    """The receipts that somebody wishes void."""
    return _voids(request)


@needs("fee.void", methods=("POST",), about="receipt")
def settle(request: HttpRequest, receipt_id: int) -> HttpResponse:
    """The second person's word."""
    is_void = request.POST.get("do") == "void"
    actor = request.actor  # type: ignore[attr-defined]
    receipt_of(receipt_id, reached_with("fee.void", actor), authority_id=actor.authority_id)
    return perform(
        request, settle_void, fact=VoidSettled, then=lambda _: reverse("fee-voids"), again=lambda why: _voids(request, why),
        message="Đã hủy biên nhận; khoản phí trở lại chưa thu." if is_void else "Biên nhận được giữ nguyên.",
        receipt_id=receipt_id, is_void=is_void,
    )  # fmt: skip


def _voids(request: HttpRequest, why: Refused | None = None) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]
    waiting = voids_asked(reached_with("fee.void", actor), authority_id=actor.authority_id)
    return render(request, "cashier/voids.html", {"waiting": waiting, "refused": why}, status=why.status if why else 200)


def _refused(request: HttpRequest, why: Refused) -> HttpResponse:
    return render(request, "refusal.html", {"refused": why}, status=why.status)
