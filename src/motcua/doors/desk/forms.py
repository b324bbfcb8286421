"""The forms of the acts upon a case: what is asked, and what is said to the command."""

from datetime import datetime
from typing import Any

from django import forms

from motcua.cases.queries.case_page import CasePage
from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.grounds import Defect
from motcua.cases.rules.handing_back import Proof
from motcua.cases.rules.outcomes import Outcome
from motcua.doors.shared.fields import choice_field, words_field
from motcua.doors.shared.labels import DEFECTS, PROOFS, RETURN_CHANNELS, label
from motcua.doors.shared.tags import moment
from motcua.doors.shared.work_tags import about, pause
from motcua.kernel.actor import Actor
from motcua.law.calendar import WorkingCalendar

OTHER = "khac"


class ActForm(forms.Form):
    """A form upon one case: made with the page that the officer saw; ``said`` are the words of the command."""

    use_required_attribute = False  # what is missing is told by the page itself, in its own words

    def __init__(self, typed: Any, *, page: CasePage, actor: Actor, calendar: WorkingCalendar, auto_id: str) -> None:
        super().__init__(typed, auto_id=auto_id, label_suffix="")
        self.page, self.actor, self.calendar = page, actor, calendar
        self.prepare()

    def prepare(self) -> None:
        """Fill the choices in from the page."""

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        return dict(self.cleaned_data)


class NothingAsked(ActForm):
    """An act that needs no words."""


class TakeOver(ActForm):
    """I take the case upon me."""

    def said(self) -> dict[str, Any]:
        return {"to_person_id": self.actor.person_id}


class ReturnResult(ActForm):
    """Who has the result, and how."""

    to = forms.CharField(label="Người nhận", required=False, max_length=200, help_text="Để trống khi chính người nộp nhận.")
    how = choice_field("Cách trả", choices=[(channel.value, words) for channel, words in RETURN_CHANNELS.items()], widget=forms.RadioSelect)
    fee_note = forms.CharField(label="Phí còn nợ: vì sao vẫn trả", required=False, max_length=300)
    given_back = forms.MultipleChoiceField(label="Bản chính đã trả, người nhận đã ký", required=False, widget=forms.CheckboxSelectMultiple)
    originals_note = forms.CharField(label="Còn giữ bản chính: vì sao", required=False, max_length=300)
    proof = choice_field("Đã đối chiếu", choices=list(PROOFS.items()), initial=Proof.RECEIPT)

    def prepare(self) -> None:
        self.fields["how"].initial = ReturnChannel(self.page.return_channel).value
        held = [each for each in self.page.originals if not each.returned_at]
        self.fields["given_back"].choices = [(each.id, each.words) for each in held if each.holder_id == self.actor.person_id]  # type: ignore[attr-defined]
        for name in () if held else ("given_back", "originals_note"):
            del self.fields[name]

    def said(self) -> dict[str, Any]:
        given = tuple(int(each) for each in self.cleaned_data.get("given_back", ()))
        return {**self.cleaned_data, "given_back": given, "proof": Proof(self.cleaned_data["proof"])}


class Decide(ActForm):
    """Approve, or refuse in writing with the reason."""

    outcome = choice_field(
        "Kết quả",
        choices=[(Outcome.APPROVE.value, "Đồng ý"), (Outcome.REFUSE.value, "Từ chối, kèm văn bản nêu lý do")],
        widget=forms.RadioSelect,
        initial=Outcome.APPROVE.value,
    )
    reason = words_field("Lý do từ chối", required=False, hint="In nguyên văn lên văn bản gửi người nộp.")

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get("outcome") == Outcome.REFUSE and not self.cleaned_data.get("reason"):
            self.add_error("reason", "Hãy ghi lý do từ chối, để người nộp biết còn thiếu điều gì.")
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "outcome": Outcome(self.cleaned_data["outcome"])}


class Supply(ActForm):
    """The papers that came in."""

    items = forms.MultipleChoiceField(
        label="Giấy tờ đã nhận", widget=forms.CheckboxSelectMultiple, error_messages={"required": "Hãy đánh dấu giấy tờ đã nhận."}
    )

    def prepare(self) -> None:
        asked = [paper for paper in self.page.papers if paper.is_asked]
        if not asked and self.page.origin:
            self.fields["items"].help_text = "Chỉ ghi khi đã nhận đủ giấy tờ mà hệ thống cũ yêu cầu: thời hạn tính lại từ đầu."
        told = asked or (self.page.papers if self.page.origin else ())
        self.fields["items"].choices = [(paper.key, paper.name) for paper in told]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {"items": tuple(self.cleaned_data["items"])}


