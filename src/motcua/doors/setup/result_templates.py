"""The office's own forms of results: uploaded for a procedure, dated, read before they are kept."""

from datetime import date

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.keep_result_template import keep_result_template
from motcua.cases.events import ResultTemplateKept
from motcua.cases.queries.drafting import all_templates, form_digest
from motcua.cases.rules.merge_fields import FIELDS
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.queries import procedures_in_force
from motcua.documents import store
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import day_typed, number
from motcua.doors.shared.uploads import limits
from motcua.doors.shared.word_files import word, word_taken_in
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal


@needs("catalogue.approve", methods=("GET", "POST"))
def result_templates(request: HttpRequest) -> HttpResponse:
    """The forms in use and to come, and a form to upload another."""
    if request.method != "POST":
        return _shown(request)
    missing = _missing(request)
    if missing:
        return _shown(request, why=refused(Refusal(Code.INCOMPLETE, missing=list(missing.values()), field=next(iter(missing)))))
    file: UploadedFile = request.FILES["template"]  # type: ignore[assignment]
    try:
        words, kept = word_taken_in(file)
    except Refusal as refusal:
        return _shown(request, why=refused(refusal))
    return perform(
        request, keep_result_template, fact=ResultTemplateKept, then=lambda _: reverse("result-templates"),
        again=lambda why: _shown(request, why=why), message="Đã nhận mẫu kết quả.", procedure_id=number(request.POST["procedure"]) or 0,
        outcome=Outcome(request.POST["outcome"]), valid_from=date.fromisoformat(request.POST["valid_from"]), file=kept,
        paragraphs=words.paragraphs, name=file.name or "",
    )  # fmt: skip


@needs("catalogue.approve", about="template")
def template_file(request: HttpRequest, template_id: int) -> HttpResponse:
    """A form as it was uploaded: a plain Word file that was read before it was kept."""
    authority_id = request.actor.authority_id  # type: ignore[attr-defined]
    digest = form_digest(template_id, authority_id=authority_id)
    return word(lambda: store.fetch(digest), f"mau-ket-qua-{template_id}.docx")


def _missing(request: HttpRequest) -> dict[str, str]:
    """Field → what is to be told there."""
    told = request.POST
    wanted = (
        ("procedure", "thủ tục", number(told.get("procedure")) is not None),
        ("outcome", "loại kết quả", told.get("outcome") in list(Outcome)),
        ("valid_from", "ngày bắt đầu dùng", day_typed(told.get("valid_from", "")) is not None),
        ("template", "tệp mẫu (.docx)", "template" in request.FILES),
    )
    return {name: words for name, words, is_told in wanted if not is_told}


def _shown(request: HttpRequest, *, why: Refused | None = None) -> HttpResponse:
    authority_id, today = request.actor.authority_id, local_date(request.now)  # type: ignore[attr-defined]
    procedures = procedures_in_force(authority_id=authority_id, day=today)
    shown = {
        "procedures": sorted(procedures, key=lambda each: (each.field, each.name)),
        "templates": all_templates(authority_id=authority_id, day=today),
        "fields": FIELDS,
        "outcomes": list(Outcome),
        "refused": why,
        "limits": limits(),
        "typed": {name: request.POST.get(name, "") for name in ("procedure", "outcome")}
        | {"valid_from": request.POST.get("valid_from", f"{today}")},
    }
    return render(request, "setup/result_templates.html", shown, status=why.status if why else 200)
