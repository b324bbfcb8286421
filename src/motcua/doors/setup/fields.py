"""The fields of a procedure's form: its plain parts, and one row each of limits, papers, steps and fees."""

from datetime import time
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from motcua.catalogue.rules.procedure import Fee, Paper, Step
from motcua.doors.shared.labels import CHANNELS, ONLINE_LEVELS, ROLES
from motcua.doors.shared.typed_words import line, text
from motcua.law.limits import DueTime, LimitError, TimeLimit, Unit, limit
from motcua.offices.rules.roles import Role

UNITS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.CALENDAR_DAY: "ngày (tính cả ngày nghỉ)",
    Unit.MONTH: "tháng",
    Unit.HOUR: "giờ làm việc",
    Unit.MINUTE: "phút làm việc",
}
ALL_CHANNELS = {"": "Mọi cách nộp", **{channel.value: words[0].upper() + words[1:] for channel, words in CHANNELS.items()}}
PAUSES = {"obligation": "Chờ nghĩa vụ tài chính", "measurement": "Chờ đo đạc thửa đất"}
_AT_WORK = (Role.RECEPTIONIST, Role.HANDLER, Role.LEADER, Role.CLERK, Role.CASHIER)
_MOST_COPIES = 99
_MOST_STEPS = 99
_MOST_MONEY = 10**12


class Line(forms.CharField):
    """Words on one line, as they are kept."""

    def to_python(self, value: Any) -> str:
        return line(super().to_python(value) or "")


class Lines(forms.CharField):
    """Words on several lines."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> str:
        return text(super().to_python(value) or "")


def _line(label: str, longest: int, **more: Any) -> Line:
    too_long = f"Dài quá {longest} chữ: hãy viết gọn lại."
    return Line(label=label, max_length=longest, required=False, error_messages={"max_length": too_long}, **more)


def _lines(label: str, rows: int, **more: Any) -> Lines:
    return Lines(label=label, max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": rows}), **more)


def _pick(label: str, choices: Any, **more: Any) -> forms.ChoiceField:
    gone = "Lựa chọn này không còn dùng được; hãy chọn lại."
    return forms.ChoiceField(label=label, choices=choices, required=False, error_messages={"invalid_choice": gone}, **more)


def _count(label: str) -> forms.IntegerField:
    wrong = f"Số bản là số từ 0 đến {_MOST_COPIES}."
    within = [MinValueValidator(0, wrong), MaxValueValidator(_MOST_COPIES, wrong)]
    return forms.IntegerField(label=label, required=False, validators=within, error_messages={"invalid": wrong})


class HeadForm(forms.Form):
    """Everything of a procedure that is no list."""

    use_required_attribute = False

    code = _line("Mã thủ tục", 40)
    name = _lines("Tên thủ tục", 2)
    field = _line("Lĩnh vực", 200)
    agency = _lines("Cơ quan thực hiện", 2, help_text="Ghi như quyết định công bố.")
    lead_office = _pick("Cơ quan chủ trì", ())
    receiving = forms.MultipleChoiceField(
        label="Nơi tiếp nhận", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Một nơi tiếp nhận không còn hoạt động; hãy chọn lại."},
    )  # fmt: skip
    is_joint = forms.BooleanField(label="Liên thông: các bước ở nhiều cơ quan", required=False)
    first_stage_steps = forms.IntegerField(
        label="Hẹn lần 1 sau bước số", required=False, min_value=0, max_value=_MOST_STEPS,
        help_text="Để trống nếu chỉ hẹn một lần. Đất đai: bước cuối trước thông báo nghĩa vụ tài chính.",
        error_messages={"invalid": "Hãy ghi số thứ tự của bước, như 2.", **dict.fromkeys(("min_value", "max_value"), "Không có bước ấy.")},
    )  # fmt: skip
    pauses = forms.MultipleChoiceField(
        label="Được dừng đồng hồ khi", required=False, widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Lý do dừng này không có trong danh sách; hãy chọn lại."},
    )  # fmt: skip
    is_online = forms.BooleanField(label="Nộp trực tuyến được", required=False)
    online_level = _pick("Mức độ trực tuyến", (("", "chưa công bố"), *ONLINE_LEVELS.items()))
    note = _lines("Đối tượng thực hiện, ghi chú", 2)
    result_name = _lines("Kết quả", 2)
    has_result_via_counter = forms.BooleanField(label="Chỉ xong khi kết quả đã về nơi tiếp nhận", required=False)
    decision = _line("Quyết định công bố", 200, help_text="Số, ngày, nơi ban hành.")
    legal_basis = _lines("Căn cứ pháp lý", 4, help_text="Mỗi dòng một văn bản.")
    valid_from = forms.DateField(
        label="Có hiệu lực từ ngày", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"required": "Hãy chọn ngày có hiệu lực.", "invalid": "Hãy ghi ngày như 01/07/2026."},
    )  # fmt: skip


class RowForm(forms.Form):
    """One row of a list; a row left empty says nothing."""

    use_required_attribute = False

    def _limit(self, told: dict[str, Any]) -> TimeLimit | None:
        """The limit that the row's number and unit make; what is wrong with them is said at the field."""
        number, unit = told.get("value", ""), told.get("unit", "")
        if not number and not unit:
            return None
        if not unit:
            self.add_error("unit", "Hãy chọn đơn vị.")
        elif not number:
            self.add_error("value", "Hãy ghi số; trong ngày thì ghi 0 ngày làm việc.")
        else:
            return self._made(number, unit, told.get("cutoff"))
        return None

    def _made(self, number: str, unit: str, cutoff: time | None) -> TimeLimit | None:
        try:
            made = limit(number, unit, same_day_cutoff=cutoff)
        except LimitError as error:
            self.add_error("value", str(error))
            return None
        if cutoff and (made.value or made.unit is not Unit.WORKING_DAY):
            self.add_error("cutoff", "Giờ chốt chỉ dùng khi trả trong ngày (0 ngày làm việc); hãy bỏ trống.")
        return made


