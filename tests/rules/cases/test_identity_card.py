"""A scanned identity card: digits are trusted, letters only where they can be a name; what does not fit is a doubt, never repaired."""

from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motcua.cases.rules.identity_card import Doubt, IdentityCard, read_card

HLEN = "052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định|10052021"


def test_a_card_is_read_in_the_order_of_its_fields() -> None:
    assert read_card(HLEN) == IdentityCard("052190001234", "", "Đinh Thị Hlen", "Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định")
    told = read_card("001090123456|012345678|NGUYEN VAN A|01011990|Nam|Phường Bến Nghé, Quận 1, TP. Hồ Chí Minh|15042021")
    assert told and (told.old_number, told.name, told.doubts) == ("012345678", "NGUYEN VAN A", (Doubt.MARKS,)), "taken over, and told"


def test_fields_that_newer_cards_append_are_no_doubt() -> None:
    told = read_card(f"{HLEN}|Đinh Văn Cha|Đinh Thị Mẹ")
    assert told and told.name == "Đinh Thị Hlen" and told.doubts == ()


def test_labelled_fields_are_read_by_their_labels() -> None:
    told = read_card(
        "CCCD:052090001234|CMND:123456789|Họ tên:Nguyễn Văn A|Ngày sinh:01/01/1990|"
        "Giới tính:Nam|Địa chỉ:123 Đường ABC Quận 1|Ngày cấp:01/01/2020"
    )
    assert told == IdentityCard("052090001234", "123456789", "Nguyễn Văn A", "123 Đường ABC Quận 1")


@pytest.mark.parametrize(
    ("scanned", "doubt"),
    [
        ("001090567890|Nguyễn Văn A|01011990|Nam|123 Đường ABC, Quận 1, TP.HCM|01012021", Doubt.LAYOUT),
        ("052301000777||Nguyễn Thị Bích|29022004|Nữ|Thị trấn Vân Canh|01072021", Doubt.BIRTH),
        ("052190001234||Đinh Thị Hlen|31021990|Nữ|Làng Hiệp Giao|10052021", Doubt.BIRTH),
        ("003090123456||Nguyễn Văn A|01011990|Nam|Hà Nội|15042021", Doubt.PLACE),
        ("052190001234||Nguy?n Th? Bích|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Nguyeenx Thij Bichs|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Nguye6n4 Thi5 Bich1|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234|||05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hi?p Giao|10052021", Doubt.LETTERS),
        ("052190001234||inh Th Hlen|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||đINH tHỊ hLEN|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||DDINH THIJ HLEN|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nuwx|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Lang Hiep Giao, Canh Hiep|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Langf Hieejp Giao, Canh Hieejp|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hie6p5 Giao|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|LÃ\xa0ng Hiá»‡p Giao|10052021", Doubt.LETTERS),
        ("052190001234||Ä\x90inh Thá»‹ Hlen|05031990|Nữ|Làng Hiệp Giao|10052021", Doubt.LETTERS),
        ("052190001234||Đinh Văn Hlen|05031990|Nam|Làng Hiệp Giao|10052021", Doubt.SEX),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hiệp Giao|1005", Doubt.LAYOUT),
        ("052190001234||Đinh Thị Hlen|05031990|Nữ|Làng Hiệp Giao|", Doubt.LAYOUT),
        (f"{HLEN}052090001234||Đinh Văn Hai|05031990|Nam|Làng Hiệp Giao|10052021", Doubt.TWO_CARDS),
        (f"{HLEN}|052090001234||Đinh Văn Hai|05031990|Nam|Làng Hiệp Giao|10052021", Doubt.TWO_CARDS),
    ],
)
def test_what_does_not_fit_is_a_doubt(scanned: str, doubt: Doubt) -> None:
    told = read_card(scanned)
    assert told and told.doubts == (doubt,)
    assert told.number == scanned[:12]
    if doubt in (Doubt.LAYOUT, Doubt.LETTERS, Doubt.TWO_CARDS):
        assert (told.name, told.address) == ("", ""), "letters that cannot be trusted are not taken over"


@pytest.mark.parametrize(
    "name",
    [
        "Siu H'Len",
        "Y Blưm Niê",
        "Rah Lan H’Yŏn",
        "Đinh Y Kĕm",
        "NGUYỄN VĂN A",
        "SIU HLEN",
        "KSOR",
        "Ksor H'Len",
        "Hồ Thị Ái-Vân",
        "ĐINH H'LEN",
    ],
)
def test_names_of_all_peoples_of_the_country_are_taken_as_they_are(name: str) -> None:
    told = read_card(f"052190001234||{name}|05031990|Nữ|Làng Hiệp Giao|10052021")
    assert told and (told.name, told.doubts) == (name, ())


def test_letters_written_as_base_and_mark_are_put_together() -> None:
    told = read_card(normalize("NFD", HLEN))
    assert told and (told.name, told.doubts) == ("Đinh Thị Hlen", ())


