"""Results drafted from the office's own form: uploaded, filled in one press, edited in Word, read by the leader before he signs."""

import io
import zipfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.http import HttpResponse

from motcua.cases.commands.decide import decide
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.models import ResultDraft, ResultTemplate
from motcua.cases.rules.drafting import RESULT
from motcua.cases.rules.outcomes import Outcome
from motcua.documents.models import Attachment
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.unfit import Unfit
from motcua.documents.rules.word_text import words_of
from motcua.documents.word_reading import read_words
from motcua.journal.models import Entry
from motcua.kernel.refusal import Code, Refusal
from tests.builders.browser import Browser, Form, forms
from tests.builders.district import District
from tests.builders.situations import furnished
from tests.builders.word_files import docx, relation

pytestmark = pytest.mark.django_db
TEMPLATES = "/qt/mau-ket-qua/"
FORM = (
    "{{ co_quan }}", "Số: …/GXN", "Căn cứ Luật Đất đai;", "Xác nhận {{ ten_nguoi_nop }}, thửa {{ nhap_so_thua }}.", "Giấy làm một bản.",
    "KT. TRƯỞNG PHÒNG",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _files_of_this_test(tmp_path: Path, settings: Any) -> None:
    settings.DOCUMENTS_FOLDER = tmp_path / "documents"


@pytest.fixture
def here(db: None) -> District:
    return furnished()


@pytest.fixture
def officer(here: District, monkeypatch: Any) -> Callable[[str], Browser]:
    return lambda key: Browser(here, key, monkeypatch)


Officer = Callable[[str], Browser]


def uploaded(who: Browser, file: bytes, *, day: str = "", **said: str) -> HttpResponse:
    form = who.form(TEMPLATES)
    values = {name: each[-1] for name, each in form.values.items() if name != "template"}
    told = {**values, "procedure": str(who.place.procedures["P5"]), "outcome": "approve", **({"valid_from": day} if day else {}), **said}
    return who.client.post(TEMPLATES, {**told, "template": SimpleUploadedFile("giay xac nhan.docx", file)})  # type: ignore[return-value]


def place(case_id: int) -> str:
    return f"/q/ho-so/{case_id}/du-thao/"


def drafted(who: Browser, case_id: int, **typed: str) -> str:
    form = who.form(place(case_id), having="outcome")
    return who.told(who.send(place(case_id), form, **typed), 302)


def filed(who: Browser, case_id: int, file: bytes, name: str = "giay xac nhan sua.docx") -> HttpResponse:
    form = next(form for form in forms_of(who, case_id) if form.action.endswith("/nop/"))
    values = {name: each[-1] for name, each in form.values.items() if name != "result"}
    return who.client.post(form.action, {**values, "result": SimpleUploadedFile(name, file)})  # type: ignore[return-value]


def forms_of(who: Browser, case_id: int) -> list[Form]:
    return forms(who.page(place(case_id)))


def with_result(here: District, officer: Officer, *, change: Callable[[list[str]], None] = lambda _: None) -> int:
    """A case with a filed result, drafted on the form and changed as told, waiting for its leader."""
    assert uploaded(officer("khoa"), docx(*FORM)).status_code == 302
    case_id, minh = here.transferred(name="Đinh Thị Hơ"), officer("minh")
    drafted(minh, case_id, **{"o-nhap_so_thua": "145"})
    paragraphs = list(words_of(b"".join(minh.client.get(f"{place(case_id)}ban-dien.docx"))))
    change(paragraphs)
    assert filed(minh, case_id, docx(*paragraphs)).status_code == 302
    return case_id


# ---- the form -------------------------------------------------------------------------------------------------------------


def test_a_form_is_uploaded_for_a_procedure_from_a_day_on(here: District, officer: Officer) -> None:
    admin = officer("khoa")
    page = admin.told(uploaded(admin, docx(*FORM)), 302)
    assert "Đã nhận mẫu kết quả." in page and "giay xac nhan.docx" in page and "3 chỗ điền" in page and "đang dùng" in page
    [row] = ResultTemplate.objects.all()
    assert row.fields == ["co_quan", "ten_nguoi_nop", "nhap_so_thua"]
    assert Entry.objects.filter(kind="result-template-kept").count() == 1
    assert words_of(admin.client.get(f"{TEMPLATES}{row.pk}.docx").content) == FORM
    assert "Tải mẫu kết quả lên" in admin.page("/qt/")


def test_a_later_form_counts_from_its_day_and_none_from_a_day_gone_by(here: District, officer: Officer) -> None:
    admin, today = officer("khoa"), here.now.date()
    uploaded(admin, docx(*FORM))
    page = admin.told(uploaded(admin, docx("Mẫu mới {{ ten_nguoi_nop }}"), day=f"{today + timedelta(days=2)}"), 302)
    assert "chưa đến ngày" in page
    case_id = here.transferred()
    assert "giay xac nhan.docx" in officer("minh").page(place(case_id)) and "3 chỗ điền" in officer("minh").page(place(case_id))
    here.tick(here.now + timedelta(days=2))
    assert "1 chỗ điền" in officer("minh").page(place(case_id))
    gone = admin.told(uploaded(admin, docx(*FORM), day=f"{today}"), 422)
    assert "đã qua" in gone and "hôm nay" in gone


def test_a_place_that_nothing_fills_is_told_with_where_it_stands_and_what_there_is(here: District, officer: Officer) -> None:
    page = officer("khoa").told(uploaded(officer("khoa"), docx("Kính gửi {{ ten_nguoinop }}", "{% for x in y %}")), 422)
    assert "{{ ten_nguoinop }} ở đoạn 1" in page and "có lẽ là {{ ten_nguoi_nop }}" in page and "{% for x in y %} ở đoạn 2" in page
    assert "ngay_hen_tra" in page and not ResultTemplate.objects.exists()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (docx("a", more=[("word/vbaProject.bin", b"x")]), "macro"),
        (docx("a", relations=relation("attachedTemplate", "http://xau.example/t.dotm", is_external=True)), "http://xau.example/t.dotm"),
        (docx("a", more=[("word/embeddings/o.bin", b"x")]), "đối tượng nhúng"),
        (b"%PDF-1.4 khong phai", "không phải tệp Word"),
        (b"", "Tệp rỗng"),
    ],
)
def test_a_file_that_could_do_more_than_say_words_is_refused_in_words(here: District, officer: Officer, file: bytes, words: str) -> None:
    page = officer("khoa").told(uploaded(officer("khoa"), file), 422)
    assert words in page and not ResultTemplate.objects.exists()


