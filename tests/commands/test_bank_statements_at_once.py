"""Statements that overlap, confirmed and booked by several cashiers' browsers at the same moment: every line once, every receipt once."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from motcua.catalogue.rules.procedure import Fee
from motcua.fees.commands.book_line import book_line
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.read_statement import read_statement
from motcua.fees.models import FeeOrder, FeeReceipt, StatementLine
from motcua.fees.rules.charges import Method
from motcua.fees.rules.statement import Became
from motcua.fees.rules.statement_columns import guessed_columns
from motcua.kernel.refusal import Code, Refusal
from tests.builders.district import District, district
from tests.builders.statements import HEADERS, Told, confirmed, kept, lines_of


@pytest.fixture
def here(live_database: str) -> District:
    made = district()
    made.enact("phi", fees=(Fee("Lệ phí", 30_000),), steps=())
    return made


def owed(here: District, count: int) -> list[FeeOrder]:
    return [FeeOrder.objects.get(subject_id=here.receive("phi")) for _ in range(count)]


def at_once(acts: Iterable[Callable[[], Any]]) -> list[Any]:
    """What each of ``acts`` came to, all begun at the same moment; a refusal is its code."""
    waiting = list(acts)
    barrier = Barrier(len(waiting))

    def run(act: Callable[[], Any]) -> Any:
        try:
            barrier.wait(10)
            return act()
        except Refusal as refusal:
            return refusal.code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(waiting)) as pool:
        return list(pool.map(run, waiting))


def test_overlapping_statements_confirmed_at_the_same_moment_read_every_line_of_the_bank_once(here: District) -> None:
    told: list[Told] = [(f"FT{order.pk}", "30.000", order.reference) for order in owed(here, 6)] + [("FT0", "5.000", "la")]
    parts = [told[:4], told[2:], told]
    statements, actor, at = [kept(here, part) for part in parts], here.actor("thao"), here.tick()
    said = {"actor": actor, "at": at, "columns": guessed_columns(HEADERS)}
    at_once(
        (lambda each=each, part=part: read_statement(statement_id=each.pk, lines=lines_of(part), **said))  # type: ignore[misc]
        for each, part in zip(statements, parts, strict=True)
    )
    assert Counter(StatementLine.objects.values_list("became", flat=True)) == {
        Became.WAITING: 6,
        Became.NO_REFERENCE: 1,
        Became.ALREADY: sum(map(len, parts)) - 7,
    }


def test_the_same_lines_booked_at_the_same_moment_make_each_receipt_once(here: District) -> None:
    orders = owed(here, 4)
    confirmed(here, [(f"FT{order.pk}", "30.000", order.reference) for order in orders])
    actor, at, lines = here.actor("thao"), here.tick(), list(StatementLine.objects.values_list("pk", flat=True))
    by_hand = [lambda: collect_fee(actor=actor, at=at, order_id=orders[0].pk, method=Method.CASH)]
    booked = at_once([lambda line=line: book_line(actor=actor, at=at, line_id=line) for line in lines * 3] + by_hand)  # type: ignore[misc]
    assert set(booked) <= {Code.STALE, Code.FEE_SETTLED, 0, *FeeReceipt.objects.values_list("pk", flat=True)}
    assert sorted(FeeReceipt.objects.values_list("number", flat=True)) == [1, 2, 3, 4]
    assert Counter(FeeReceipt.objects.values_list("order", flat=True)) == {order.pk: 1 for order in orders}
    assert not StatementLine.objects.filter(became=Became.WAITING).exists()
