"""An error that the applicant finds in his result: asked about at the counter, answered by the lead office, handed over; never a fee."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from motcua.cases.amends_events import CorrectionAnswered, CorrectionAsked, CorrectionHanded
from motcua.cases.commands.answer_correction import answer_correction
from motcua.cases.commands.ask_correction import ask_correction
from motcua.cases.commands.hand_correction import hand_correction
from motcua.cases.commands.open_file import open_file
from motcua.cases.queries.amends import CorrectionLine
from motcua.cases.queries.amends import correction as correction_told
from motcua.cases.queries.papers import case_papers
from motcua.cases.rules.amends import CorrectionState
from motcua.doors.registers.page import page, sent
from motcua.doors.shared.access import needs
from motcua.doors.shared.fields import choice_field, day_field, kept, words_field
from motcua.doors.shared.refusals import Refused
from motcua.kernel.events import Fact
from motcua.kernel.moments import local_date


class AskForm(forms.Form):
    """What is wrong, and when the applicant may come again."""

    use_required_attribute = False
    words = words_field("Kết quả sai chỗ nào", rows=3, hint="Ghi cả chữ sai và chữ đúng, ví dụ: năm sinh ghi 1986, đúng là 1968.")
    promised_on = day_field("Hẹn người nộp ngày", hint="Luật không định số ngày; đây là ngày bạn nói với người nộp.")

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return dict(self.cleaned_data)


class AnswerForm(forms.Form):
    """Whether it is an error of the office, and what was done."""

    use_required_attribute = False
    is_error = choice_field(
        "Trả lời", choices=[("co", "Cơ quan sai, đã sửa"), ("khong", "Kết quả đúng, không sửa")], widget=forms.RadioSelect
    )
    answer = words_field("Đã sửa gì, hoặc vì sao kết quả đúng", rows=3, hint="Quầy nói lại với người nộp đúng như thế.")

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return {"is_error": self.cleaned_data["is_error"] == "co", "answer": self.cleaned_data["answer"]}


class HandForm(forms.Form):
    """Who has the answer in hand."""

    use_required_attribute = False
    to = forms.CharField(label="Người nhận", required=False, max_length=200, help_text="Để trống khi chính người nộp nhận.")

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return dict(self.cleaned_data)


@needs("case.return_result", methods=("GET", "POST"), about="case")
def ask(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down what the applicant finds wrong."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    papers = case_papers(case_id, actor)
    open_file(actor=actor, at=now, case_id=case_id)
    form = AskForm(request.POST if request.method == "POST" else None, label_suffix="", auto_id="%s")

    def again(why: Refused | None, status: int) -> HttpResponse:
        shown = {"papers": papers, "form": form}
        return page(request, "registers/correction_ask.html", shown, here="amends", why=why, status=status)

    if request.method != "POST":
        return again(None, 200)
    message = "Đã ghi chỗ sai và chuyển cơ quan giải quyết. Không thu thêm khoản nào."
    then = reverse("case", args=[case_id])
    return sent(request, form, ask_correction, fact=CorrectionAsked, then=then, again=again, message=message, case_id=case_id)


@needs("case.return_result", "case.decide", "board.read", about="correction")
def correction(request: HttpRequest, correction_id: int) -> HttpResponse:
    """One correction with its next step."""
    return _page(request, _told(request, correction_id))


@needs("case.decide", methods=("POST",), about="correction")
def answer(request: HttpRequest, correction_id: int) -> HttpResponse:
    """Say what was corrected, or why the result stands."""
    form = AnswerForm(request.POST, label_suffix="", auto_id="%s")
    words = "Đã trả lời; quầy thấy ngay để trao cho người nộp."
    return _done(request, correction_id, answer_correction, CorrectionAnswered, words, form)


@needs("case.return_result", methods=("POST",), about="correction")
def hand(request: HttpRequest, correction_id: int) -> HttpResponse:
    """The applicant has it in hand."""
    form = HandForm(request.POST, label_suffix="", auto_id="%s")
    return _done(request, correction_id, hand_correction, CorrectionHanded, "Đã trao cho người nộp.", form)


def _told(request: HttpRequest, correction_id: int) -> CorrectionLine:
    """The correction, with the reading of its case noted."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    told = correction_told(correction_id, actor)
    open_file(actor=actor, at=now, case_id=told.case_id)
    return told


def _done(
    request: HttpRequest, correction_id: int, command: Callable[..., Any], fact: type[Fact], words: str, form: AnswerForm | HandForm
) -> HttpResponse:
    told, then = _told(request, correction_id), reverse("correction", args=[correction_id])

    def again(why: Refused | None, status: int) -> HttpResponse:
        return _page(request, told, form=form, why=why, status=status)

    return sent(request, form, command, fact=fact, then=then, again=again, message=words, correction_id=correction_id)


def _page(
    request: HttpRequest, told: CorrectionLine, *, form: forms.Form | None = None, why: Refused | None = None, status: int = 200
) -> HttpResponse:
    """The correction with the form of its next step, if that is the reader's to do; ``form``: the one that was sent."""
    actor = request.actor  # type: ignore[attr-defined]
    is_asked = told.state is CorrectionState.ASKED
    may = actor.may("case.decide", told.lead_office_id) if is_asked else actor.may("case.return_result", told.receiving_office_id)
    kind = AnswerForm if is_asked else HandForm
    is_open = may and told.state is not CorrectionState.HANDED
    offered = (form if isinstance(form, kind) else kind(None, label_suffix="", auto_id="%s")) if is_open else None
    shown = {
        "correction": told,
        "kept": kept(form) if form is not None and form is not offered else [],
        "form": offered,
        "then": "correction-answer" if is_asked else "correction-hand",
        "today": local_date(request.now),  # type: ignore[attr-defined]
    }
    return page(request, "registers/correction.html", shown, here="amends", why=why, status=status)
