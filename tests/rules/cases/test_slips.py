"""The words of the slips: numbers, dates, money, titles; and slips kept as JSON."""

import json
from dataclasses import asdict, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.forms import FORMS, FormSet, Printout, SlipForm, forms_of, has_form, slip_number, title_of
from motcua.cases.rules.slips import (
    Addressee,
    Apology,
    AppraisalRefusal,
    Discontinuance,
    FeeLine,
    Letterhead,
    MomentWords,
    PaperLine,
    Receipt,
    Refusal,
    Signature,
    Slip,
    Supplement,
    day_words,
    moment_words,
    money_words,
    provisional_note,
    slip_from_json,
    slip_to_json,
)
from motcua.law.rulebook import rulebook_on

DUE = moment_words(datetime(2021, 2, 23, 17, 0))
PAPERS = (PaperLine("Tờ khai", originals=1), PaperLine("Sổ hộ khẩu", certified_copies=1, note="bản mới nhất"))
COMMON: dict[str, Any] = {
    "letterhead": Letterhead("", "UBND huyện Vân Canh", "Bộ phận Tiếp nhận và Trả kết quả", "Vân Canh", "ngày 09 tháng 02 năm 2021"),
    "slip_number": "12/TNHS",
    "file_number": "000.00.33.H08-210209-0007",
    "addressee": Addressee("Đinh Thị Kră H’Len", phone="0905 123 421"),
    "procedure_name": "Đăng ký khai sinh",
    "officer_name": "Nguyễn Thị Bích Hường",
    "counter_phone": "0256 3888 321",
}
RECEIPT = Receipt(
    **COMMON,
    papers=PAPERS,
    time_limit_words="5 ngày làm việc",
    accepted=moment_words(datetime(2021, 2, 9, 14, 0)),
    due=DUE,
    return_channel="trực tuyến",
    explanation_lines=("5 ngày làm việc", "nghỉ Tết 10–16/02"),
    fee_lines=(FeeLine("Lệ phí", money_words(15000)),),
)
SIGNATURE = Signature(title_lines=("KT. Chủ tịch", "Phó Chủ tịch"), name="Trần Văn Đăk")
LATE: dict[str, Any] = COMMON | {
    "accepted": DUE,
    "receiving_office": "Bộ phận Một cửa",
    "responsible_office": "Phòng Tư pháp",
    "old_due": DUE,
    "reason": "chờ xác minh",
    "signature": SIGNATURE,
}
SLIPS: tuple[Slip, ...] = (
    RECEIPT,
    replace(RECEIPT, due=None, explanation_lines=()),
    Supplement(**COMMON, items=PAPERS, reason="thiếu chữ ký", is_after_acceptance=True),
    Refusal(**COMMON, submitted=DUE, reason="không thuộc thẩm quyền"),
    Apology(**LATE, new_due=DUE),
    Apology(**LATE, expected=DUE),
    AppraisalRefusal(**COMMON, accepted=DUE, due=DUE, deciding_office="Phòng Tư pháp", reason="không đủ điều kiện", signature=SIGNATURE),
    Discontinuance(
        **COMMON, accepted=DUE, due=None, deciding_office="Phòng Tư pháp", reason="hết đối tượng", legal_basis="Điều 9", signature=SIGNATURE
    ),
)


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2021, 2, 5), "ngày 05 tháng 02 năm 2021"),
        (date(2021, 1, 31), "ngày 31 tháng 01 năm 2021"),
        (date(2021, 3, 9), "ngày 09 tháng 3 năm 2021"),
        (date(2025, 12, 10), "ngày 10 tháng 12 năm 2025"),
    ],
)
def test_a_zero_stands_before_days_below_ten_and_the_first_two_months(day: date, words: str) -> None:
    assert day_words(day) == words


def test_a_moment_is_told_with_clock_weekday_and_date() -> None:
    assert moment_words(datetime(2021, 3, 1, 8, 0)).text == "08 giờ 00 phút, thứ Hai ngày 01 tháng 3 năm 2021"
    assert moment_words(datetime(2021, 3, 7, 16, 5)) == MomentWords("16 giờ 05 phút", "Chủ nhật ngày 07 tháng 3 năm 2021")


def test_a_moment_is_told_on_the_clock_of_viet_nam() -> None:
    assert moment_words(datetime(2021, 2, 28, 17, 30, tzinfo=UTC)).text == "00 giờ 30 phút, thứ Hai ngày 01 tháng 3 năm 2021"


@pytest.mark.parametrize(("amount", "words"), [(0, "0 đồng"), (500, "500 đồng"), (15000, "15.000 đồng"), (1234567, "1.234.567 đồng")])
def test_money_is_grouped_by_thousands(amount: int, words: str) -> None:
    assert money_words(amount) == words


