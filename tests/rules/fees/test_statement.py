"""What becomes of the lines of a bank's statement: our reference in mangled words, amounts, repeats; totals; overlapping files."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.fees.rules.charges import OrderState, new_reference
from motcua.fees.rules.statement import (
    LEFT,
    Became,
    Group,
    Owing,
    Verdict,
    group_of,
    judged,
    must_be_covered,
    proof_of,
    references_in,
    totals_of,
)
from motcua.fees.rules.statement_columns import Field
from motcua.fees.rules.statement_lines import Line, Row, read_lines
from motcua.kernel.cells import Cell
from motcua.kernel.refusal import Code, Refusal

OURS, OTHER = "MC7H2KP9QX", "MCABCDEFGH"
HERE, THERE = 1, 2
KNOWN = {
    OURS: Owing(1, OURS, HERE, 50_000, OrderState.OWED),
    OTHER: Owing(2, OTHER, HERE, 8_000, OrderState.OWED),
}


def row(amount: Cell = "50.000", words: str = f"{OURS} nop phi", day: Cell = "05/03/2021", reference: Cell = "FT1") -> Row:
    return {Field.DAY: day, Field.CREDIT: amount, Field.DEBIT: "", Field.WORDS: words, Field.REFERENCE: reference}


def verdicts(*rows: Row, owing: dict[str, Owing] | None = None, there: Sequence[str] = ()) -> tuple[Verdict, ...]:
    return judged(read_lines(enumerate(rows, 2)), KNOWN if owing is None else owing, office_id=HERE, there=there)


def became(*rows: Row, **told: Any) -> list[Became]:
    return [verdict.became for verdict in verdicts(*rows, **told)]


@pytest.mark.parametrize(
    "words",
    [
        OURS,
        OURS.lower(),
        "mc7h2 kp9qx",
        "MC 7H2K P9QX",
        "MC-7H2K-P9QX",
        "M.C.7.H.2.K.P.9.Q.X",
        f"THANHTOAN{OURS}NGUYENVANA",
        f"CT tu 0123456789 toi 987654321 {OURS}.CK QR",
        f"{OURS} {OURS}",
        f"{OURS}{OURS}",
        f"Nộp phí {OURS}, Trần Thị Bé",
        f"TAMMC{OURS}",
    ],
)
def test_our_reference_is_found_however_a_bank_has_mangled_it(words: str) -> None:
    assert references_in(words, KNOWN) == (OURS,)
    assert became(row(words=words)) == [Became.WAITING]


@pytest.mark.parametrize("words", ["", "Phạm Châu Thanh chuyển tiền", "NAM CHUNG THANH NHE", "MC7H2KP9Q", "chuyen tien 50000"])
def test_a_line_without_our_reference_is_never_booked_and_names_are_no_references(words: str) -> None:
    assert became(row(words=words)) == [Became.NO_REFERENCE]


def test_a_reference_that_looks_like_ours_and_is_unknown_is_told() -> None:
    [verdict] = verdicts(row(words="MC22334455 nop phi"))
    assert (verdict.became, verdict.references, verdict.order) == (Became.UNKNOWN, ("MC22334455",), None)


@pytest.mark.parametrize("words", [f"{OURS} va {OTHER}", f"{OTHER}{OURS}", f"{OURS} MC22334455"])
def test_two_references_in_one_line_are_told_and_never_guessed(words: str) -> None:
    [verdict] = verdicts(row(words=words, amount="58.000"))
    assert verdict.became is Became.SEVERAL and len(verdict.references) == 2 and verdict.order is None


BY_HAND: dict[str, Any] = {"is_by_hand": True, "proof": ""}
PAID = replace(KNOWN[OURS], state=OrderState.PAID, receipt_id=7, paid=50_000, proof="Sao kê: số giao dịch FT1")


@pytest.mark.parametrize(
    ("order", "amount", "reference", "expected"),
    [
        (KNOWN[OURS], "50.000", "FT1", Became.WAITING),
        (KNOWN[OURS], "49.999", "FT1", Became.TOO_LITTLE),
        (KNOWN[OURS], "50.001", "FT1", Became.TOO_MUCH),
        (KNOWN[OURS], "150.000", "FT1", Became.PIECES),
        (replace(KNOWN[OURS], amount=None), "50.000", "FT1", Became.OPEN),
        (replace(KNOWN[OURS], amount=0), "50.000", "FT1", Became.TOO_MUCH),
        (replace(KNOWN[OURS], state=OrderState.WAIVED), "50.000", "FT1", Became.WAIVED),
        (replace(KNOWN[OURS], office_id=THERE), "50.000", "FT1", Became.ELSEWHERE),
        (PAID, "50.000", "FT1", Became.ALREADY),
        (PAID, "50.000", "FT", Became.PAID_TWICE),
        (PAID, "50.000", "FT2", Became.PAID_TWICE),
        (replace(PAID, **BY_HAND), "50.000", "FT2", Became.BY_HAND),
        (replace(PAID, **BY_HAND, paid_on=date(2021, 3, 2)), "50.000", "FT2", Became.BY_HAND),
        (replace(PAID, **BY_HAND, paid_on=date(2021, 3, 1)), "50.000", "FT2", Became.PAID_TWICE),
        (replace(PAID, **BY_HAND), "40.000", "FT2", Became.PAID_TWICE),
    ],
)
def test_a_line_is_booked_only_where_it_pays_exactly_what_is_owed_here(order: Owing, amount: str, reference: str, expected: Became) -> None:
    assert became(row(amount, reference=reference), owing={OURS: order}) == [expected]


def test_a_second_line_for_the_same_order_was_paid_twice_also_within_one_file() -> None:
    assert became(row(), row(reference="FT2")) == [Became.WAITING, Became.PAID_TWICE]
    by_hand = {OURS: replace(PAID, **BY_HAND)}
    first, second = verdicts(row(reference="FT8"), row(reference="FT9"), owing=by_hand)
    assert (first.became, first.receipt_id, second.became) == (Became.BY_HAND, 7, Became.PAID_TWICE)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (row("", "Phi SMS") | {Field.DEBIT: "11.000"}, Became.OUTGOING),
        (row("-50.000"), Became.OUTGOING),
        (row("0"), Became.NO_TRANSACTION),
        (row("", ""), Became.NO_TRANSACTION),
        (row("1.000.000", "Tổng cộng", "", ""), Became.NO_TRANSACTION),
        (row("1.000.000", "", "Số dư cuối kỳ", ""), Became.NO_TRANSACTION),
        (row("1.000.000", "", "", ""), Became.NO_TRANSACTION),
        (row("năm mươi"), Became.UNREADABLE),
        (row(day="31/02/2021"), Became.UNREADABLE),
        (row(day=""), Became.UNREADABLE),
        (row() | {Field.DEBIT: "5.000"}, Became.UNREADABLE),
        (row("", day="31/02/2021") | {Field.DEBIT: "5.000"}, Became.OUTGOING),
    ],
)
def test_money_that_went_out_is_skipped_and_a_line_that_cannot_be_read_says_where_why_and_what_to_do(told: Row, expected: Became) -> None:
    [verdict] = verdicts(told)
    assert verdict.became is expected
    if expected is Became.UNREADABLE:
        assert verdict.line.flaw and verdict.line.flaw.why.endswith(".") and verdict.line.flaw.todo.endswith(".")
    assert bool(verdict.line.mark) is (expected is Became.UNREADABLE)


def test_an_amount_with_a_sign_or_beside_a_column_of_sides_is_read() -> None:
    plain: Row = {Field.DAY: "05/03/2021", Field.WORDS: OURS}
    sides = [plain | {Field.SIGNED: "50.000", Field.SIDE: side} for side in ("C", "D", "lạ")]
    assert became(plain | {Field.SIGNED: "+50,000"}) == [Became.WAITING]
    assert [became(each)[0] for each in sides] == [Became.WAITING, Became.OUTGOING, Became.UNREADABLE]


def test_equal_lines_without_a_reference_of_the_bank_are_each_their_own_and_known_again() -> None:
    lines = read_lines(enumerate([row(reference="")] * 2, 2))
    assert len({line.mark for line in lines}) == 2
    assert became(row(reference=""), row(reference=""), there=[line.mark for line in lines]) == [Became.ALREADY] * 2


def test_lines_that_differ_in_case_or_spaces_alone_are_each_their_own() -> None:
    told = [row(reference=reference) for reference in ("ft 1", "FT1", "fT1")]
    told += [row(words=words, reference="") for words in ("nop phi", "NOPPHI")]
    assert len({line.mark.upper().replace(" ", "") for line in read_lines(enumerate(told, 2))}) == 5


def test_a_line_is_known_again_wherever_it_stands_in_another_file() -> None:
    [there] = read_lines([(2, row())])
    assert became(row("11.000", "x", reference="FT0"), row(words="mc7h2kp9qx"), there=[there.mark]) == [
        Became.NO_REFERENCE,
        Became.ALREADY,
    ]


def test_a_receipt_says_the_day_and_the_reference_of_the_bank_or_the_place_in_the_file() -> None:
    [line] = read_lines([(12, row())])
    assert proof_of(line, source="t3.csv") == "Sao kê ngân hàng: ghi có ngày 05/03/2021, số giao dịch FT1"
    assert proof_of(replace(line, reference=""), source="t3.csv") == "Sao kê ngân hàng: ghi có ngày 05/03/2021, dòng 12 của tệp t3.csv"


@pytest.mark.parametrize(("total", "note", "code"), [(50_001, "x", Code.TRANSFER_SHORT), (49_999, " ", Code.INCOMPLETE)])
def test_a_line_that_does_not_cover_an_order_or_has_more_unexplained_is_refused(total: int, note: str, code: Code) -> None:
    [line] = read_lines([(2, row())])
    with pytest.raises(Refusal) as refusal:
        must_be_covered(line, total, note=note)
    assert refusal.value.code is code


def test_a_line_covers_what_is_owed_exactly_or_with_a_note_on_what_is_over() -> None:
    [line] = read_lines([(2, row())])
    must_be_covered(line, 50_000, note="")
    must_be_covered(line, 49_999, note="Trả lại 1 đồng")


# ---- properties ------------------------------------------------------------------------------------------------------------------

REFERENCES = [new_reference() for _ in range(4)]
OWED = {each: Owing(at, each, HERE, 10_000 * at or None, OrderState.OWED) for at, each in enumerate(REFERENCES)}
_words = st.sampled_from([*REFERENCES, " ".join(REFERENCES[:2]), "chuyen tien", "MC22334455", ""])
_amounts = st.sampled_from(["10.000", "20.000", "30.000", "60.000", "5.000", "", "0", "-10.000", "xx", 10000.0])
_days = st.sampled_from(["01/03/2021", "02/03/2021", "2021-03-03", "32/03/2021", ""])
_rows = st.builds(row, amount=_amounts, words=_words, day=_days, reference=st.just(""))


class Book:
    """What the database holds: the marks of lines, the orders that are paid, and what became of each line that came in."""

    def __init__(self) -> None:
        self.there: set[str] = set()
        self.paid: Counter[int] = Counter()
        self.owing = dict(OWED)
        self.groups: Counter[Group] = Counter()

    def take(self, lines: Sequence[Line]) -> None:
        for verdict in judged(lines, self.owing, office_id=HERE, there=self.there):
            group = group_of(verdict.became)
            if group is Group.WAITING and verdict.order and verdict.line.amount:
                self.paid[verdict.order.order_id] += verdict.line.amount
                self.owing[verdict.order.reference] = replace(verdict.order, state=OrderState.PAID, paid=verdict.line.amount)
            if verdict.line.mark:
                self.there.add(verdict.line.mark)
                self.groups[group] += group is not Group.ALREADY

    @property
    def told(self) -> Any:
        return self.there, self.paid, +self.groups


@given(st.lists(_rows, max_size=30))
def test_the_totals_of_any_lines_reconcile(rows: list[Row]) -> None:
    found = verdicts(*rows, owing=OWED)
    totals = totals_of((group_of(each.became), each.line.amount or 0) for each in found)
    assert totals.read == len(rows) == sum(totals.of(group) for group in Group)
    booked = [each.order.order_id for each in found if each.became is Became.WAITING and each.order]
    assert len(booked) == len(set(booked)) == totals.of(Group.WAITING)
    assert all(each.line.amount == each.order.amount for each in found if each.became is Became.WAITING and each.order)
    assert all(each.line.mark for each in found if each.became in LEFT)


@given(st.lists(_rows, max_size=25), st.data())
def test_two_overlapping_parts_in_any_order_are_the_whole_once_where_there_are_references(rows: list[Row], data: st.DataObject) -> None:
    numbered = [(at, each | {Field.REFERENCE: f"FT{at}"}) for at, each in enumerate(rows)]
    first_end = data.draw(st.integers(0, len(rows)))
    second_begin = data.draw(st.integers(0, first_end))
    parts = data.draw(st.permutations([numbered[:first_end], numbered[second_begin:]]))
    _are_the_whole(numbered, parts)


@given(st.lists(_rows, max_size=25), st.data())
def test_parts_of_whole_days_are_the_whole_once_also_without_references_of_the_bank(rows: list[Row], data: st.DataObject) -> None:
    numbered = list(enumerate(sorted(rows, key=lambda each: str(each[Field.DAY]))))
    days = sorted({str(each[Field.DAY]) for each in rows})
    first, second = data.draw(st.integers(0, len(days))), data.draw(st.integers(0, len(days)))
    early, late = set(days[: max(first, second)]), set(days[min(first, second) :])
    parts = [[each for each in numbered if str(each[1][Field.DAY]) in some] for some in (early, late)]
    _are_the_whole(numbered, data.draw(st.permutations(parts)))


def _are_the_whole(numbered: list[tuple[int, Row]], parts: list[list[tuple[int, Row]]]) -> None:
    whole, in_parts = Book(), Book()
    whole.take(read_lines(numbered))
    for part in [*parts, parts[0]]:
        in_parts.take(read_lines(part))
    assert in_parts.told == whole.told
