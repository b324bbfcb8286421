"""Papers as files: the good ones kept, each bad one told at its paper, only pictures shown, and only to whoever may see the case."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from motcua.cases.commands.attach_paper import attach_paper
from motcua.documents import store
from motcua.documents.models import Attachment, StoredFile
from motcua.documents.queries import files_of, lost_among
from motcua.documents.reading import take_in
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.unfit import Unfit
from motcua.journal.models import Entry
from motcua.kernel.refusal import Code, Refusal
from tests.builders.browser import Browser, forms
from tests.builders.district import District
from tests.builders.honest_files import heic, jpeg, pdf, png
from tests.builders.hostile_papers import NAMES
from tests.builders.situations import asked_after, consulted, furnished, returned

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


def address(case_id: int) -> str:
    return f"/q/ho-so/{case_id}/giay-to/"


def sent(who: Browser, case_id: int, key: str = "", **papers: list[tuple[str, bytes]]) -> HttpResponse:
    """The form for files, with the named files at each paper."""
    form = who.form(address(case_id))
    files = {f"tep-{paper.replace('_', '-')}": [SimpleUploadedFile(*each) for each in given] for paper, given in papers.items()}
    return who.client.post(address(case_id), {"key": key or form.values["key"][0], **files})  # type: ignore[return-value]


def acts(case_id: int) -> list[str]:
    return list(Entry.objects.filter(case_id=case_id).exclude(kind="file-opened").order_by("id").values_list("kind", flat=True))


def attached(here: District, case_id: int, content: bytes, by: str = "lan", paper: str = "don", limits: Limits | None = None) -> int:
    allowed = limits or Limits()
    file = take_in(content, allowed)
    return attach_paper(actor=here.actor(by), at=here.tick(), case_id=case_id, paper=paper, file=file, name="don.pdf", limits=allowed)


# ---- taking in ------------------------------------------------------------------------------------------------------------


def test_several_files_of_every_kind_are_put_at_their_papers(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    page = lan.told(sent(lan, case_id, don=[("a.pdf", pdf(pages=2)), ("b.jpg", jpeg()), ("c.png", png()), ("d.heic", heic())]), 302)
    assert "Đã nhận 4 tệp." in page and "a.pdf" in page and "đã có 4 tệp" in page
    lines = files_of(case_id, authority_id=here.authority_id)
    assert [(line.paper, line.kind.value, line.pages) for line in lines] == [
        ("don", "pdf", 2), ("don", "jpeg", 1), ("don", "png", 1), ("don", "heic", 1),
    ]  # fmt: skip
    assert "Xem a.pdf" in lan.page(f"/q/ho-so/{case_id}/")


def test_bad_files_are_each_told_and_the_good_ones_kept(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    before = here.case(case_id)
    bad = [("a.docx", b"PK\x03\x04word/"), ("b.pdf", b"MZ\x90"), ("c.svg", b"<svg onload='x'/>"), ("d.pdf", b""), ("e.jpg", jpeg() + b"x")]
    page = lan.told(sent(lan, case_id, don=[("tot.png", png()), *bad]), 422)
    for words in (
        "Đã nhận 1 tệp", "5 tệp chưa nhận được", "a.docx: Đây là tệp văn bản", "b.pdf: Đây là tệp chương trình", "c.svg: Đây là trang web",
        "d.pdf: Tệp rỗng", "e.jpg: Trong tệp có thêm dữ liệu lạ", 'href="#tep-cua-don"',
    ):  # fmt: skip
        assert words in page, words
    assert page.count('class="field-error"') == 5
    after = here.case(case_id)
    assert (after.revision, after.state, after.keys_in()) == (before.revision, before.state, before.keys_in())
    assert acts(case_id) == ["case-received", "paper-attached"]
    assert StoredFile.objects.count() == 1


def test_a_file_larger_than_allowed_is_told_and_the_rest_arrives(here: District, officer: Callable[[str], Browser], settings: Any) -> None:
    settings.DOCUMENT_LIMITS = {"file_bytes": 100_000}
    case_id, lan = here.receive(), officer("lan")
    page = lan.told(sent(lan, case_id, don=[("to.pdf", pdf() + b"%" * 900_000), ("vua.pdf", pdf())]), 422)
    assert "to.pdf: Tệp lớn quá mức cho phép" in page and "Đã nhận 1 tệp" in page


def test_no_file_chosen_is_told(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    assert "Hãy chọn ít nhất một tệp." in lan.told(sent(lan, case_id), 422)


def test_a_form_sent_twice_attaches_once(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    for _ in range(2):
        lan.told(sent(lan, case_id, "cung-mot-khoa", don=[("a.png", png()), ("b.jpg", jpeg())]), 302)
    assert acts(case_id) == ["case-received", "paper-attached", "paper-attached"]


def test_the_same_file_at_the_same_paper_again_is_told(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    lan.told(sent(lan, case_id, don=[("a.png", png())]), 302)
    assert "Tệp này đã có" in lan.told(sent(lan, case_id, don=[("a.png", png())]), 422)
    assert Attachment.objects.count() == 1


def test_every_name_is_shown_as_text_and_leads_nowhere(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    for number, name in enumerate(NAMES):
        attached(here, case_id, png(size=(40 + number, 40)))
        Attachment.objects.filter(pk=Attachment.objects.latest("id").pk).update(name=name)
    assert "<script>alert" not in lan.page(address(case_id))
    kept = [path for path in store.path_of("ab").parent.parent.rglob("*") if path.is_file()]
    assert all(len(path.name) == 64 for path in kept)


def test_the_journal_keeps_the_hash_and_not_the_name(here: District) -> None:
    case_id = here.receive()
    attached(here, case_id, png())
    told = json.loads(Entry.objects.get(kind="paper-attached").payload)
    assert told["digest"] == StoredFile.objects.get().digest and "don.pdf" not in Entry.objects.get(kind="paper-attached").payload


# ---- who, and when --------------------------------------------------------------------------------------------------------


def test_a_paper_that_is_not_in_the_case_takes_no_file(here: District) -> None:
    with pytest.raises(Refusal) as told:
        attached(here, here.receive(), png(), paper="ban-ve")
    assert (told.value.code, told.value.facts) == (Code.PAPER_NOT_IN, {"paper": "Bản vẽ"})


def test_a_case_that_has_ended_takes_no_file(here: District) -> None:
    with pytest.raises(Refusal) as told:
        attached(here, returned(here), png())
    assert told.value.code is Code.WRONG_STATE


def test_whoever_has_only_been_asked_for_an_opinion_attaches_nothing(here: District) -> None:
    with pytest.raises(Refusal) as told:
        attached(here, consulted(here), png(), by="tu")
    assert told.value.code is Code.NOT_ALLOWED


@pytest.mark.parametrize(
    ("limits", "why"),
    [(Limits(case_files=1), Unfit.TOO_MANY_IN_CASE), (Limits(case_bytes=300), Unfit.TOO_MUCH_IN_CASE)],
)
def test_a_case_holds_no_more_than_it_may(here: District, limits: Limits, why: Unfit) -> None:
    case_id = here.receive()
    attached(here, case_id, png(size=(20, 20)))
    with pytest.raises(Refusal) as told:
        attached(here, case_id, png(size=(21, 200)), limits=limits)
    assert told.value.facts["why"] == why


def test_the_handling_office_puts_files_at_papers_too(here: District) -> None:
    case_id = asked_after(here)
    attached(here, case_id, png(), by="minh")
    assert len(files_of(case_id, authority_id=here.authority_id)) == 1


# ---- showing --------------------------------------------------------------------------------------------------------------


def test_only_pictures_are_shown_behind_strict_headers(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive()
    number = attached(here, case_id, pdf(pages=2))
    lan = officer("lan")
    for path, kind, begins in ((f"{number}.pdf", "application/pdf", b"%PDF-1.4"), (f"{number}/trang-2.jpg", "image/jpeg", b"\xff\xd8\xff")):
        answer = lan.client.get(address(case_id) + path)
        assert (answer.status_code, answer["Content-Type"]) == (200, kind)
        assert answer.content.startswith(begins)
        assert answer["Content-Disposition"].startswith("inline; filename=") and answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"] and "sandbox" in answer["Content-Security-Policy"]
        assert answer["Cache-Control"] == "no-store"
    assert lan.client.get(f"{address(case_id)}{number}/trang-3.jpg").status_code == 404
    assert lan.client.get(f"{address(case_id)}{number}/trang-0.jpg").status_code == 404


def test_reading_a_page_is_noted_as_reading_the_case(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive()
    number = attached(here, case_id, png())
    officer("lan").client.get(f"{address(case_id)}{number}.pdf")
    assert Entry.objects.filter(case_id=case_id, kind="file-opened").count() == 1


def test_whoever_may_not_see_the_case_sees_no_page_of_it(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive()
    number = attached(here, case_id, png())
    tu = officer("tu")
    for path in (f"{number}.pdf", f"{number}/trang-1.jpg", ""):
        assert tu.client.get(address(case_id) + path).status_code == 404


def test_a_file_is_not_found_under_another_case(here: District, officer: Callable[[str], Browser]) -> None:
    mine, other = here.receive(), here.receive()
    number = attached(here, mine, png())
    assert officer("lan").client.get(f"{address(other)}{number}.pdf").status_code == 404


def test_a_file_taken_in_by_mistake_is_set_aside_with_a_reason(here: District, officer: Callable[[str], Browser]) -> None:
    case_id, lan = here.receive(), officer("lan")
    number = attached(here, case_id, png())
    form = next(form for form in forms(lan.page(address(case_id))) if form.action.endswith(f"{number}/go/"))
    assert "Còn thiếu: lý do gỡ tệp" in lan.told(lan.send(address(case_id), form), 422)
    assert "Đã gỡ tệp." in lan.told(lan.send(address(case_id), form, reason="Tải nhầm"), 302)
    assert files_of(case_id, authority_id=here.authority_id) == ()
    assert lan.client.get(f"{address(case_id)}{number}.pdf").status_code == 404
    assert list(lost_among([StoredFile.objects.get().digest])) == []
    attached(here, case_id, png())
    assert len(files_of(case_id, authority_id=here.authority_id)) == 1


# ---- on the disk ----------------------------------------------------------------------------------------------------------


def test_the_original_is_kept_as_it_came_and_unreadable_without_the_key(here: District) -> None:
    content = pdf()
    attached(here, here.receive(), content)
    file = StoredFile.objects.get()
    assert store.fetch(file.digest) == content
    assert b"%PDF" not in store.path_of(file.digest).read_bytes()
    assert store.path_of(file.digest).stat().st_mode & 0o077 == 0


def test_a_lost_or_changed_file_is_told_and_no_crash(here: District, officer: Callable[[str], Browser]) -> None:
    case_id = here.receive()
    number, file = attached(here, case_id, png()), StoredFile.objects.get()
    path = store.path_of(file.rendition)
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert [(each.digest, each.why) for each in lost_among([file.rendition])] == [(file.rendition, "đã bị thay đổi")]
    answer = officer("lan").client.get(f"{address(case_id)}{number}.pdf")
    assert answer.status_code == 500 and "motcua doctor" in answer.content.decode()
    path.unlink()
    assert [each.why for each in lost_among([file.rendition])] == ["mất"]


def test_a_changed_file_that_comes_again_is_made_whole(here: District) -> None:
    case_id = here.receive()
    attached(here, case_id, png())
    digest = StoredFile.objects.get().digest
    store.path_of(digest).write_bytes(b"x")
    take_in(png(), Limits())
    assert store.state_of(digest) == ""