def test_what_is_left_out_of_the_form_is_told_at_its_field(here: District, officer: Officer) -> None:
    page = officer("khoa").told(uploaded(officer("khoa"), docx(*FORM), procedure="", day="khong"), 422)
    assert "thủ tục; ngày bắt đầu dùng" in page


def test_only_whoever_may_approve_procedures_uploads_forms(here: District, officer: Officer) -> None:
    assert officer("minh").client.get(TEMPLATES).status_code == 403


# ---- the draft ------------------------------------------------------------------------------------------------------------


def test_a_result_is_drafted_in_one_press_and_what_is_missing_is_told_by_its_name(here: District, officer: Officer) -> None:
    uploaded(officer("khoa"), docx(*FORM))
    case_id, minh = here.transferred(name="Đinh Thị Hơ"), officer("minh")
    page = drafted(minh, case_id)
    assert "Còn 1 chỗ chưa có thông tin" in page and "<li>So thua</li>" in page
    said = words_of(minh.client.get(f"{place(case_id)}ban-dien.docx").content)
    assert said[0] == "Phòng Tài nguyên và Môi trường" and said[3] == "Xác nhận Đinh Thị Hơ, thửa [CÒN THIẾU: So thua]."
    assert "Soạn kết quả theo mẫu" in minh.page(f"/q/ho-so/{case_id}/")
    again = drafted(minh, case_id, **{"o-nhap_so_thua": "145 {{ dia_chi }}"})
    assert "chỗ chưa có thông tin" not in again
    assert words_of(minh.client.get(f"{place(case_id)}ban-dien.docx").content)[3] == "Xác nhận Đinh Thị Hơ, thửa 145 {{ dia_chi }}."
    assert ResultDraft.objects.count() == 2 and ResultDraft.objects.filter(set_aside_at=None).count() == 1


