"""One box finds whatever an officer may see: without accents, by number, slip, code, telephone or card; never through an address."""

from collections.abc import Callable
from typing import Any

import pytest

from motcua.cases.models import Applicant
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.situations import furnished

SEARCH = "/q/tim/"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


@pytest.fixture
def be(here: District) -> int:
    """A case of Trần Thị Bé, whose identity number is known."""
    case_id = here.receive(name="Trần Thị Bé", phone="0905 123 421")
    who = Applicant.objects.get(name="Trần Thị Bé")
    who.id_number = "052188000421"
    who.save()
    return case_id


def searched(browser: Browser, typed: str) -> Any:
    """The answer to a search."""
    return browser.client.post(SEARCH, {"tim": typed})


@pytest.mark.parametrize("typed", [
    "210301-0001", "01/TNHS", "0905123421", "0905 123 421", "052188000421", "052188000421||Trần Thị Bé|01011988|Nữ|Làng|02022021",
])  # fmt: skip
def test_what_means_one_case_opens_it_at_once(here: District, officer: Callable[[str], Browser], be: int, typed: str) -> None:
    assert searched(officer("minh"), typed).headers["Location"] == f"/q/ho-so/{be}/"


def test_the_whole_file_number_and_the_tracking_code_open_the_case(here: District, officer: Callable[[str], Browser], be: int) -> None:
    case, minh = here.case(be), officer("minh")
    for typed in (case.file_number, f"https://mc.vn/tra-cuu/{case.file_number}/", case.tracking_code):
        assert searched(minh, typed).headers["Location"] == f"/q/ho-so/{be}/"


@pytest.mark.parametrize("typed", ["tran be", "BÉ", "be tr"])
def test_a_name_is_found_without_accents_and_in_any_order(here: District, officer: Callable[[str], Browser], be: int, typed: str) -> None:
    page = searched(officer("minh"), typed).content.decode()
    assert "Trần Thị Bé" in page and "••• 421" in page and "052188000421" not in page


def test_what_the_reader_may_not_see_is_not_found(here: District, officer: Callable[[str], Browser], be: int) -> None:
    page = searched(officer("tu"), "tran be").content.decode()
    assert "Không thấy hồ sơ nào" in page and "Trần Thị Bé" not in page.partition("<main")[2].replace("“tran be”", "")
    assert "Không thấy hồ sơ nào" in searched(officer("tu"), "01/TNHS").content.decode()


@pytest.mark.parametrize(
    ("typed", "words"), [("", "Gõ hoặc quét để tìm"), ("e", "ngắn quá"), ("zzz", "Không thấy hồ sơ nào"), ("00/TNHS", "Không thấy")]
)
def test_what_finds_nothing_is_told_why(here: District, officer: Callable[[str], Browser], typed: str, words: str) -> None:
    assert words in searched(officer("minh"), typed).content.decode()


@pytest.mark.parametrize("typed", ["\x00", "²", "9" * 400, "đ" * 5000, "%", "_", "9999999/TNHS", "|", "0|0"])
def test_anything_may_be_typed(here: District, officer: Callable[[str], Browser], typed: str) -> None:
    assert searched(officer("minh"), typed).status_code == 200


def test_a_search_never_stands_in_an_address(here: District, officer: Callable[[str], Browser], be: int) -> None:
    assert "Trần" not in officer("minh").client.get(f"{SEARCH}?tim=tran").content.decode()


def test_a_scanned_card_that_cannot_be_read_says_why(here: District, officer: Callable[[str], Browser], be: int) -> None:
    page = searched(officer("minh"), "05219001234||Trần Thị Bé|05031990|Nữ|Làng Hiệp Giao|10052021").content.decode()
    assert "Số định danh phải có đúng 12 chữ số" in page and "Không thấy hồ sơ nào" not in page
    assert 'type="search" value=""' in page