@pytest.mark.parametrize(
    ("form", "sequence", "number"),
    [
        (SlipForm.RECEIPT, 12, "12/TNHS"),
        (SlipForm.SUPPLEMENT, 1, "01/HDHS"),
        (SlipForm.REFUSAL, 9, "09/TCTN"),
        (SlipForm.APOLOGY, 1234, "1234/PXL"),
        (SlipForm.APPRAISAL_REFUSAL, 100, "100/TCGQ"),
        (SlipForm.DISCONTINUANCE, 2, "02/TBDGQ"),
    ],
)
def test_a_slip_number_bears_the_sign_of_its_form(form: SlipForm, sequence: int, number: str) -> None:
    assert slip_number(form, sequence) == number


def test_there_is_no_slip_number_zero() -> None:
    with pytest.raises(ValueError, match="begin at 1"):
        slip_number(SlipForm.RECEIPT, 0)


@given(st.sampled_from(SlipForm), st.integers(1, 10**6), st.integers(1, 10**6))
def test_two_sequences_never_give_the_same_number(form: SlipForm, one: int, other: int) -> None:
    assert (slip_number(form, one) == slip_number(form, other)) == (one == other)


def test_every_paper_is_in_both_sets_but_the_notice_of_discontinuance_which_begins_with_the_later_one() -> None:
    papers = {*SlipForm, *Printout}
    assert set(forms_of(FormSet.TT_03_2025)) == papers
    assert set(forms_of(FormSet.TT_01_2018)) == papers - {SlipForm.DISCONTINUANCE}
    assert not has_form(SlipForm.DISCONTINUANCE, FormSet.TT_01_2018)


def test_the_two_sets_name_the_apology_differently() -> None:
    assert title_of(SlipForm.APOLOGY, FormSet.TT_01_2018) == "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
    assert title_of(SlipForm.APOLOGY, FormSet.TT_03_2025) == "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"


@pytest.mark.parametrize("day", [date(2018, 6, 21), date(2021, 2, 9), date(2025, 8, 1), date(2025, 9, 15), date(2026, 11, 23)])
def test_numbers_and_titles_are_those_of_the_rulebook_of_the_day_of_issue(day: date) -> None:
    rulebook = rulebook_on(day)
    entries = forms_of(FormSet(rulebook.form_set.value)).values()
    assert {entry.number: entry.title for entry in entries if entry.number} == rulebook.form_titles.value


def test_the_label_names_form_and_circular_and_the_undrawn_form_has_none() -> None:
    assert FORMS[FormSet.TT_03_2025, SlipForm.RECEIPT].label == "Mẫu số 01, Thông tư số 03/2025/TT-VPCP"
    assert {FORMS[form_set, SlipForm.APPRAISAL_REFUSAL].label for form_set in FormSet} == {""}


def test_no_layout_of_2025_passes_for_verified() -> None:
    read_in_print_outs = {(FormSet.TT_01_2018, form) for form in (SlipForm.SUPPLEMENT, SlipForm.APOLOGY, Printout.CONTROL)}
    assert {key for key, entry in FORMS.items() if entry.layout_is_verified} == read_in_print_outs


def test_a_date_is_explained_in_six_lines_at_most() -> None:
    assert len(replace(RECEIPT, explanation_lines=("vì",) * 6).explanation_lines) == 6
    for slip in (RECEIPT, Apology(**LATE, new_due=DUE)):
        with pytest.raises(ValueError, match="at most 6 lines, not 7"):
            replace(slip, explanation_lines=("vì",) * 7)


@pytest.mark.parametrize("dates", [{}, {"new_due": DUE, "expected": DUE}])
def test_an_apology_either_appoints_anew_or_tells_what_is_expected(dates: dict[str, MomentWords]) -> None:
    with pytest.raises(ValueError, match="never both"):
        Apology(**LATE, **dates)


def test_a_receipt_on_an_undecided_calendar_is_provisional() -> None:
    assert replace(RECEIPT, provisional_note=provisional_note(2027)).is_provisional
    assert not RECEIPT.is_provisional


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.form.value)
def test_a_slip_comes_back_from_json_as_it_was(slip: Slip) -> None:
    again = slip_from_json(slip_to_json(slip))
    assert again == slip
    assert type(again) is type(slip)
    assert asdict(again) == asdict(slip)


def test_a_slip_stored_before_a_field_existed_takes_its_default() -> None:
    stored = json.loads(slip_to_json(RECEIPT))
    del stored["book_number"], stored["counter_hours"]
    assert slip_from_json(json.dumps(stored)) == RECEIPT


def test_a_stored_field_that_nobody_knows_is_an_error() -> None:
    stored = json.loads(slip_to_json(RECEIPT)) | {"colour": "red"}
    with pytest.raises(ValueError, match="unknown fields of Receipt: colour"):
        slip_from_json(json.dumps(stored))


@given(st.text(), st.integers(0, 99))
def test_any_text_survives_storing(text: str, originals: int) -> None:
    slip = replace(RECEIPT, papers=(PaperLine(text, originals, note=text),))
    assert slip_from_json(slip_to_json(slip)) == slip
