"""A paper lost or damaged in the office's hands: reported at its case, apologised for by letter, made good."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.amends_events import IncidentApologised, IncidentReported, IncidentSettled
from motcua.cases.commands.apologise_for_incident import apologise_for_incident
from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.commands.settle_incident import settle_incident
from motcua.cases.queries.amends import IncidentLine
from motcua.cases.queries.amends import incident as incident_told
from motcua.cases.queries.originals import held_of
from motcua.cases.queries.papers import case_papers
from motcua.cases.rules.amends import IncidentState, Mishap, Payer
from motcua.doors.registers.page import page, sent
from motcua.doors.shared.access import needs
from motcua.doors.shared.fields import choice_field, day_field, kept, words_field
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.labels import MISHAPS, PAYERS, label
from motcua.doors.shared.papers.sheets import office_sheet
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.tags import day
from motcua.kernel.events import Fact
from motcua.kernel.moments import local_date


class ReportForm(forms.Form):
    """Which paper, what befell it, and how."""

    use_required_attribute = False
    original = forms.ChoiceField(label="Giấy tờ nào", required=False)
    words = forms.CharField(label="Nếu là giấy tờ khác: tên và số", required=False, max_length=200)
    mishap = choice_field("Mất hay hỏng", choices=list(MISHAPS.items()), widget=forms.RadioSelect)
    account = words_field("Việc xảy ra thế nào", rows=3, hint="Lúc nào, ở đâu, ai phát hiện; người nộp sẽ đọc trong thư xin lỗi.")

    def __init__(self, typed: Any, *, case_id: int) -> None:
        super().__init__(typed, label_suffix="", auto_id="%s")
        held = [(str(each.id), str(each)) for each in held_of(case_id)]
        self.fields["original"].choices = [*held, ("", "Giấy tờ khác của hồ sơ")]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        told = self.cleaned_data
        original = int(told["original"]) if told["original"] else None
        return {"original_id": original, "words": told["words"], "mishap": Mishap(told["mishap"]), "account": told["account"]}


class ApologyForm(forms.Form):
    """What the letter of apology promises."""

    use_required_attribute = False
    promise = words_field("Cơ quan làm lại giấy tờ thế nào", rows=3, hint="In nguyên văn lên thư xin lỗi.")
    promised_on = day_field("Có giấy tờ trả lại trước hết ngày")
    payer = choice_field("Ai chịu chi phí", choices=list(PAYERS.items()), widget=forms.RadioSelect)

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return {**self.cleaned_data, "payer": Payer(self.cleaned_data["payer"])}


class SettleForm(forms.Form):
    """What the applicant was given, and what it has cost."""

    use_required_attribute = False
    replacement = words_field("Người nộp đã nhận lại giấy gì", hint="Tên, số giấy tờ mới; giao cho ai.")
    cost = forms.IntegerField(
        label="Chi phí làm lại (đồng)",
        min_value=0,
        max_value=10**12,
        help_text="Ghi 0 khi không mất tiền. Người nộp không trả khoản nào.",
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Hãy ghi số tiền bằng chữ số, ví dụ 50000; ghi 0 nếu không mất tiền."
        ),
    )

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return dict(self.cleaned_data)


@needs("incident.handle", methods=("GET", "POST"), about="case")
def report(request: HttpRequest, case_id: int) -> HttpResponse:
    """Report that a paper of the case is lost or damaged."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    papers = case_papers(case_id, actor)
    open_file(actor=actor, at=now, case_id=case_id)
    form = ReportForm(request.POST if request.method == "POST" else None, case_id=case_id)

    def again(why: Refused | None, status: int) -> HttpResponse:
        shown = {"papers": papers, "form": form}
        return page(request, "registers/incident_report.html", shown, here="amends", why=why, status=status)

    if request.method != "POST":
        return again(None, 200)
    message = "Đã ghi sự cố. Lãnh đạo thấy ngay và phải xin lỗi người nộp."
    then = reverse("amends")
    return sent(request, form, report_incident, fact=IncidentReported, then=then, again=again, message=message, case_id=case_id)


