"""Pages of a scan that no cover speaks for are put at a paper by hand; each page once, each case only as far as the officer may see it."""

from pathlib import Path
from typing import Any

import pytest

from motcua.documents.models import Attachment
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.scanned import cover, plain, stack
from tests.builders.situations import furnished
from tests.doors.test_scans import scanned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path / "documents"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def lan(here: District, monkeypatch: Any) -> Browser:
    return Browser(here, "lan", monkeypatch)


def put(who: Browser, address: str, number: str | None, *, status: int = 302, **typed: str) -> str:
    page = f"{address}?case={number}&first={typed['first']}&last={typed['last']}"
    assert "field-error" not in who.page(page), "nothing is scolded before it is sent"
    return who.told(who.send(page, who.form(page), case=str(number), **typed), status)


def test_loose_pages_are_put_at_papers_by_hand_until_none_is_left(here: District, lan: Browser) -> None:
    one, two = here.case(here.receive()), here.case(here.receive(papers=("don", "ban-ve")))
    address, page = scanned(lan, stack(plain("A1"), plain("A2"), plain("B1"), cover(one.pk), plain("C1")))
    stray = f"{address}trang-roi/"
    assert stray in page and "Trang 1 đến 3" in lan.page(stray)
    told = put(lan, stray, one.file_number, first="1", last="2", paper="don")
    assert "Đã gắn trang 1–2" in told and "Trang 3" in told
    told = put(lan, stray, two.file_number, first="3", last="3", paper="ban-ve")
    assert "Không còn trang rời nào" in told
    kept = Attachment.objects.order_by("id").values_list("case_id", "paper", "first_page", "last_page")
    assert list(kept) == [(one.pk, "don", 1, 2), (two.pk, "ban-ve", 3, 3)]


@pytest.mark.parametrize(("first", "last"), [("2", "1"), ("1", "4"), ("0", "1"), ("5", "5"), ("x", "2"), ("", "")])
def test_pages_that_are_not_loose_together_are_refused_with_what_was_typed(here: District, lan: Browser, first: str, last: str) -> None:
    case = here.case(here.receive())
    address, _ = scanned(lan, stack(plain("A1"), plain("A2"), cover(case.pk), plain("C1")))
    told = put(lan, f"{address}trang-roi/", case.file_number, first=first, last=last, paper="don", status=422)
    assert "field-error" in told and f'value="{case.file_number}"' in told
    assert not Attachment.objects.exists()


@pytest.mark.parametrize("number", ["000.00.99.H08-990101-0001", "khong-co", ""])
def test_a_case_that_is_not_there_or_not_to_be_seen_is_not_found(here: District, lan: Browser, number: str) -> None:
    address, _ = scanned(lan, stack(plain("A1")))
    page = lan.page(f"{address}trang-roi/?case={number}&first=1&last=1")
    assert 'name="paper"' not in page and "field-error" in page


def test_a_scan_of_another_officer_does_not_exist(here: District, lan: Browser, monkeypatch: Any) -> None:
    address, _ = scanned(lan, stack(plain("A1")))
    assert Browser(here, "minh", monkeypatch).client.get(f"{address}trang-roi/").status_code == 404
