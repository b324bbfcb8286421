"""To which account transfers of fees go: entered for an office from a day on, never guessed."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line, number
from motcua.fees.commands.set_fee_account import set_fee_account
from motcua.fees.events import FeeAccountSet
from motcua.fees.queries import account_on, reached_with
from motcua.fees.rules.banks import banks
from motcua.kernel.moments import local_date


@needs("fee.account", methods=("GET", "POST"))
def fee_accounts(request: HttpRequest) -> HttpResponse:
    """The accounts in force, and a form for another."""
    if request.method != "POST":
        return _shown(request)
    try:
        valid_from = date.fromisoformat(request.POST.get("valid_from", ""))
    except ValueError:
        return _shown(request, wrong="Hãy chọn ngày bắt đầu dùng tài khoản.")
    return perform(
        request, set_fee_account, fact=FeeAccountSet, then=lambda _: reverse("fee-accounts"), again=lambda why: _shown(request, why=why),
        message="Đã đặt tài khoản nhận phí.", office_id=number(request.POST.get("office")) or 0,
        bank_bin=request.POST.get("bank", ""), account=line(request.POST.get("account", "")).replace(" ", ""),
        holder=line(request.POST.get("holder", "")), valid_from=valid_from,
    )  # fmt: skip


def _shown(request: HttpRequest, *, wrong: str = "", why: Refused | None = None) -> HttpResponse:
    actor, today, offices = request.actor, local_date(request.now), offices_of(request)  # type: ignore[attr-defined]
    mine = [offices.offices[office_id] for office_id in sorted(reached_with("fee.account", actor)) if office_id in offices.offices]
    known = ((office, account_on(today, office.id, authority_id=actor.authority_id)) for office in mine)
    shown = {
        "accounts": [(office, account, banks().get(account.bank_bin)) for office, account in known if account],
        "offices": mine, "banks": banks().values(), "today": today, "wrong": wrong, "refused": why,
        "typed": {name: request.POST.get(name, "") for name in ("office", "bank", "account", "holder", "valid_from")},
    }  # fmt: skip
    return render(request, "setup/fee_accounts.html", shown, status=why.status if why else 422 if wrong else 200)
