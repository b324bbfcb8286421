"""VietQR payloads: the published examples to the letter, and whatever was changed is refused."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from motcua.fees.rules.banks import banks
from motcua.fees.rules.vietqr import PayloadError, Transfer, checksum, payload, plain, read_payload

EXAMPLES = json.loads(Path(__file__).with_name("vietqr_examples.json").read_text(encoding="utf-8"))
ACCOUNTS = some.text("0123456789", min_size=1, max_size=19)
TRANSFERS = some.builds(
    Transfer,
    some.sampled_from(sorted(banks())),
    ACCOUNTS,
    some.none() | some.integers(1, 10**12),
    some.text("ABC 0123456789", max_size=40).map(plain),
)


def test_the_checksum_of_the_standards_check_value() -> None:
    told = EXAMPLES["spec"]["check_value"]
    assert checksum(told["input"]) == told["expected"]


@pytest.mark.parametrize("example", EXAMPLES["generated"], ids=lambda each: each["crc"])
def test_every_published_example_is_made_to_the_letter(example: dict[str, dict[str, str]]) -> None:
    told = example["input"]
    assert payload(Transfer(told["bank_bin"], told["account"], int(told["amount"]), told["purpose"])) == example["payload"]


@pytest.mark.parametrize("example", EXAMPLES["known_good"], ids=lambda each: each["crc"])
def test_a_known_good_code_is_read_and_made_again(example: dict[str, str]) -> None:
    told = read_payload(example["payload"])
    assert (told.bank_bin, told.account, told.amount) == ("970416", "257678859", None)
    assert payload(told) == example["payload"]


@pytest.mark.parametrize("example", EXAMPLES["must_reject"], ids=lambda each: each["desc"])
def test_a_wrong_checksum_is_refused(example: dict[str, str]) -> None:
    with pytest.raises(PayloadError, match="sai mã kiểm"):
        read_payload(example["payload"])


@given(TRANSFERS)
def test_what_is_made_is_read_again(told: Transfer) -> None:
    assert read_payload(payload(told)) == told


@given(TRANSFERS, some.data())
def test_any_one_changed_sign_is_found(told: Transfer, data: some.DataObject) -> None:
    text = payload(told)
    place = data.draw(some.integers(0, len(text) - 1))
    sign = data.draw(some.sampled_from("0123456789ABCDEF").filter(lambda each: each != text[place]))
    with pytest.raises(PayloadError):
        read_payload(text[:place] + sign + text[place + 1 :])


@pytest.mark.parametrize(
    "text", ["", "00020101", "6304", "x" * 200, "000201630400" + checksum("0002016304"), "9963" + "6304" + checksum("99636304")]
)
def test_what_is_no_payment_is_refused_in_words(text: str) -> None:
    with pytest.raises(PayloadError):
        read_payload(text)


@pytest.mark.parametrize(
    "wrong",
    [Transfer("97", "1"), Transfer("970416", ""), Transfer("970416", "1" * 20), Transfer("970416", "1", 0), Transfer("970416", "1 2")],
)
def test_an_account_that_cannot_be_is_never_put_into_a_code(wrong: Transfer) -> None:
    with pytest.raises(ValueError, match="no a"):
        payload(wrong)


def test_the_words_of_a_transfer_are_plain() -> None:
    assert plain("Lệ phí hộ tịch: H08–15, “đất”") == "LE PHI HO TICH  H08 15   DAT"


def test_the_banks_are_known_by_six_digits() -> None:
    assert len(banks()) > 40 and all(len(bin_) == 6 and bin_.isdigit() for bin_ in banks())
