"""Drafting a result: the office's form filled from the case, taken to Word, brought back, and shown beside what it was."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.draft_result import draft_result
from motcua.cases.commands.file_result import file_result
from motcua.cases.commands.open_file import open_file
from motcua.cases.events import ResultDrafted, ResultFiled
from motcua.cases.queries.drafting import DraftSheet, draft_sheet, form_to_fill, result_digest
from motcua.cases.queries.papers import must_see
from motcua.cases.rules.merge_fields import with_marks
from motcua.cases.rules.outcomes import Outcome
from motcua.documents import store
from motcua.documents.rules.unfit import Unfit
from motcua.documents.store import FileLost
from motcua.documents.word_reading import read_words
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import line
from motcua.doors.shared.uploads import limits
from motcua.doors.shared.word_files import word, word_taken_in
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal

_LONGEST = 500


@needs("case.draft", methods=("GET", "POST"), about="case")
def drafting(request: HttpRequest, case_id: int) -> HttpResponse:
    """What fills the form; sent, the form is filled and kept as the draft."""
    sheet = _sheet(request, case_id)
    if request.method != "POST":
        return _screen(request, sheet)

    def again(why: Refused) -> HttpResponse:
        return _screen(request, sheet, why=why)

    try:
        said = _filled(request, sheet)
    except Refusal as refusal:
        return again(refused(refusal))
    return perform(
        request, draft_result, fact=ResultDrafted, then=lambda _: f"{_here(sheet)}#du-thao", again=again,
        message="Đã soạn dự thảo theo mẫu.", case_id=case_id, **said,
    )  # fmt: skip


@needs("case.draft", methods=("POST",), about="case")
def filing(request: HttpRequest, case_id: int) -> HttpResponse:
    """The edited result comes back: read, compared and put beside the case."""
    sheet, file = _sheet(request, case_id), request.FILES.get("result")

    def again(why: Refused) -> HttpResponse:
        return _screen(request, sheet, why=why)

    if file is None:
        return again(refused(Refusal(Code.INCOMPLETE, missing=["tệp kết quả (.docx)"], field="result")))
    try:
        _actor(request).must("case.draft", sheet.handling_office_id)
        words, kept = word_taken_in(file)
    except Refusal as refusal:
        return again(refused(refusal))
    return perform(
        request, file_result, fact=ResultFiled, then=lambda _: f"{_here(sheet)}#du-thao", again=again,
        message="Đã nộp dự thảo; lãnh đạo thấy các chỗ khác mẫu khi ký.", case_id=case_id, file=kept, paragraphs=words.paragraphs,
        name=file.name or "", limits=limits(),
    )  # fmt: skip


@needs("case.draft", about="case")
def filled_form(request: HttpRequest, case_id: int) -> HttpResponse:
    """The filled form as a Word file, made anew from the form and its values: the same bytes each time."""
    _note_reading(request, case_id)
    digest, values = form_to_fill(case_id, authority_id=_actor(request).authority_id)
    return word(lambda: read_words(store.fetch(digest), limits(), values=values).content, f"du-thao-{case_id}.docx")


@needs("case.read", about="case")
def filed_result(request: HttpRequest, case_id: int) -> HttpResponse:
    """The result as it was filed, to be printed and signed: a plain Word file that was read before it was kept."""
    _note_reading(request, case_id)
    digest = result_digest(case_id, authority_id=_actor(request).authority_id)
    return word(lambda: store.fetch(digest), f"ket-qua-{case_id}.docx")


def _filled(request: HttpRequest, sheet: DraftSheet) -> Mapping[str, object]:
    """What the command is told: the form filled in the limited process with what the case says and what was typed."""
    template = sheet.template
    _actor(request).must("case.draft", sheet.handling_office_id)
    if template is None:
        raise Refusal(Code.NO_TEMPLATE, procedure=sheet.procedure)
    values = {each.name: each.value or line(request.POST.get(f"o-{each.name}", ""))[:_LONGEST] for each in sheet.fields}
    told = {name: value for name, value in values.items() if value}
    try:
        form = store.fetch(template.digest)
    except FileLost:
        raise Refusal(Code.FILE_UNFIT, why=Unfit.BROKEN.value) from None
    words = read_words(form, limits(), values=with_marks(template.places, told))
    return {"template_id": template.id, "values": told, "paragraphs": words.paragraphs}


def _sheet(request: HttpRequest, case_id: int) -> DraftSheet:
    """The sheet as the officer may see it, with his reading noted."""
    _note_reading(request, case_id)
    asked = request.POST.get("outcome") or request.GET.get("ket-qua", "")
    outcome = Outcome(asked) if asked in list(Outcome) else Outcome.APPROVE
    return draft_sheet(case_id, _actor(request), offices=offices_of(request), now=request.now, outcome=outcome)  # type: ignore[attr-defined]


def _note_reading(request: HttpRequest, case_id: int) -> None:
    open_file(actor=_actor(request), at=request.now, case_id=case_id)  # type: ignore[attr-defined]
    must_see(case_id, _actor(request))


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


def _here(sheet: DraftSheet) -> str:
    return reverse("case-draft", args=[sheet.case_id])


def _screen(request: HttpRequest, sheet: DraftSheet, *, why: Refused | None = None) -> HttpResponse:
    form, before = sheet.template, sheet.draft.values if sheet.draft else {}
    shown = {
        "sheet": sheet,
        "outcome": form.outcome if form else None,
        "asked": [(each, request.POST.get(f"o-{each.name}", before.get(each.name, ""))) for each in sheet.fields if each.is_typed],
        "told": [each for each in sheet.fields if not each.is_typed],
        "refused": why,
        "may": _actor(request).may("case.draft", sheet.handling_office_id) and sheet.may_be_drafted,
        "limits": limits(),
    }
    return render(request, "desk/drafting.html", shown, status=why.status if why else 200)
