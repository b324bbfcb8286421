"""The money of the story: what is owed is paid at the counter or by transfer, and every evening the drawers are counted and closed."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from motcua.doors.console.demonstration.stage import Stage
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.queries import day_of, days_left_open, owed_for
from motcua.fees.rules.charges import Method
from motcua.offices.rules.roles import Role

_UNLISTED = 50_000
_LATELY = timedelta(days=5)
_BASIS = "Mức thu trình diễn, thay cho nghị quyết của HĐND tỉnh"


def pay(stage: Stage, case_id: int, *, counter_id: int, at: datetime, is_online: bool) -> None:
    """Pay what is owed for a case just accepted; every third of the last days stays owed, so that there is something to do."""
    order = owed_for(case_id, authority_id=stage.authority_id)
    cashiers = stage.all(Role.CASHIER, counter_id)
    is_lately = at > stage.setting.curtain - _LATELY and (order is None or order.id % 3 == 0)
    if order is None or not cashiers or is_lately or at >= stage.calendar.closing_of(at.date()):
        return
    method = Method.TRANSFER if is_online or order.id % 4 == 0 else Method.CASH
    collect_fee(actor=cashiers[0], at=at, order_id=order.id, method=method, stated=_UNLISTED, basis=_BASIS)


def evenings(stage: Stage) -> Iterator[datetime]:
    """At closing time every drawer into which money came is counted and closed."""
    moment = stage.calendar.closing_of(stage.setting.opening.date())
    while True:
        yield moment
        for counter_id in stage.directory.offices:
            _close(stage, counter_id, moment)
        moment += timedelta(days=1)


def _close(stage: Stage, counter_id: int, moment: datetime) -> None:
    tomorrow = moment.date() + timedelta(days=1)
    for _, day in days_left_open([counter_id], authority_id=stage.authority_id, before=tomorrow):
        cash = day_of(day, counter_id, authority_id=stage.authority_id).sums.cash
        cashier = stage.all(Role.CASHIER, counter_id)[0]
        close_drawer(actor=cashier, at=moment, office_id=counter_id, day=day, counted_cash=cash)