@needs("incident.handle", "board.read", about="incident")
def incident(request: HttpRequest, incident_id: int) -> HttpResponse:
    """One incident with its next step."""
    return _page(request, _told(request, incident_id))


@needs("case.apologise", methods=("POST",), about="incident")
def apologise(request: HttpRequest, incident_id: int) -> HttpResponse:
    """Apologise by letter."""
    form = ApologyForm(request.POST, label_suffix="", auto_id="%s")
    words = "Đã xin lỗi. Hãy in thư, ký và gửi cho người nộp."
    return _done(request, incident_id, apologise_for_incident, IncidentApologised, words, form)


@needs("incident.handle", methods=("POST",), about="incident")
def settle(request: HttpRequest, incident_id: int) -> HttpResponse:
    """The applicant has the paper again."""
    form = SettleForm(request.POST, label_suffix="", auto_id="%s")
    return _done(request, incident_id, settle_incident, IncidentSettled, "Đã khép sự cố.", form)


@needs("incident.handle", "board.read", about="incident")
def letter(request: HttpRequest, incident_id: int) -> HttpResponse:
    """The letter of apology as a PDF, as it was issued."""
    told, offices = _told(request, incident_id), offices_of(request)
    if told.apologised_at is None or told.signing_office_id is None:
        raise Http404
    signing = offices.offices[told.signing_office_id]
    printed = office_sheet(
        "incident.typ", "Thư xin lỗi", office_id=signing.id, offices=offices, at=told.apologised_at,
        number_line=f"Số: {told.letter}", addressee={"name": told.applicant, "address": told.address, "phone": ""},
        number=told.number, procedure=told.procedure, words=told.words, mishap=label(told.mishap, "mishap"), account=told.account,
        promise=told.promise, promised_on=day(told.promised_on), payer="" if told.payer == Payer.NOBODY else label(told.payer, "payer"),
        office=offices.offices[told.lead_office_id].name, role=[signing.head_title or "Thủ trưởng cơ quan"], signer=told.apologiser,
    )  # fmt: skip
    return pdf(printed, name=f"thu-xin-loi-{incident_id}.pdf")


def _told(request: HttpRequest, incident_id: int) -> IncidentLine:
    """The incident, with the reading of its case noted."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    told = incident_told(incident_id, actor)
    open_file(actor=actor, at=now, case_id=told.case_id)
    return told


def _done(
    request: HttpRequest, incident_id: int, command: Callable[..., Any], fact: type[Fact], words: str, form: ApologyForm | SettleForm
) -> HttpResponse:
    told, then = _told(request, incident_id), reverse("incident", args=[incident_id])

    def again(why: Refused | None, status: int) -> HttpResponse:
        return _page(request, told, form=form, why=why, status=status)

    return sent(request, form, command, fact=fact, then=then, again=again, message=words, incident_id=incident_id)


def _page(
    request: HttpRequest, told: IncidentLine, *, form: forms.Form | None = None, why: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The incident with the form of its next step, if that is the reader's to do; ``form``: the one that was sent."""
    actor = request.actor  # type: ignore[attr-defined]
    kind: type[forms.Form] | None = None
    if told.state is IncidentState.REPORTED and actor.may("case.apologise", told.lead_office_id):
        kind = ApologyForm
    elif told.state is IncidentState.APOLOGISED and actor.may("incident.handle", *told.office_ids):
        kind = SettleForm
    offered = form if kind and isinstance(form, kind) else kind and kind(None, label_suffix="", auto_id="%s")
    shown = {
        "incident": told,
        "kept": kept(form) if form is not None and form is not offered else [],
        "form": offered,
        "then": "incident-apologise" if kind is ApologyForm else "incident-settle",
        "today": local_date(request.now),  # type: ignore[attr-defined]
    }
    return page(request, "registers/incident.html", shown, here="amends", why=why, status=status)
