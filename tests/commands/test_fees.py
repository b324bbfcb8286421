"""Fees from the intake to the day's close: owed once, paid once, void by two, closed at zero."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from motcua.cases.commands.decide import decide
from motcua.cases.commands.return_result import return_result
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.rules.procedure import Fee
from motcua.fees.commands.ask_void import ask_void
from motcua.fees.commands.close_drawer import close_drawer
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.set_fee_account import set_fee_account
from motcua.fees.commands.settle_void import settle_void
from motcua.fees.commands.waive_fee import waive_fee
from motcua.fees.models import FeeOrder, FeeReceipt
from motcua.fees.queries import day_of, days_left_open, orders_of, owed_for, transfer_for, voids_asked
from motcua.fees.rules.charges import Method, OrderState
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.rules.plan import PersonPlan
from tests.builders.district import District, district

pytestmark = pytest.mark.django_db


@pytest.fixture
def here(db: None) -> District:
    made = district(people=(PersonPlan(key="quan", name="Đặng Trí Quản", office="huyen", roles=("administrator",)),))
    made.enact("phi", fees=(Fee("Lệ phí", 30_000), Fee("Phí", 5_000)), steps=())
    made.enact("mo", fees=(Fee("Phí thẩm định", None),), steps=())
    return made


def owed(here: District, procedure: str = "phi") -> Any:
    """The order of a case just received."""
    return owed_for(here.receive(procedure), authority_id=here.authority_id)


def paid(here: District, method: Method = Method.CASH) -> int:
    """The receipt of a case just paid."""
    return collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=owed(here).id, method=method)


def refused(code: Code, command: Any, **said: Any) -> None:
    with pytest.raises(Refusal) as refusal:
        command(**said)
    assert refusal.value.code is code


def test_what_the_list_charges_is_owed_from_acceptance_on_and_nothing_otherwise(here: District) -> None:
    order = owed(here)
    assert (order.amount, order.state, order.payer) == (35_000, OrderState.OWED, order.payer)
    assert order.about.startswith("000.00.99.H08-210301-0001 · ")
    assert owed(here, "P5") is None
    here.enact("khong", fees=(Fee("Lệ phí", 0),), steps=())
    assert owed(here, "khong") is None


def test_receipts_are_numbered_without_a_gap_and_a_fee_is_paid_once(here: District) -> None:
    orders = [owed(here) for _ in range(3)]
    for number, order in enumerate(orders, start=1):
        receipt = FeeReceipt.objects.get(pk=collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.id, method=Method.CASH))
        assert (receipt.label, receipt.amount) == (f"{number:04d}/2021", 35_000)
    refused(Code.FEE_SETTLED, collect_fee, actor=here.actor("thao"), at=here.tick(), order_id=orders[0].id, method=Method.CASH)
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeReceipt.objects.create(
            authority_id=here.authority_id, order_id=orders[0].id, office_id=here.offices["huyen"], year=2021, number=9, amount=1,
            method="cash", taken_by=here.people["thao"], taken_at=here.now, taken_on=local_date(here.now),
        )  # fmt: skip


def test_several_pieces_cost_as_many_times_as_much(here: District) -> None:
    receipt = collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=owed(here).id, method=Method.CASH, quantity=4)
    assert FeeReceipt.objects.get(pk=receipt).amount == 140_000
    refused(Code.INCOMPLETE, collect_fee, actor=here.actor("thao"), at=here.tick(), order_id=owed(here).id, method=Method.CASH, quantity=0)


def test_an_amount_that_the_list_leaves_open_is_stated_with_its_basis_and_one_that_it_names_is_never_overridden(here: District) -> None:
    order, said = owed(here, "mo"), {"actor": here.actor("thao"), "at": here.tick(), "method": Method.CASH}
    assert order.amount is None
    refused(Code.INCOMPLETE, collect_fee, order_id=order.id, stated=20_000, **said)
    refused(Code.INCOMPLETE, collect_fee, order_id=order.id, basis="NQ 35/2020", **said)
    receipt = FeeReceipt.objects.get(pk=collect_fee(order_id=order.id, stated=20_000, basis="NQ 35/2020", **said))
    assert (receipt.amount, receipt.basis) == (20_000, "NQ 35/2020")
    named = FeeReceipt.objects.get(pk=collect_fee(order_id=owed(here).id, stated=1, basis="tôi", **said | {"at": here.tick()}))
    assert (named.amount, named.basis) == (35_000, "")


def test_what_was_paid_elsewhere_needs_its_proof_and_is_not_in_the_drawer(here: District) -> None:
    said = {"actor": here.actor("thao"), "order_id": owed(here).id, "method": Method.ELSEWHERE}
    refused(Code.INCOMPLETE, collect_fee, at=here.tick(), **said)
    collect_fee(at=here.tick(), proof="Kho bạc, số 12 ngày 01/03", **said)
    sums = day_of(local_date(here.now), here.offices["huyen"], authority_id=here.authority_id).sums
    assert (sums.cash, sums.elsewhere, sums.receipts) == (0, 35_000, 1)


def test_only_a_cashier_of_the_office_takes_money(here: District) -> None:
    for who in ("lan", "hoa", "minh"):
        refused(Code.NOT_ALLOWED, collect_fee, actor=here.actor(who), at=here.tick(), order_id=owed(here).id, method=Method.CASH)


def test_a_receipt_is_void_by_two_people_and_its_fee_is_owed_again_under_a_new_number(here: District) -> None:
    receipt = paid(here)
    ask_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="Thu nhầm người")
    assert [each.id for each in voids_asked([here.offices["huyen"]], authority_id=here.authority_id)] == [receipt]
    refused(Code.VOID_ASKED, ask_void, actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="nữa")
    refused(Code.SAME_PERSON, settle_void, actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, is_void=True)
    settle_void(actor=here.actor("khoa"), at=here.tick(), receipt_id=receipt, is_void=True)
    order = FeeOrder.objects.get()
    assert order.state == OrderState.OWED
    again = FeeReceipt.objects.get(pk=collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.pk, method=Method.CASH))
    assert again.label == "0002/2021"
    refused(Code.RECEIPT_VOID, ask_void, actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="lần nữa")


def test_the_database_itself_lets_nobody_void_what_he_asked_to_be_void(here: District) -> None:
    receipt = paid(here)
    ask_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="Thu nhầm")
    with pytest.raises(IntegrityError), transaction.atomic():
        FeeReceipt.objects.filter(pk=receipt).update(voided_by=here.people["thao"], voided_at=here.now)


def test_a_receipt_left_standing_stands(here: District) -> None:
    receipt = paid(here)
    ask_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="Nhầm")
    settle_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, is_void=False)
    assert FeeReceipt.objects.get(pk=receipt).voided_at is None
    refused(Code.STALE, settle_void, actor=here.actor("khoa"), at=here.tick(), receipt_id=receipt, is_void=True)


def test_a_day_is_closed_at_zero_or_with_an_explanation_and_stands_then(here: District) -> None:
    paid(here)
    paid(here, Method.TRANSFER)
    day, said = local_date(here.now), {"actor": here.actor("thao"), "office_id": here.offices["huyen"]}
    refused(Code.DRAWER_DIFFERS, close_drawer, at=here.tick(), day=day, counted_cash=30_000, **said)
    refused(Code.DAY_NOT_OVER, close_drawer, at=here.tick(), day=day + timedelta(days=1), counted_cash=0, **said)
    close_drawer(at=here.tick(), day=day, counted_cash=35_000, **said)
    refused(Code.DRAWER_CLOSED, close_drawer, at=here.tick(), day=day, counted_cash=35_000, **said)
    refused(Code.DRAWER_CLOSED, collect_fee, actor=here.actor("thao"), at=here.tick(), order_id=owed(here).id, method=Method.CASH)
    refused(Code.DRAWER_CLOSED, ask_void, actor=here.actor("thao"), at=here.tick(), receipt_id=FeeReceipt.objects.all()[0].pk, reason="x")


def test_a_difference_is_closed_with_its_explanation(here: District) -> None:
    paid(here)
    close_drawer(
        actor=here.actor("thao"), at=here.tick(), office_id=here.offices["huyen"], day=local_date(here.now), counted_cash=34_000,
        explanation="Thối nhầm 1.000 đồng",
    )  # fmt: skip
    close = day_of(local_date(here.now), here.offices["huyen"], authority_id=here.authority_id).close
    assert close and (close.expected_cash, close.counted_cash, close.explanation) == (35_000, 34_000, "Thối nhầm 1.000 đồng")


def test_a_day_waits_for_the_second_person_and_is_told_next_morning(here: District) -> None:
    receipt, day = paid(here), local_date(here.now)
    ask_void(actor=here.actor("thao"), at=here.tick(), receipt_id=receipt, reason="Nhầm")
    said = {"actor": here.actor("thao"), "office_id": here.offices["huyen"], "day": day}
    refused(Code.VOID_ASKED, close_drawer, at=here.tick(), counted_cash=35_000, **said)
    left = days_left_open([here.offices["huyen"]], authority_id=here.authority_id, before=day + timedelta(days=1))
    assert left == ((here.offices["huyen"], day),)
    settle_void(actor=here.actor("khoa"), at=here.tick(), receipt_id=receipt, is_void=True)
    close_drawer(at=here.tick(), counted_cash=0, **said)
    assert days_left_open([here.offices["huyen"]], authority_id=here.authority_id, before=day + timedelta(days=1)) == ()


def test_a_waived_fee_has_its_reason_and_is_owed_no_more(here: District) -> None:
    order = owed(here)
    refused(Code.INCOMPLETE, waive_fee, actor=here.actor("thao"), at=here.tick(), order_id=order.id, reason=" ")
    waive_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.id, reason="Hộ nghèo, NQ 35/2020")
    assert owed_for(order.subject_id, authority_id=here.authority_id) is None
    assert orders_of(order.subject_id, authority_id=here.authority_id)[0].waived_reason == "Hộ nghèo, NQ 35/2020"
    refused(Code.FEE_SETTLED, collect_fee, actor=here.actor("thao"), at=here.tick(), order_id=order.id, method=Method.CASH)


def test_a_result_waits_for_its_fee_unless_somebody_says_why_not(here: District) -> None:
    here.enact("co-phi", fees=(Fee("Lệ phí", 30_000),))
    first, second = (here.presented("co-phi") for _ in range(2))
    for case_id in (first, second):
        decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    refused(Code.FEE_DUE, return_result, actor=here.actor("lan"), at=here.tick(), case_id=first)
    return_result(actor=here.actor("lan"), at=here.tick(), case_id=first, fee_note="Thu hộ qua bưu chính")
    order = owed_for(second, authority_id=here.authority_id)
    assert order
    collect_fee(actor=here.actor("thao"), at=here.tick(), order_id=order.id, method=Method.CASH)
    return_result(actor=here.actor("lan"), at=here.tick(), case_id=second)
    assert here.case(second).state == "returned"


def test_transfers_go_to_the_account_in_force_on_the_day(here: District) -> None:
    order, today = owed(here), local_date(here.now)
    said = {"actor": here.actor("quan"), "office_id": here.offices["huyen"], "holder": "UBND HUYEN THU"}
    assert transfer_for(order, 35_000, authority_id=here.authority_id, day=today) is None
    set_fee_account(at=here.tick(), bank_bin="970405", account="4308201000001", valid_from=today, **said)
    set_fee_account(at=here.tick(), bank_bin="970436", account="0011001234567", valid_from=today + timedelta(days=30), **said)
    now, later = (transfer_for(order, 35_000, authority_id=here.authority_id, day=day) for day in (today, today + timedelta(days=31)))
    assert now and later and (now.bank_bin, now.purpose, later.bank_bin) == ("970405", order.reference, "970436")
    for wrong in ({"bank_bin": "123456", "account": "1"}, {"bank_bin": "970405", "account": "1-2"}):
        refused(Code.INCOMPLETE, set_fee_account, at=here.tick(), valid_from=today, **said | wrong)
    refused(
        Code.NOT_ALLOWED,
        set_fee_account,
        at=here.tick(),
        bank_bin="970405",
        account="1",
        valid_from=today,
        **said | {"actor": here.actor("thao")},
    )
