"""Spelling of names: every people's names pass, what lost keys or marks leave behind does not."""

import pytest

from motcua.cases.rules.spelling import has_lost_marks, is_syllable, is_word, words
from tests.builders.card_people import GIVEN, MIDDLES, PLACES, SURNAMES, UPLAND


def test_every_word_of_names_and_places_is_one() -> None:
    told = [word for text in (*SURNAMES, *MIDDLES, *GIVEN, *UPLAND, *PLACES) for word in words(text) if not word.isupper()]
    assert [word for word in told if not is_word(word) or has_lost_marks(word)] == []


@pytest.mark.parametrize(
    "word",
    ["Nguyễn", "nghiêng", "Giềng", "gì", "giết", "quốc", "quýt", "Khuỷu", "Huỳnh", "hoà", "hòa", "Thuý", "Thúy", "Yến", "Ý", "oẳn",
     "Đắk", "Lắk", "Tẻh", "Hrú", "Blứ", "Púch", "Kroong", "Niê", "Kră", "Yŏn", "H", "Y", "ĐẶNG"],
)  # fmt: skip
def test_a_word_of_this_country_is_one(word: str) -> None:
    assert is_word(word)


@pytest.mark.parametrize(
    "word",
    ["Nguễn", "Ngyễn", "Nguyễ", "Nguyyễn", "Đinhh", "Khooa", "Th", "Nhn", "Việtt", "Viêt", "Phươc", "Hiệpj", "Ksỏ", "Nguýẹn",
     "Hườg", "Trầm̀", "HHỮU"],
)  # fmt: skip
def test_what_lost_or_doubled_keys_leave_is_none(word: str) -> None:
    assert not is_word(word)


@pytest.mark.parametrize(
    ("word", "is_lost"), [("Nguyen", True), ("Hiep", True), ("Huong", True), ("Hlen", False), ("Lan", False), ("Ksor", False)]
)
def test_a_word_that_lost_its_marks_is_seen_where_no_word_is_written_so(word: str, *, is_lost: bool) -> None:
    assert has_lost_marks(word) is is_lost


@pytest.mark.parametrize(
    ("word", "is_one"), [("đường", True), ("thôn", True), ("quận", True), ("ấp", True), ("đưn", False), ("lei", False), ("tat", False)]
)
def test_a_small_word_of_an_address_is_vietnamese(word: str, *, is_one: bool) -> None:
    assert is_syllable(word) is is_one
