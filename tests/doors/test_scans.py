"""Papers of several cases scanned in one go: split by covers, looked at, then put at their papers; nothing is lost, nothing goes astray."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from motcua.documents import store
from motcua.documents.models import Attachment, Scan
from motcua.documents.queries import files_of, page_picture, rendition
from motcua.journal.models import Entry
from tests.builders.browser import Browser
from tests.builders.district import District
from tests.builders.honest_files import pdf
from tests.builders.scanned import cover, plain, stack
from tests.builders.situations import furnished, returned

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path / "documents"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def scanned(who: Browser, content: bytes, name: str = "quet.pdf") -> tuple[str, str]:
    """The address of the scan just sent in, and its page."""
    form = who.form("/q/quet-lo/")
    answer = who.client.post("/q/quet-lo/", {"key": form.values["key"][0], "scan": SimpleUploadedFile(name, content)})
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return answer.headers["Location"], who.page(answer.headers["Location"])


def chosen(page: str) -> list[str]:
    return [line.split('"')[0] for line in page.split('name="part" value="')[1:]]


def put(who: Browser, address: str, *parts: str, status: int = 302) -> str:
    form = who.form(address)
    return who.told(who.client.post(address, {"key": form.values["key"][0], "part": list(parts)}), status)  # type: ignore[arg-type]


def test_a_stack_is_split_by_its_covers_and_put_at_the_papers(here: District, officer: Callable[[str], Browser]) -> None:
    one, two, lan = here.receive(), here.receive(), officer("lan")
    content = stack(cover(one), plain("A1"), plain("A2"), cover(two), plain("B1"))
    address, page = scanned(lan, content)
    assert here.case(one).file_number in page and here.case(two).file_number in page and "Đơn đề nghị" in page
    assert chosen(page) == ["1", "2"] and Attachment.objects.count() == 0
    assert "Đã gắn 2 phần vào hồ sơ." in put(lan, address, "1", "2")
    [first], [second] = (files_of(case_id, authority_id=here.authority_id) for case_id in (one, two))
    assert (first.pages, second.pages, first.digest) == (2, 1, second.digest)
    assert store.fetch(first.digest) == content
    scan = Scan.objects.get().pk
    assert page_picture(second.id, 1, case_id=two) == lan.client.get(f"/q/quet-lo/{scan}/trang-5.jpg").content
    assert len(pypdfium2.PdfDocument(rendition(first.id, case_id=one))) == 2
    assert lan.client.get(f"/q/ho-so/{two}/giay-to/{second.id}/trang-2.jpg").status_code == 404
    assert lan.page(address).count("Đã gắn vào hồ sơ") == 2


def test_only_the_parts_chosen_are_put_and_the_rest_waits(here: District, officer: Callable[[str], Browser]) -> None:
    one, two, lan = here.receive(), here.receive(), officer("lan")
    address, _ = scanned(lan, stack(cover(one), plain("A"), cover(two), plain("B")))
    put(lan, address, "2")
    assert files_of(one, authority_id=here.authority_id) == ()
    assert chosen(lan.page(address)) == ["1"]


def test_pages_before_the_first_cover_and_covers_of_nowhere_are_told_and_kept(here: District, officer: Callable[[str], Browser]) -> None:
    one, lan = here.receive(), officer("lan")
    content = stack(plain("Lạc"), cover(one), plain("A"), cover(999_999), plain("B"), cover(one, "ban-ve"), plain("C"), cover(one))
    address, page = scanned(lan, content)
    for words in (
        "Trước tờ bìa đầu tiên",
        "Trang 4 là tờ bìa của hồ sơ không có ở đây",
        "chưa nhận giấy tờ ghi trên tờ bìa",
        "Không có trang nào",
    ):
        assert words in page, words
    assert chosen(page) == ["2"]
    assert "/trang-1.jpg" in page and "/trang-5.jpg" in page
    put(lan, address, "1", "2", "3", "4", "5")
    assert [row.first_page for row in Attachment.objects.all()] == [3]
    assert store.fetch(Scan.objects.get().file.digest) == content


def test_a_case_that_may_not_be_seen_is_told_like_one_that_is_not_there(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, tu = here.receive(), officer("tu")
    address, page = scanned(tu, stack(cover(case_id), plain("A")))
    assert "hồ sơ không có ở đây" in page and "Người nộp" not in page
    put(tu, address, "1")
    assert Attachment.objects.count() == 0


def test_a_refusal_is_told_at_its_part_and_the_others_are_put(here: District, officer: Callable[[str], Browser]) -> None:
    ended, one, lan = returned(here), here.receive(), officer("lan")
    address, _ = scanned(lan, stack(cover(ended), plain("A"), cover(one), plain("B")))
    assert "không làm được việc “nhận tệp giấy tờ”" in put(lan, address, "1", "2", status=422)
    assert len(files_of(one, authority_id=here.authority_id)) == 1


def test_a_form_sent_twice_puts_once(here: District, officer: Callable[[str], Browser]) -> None:
    one, lan = here.receive(), officer("lan")
    address, _ = scanned(lan, stack(cover(one), plain("A")))
    form = lan.form(address)
    for _ in range(2):
        lan.client.post(address, {"key": form.values["key"][0], "part": ["1"]})
    assert Entry.objects.filter(kind="paper-attached").count() == 1


def test_a_scan_is_its_officers_alone(here: District, officer: Callable[[str], Browser]) -> None:
    address, _ = scanned(officer("lan"), stack(plain("A")))
    ngoc = officer("ngoc")
    assert ngoc.client.get(address).status_code == 404
    assert ngoc.client.get(f"{address}trang-1.jpg").status_code == 404


def test_no_scan_and_a_bad_scan_are_told(here: District, officer: Callable[[str], Browser]) -> None:
    lan = officer("lan")
    for sent, words in (({}, "Còn thiếu: tệp quét"), ({"scan": SimpleUploadedFile("a.pdf", b"PK\x03\x04")}, "Đây là tệp nén")):
        form = lan.form("/q/quet-lo/")
        answer = lan.client.post("/q/quet-lo/", {"key": form.values["key"][0], **sent})
        assert words in lan.told(answer, 422)  # type: ignore[arg-type]
    assert Scan.objects.count() == 0


def test_a_scan_is_on_record_without_its_name(here: District, officer: Callable[[str], Browser]) -> None:
    scanned(officer("lan"), pdf(), name="Nguyễn Văn A.pdf")
    assert "Nguyễn" not in Entry.objects.get(kind="scan-kept").payload


def test_the_covers_of_a_case_are_printed_one_a_paper(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive(papers=("don", "ban-ve"))
    answer = officer("lan").client.get(f"/q/ho-so/{case_id}/giay-to/to-bia.pdf")
    document = pypdfium2.PdfDocument(answer.content)
    assert [("Bản vẽ" in page.get_textpage().get_text_range()) for page in document] == [False, True]
    assert here.case(case_id).file_number in document[0].get_textpage().get_text_range()
