"""One's own case is one's own however the telephone was typed; a counter takes in only what it offers."""

import pytest

from motcua.cases.rules.phones import phone_digits, phone_in_groups
from motcua.kernel.refusal import Refusal
from tests.builders.district import district


@pytest.mark.parametrize("typed", ["0905123421", "0905 123 421", "0905.123.421", "+84 905 123 421", " 0905-123421 "])
def test_a_telephone_number_is_the_same_number_however_it_is_typed(typed: str) -> None:
    assert phone_digits(typed) == "0905123421"
    assert phone_in_groups(typed) == "0905 123 421"


@pytest.mark.parametrize(("typed", "kept"), [("0256 3888 123", "0256 3888 123"), ("", ""), ("113", "113"), ("x", "x")])
def test_what_is_no_number_of_ten_digits_stays_as_it_was_typed(typed: str, kept: str) -> None:
    assert phone_in_groups(typed) == kept


@pytest.mark.django_db
def test_an_officer_does_not_receive_his_own_case_with_his_telephone_in_groups() -> None:
    place = district()
    place.people["lan"].phone = "0905123421"
    place.people["lan"].save()
    with pytest.raises(Refusal, match="own-case"):
        place.receive(name="Trần Thị Lan", phone="0905 123 421")


@pytest.mark.django_db
def test_a_counter_does_not_take_in_what_it_does_not_offer() -> None:
    place = district()
    place.enact("khac", receiving_office_ids=frozenset({place.offices["tp"]}))
    with pytest.raises(Refusal, match="no-procedure"):
        place.receive("khac")
