"""A cashier counts the drawer and closes the day: at zero, or with an explanation."""

from datetime import date, datetime

from django.db import transaction

from motcua.fees.events import DrawerClosed
from motcua.fees.models import DrawerClose
from motcua.fees.queries import day_of, must_be_open_day
from motcua.fees.rules.drawer import difference, may_close
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def close_drawer(
    *, actor: Actor, at: datetime, office_id: int, day: date, counted_cash: int, explanation: str = "", key: str | None = None
) -> None:
    """Close ``day`` of the office's drawer; its receipts stand from then on, and no other is taken that day.

    Refused with ``drawer-closed`` when it is closed, ``day-not-over`` for a day to come, ``void-asked`` while somebody wishes a receipt of
    the day void, ``drawer-differs`` when the cash differs and nobody says why.
    """
    actor.must("fee.close", office_id)

    if day > local_date(at):
        raise Refusal(Code.DAY_NOT_OVER, day=day)
    must_be_open_day(office_id, day, authority_id=actor.authority_id)
    held = day_of(day, office_id, authority_id=actor.authority_id)
    waiting = next((each for each in held.receipts if each.void_asked_by_id and not each.is_void), None)
    if waiting:
        raise Refusal(Code.VOID_ASKED, number=waiting.label)
    if not may_close(held.sums, counted_cash=counted_cash, explanation=explanation):
        raise Refusal(Code.DRAWER_DIFFERS, difference=difference(held.sums, counted_cash=counted_cash))

    DrawerClose.objects.create(
        authority_id=actor.authority_id, office_id=office_id, day=day, closed_by_id=actor.person_id or 0, closed_at=at,
        expected_cash=held.sums.cash, counted_cash=counted_cash, transfer=held.sums.transfer, elsewhere=held.sums.elsewhere,
        receipts=held.sums.receipts, void=held.sums.void, explanation=explanation.strip(),
    )  # fmt: skip

    record(
        DrawerClosed(
            office_id=office_id, day=day, expected_cash=held.sums.cash, counted_cash=counted_cash, transfer=held.sums.transfer,
            receipts=held.sums.receipts, explanation=explanation.strip(),
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
