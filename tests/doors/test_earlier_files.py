"""Ask once: what the same person's earlier cases hold as files is offered, told with its source, and put at a paper here."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from motcua.cases.commands.reuse_paper import reuse_paper
from motcua.cases.queries.earlier_files import earlier_files
from motcua.documents.models import Attachment, StoredFile
from motcua.documents.queries import files_of
from motcua.documents.rules.limits import Limits
from motcua.journal.models import Entry
from motcua.kernel.refusal import Code, Refusal
from tests.builders.browser import Browser, forms
from tests.builders.district import District
from tests.builders.honest_files import pdf, png
from tests.builders.situations import furnished
from tests.doors.test_case_files import address, attached

pytestmark = pytest.mark.django_db
ID = "052190001234"


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path / "documents"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


def received(here: District, id_number: str = ID, **more: Any) -> int:
    """A case of whoever has this identity number, each time written down anew."""
    case_id = here.receive(**more)
    applicant = here.case(case_id).applicant
    applicant.id_number = id_number
    applicant.save()
    return case_id


def reused(here: District, case_id: int, attachment_id: int, by: str = "lan", paper: str = "don") -> int:
    at = here.tick()
    return reuse_paper(actor=here.actor(by), at=at, case_id=case_id, attachment_id=attachment_id, paper=paper, limits=Limits())


def test_what_the_person_has_handed_in_before_is_offered_with_date_and_case(here: District, officer: Callable[[str], Browser]) -> None:
    old = received(here)
    attached(here, old, pdf(pages=2))
    day = here.now
    here.tick(here.now + timedelta(days=7))
    new, lan = received(here), officer("lan")
    page = lan.page(address(new))
    assert "Giấy tờ đã số hóa ở hồ sơ trước" in page and here.case(old).file_number in page and f"{day:%d/%m/%Y}" in page
    assert "đã có 1 tệp từ hồ sơ trước" in lan.page(f"/q/quay/da-nhan/{new}/")


def test_it_is_put_at_the_paper_without_a_second_copy(here: District, officer: Callable[[str], Browser]) -> None:
    old, new, lan = received(here), received(here), officer("lan")
    attached(here, old, pdf(pages=2))
    form = next(form for form in forms(lan.page(address(new))) if form.action.endswith("/dung-lai/"))
    assert form.values["paper"] == ["don"]
    page = lan.told(lan.send(address(new), form), 302)
    assert "Đã dùng lại giấy tờ đã số hóa." in page and f"dùng lại từ hồ sơ {here.case(old).file_number}" in page
    assert "Giấy tờ đã số hóa ở hồ sơ trước" not in page
    [line] = files_of(new, authority_id=here.authority_id)
    assert (line.pages, line.source_number, StoredFile.objects.count()) == (2, here.case(old).file_number, 1)
    assert lan.client.get(f"{address(new)}{line.id}/trang-2.jpg").status_code == 200
    assert "Dùng lại giấy tờ đã số hóa" in lan.page(f"/q/ho-so/{new}/")
    assert Entry.objects.filter(case_id=new, kind="paper-reused").count() == 1


def test_what_was_reused_keeps_its_first_source(here: District) -> None:
    first, second, third = received(here), received(here), received(here)
    again = reused(here, second, attached(here, first, png()))
    reused(here, third, again)
    [line] = files_of(third, authority_id=here.authority_id)
    [source] = files_of(first, authority_id=here.authority_id)
    assert (line.source_number, line.digitised_at) == (here.case(first).file_number, source.attached_at)


@pytest.mark.parametrize(("mine", "theirs"), [(ID, "052190009999"), ("", ""), ("", ID)])
def test_nobody_elses_papers_are_offered_or_taken(here: District, mine: str, theirs: str) -> None:
    old, new = received(here, theirs), received(here, mine)
    file = attached(here, old, png())
    assert earlier_files(new, here.actor("lan")) == ()
    with pytest.raises(Attachment.DoesNotExist):
        reused(here, new, file)


def test_a_case_that_the_officer_may_not_see_offers_him_nothing(here: District) -> None:
    now, here.now = here.now, here.now - timedelta(days=40)
    here.enact("TP", lead_office_id=here.offices["tp"], steps=(here.step("mot", "tp", "handler", 1),))
    here.now = now
    old, new = received(here, procedure="TP"), received(here)
    file = attached(here, old, png())
    assert [each.id for each in earlier_files(new, here.actor("lan"))] == [file]
    assert earlier_files(new, here.actor("minh")) == ()
    with pytest.raises(Attachment.DoesNotExist):
        reused(here, new, file, by="minh")


def test_whoever_has_nothing_to_do_with_the_case_reuses_nothing(here: District) -> None:
    old, new = received(here), received(here)
    file = attached(here, old, png())
    with pytest.raises(Refusal) as told:
        reused(here, new, file, by="tu")
    assert told.value.code is Code.NOT_ALLOWED


def test_a_file_set_aside_is_offered_no_more(here: District) -> None:
    old, new = received(here), received(here)
    file = attached(here, old, png())
    Attachment.objects.filter(pk=file).update(set_aside_at=here.now)
    assert earlier_files(new, here.actor("lan")) == ()


def test_a_paper_that_is_not_in_the_case_takes_none(here: District) -> None:
    old, new = received(here), received(here)
    file = attached(here, old, png())
    with pytest.raises(Refusal) as told:
        reused(here, new, file, paper="ban-ve")
    assert told.value.code is Code.PAPER_NOT_IN


def test_the_same_file_is_not_put_twice(here: District) -> None:
    old, new = received(here), received(here)
    file = attached(here, old, png())
    reused(here, new, file)
    with pytest.raises(Refusal) as told:
        reused(here, new, file)
    assert told.value.facts == {"why": "already-there"}