def test_a_procedure_without_a_form_says_so(here: District, officer: Officer) -> None:
    assert "chưa có mẫu kết quả" in officer("minh").page(place(here.transferred()))


def test_only_the_office_that_handles_the_case_drafts(here: District, officer: Officer) -> None:
    uploaded(officer("khoa"), docx(*FORM))
    case_id = here.presented()
    page = officer("minh").page(place(case_id))
    assert officer("lan").client.get(place(case_id)).status_code == 404
    assert officer("tu").client.get(place(case_id)).status_code == 404
    assert "Soạn dự thảo" in page


# ---- the result -----------------------------------------------------------------------------------------------------------


def test_the_leader_sees_every_difference_before_he_signs_and_the_weighty_ones_marked(here: District, officer: Officer) -> None:
    def change(paragraphs: list[str]) -> None:
        paragraphs[2] = "Căn cứ Luật Xây dựng;"
        paragraphs[4] = "Giấy làm hai bản."

    case_id = with_result(here, officer, change=change)
    hoa = officer("hoa")
    page = hoa.page(f"/q/ho-so/{case_id}/")
    assert "Khác mẫu 2 đoạn" in page and "1 chỗ hệ trọng" in page and "căn cứ" in page
    assert "<del>Đất đai;</del><ins>Xây dựng;</ins>" in page and "bản đọc chữ" in page
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    board = hoa.page("/q/lanh-dao/")
    assert "Khác mẫu 2 đoạn" in board and "<del>Đất đai;</del>" in board
    row = ResultDraft.objects.get(set_aside_at=None)
    decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    assert row.attachment and f'"{row.attachment.file.digest}"' in Entry.objects.get(kind="case-decided", case_id=case_id).payload


def test_a_result_that_is_the_form_as_filled_is_told_so(here: District, officer: Officer) -> None:
    case_id = with_result(here, officer)
    assert "Giống hệt bản điền theo mẫu" in officer("hoa").page(f"/q/ho-so/{case_id}/")


def test_a_result_lies_among_the_files_of_the_case_as_pictures_and_as_it_came(here: District, officer: Officer) -> None:
    case_id = with_result(here, officer)
    row = Attachment.objects.get(case_id=case_id, set_aside_at=None)
    hoa = officer("hoa")
    assert row.paper == RESULT and row.file.kind == "docx"
    assert hoa.client.get(f"/q/ho-so/{case_id}/giay-to/{row.pk}/trang-1.jpg").content.startswith(b"\xff\xd8")
    word = hoa.client.get(f"/q/ho-so/{case_id}/ket-qua.docx")
    assert "attachment" in word.headers["Content-Disposition"] and "Xác nhận Đinh Thị Hơ, thửa 145." in words_of(word.content)
    assert officer("tu").client.get(f"/q/ho-so/{case_id}/ket-qua.docx").status_code == 404


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (docx("Số thửa [CÒN THIẾU: So thua]"), "còn chỗ chưa điền"),
        (docx("{{ ten_nguoi_nop }}"), "còn chỗ chưa điền"),
        (docx(body='<w:p><w:del w:id="1" w:author="x"><w:r><w:delText>a</w:delText></w:r></w:del></w:p>'), "sửa đổi đang theo dõi"),
        (b"\xd0\xcf\x11\xe0", "Word cũ"),
    ],
)
def test_a_result_that_is_not_finished_is_refused_in_words(here: District, officer: Officer, file: bytes, words: str) -> None:
    uploaded(officer("khoa"), docx(*FORM))
    case_id, minh = here.transferred(), officer("minh")
    drafted(minh, case_id)
    assert words in minh.told(filed(minh, case_id, file), 422)
    assert not Attachment.objects.filter(case_id=case_id).exists()


