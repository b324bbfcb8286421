"""A bank's statement from the file to the receipts: confirmed once, each line booked once, what is open left to a person."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from motcua.catalogue.rules.procedure import Fee
from motcua.fees.commands.ask_void import ask_void
from motcua.fees.commands.book_line import book_line
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.collect_line import collect_line
from motcua.fees.commands.drop_statement import drop_statement
from motcua.fees.commands.keep_statement import keep_statement
from motcua.fees.commands.read_statement import read_statement
from motcua.fees.commands.settle_line import settle_line
from motcua.fees.commands.settle_void import settle_void
from motcua.fees.commands.waive_fee import waive_fee
from motcua.fees.models import FeeOrder, FeeReceipt, Statement, StatementLine
from motcua.fees.queries import day_of, order_named
from motcua.fees.rules.charges import Method, OrderState
from motcua.fees.rules.statement import Became, Group
from motcua.fees.rules.statement_columns import Field, guessed_columns
from motcua.fees.statement_queries import (
    candidates,
    columns_known,
    entries_of_statement,
    left_open,
    statements_of,
    totals_of_entries,
    unfinished,
    waiting_lines,
)
from motcua.journal.models import Entry, PersonalPart
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from tests.builders.district import District, district
from tests.builders.statements import HEADERS, booked, confirmed, kept, lines_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    made = district()
    made.enact("phi", fees=(Fee("Lệ phí", 30_000),), steps=())
    made.enact("mo", fees=(Fee("Phí thẩm định", None),), steps=())
    return made


def owed(here: District, procedure: str = "phi") -> FeeOrder:
    return FeeOrder.objects.get(subject_id=here.receive(procedure))


def refused(code: Code, command: Any, here: District, *, by: str = "thao", **said: Any) -> Refusal:
    with pytest.raises(Refusal) as refusal:
        command(actor=here.actor(by), at=here.tick(), **said)
    assert refusal.value.code is code
    return refusal.value


def entries(statement: Statement) -> list[Became]:
    return [entry.became for entry in entries_of_statement(statement.pk)]


def the_line(became: Became) -> StatementLine:
    return StatementLine.objects.get(became=became)


def test_a_line_that_pays_exactly_what_is_owed_becomes_a_receipt_with_the_bank_as_its_proof(here: District) -> None:
    first, second = owed(here), owed(here)
    statement = confirmed(here, [("FT1", "30.000", first.reference.lower()), ("FT2", "30.000", f"ck {second.reference} tks")])
    assert not FeeReceipt.objects.exists() and [each.pk for each in unfinished([first.office_id], authority_id=here.authority_id)]
    for line_id in waiting_lines(statement.pk):
        book_line(actor=here.actor("thao"), at=here.tick(), line_id=line_id)
    receipts = list(FeeReceipt.objects.order_by("number"))
    assert [(each.order_id, each.label, each.method) for each in receipts] == [
        (first.pk, "0001/2021", "transfer"),
        (second.pk, "0002/2021", "transfer"),
    ]
    assert receipts[0].proof == "Sao kê ngân hàng: ghi có ngày 01/03/2021, số giao dịch FT1"
    assert set(FeeOrder.objects.values_list("state", flat=True)) == {OrderState.PAID}
    sums = day_of(local_date(here.now), first.office_id, authority_id=here.authority_id).sums
    assert (sums.transfer, sums.cash) == (60_000, 0)
    assert not unfinished([first.office_id], authority_id=here.authority_id)
    assert Entry.objects.filter(kind="fee-collected").count() == 2


def test_the_transfer_counts_on_the_day_of_the_booking_whatever_day_the_bank_says(here: District) -> None:
    order = owed(here)
    booked(here, [("FT1", "30.000", order.reference)], day="25/02/2021")
    assert FeeReceipt.objects.get().taken_on == local_date(here.now)
    assert "ghi có ngày 25/02/2021" in FeeReceipt.objects.get().proof


def test_everything_open_is_left_to_a_person_and_the_totals_reconcile(here: District) -> None:
    orders = [owed(here) for _ in range(5)]
    waive_fee(actor=here.actor("thao"), at=here.tick(), order_id=orders[3].pk, reason="Hộ nghèo")
    collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=orders[4].pk, method=Method.CASH)
    told = [
        ("FT1", "30.000", orders[0].reference),
        ("FT2", "29.000", orders[1].reference),
        ("FT3", "31.000", orders[2].reference),
        ("FT4", "30.000", orders[3].reference),
        ("FT5", "30.000", orders[4].reference),
        ("FT6", "30.000", owed(here, "mo").reference),
        ("FT7", "30.000", "Tran Thi Be chuyen tien"),
        ("FT8", "x", orders[1].reference),
        ("FT9", "-1.000", "phi"),
    ]
    statement = booked(here, told)
    assert entries(statement) == [
        Became.BOOKED, Became.TOO_LITTLE, Became.TOO_MUCH, Became.WAIVED, Became.PAID_TWICE, Became.OPEN, Became.NO_REFERENCE,
        Became.UNREADABLE, Became.OUTGOING,
    ]  # fmt: skip
    totals = totals_of_entries(entries_of_statement(statement.pk))
    assert (totals.read, totals.of(Group.BOOKED), totals.of(Group.LEFT), totals.of(Group.SKIPPED)) == (9, 1, 7, 1)
    made = FeeReceipt.objects.filter(statement_line__statement=statement)
    assert totals.sum_booked == sum(made.values_list("amount", flat=True)) == 30_000
    shown, count = left_open([orders[0].office_id], authority_id=here.authority_id)
    assert len(shown) == count == 7
    [row] = statements_of([orders[0].office_id], authority_id=here.authority_id)
    assert (row.count, row.waiting, row.left_open) == (9, 0, 7)  # type: ignore[attr-defined]


def test_an_overlapping_statement_books_nothing_twice(here: District) -> None:
    orders = [owed(here) for _ in range(3)]
    told = [(f"FT{at}", "30.000", order.reference) for at, order in enumerate(orders)] + [("FT8", "5.000", "la")]
    booked(here, told[:2] + told[3:])
    second = booked(here, told[1:])
    assert entries(second) == [Became.ALREADY, Became.BOOKED, Became.ALREADY]
    assert FeeReceipt.objects.count() == 3 and left_open([orders[0].office_id], authority_id=here.authority_id)[1] == 1


def test_the_database_itself_keeps_a_line_of_the_bank_from_being_read_twice(here: District) -> None:
    statement = confirmed(here, [("FT1", "5.000", "la")])
    row = StatementLine.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        StatementLine.objects.create(
            authority_id=here.authority_id, statement=statement, office_id=row.office_id, row=9, mark=row.mark, became=Became.NO_REFERENCE
        )
    for wrong in ({"became": Became.BOOKED}, {"became": Became.WAITING}, {"settled_at": here.now}, {"settled_reason": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            StatementLine.objects.filter(pk=row.pk).update(**wrong)


def test_a_statement_is_kept_once_and_confirmed_once(here: District) -> None:
    order = owed(here)
    told = [("FT1", "30.000", order.reference)]
    statement = confirmed(here, told)
    assert kept(here, told).pk == statement.pk and Entry.objects.filter(kind="statement-kept").count() == 1
    said = {"statement_id": statement.pk, "columns": guessed_columns(HEADERS), "lines": lines_of(told)}
    refused(Code.STALE, read_statement, here, **said)
    assert StatementLine.objects.count() == 1


def test_a_statement_read_by_the_wrong_columns_is_removed_and_read_anew_while_nothing_has_come_of_it(here: District) -> None:
    order = owed(here)
    told = [("FT1", "30.000", order.reference), ("FT2", "5.000", "la")]
    wrong = confirmed(here, told, lines=lines_of([(reference, amount, "cột khác") for reference, amount, _ in told]))
    assert entries(wrong) == [Became.NO_REFERENCE] * 2
    drop_statement(actor=here.actor("thao"), at=here.tick(), statement_id=wrong.pk)
    again = booked(here, told)
    assert entries(again) == [Became.BOOKED, Became.NO_REFERENCE]
    refused(Code.STALE, drop_statement, here, statement_id=again.pk)


def test_a_statement_with_a_line_that_somebody_has_settled_stays(here: District) -> None:
    statement = confirmed(here, [("FT1", "5.000", "la")])
    settle_line(actor=here.actor("thao"), at=here.tick(), line_id=the_line(Became.NO_REFERENCE).pk, reason="Đã trả lại")
    refused(Code.STALE, drop_statement, here, statement_id=statement.pk)


def test_what_was_uploaded_by_mistake_is_removed(here: District) -> None:
    statement = kept(here, [("FT1", "30.000", "x")])
    drop_statement(actor=here.actor("thao"), at=here.tick(), statement_id=statement.pk)
    assert not Statement.objects.exists() and Entry.objects.filter(kind="statement-dropped").exists()


def test_the_columns_are_remembered_for_the_account_and_wrong_ones_are_refused(here: District) -> None:
    statement = confirmed(here, [("FT1", "5.000", "x")])
    assert columns_known(statement.office_id, "", authority_id=here.authority_id) == guessed_columns(HEADERS)
    assert columns_known(statement.office_id, "4308", authority_id=here.authority_id) == {}
    told = refused(
        Code.INCOMPLETE, read_statement, here, statement_id=kept(here, [("FT2", "1", "x")]).pk, columns={Field.DAY: "Ngày"}, lines=()
    )
    assert told.facts["field"] == "col-words"


def test_the_words_of_the_sender_are_encrypted_and_no_cells_are_kept_once_the_statement_is_read(here: District) -> None:
    statement = confirmed(here, [("FT1", "5.000", "Tran Thi Be chuyen")])
    statement.refresh_from_db()
    assert statement.content == "" and StatementLine.objects.get().words == "Tran Thi Be chuyen"
    with connection.cursor() as cursor:
        cursor.execute("SELECT words, mark FROM fees_statementline")
        words, mark = cursor.fetchone()
    assert b"Tran" not in bytes(words) and b"FT1" not in bytes(mark)


def test_an_order_paid_or_waived_meanwhile_leaves_its_line_to_a_person(here: District) -> None:
    cash, waived, by_hand = (owed(here) for _ in range(3))
    statement = confirmed(here, [(f"FT{order.pk}", "30.000", order.reference) for order in (cash, waived, by_hand)])
    collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=cash.pk, method=Method.CASH)
    waive_fee(actor=here.actor("thao"), at=here.tick(), order_id=waived.pk, reason="Hộ nghèo")
    receipt = collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=by_hand.pk, method=Method.TRANSFER)
    lines = waiting_lines(statement.pk)
    assert [book_line(actor=here.actor("thao"), at=here.tick(), line_id=line_id) for line_id in lines] == [0, 0, 0]
    assert entries(statement) == [Became.PAID_TWICE, Became.WAIVED, Became.BY_HAND]
    assert the_line(Became.BY_HAND).receipt_id == receipt and FeeReceipt.objects.count() == 2
    refused(Code.STALE, book_line, here, line_id=lines[0])


def test_a_transfer_that_was_booked_by_hand_is_proven_by_its_line_and_not_told_as_paid_twice(here: District) -> None:
    order = owed(here)
    receipt = collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.pk, method=Method.TRANSFER)
    statement = booked(here, [("FT1", "30.000", order.reference), ("FT2", "30.000", order.reference)])
    assert entries(statement) == [Became.BY_HAND, Became.PAID_TWICE]
    assert the_line(Became.BY_HAND).receipt_id == receipt
    totals = totals_of_entries(entries_of_statement(statement.pk))
    assert (totals.of(Group.ALREADY), totals.sum_booked) == (1, 0)


def test_a_fee_paid_in_two_parts_and_booked_by_hand_hides_no_later_payment(here: District) -> None:
    order = owed(here)
    confirmed(here, [("FT1", "20.000", order.reference), ("FT2", "10.000", order.reference)])
    collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.pk, method=Method.TRANSFER)
    for line in StatementLine.objects.filter(became=Became.TOO_LITTLE):
        settle_line(actor=here.actor("thao"), at=here.tick(), line_id=line.pk, reason="Hai lần chuyển, đã thu đủ")
    assert entries(booked(here, [("FT3", "30.000", order.reference)])) == [Became.PAID_TWICE]


def test_a_closed_day_takes_no_booking_and_what_waits_is_booked_the_next_day(here: District) -> None:
    order = owed(here)
    statement = confirmed(here, [("FT1", "30.000", order.reference)])
    close_drawer(actor=here.actor("thao"), at=here.tick(), office_id=order.office_id, day=local_date(here.now), counted_cash=0)
    [line_id] = waiting_lines(statement.pk)
    refused(Code.DRAWER_CLOSED, book_line, here, line_id=line_id)
    other = kept(here, [("FT2", "5.000", "x")])
    refused(
        Code.DRAWER_CLOSED,
        read_statement,
        here,
        statement_id=other.pk,
        columns=guessed_columns(HEADERS),
        lines=lines_of([("FT2", "1", "x")]),
    )
    assert waiting_lines(statement.pk) == [line_id] and StatementLine.objects.count() == 1
    here.tick(here.now + timedelta(days=1))
    assert book_line(actor=here.actor("thao"), at=here.tick(), line_id=line_id) == FeeReceipt.objects.get().pk


def test_a_line_is_settled_with_a_reason_and_waits_for_nobody_then(here: District) -> None:
    confirmed(here, [("FT1", "5.000", "la")])
    line = the_line(Became.NO_REFERENCE)
    refused(Code.INCOMPLETE, settle_line, here, line_id=line.pk, reason=" ")
    settle_line(actor=here.actor("thao"), at=here.tick(), line_id=line.pk, reason="Đã chuyển trả người gửi")
    line.refresh_from_db()
    assert line.settled_reason == "Đã chuyển trả người gửi" and not left_open([line.office_id], authority_id=here.authority_id)[1]
    refused(Code.STALE, settle_line, here, line_id=line.pk, reason="nữa")
    entry = Entry.objects.get(kind="statement-line-settled")
    assert "chuyển trả" not in entry.payload and PersonalPart.objects.filter(entry=entry).exists()


def test_a_line_is_booked_by_hand_against_the_order_that_a_person_names(here: District) -> None:
    order = owed(here)
    statement = confirmed(here, [("FT1", "30.000", "Tran Thi Be"), ("FT2", "29.000", "x"), ("FT3", "31.000", order.reference)])
    no_reference = StatementLine.objects.get(reference="FT1")
    assert [each.id for each in candidates(30_000, order.office_id, authority_id=here.authority_id)] == [order.pk]
    short = refused(Code.TRANSFER_SHORT, collect_line, here, line_id=StatementLine.objects.get(reference="FT2").pk, order_id=order.pk)
    assert short.facts["difference"] == 1_000
    refused(Code.INCOMPLETE, collect_line, here, line_id=StatementLine.objects.get(reference="FT3").pk, order_id=order.pk)
    receipt = collect_line(actor=here.actor("thao"), at=here.tick(), line_id=no_reference.pk, order_id=order.pk)
    made = FeeReceipt.objects.get(pk=receipt)
    assert (made.amount, made.method) == (30_000, "transfer") and "số giao dịch FT1" in made.proof
    refused(Code.STALE, collect_line, here, line_id=no_reference.pk, order_id=order.pk)
    refused(Code.FEE_SETTLED, collect_line, here, line_id=StatementLine.objects.get(reference="FT3").pk, order_id=order.pk, note="trả lại")
    totals = totals_of_entries(entries_of_statement(statement.pk))
    assert (totals.of(Group.BOOKED), totals.of(Group.LEFT), totals.sum_booked) == (1, 2, 30_000)


def test_what_came_in_above_what_is_owed_is_explained_on_the_receipt(here: District) -> None:
    order = owed(here)
    confirmed(here, [("FT3", "31.000", order.reference)])
    receipt = collect_line(
        actor=here.actor("thao"), at=here.tick(), line_id=the_line(Became.TOO_MUCH).pk, order_id=order.pk, note="Trả lại 1.000 đồng"
    )
    made = FeeReceipt.objects.get(pk=receipt)
    assert made.amount == 30_000 and made.proof.endswith("; Trả lại 1.000 đồng")


def test_several_pieces_and_an_amount_that_the_list_leaves_open_are_told_by_a_person(here: District) -> None:
    pieces, open_ = owed(here), owed(here, "mo")
    confirmed(here, [("FT1", "90.000", pieces.reference), ("FT2", "45.000", open_.reference)])
    three = collect_line(
        actor=here.actor("thao"), at=here.tick(), line_id=the_line(Became.PIECES).pk, order_id=pieces.pk, quantity=3
    )  # fmt: skip
    refused(Code.INCOMPLETE, collect_line, here, line_id=the_line(Became.OPEN).pk, order_id=open_.pk, stated=45_000)
    stated = collect_line(
        actor=here.actor("thao"), at=here.tick(), line_id=the_line(Became.OPEN).pk, order_id=open_.pk, stated=45_000, basis="NQ 35/2020"
    )
    assert [FeeReceipt.objects.get(pk=each).amount for each in (three, stated)] == [90_000, 45_000]
    assert FeeReceipt.objects.get(pk=stated).basis == "NQ 35/2020"


def test_a_line_whose_amount_cannot_be_read_is_settled_and_never_collected(here: District) -> None:
    order = owed(here)
    confirmed(here, [("FT1", "ba mươi nghìn", order.reference)])
    refused(Code.INCOMPLETE, collect_line, here, line_id=the_line(Became.UNREADABLE).pk, order_id=order.pk)
    settle_line(actor=here.actor("thao"), at=here.tick(), line_id=the_line(Became.UNREADABLE).pk, reason="Đã xem ở ngân hàng")


def test_a_receipt_from_a_statement_is_void_by_two_like_any_other_and_its_line_is_never_booked_again(here: District) -> None:
    order = owed(here)
    booked(here, [("FT1", "30.000", order.reference)])
    receipt = FeeReceipt.objects.get()
    ask_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt.pk, reason="Sai người")
    settle_void(actor=here.actor("khoa"), at=here.tick(), receipt_id=receipt.pk, is_void=True)
    second = booked(here, [("FT1", "30.000", order.reference), ("FT2", "30.000", order.reference)])
    assert entries(second) == [Became.ALREADY, Became.BOOKED]


def test_only_a_cashier_of_the_office_touches_its_statements(here: District) -> None:
    order = owed(here)
    confirmed(here, [("FT1", "30.000", order.reference), ("FT2", "5.000", "x")])
    waiting, left, other = the_line(Became.WAITING), the_line(Became.NO_REFERENCE), kept(here, [("FT3", "1", "x")])
    asked: list[tuple[Any, dict[str, Any]]] = [
        (keep_statement, {"office_id": order.office_id, "account": "", "name": "x", "digest": "y", "content": "z", "lines": 1}),
        (read_statement, {"statement_id": other.pk, "columns": guessed_columns(HEADERS), "lines": ()}),
        (drop_statement, {"statement_id": other.pk}),
        (book_line, {"line_id": waiting.pk}),
        (settle_line, {"line_id": left.pk, "reason": "x"}),
        (collect_line, {"line_id": left.pk, "order_id": order.pk}),
    ]
    for command, said in asked:
        for who in ("lan", "khoa", "minh"):
            refused(Code.NOT_ALLOWED, command, here, by=who, **said)


def test_an_order_is_found_by_its_reference_or_file_number_while_it_is_owed(here: District) -> None:
    order, at = owed(here), {"authority_id": here.authority_id}
    number = order.about.split(" ")[0]
    for words in (order.reference, order.reference.lower(), number):
        found = order_named(words, [order.office_id], **at)
        assert found and found.id == order.pk
    assert order_named("MC22222222", [order.office_id], **at) is None and order_named("", [order.office_id], **at) is None
    assert order_named(number, [], **at) is None