class RequestSupplement(ActForm):
    """Everything that is missing or wrong, in one request: a paper is ticked, and what is wrong with it told in a few words."""

    items = forms.MultipleChoiceField(
        label="Giấy tờ cần bổ sung",
        widget=forms.CheckboxSelectMultiple,
        help_text="Nêu hết trong một lần: mỗi giai đoạn chỉ được yêu cầu một lần.",
        error_messages={"required": "Hãy đánh dấu ít nhất một giấy tờ."},
    )
    reason = words_field("Lý do", required=False, hint="Một câu dễ hiểu cho người nộp.")

    def prepare(self) -> None:
        papers = self.page.procedure.papers
        self.fields["items"].choices = [(paper.key, paper.name) for paper in papers]  # type: ignore[attr-defined]
        inside = {paper.key for paper in self.page.papers if paper.received_at}
        for paper in papers:
            self.fields[_why(paper.key)] = forms.ChoiceField(
                label=f"Sai, thiếu gì ở “{paper.name}”",
                required=False,
                choices=[("", "sai, thiếu gì?"), *DEFECTS.items()],
                initial="" if paper.key in inside else Defect.MISSING,
            )
            self.fields[_note(paper.key)] = forms.CharField(
                label=f"Nói rõ thêm về “{paper.name}”",
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"placeholder": "nói rõ thêm (nếu cần)"}),
            )

    def papers(self) -> list[tuple[Any, Any, Any]]:
        """Each paper's box with the fields for what is wrong with it."""
        return [(box, self[_why(box.data["value"])], self[_note(box.data["value"])]) for box in self["items"]]

    def clean(self) -> dict[str, Any] | None:
        inside = {paper.key: paper.name for paper in self.page.papers if paper.received_at}
        bare = [inside[key] for key in self.cleaned_data.get("items", ()) if key in inside and not self._explained(key)]
        if bare:
            self.add_error("items", f"Giấy tờ đã có trong hồ sơ; hãy chọn sai, thiếu gì ở: {'; '.join(bare)}.")
        return self.cleaned_data

    def told(self) -> list[tuple[str, str]]:
        """Each paper asked for with what is wrong with it, in the applicant's words."""
        names = dict(self.fields["items"].choices)  # type: ignore[attr-defined]
        return [(names[key], self._words(key)) for key in self.cleaned_data.get("items", ())]

    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        items = tuple(f"{key}: {words}" if (words := self._words(key)) else key for key in told["items"])
        defects = {key: Defect(told[_why(key)]) for key in told["items"] if told[_why(key)]}
        return {"items": items, "reason": told["reason"], "defects": defects}

    def _explained(self, key: str) -> bool:
        return bool(self._words(key)) and self.cleaned_data.get(_why(key)) != Defect.MISSING

    def _words(self, key: str) -> str:
        why, note = self.cleaned_data.get(_why(key), ""), " ".join(self.cleaned_data.get(_note(key), "").split())
        return "; ".join(words for words in (label(why, "defect") if why else "", note) if words)


class RequestSupplementAgain(RequestSupplement):
    """A leader asks on a legal basis."""

    basis = words_field("Căn cứ", hint="Điều, khoản cho phép yêu cầu thêm; in lên phiếu.")

    def said(self) -> dict[str, Any]:
        return {**super().said(), "basis": self.cleaned_data["basis"]}


class Pause(ActForm):
    """One of the reasons that the procedure lists."""

    reason = choice_field("Lý do", widget=forms.RadioSelect)

    def prepare(self) -> None:
        self.fields["reason"].choices = [(code, pause(code)) for code in self.page.can.pauses]  # type: ignore[attr-defined]


class Consult(ActForm):
    """Which office is asked what, until when."""

    office = choice_field("Nơi được hỏi")
    content = words_field("Nội dung hỏi")
    due = forms.DateField(
        label="Trả lời trước hết ngày",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"required": "Hãy chọn ngày cần có câu trả lời.", "invalid": "Ngày này không đọc được; hãy chọn lại."},
    )

    def prepare(self) -> None:
        self.fields["office"].choices = [("", "Chọn…"), *((str(each.id), each.name) for each in self.page.can.offices)]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {"office_id": int(told["office"]), "content": told["content"], "due": self.calendar.closing_of(told["due"])}