def test_filing_again_sets_the_file_before_aside_and_makes_older_screens_stale(here: District, officer: Officer) -> None:
    case_id, minh = with_result(here, officer), officer("minh")
    seen = here.case(case_id).revision
    assert filed(minh, case_id, docx("Khác hẳn")).status_code == 302
    assert Attachment.objects.filter(case_id=case_id, set_aside_at=None).count() == 1 and Attachment.objects.count() == 2
    assert here.case(case_id).revision == seen + 1
    with pytest.raises(Refusal) as told:
        decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE, seen=seen)
    assert told.value.code is Code.STALE


def test_what_has_been_signed_is_changed_no_more(here: District, officer: Officer) -> None:
    case_id, minh = with_result(here, officer), officer("minh")
    forms = forms_of(minh, case_id)
    filing = next(form for form in forms if form.action.endswith("/nop/"))
    hand_over(actor=here.actor("minh"), at=here.tick(), case_id=case_id)
    decide(actor=here.actor("hoa"), at=here.tick(), case_id=case_id, outcome=Outcome.APPROVE)
    values = {name: each[-1] for name, each in filing.values.items() if name not in ("result", "seen")}
    answer = minh.client.post(filing.action, {**values, "result": SimpleUploadedFile("a.docx", docx("sau khi ký"))})
    assert "đã có kết quả" in minh.told(answer, 409)  # type: ignore[arg-type]
    assert Attachment.objects.filter(case_id=case_id).count() == 1


def test_a_result_is_no_paper_that_can_be_set_aside_or_used_again(here: District, officer: Officer) -> None:
    case_id, minh = with_result(here, officer), officer("minh")
    row = Attachment.objects.get(case_id=case_id)
    key = minh.form(f"/q/ho-so/{case_id}/giay-to/").values["key"][0]
    assert minh.client.post(f"/q/ho-so/{case_id}/giay-to/{row.pk}/go/", {"key": key, "reason": "x"}).status_code == 404


def test_the_database_keeps_one_draft_in_use_and_a_filed_one_whole(here: District, officer: Officer) -> None:
    with_result(here, officer)
    row = ResultDraft.objects.get()
    row.pk = None
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(force_insert=True)
    for wrong in ({"filed_at": None}, {"grave": None}, {"grave": 9}, {"attachment": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ResultDraft.objects.update(**wrong)


def test_a_reader_that_stops_or_lies_is_a_refusal_and_no_crash(here: District, monkeypatch: Any) -> None:
    monkeypatch.setattr("motcua.documents.reading._COMMAND", ("/bin/sh", "-c", 'echo \'{"kind": "docx"}\''))
    with pytest.raises(Refusal) as told:
        read_words(docx("a"), Limits())
    assert told.value.facts["why"] == Unfit.BROKEN.value
    monkeypatch.setattr("motcua.documents.reading._COMMAND", ("/bin/sh", "-c", "exit 3"))
    with pytest.raises(Refusal) as told:
        read_words(docx("a"), Limits())
    assert told.value.facts["why"] == Unfit.TOO_HEAVY.value


def test_the_filled_file_is_a_word_file_again(here: District) -> None:
    done = read_words(docx("{{ ten }}"), Limits(), values={"ten": "A & B"})
    assert done.paragraphs == ("A & B",) and "word/document.xml" in zipfile.ZipFile(io.BytesIO(done.content)).namelist()