TELEX = {"ệ": "eej", "ị": "ij", "à": "af", "Đ": "DD", "ì": "if", "ữ": "uwx", "ễ": "eex", "ă": "aw", "ồ": "oof"}
MANGLES = {
    "telex": lambda text: "".join(TELEX.get(sign, sign) for sign in text),
    "marks lost": lambda text: "".join(sign for sign in normalize("NFD", text).replace("Đ", "D").replace("đ", "d") if sign.isascii()),
    "question marks": lambda text: "".join(sign if sign.isascii() else "?" for sign in text),
    "letters dropped": lambda text: "".join(sign for sign in text if sign.isascii()),
    "cp1252": lambda text: text.encode().decode("cp1252", errors="replace"),
    "latin-1": lambda text: text.encode().decode("latin-1"),
    "caps lock": str.swapcase,
}
PEOPLE = st.sampled_from(["Đinh Thị Hlen", "Nguyễn Văn Bình", "Trần Thị Hồng", "Lê Hữu Đệ"])
PLACES = st.sampled_from(["Làng Hiệp Giao, Canh Hiệp, Vân Canh, Bình Định", "Thôn Thịnh Văn 2, thị trấn Vân Canh, Bình Định"])


@given(PEOPLE, PLACES, st.sampled_from(sorted(MANGLES)), st.integers(0, 99))
def test_letters_that_a_scanner_mangled_are_never_taken_over_silently(name: str, place: str, how: str, born: int) -> None:
    mangled = MANGLES[how](f"0521{born:02}001234||{name}|050319{born:02}|Nữ|{place}|10052021")
    told = read_card(mangled)
    assert told is None or (told.number == f"0521{born:02}001234" and Doubt.LETTERS in told.doubts and not told.name and not told.address)


def test_a_person_born_in_this_century_or_registered_abroad_is_no_doubt() -> None:
    people = (("052205001234", "01012005", "Nam"), ("052305001234", "01012005", "Nữ"), ("101190001234", "01011990", "Nữ"))
    for number, born, sex in people:
        told = read_card(f"{number}||Đinh Hlen|{born}|{sex}|Làng|10052021")
        assert told and told.doubts == ()


@pytest.mark.parametrize(
    "typed", ["", "|", "052190001234", "Đinh Thị Hlen", "05209000123||A|01011990|Nam|B|01012020", "052A90001234||A|x|y|z|t", "a:b|c:d"]
)
def test_what_is_no_card_is_none(typed: str) -> None:
    assert read_card(typed) is None


@given(st.text(alphabet="0123456789|:ĐdấuA? \ufffd", max_size=120))
def test_whatever_is_scanned_is_read_or_left_alone(scanned: str) -> None:
    told = read_card(scanned)
    assert told is None or (len(told.number) == 12 and told.number.isdigit())


@pytest.mark.parametrize("before", ["]Q1", "]Q3", "\x02", "\ufeff", "#"])
@pytest.mark.parametrize("after", ["\n", "\r\n", "\t", "\x03"])
def test_what_a_scanner_puts_around_a_code_is_no_part_of_it(before: str, after: str) -> None:
    assert read_card(f"{before}{HLEN}{after}") == read_card(HLEN)


@pytest.mark.parametrize("divider", ["~", "\\", "¦", ";", " ", "'", ""])
def test_where_the_dividers_became_other_signs_the_number_alone_is_taken(divider: str) -> None:
    assert read_card(HLEN.replace("|", divider)) == IdentityCard("052190001234", doubts=(Doubt.LAYOUT,))


def test_a_number_is_checked_against_the_birth_also_where_nothing_else_is_read() -> None:
    told = read_card(HLEN.replace("052190", "052191").replace("|", "~"))
    assert told and told.doubts == (Doubt.LAYOUT, Doubt.BIRTH) and not told.is_sure_of_number


def test_a_card_issued_before_the_birth_is_a_doubt() -> None:
    told = read_card(HLEN.replace("10052021", "10051989"))
    assert told and told.doubts == (Doubt.BIRTH,)


LABELLED = (
    "CCCD:052190001234|CMND:123456789|Họ tên:Đinh Thị Hlen|Ngày sinh:05/03/1990|Giới tính:Nữ|Địa chỉ:Làng Hiệp Giao|Ngày cấp:10/05/2021"
)


@pytest.mark.parametrize("scanned", [LABELLED.replace("Địa chỉ", "Địa cỉ"), LABELLED[:-9], LABELLED.replace("Ngày cấp:", "Ngày cấp:1")])
def test_labels_that_are_not_known_or_not_all_there_leave_the_number_alone(scanned: str) -> None:
    told = read_card(scanned)
    assert told and (told.number, told.name, told.doubts) == ("052190001234", "", (Doubt.LAYOUT,))


def test_two_labelled_cards_in_one_are_never_mixed() -> None:
    told = read_card(f"{LABELLED}|{LABELLED.replace('052190001234', '052190009999')}")
    assert told == IdentityCard("052190001234", doubts=(Doubt.TWO_CARDS,))