_UNIT_CHOICES = (("", "–"), *((unit.value, words) for unit, words in UNITS.items()))


class LimitForm(RowForm):
    """The limit of one channel."""

    channel = forms.CharField(required=False, widget=forms.HiddenInput)
    due_time = forms.CharField(required=False, widget=forms.HiddenInput)
    value = _line("Số", 12, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = _pick("Đơn vị", _UNIT_CHOICES)
    cutoff = forms.TimeField(
        label="Nhận sau giờ này thì hẹn hôm sau", required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "Hãy ghi giờ như 15:00."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        told["limit"] = _kept_to(self._limit(told), told.get("due_time", ""))
        return told

    @property
    def channel_name(self) -> str:
        """The way of filing that the row is about."""
        return ALL_CHANNELS.get(self["channel"].value(), "")


def _kept_to(made: TimeLimit | None, due_time: str) -> TimeLimit | None:
    """The limit with the due time on file, where it can have it."""
    try:
        return made and TimeLimit(made.value, made.unit, DueTime(due_time or made.due_time), made.same_day_cutoff)
    except ValueError:
        return made


_TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class PaperForm(RowForm):
    """One required paper."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = _line("Tên giấy tờ", 1_000, widget=_TWO_ROWS)
    is_required = forms.BooleanField(label="Bắt buộc", required=False)
    originals = _count("Bản chính")
    copies = _count("Bản sao")
    case_label = _line("Chỉ trong trường hợp", 1_000, widget=_TWO_ROWS)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not told.get("name"):
            self.add_error("name", "Hãy ghi tên giấy tờ, hoặc bỏ dòng này.")
        if told.get("is_required") and told.get("case_label"):
            self.add_error("case_label", "Giấy tờ của riêng một trường hợp thì không bắt buộc với mọi người: bỏ một trong hai.")
        return told

    def paper(self, key: str) -> Paper:
        """The paper that the row says."""
        told = self.cleaned_data
        return Paper(key, told["name"], told["is_required"], told["originals"] or 0, told["copies"] or 0, told["case_label"])


class StepForm(RowForm):
    """One step: where, by whom, how long."""

    key = forms.CharField(required=False, max_length=60, widget=forms.HiddenInput)
    name = _line("Việc", 1_000)
    office = _pick("Cơ quan", ())
    role = _pick("Người làm", (("", "–"), *((role.value, ROLES[role]) for role in _AT_WORK)))
    value = _line("Số", 12, widget=forms.TextInput(attrs={"inputmode": "decimal"}))
    unit = _pick("Đơn vị", _UNIT_CHOICES)

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if not told.get("name"):
            self.add_error("name", "Hãy ghi việc của bước, hoặc bỏ dòng này.")
        if not told.get("role"):
            self.add_error("role", "Hãy chọn người làm.")
        told["limit"] = self._limit(told)
        return told

    def step(self, key: str) -> Step:
        """The step that the row says."""
        told = self.cleaned_data
        return Step(key, told["name"], int(told["office"]) if told["office"] else None, told["role"], told["limit"])


class FeeForm(RowForm):
    """One fee."""

    name = _line("Tên khoản thu", 200)
    amount = _line("Số tiền (đồng)", 20, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    channel = _pick("Cách nộp", tuple(ALL_CHANNELS.items()))
    exemption = _line("Miễn, giảm", 1_000)
    basis = _line("Căn cứ", 1_000)

    def clean_amount(self) -> int | None:
        told = self.cleaned_data["amount"].replace(".", "").replace(" ", "").removesuffix("đ").removesuffix("đồng")
        if not told:
            return None
        if not (told.isascii() and told.isdigit() and int(told) <= _MOST_MONEY):
            raise forms.ValidationError("Hãy ghi số tiền bằng chữ số, ví dụ 8.000; để trống nếu chưa có mức của HĐND tỉnh.")
        return int(told)

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or "Phí, lệ phí"

    def fee(self) -> Fee:
        """The fee that the row says."""
        told = self.cleaned_data
        return Fee(told["name"], told["amount"], told["channel"], told["exemption"], told["basis"])