class AnswerConsultation(ActForm):
    """The answer to the oldest open question."""

    text = words_field("Ý kiến trả lời", rows=4)


class HandOverTo(ActForm):
    """A colleague or another office takes the case in the same step."""

    to = choice_field("Người, nơi nhận")

    def prepare(self) -> None:
        people = [(f"person:{each.id}", each.name) for each in self.page.can.colleagues if each.id != self.actor.person_id]
        offices = [(f"office:{each.id}", each.name) for each in self.page.can.offices]
        self.fields["to"].choices = [("", "Chọn…"), ("Người trong phòng", people), ("Nơi khác", offices)]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        kind, _, told = self.cleaned_data["to"].partition(":")
        return {f"to_{kind}_id": int(told)}


class Assign(ActForm):
    """Who handles the case."""

    to_person_id = choice_field("Người thụ lý")

    def prepare(self) -> None:
        self.fields["to_person_id"].choices = [("", "Chọn…"), *((str(each.id), each.name) for each in self.page.can.colleagues)]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        return {"to_person_id": int(self.cleaned_data["to_person_id"])}


class Dated(ActForm):
    """A reason, and a date out of a few proposals or any other; a date means the closing of its working day."""

    name_of_date = "due"
    date_label = "Ngày hẹn mới"
    other = forms.DateField(
        label="Ngày khác",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Ngày này không đọc được; hãy chọn lại."},
    )
    reason = words_field("Lý do", hint="In nguyên văn lên thư xin lỗi gửi người nộp.")
    field_order = ("due", "expected", "other", "reason")

    def prepare(self) -> None:
        proposals = [(each.due_at.isoformat(), _proposal_words(each.due_at, each.days_later)) for each in self.page.can.proposals]
        first = proposals[0][0] if proposals else OTHER
        chosen = choice_field(self.date_label, choices=[*proposals, (OTHER, "Ngày khác")], widget=forms.RadioSelect, initial=first)
        self.fields[self.name_of_date] = chosen
        self.fields["reason"].initial = self._reason()
        self.order_fields(self.field_order)

    def _reason(self) -> str:
        """What the case's own stays say, drafted for whoever signs; he may write it anew."""
        delay = self.page.can.delay
        if delay is None:
            return ""
        spent, everything = (about(minutes, self.calendar.day_minutes) for minutes in (delay.minutes, delay.all_minutes))
        of_all = "" if spent == everything else f" trong {everything} đã qua"
        waits = f" Còn chờ ý kiến của {delay.asked_office}." if delay.asked_office else ""
        return f"Hồ sơ nằm ở {delay.office} {spent} làm việc{of_all} mà chưa giải quyết xong.{waits}"

    def clean(self) -> dict[str, Any] | None:
        if self.cleaned_data.get(self.name_of_date) == OTHER and not self.cleaned_data.get("other"):
            self.add_error("other", "Hãy chọn ngày, hoặc chọn một ngày đã gợi ý.")
        return self.cleaned_data

    def said(self) -> dict[str, Any]:
        told = self.cleaned_data
        chosen: str = told[self.name_of_date]
        moment = self.calendar.closing_of(told["other"]) if chosen == OTHER else datetime.fromisoformat(chosen)
        return {self.name_of_date: moment, "reason": told["reason"]}


class Extend(Dated):
    """The one lawful re-appointment."""


class Apologise(Dated):
    """An apology that moves no date."""

    name_of_date = "expected"
    date_label = "Dự kiến có kết quả"


class Discontinue(ActForm):
    """Why, and on which legal basis."""

    reason = words_field("Lý do")
    basis = words_field("Căn cứ pháp lý")


class Withdraw(ActForm):
    """The applicant's wish, on a paper that he has signed."""

    reason = words_field("Lý do người nộp nêu", required=False)
    has_signed_paper = forms.BooleanField(
        label="Đã nhận giấy đề nghị rút hồ sơ do người nộp ký",
        error_messages={"required": "Cán bộ chỉ được rút hồ sơ khi có giấy đề nghị đã ký."},
    )


def _why(key: str) -> str:
    return f"why-{key}"


def _note(key: str) -> str:
    return f"note-{key}"


def _proposal_words(due_at: datetime, days_later: int) -> str:
    later = f" (muộn hơn hẹn cũ {days_later} ngày làm việc)" if days_later else ""
    return f"{moment(due_at)}{later}"
