"""The drawer counted and the day closed, on one page that can be printed."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.doors.cashier.sheets import day_sheet
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import line, number
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.events import DrawerClosed
from motcua.fees.queries import Day, day_of, reached_with
from motcua.fees.rules.money import AmountError, dong_in
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@needs("fee.close", methods=("GET", "POST"))
def closing(request: HttpRequest) -> HttpResponse:
    """The day's receipts and sums; counted, it is closed."""
    office_id, held = _drawer(request)
    if request.method != "POST":
        return _shown(request, office_id, held)
    try:
        counted = dong_in(request.POST.get("counted", ""))
    except AmountError as error:
        missing = refused(Refusal(Code.INCOMPLETE, missing=(str(error).rstrip("."),), field="counted"))
        return _shown(request, office_id, held, why=missing)
    return perform(
        request, close_drawer, fact=DrawerClosed, then=lambda _: f"{reverse('drawer')}?noi={office_id}&ngay={held.day}",
        again=lambda why: _shown(request, office_id, held, why=why), message="Đã kết sổ thu.",
        office_id=office_id, day=held.day, counted_cash=counted, explanation=line(request.POST.get("explanation", "")),
    )  # fmt: skip


@needs("fee.close")
def day_pdf(request: HttpRequest) -> HttpResponse:
    """The day on paper, for the file and the signature."""
    office_id, held = _drawer(request)
    return pdf(day_sheet(held, office_id, offices_of(request)), name=f"so-thu-{held.day}.pdf")


def _drawer(request: HttpRequest) -> tuple[int, Day]:
    """The drawer and day that the address names; unless told, today at the first of the cashier's offices."""
    actor = request.actor  # type: ignore[attr-defined]
    mine = sorted(reached_with("fee.close", actor))
    wished = number(request.GET.get("noi")) or mine[0]
    try:
        day = date.fromisoformat(request.GET.get("ngay", "")) if request.GET.get("ngay") else local_date(request.now)  # type: ignore[attr-defined]
    except ValueError as unreadable:
        raise Http404 from unreadable
    if wished not in mine:
        raise Http404
    return wished, day_of(day, wished, authority_id=actor.authority_id)


def _shown(request: HttpRequest, office_id: int, held: Day, *, why: Refused | None = None) -> HttpResponse:
    shown = {
        "drawer": held, "office": offices_of(request).offices[office_id], "refused": why,
        "typed": {name: request.POST.get(name, "") for name in ("counted", "explanation")},
        "is_today": held.day == local_date(request.now),  # type: ignore[attr-defined]
    }  # fmt: skip
    return render(request, "cashier/closing.html", shown, status=why.status if why else 200)
