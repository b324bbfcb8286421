"""What the statutory slips say: everything a printed slip holds, as plain frozen values, worded as an office words it.

Sources: NĐ 61/2018 Đ.15.3, 17, 19.4, 19.8, 19.9; forms of TT 01/2018/TT-VPCP and, from 15/09/2025, TT 03/2025/TT-VPCP;
dates and numbers after NĐ 30/2020. A slip once issued is stored with ``slip_to_json`` and printed again from it, word for word.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any, ClassVar, Union, cast, get_args, get_origin, get_type_hints

from motcua.kernel.moments import local

MAX_EXPLANATION_LINES = 6


class SlipForm(StrEnum):
    """The slips a case can bring forth, whatever their number in a form set."""

    RECEIPT = "receipt"
    SUPPLEMENT = "supplement"
    REFUSAL = "refusal"
    APOLOGY = "apology"
    APPRAISAL_REFUSAL = "appraisal_refusal"


class FormSet(StrEnum):
    """The circular whose forms are printed, named as in the rulebook of the day of issue (not of acceptance)."""

    TT_01_2018 = "tt-01-2018"
    TT_03_2025 = "tt-03-2025"


@dataclass(frozen=True, slots=True)
class FormEntry:
    """How one form set names a slip.

    ``layout_is_verified`` is false where nobody has yet compared the page with the circular's annex or a print-out in use.
    """

    title: str
    template: str
    number: str = ""
    circular: str = ""
    layout_is_verified: bool = False

    @property
    def label(self) -> str:
        """ "Mẫu số 01, Thông tư số 01/2018/TT-VPCP"; empty for a slip that no circular has drawn."""
        return f"Mẫu số {self.number}, Thông tư số {self.circular}" if self.number else ""


_RECEIPT = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
_SUPPLEMENT = "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ"
_REFUSAL = "Phiếu từ chối tiếp nhận giải quyết hồ sơ"
_APOLOGY_2018 = "Phiếu xin lỗi và hẹn lại ngày trả kết quả"
_APOLOGY_2025 = "Văn bản xin lỗi và đề nghị gia hạn thời gian giải quyết"
_APPRAISAL_REFUSAL = "Phiếu từ chối giải quyết hồ sơ"
_2018 = "01/2018/TT-VPCP"
_2025 = "03/2025/TT-VPCP"

# Mẫu 02 and 04 of 2018 were read in provincial print-outs; all other layouts come from memory. NĐ 61 Đ.19.8 demands the written
# refusal after appraisal, yet no circular draws its form: it bears no number in either set.
FORMS: Mapping[tuple[FormSet, SlipForm], FormEntry] = {
    (FormSet.TT_01_2018, SlipForm.RECEIPT): FormEntry(_RECEIPT, "receipt.typ", "01", _2018),
    (FormSet.TT_01_2018, SlipForm.SUPPLEMENT): FormEntry(_SUPPLEMENT, "supplement.typ", "02", _2018, True),
    (FormSet.TT_01_2018, SlipForm.REFUSAL): FormEntry(_REFUSAL, "refusal.typ", "03", _2018),
    (FormSet.TT_01_2018, SlipForm.APOLOGY): FormEntry(_APOLOGY_2018, "apology.typ", "04", _2018, True),
    (FormSet.TT_01_2018, SlipForm.APPRAISAL_REFUSAL): FormEntry(_APPRAISAL_REFUSAL, "appraisal_refusal.typ"),
    (FormSet.TT_03_2025, SlipForm.RECEIPT): FormEntry(_RECEIPT, "receipt.typ", "01", _2025),
    (FormSet.TT_03_2025, SlipForm.SUPPLEMENT): FormEntry(_SUPPLEMENT, "supplement.typ", "02", _2025),
    (FormSet.TT_03_2025, SlipForm.REFUSAL): FormEntry(_REFUSAL, "refusal.typ", "03", _2025),
    (FormSet.TT_03_2025, SlipForm.APOLOGY): FormEntry(_APOLOGY_2025, "apology.typ", "04", _2025),
    (FormSet.TT_03_2025, SlipForm.APPRAISAL_REFUSAL): FormEntry(_APPRAISAL_REFUSAL, "appraisal_refusal.typ"),
}

# TNHS from memory of Mẫu 01; HDHS and PXL as read in provincial print-outs. TCTN and TCGQ are conventions of the office:
# no source for a sign of the two refusals was found (a provincial Mẫu 03 bears no number at all).
NUMBER_SIGNS: Mapping[SlipForm, str] = {
    SlipForm.RECEIPT: "TNHS",
    SlipForm.SUPPLEMENT: "HDHS",
    SlipForm.REFUSAL: "TCTN",
    SlipForm.APOLOGY: "PXL",
    SlipForm.APPRAISAL_REFUSAL: "TCGQ",
}

_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


def title_of(form: SlipForm, form_set: FormSet) -> str:
    """The title of ``form`` in ``form_set``, in ordinary letters."""
    return FORMS[form_set, form].title


def slip_number(form: SlipForm, sequence: int) -> str:
    """ "12/TNHS": the number of the year with the form's sign; below ten with a leading zero. Counted per office from 01 on 1 January."""
    if sequence < 1:
        raise ValueError(f"slip numbers begin at 1, not {sequence}")
    return f"{sequence:02d}/{NUMBER_SIGNS[form]}"


def day_words(day: date) -> str:
    """ "ngày 05 tháng 02 năm 2021", "ngày 15 tháng 3 năm 2021": a zero before days below 10 and before months 1 and 2 (NĐ 30/2020)."""
    month = f"{day.month:02d}" if day.month <= 2 else str(day.month)
    return f"ngày {day.day:02d} tháng {month} năm {day.year}"


def money_words(amount: int) -> str:
    """ "15.000 đồng"."""
    return f"{amount:,}".replace(",", ".") + " đồng"


def provisional_note(year: int) -> str:
    """What stands beside a date computed with a calendar that nobody has decided yet."""
    return f"Lịch nghỉ năm {year} chưa có quyết định chính thức; ngày hẹn có thể được thông báo lại."


@dataclass(frozen=True, slots=True)
class MomentWords:
    """A moment in two parts: ``clock`` "08 giờ 00 phút" and ``day`` "thứ Hai ngày 01 tháng 3 năm 2021"."""

    clock: str
    day: str

    @property
    def text(self) -> str:
        """ "08 giờ 00 phút, thứ Hai ngày 01 tháng 3 năm 2021"."""
        return f"{self.clock}, {self.day}"


def moment_words(moment: datetime) -> MomentWords:
    """``moment`` on the office's clock, as forms 01 and 04 write it."""
    here = local(moment)
    return MomentWords(f"{here.hour:02d} giờ {here.minute:02d} phút", f"{_WEEKDAYS[here.weekday()]} {day_words(here.date())}")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who issues the slip, where and when; an office without a line leaves it empty. The last line given is the issuer's."""

    superior: str
    authority: str
    unit: str
    place: str
    issued_on: str
    """In the words of ``day_words``."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """The applicant as on the day of issue; what is unknown stays empty and leaves no line on the page."""

    name: str
    address: str = ""
    phone: str = ""
    email: str = ""
    identity: str = ""
    """Kind and number of the identity paper, as far as the slip may show it."""


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper in the table of a slip: how many of each kind, and on a supplement what is wanted."""

    name: str
    originals: int = 0
    certified_copies: int = 0
    photocopies: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One fee or levy: ``amount`` in the words of ``money_words``, ``note`` such as "đã nộp" or why it is waived."""

    name: str
    amount: str
    note: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Slip:
    """What every slip bears. Without ``tracking_url`` no QR is printed."""

    form: ClassVar[SlipForm]

    letterhead: Letterhead
    slip_number: str
    file_number: str
    """Empty before acceptance, unless a provisional code was given out."""
    addressee: Addressee
    procedure_name: str
    officer_name: str
    """Who receives, guides or drafts: the one to ask."""
    counter_phone: str
    counter_hours: str = ""
    tracking_url: str = ""
    tracking_code: str = ""
    is_demonstration: bool = False


@dataclass(frozen=True, kw_only=True, slots=True)
class Receipt(Slip):
    """Mẫu 01: the file is complete and accepted (NĐ 61/2018 Đ.17); ``due`` is none where the procedure has no time limit."""

    form: ClassVar[SlipForm] = SlipForm.RECEIPT

    papers: tuple[PaperLine, ...]
    time_limit_words: str
    accepted: MomentWords
    due: MomentWords | None
    return_channel: str
    submitter_name: str = ""
    """Who handed the file in, when it was not the applicant."""
    sets: int = 1
    explanation_lines: tuple[str, ...] = ()
    """How the date came about, in at most six grouped lines."""
    provisional_note: str = ""
    later_stages: tuple[str, ...] = ()
    """Dates of a second stage, one sentence each, where the procedure has one."""
    fee_lines: tuple[FeeLine, ...] = ()
    fee_total: str = ""
    further_payment: str = ""
    """A duty that others will set later, such as land tax by the tax office's notice; one sentence."""
    book_number: str = ""
    book_sequence: str = ""

    def __post_init__(self) -> None:
        _must_be_short(self.explanation_lines)

    @property
    def is_provisional(self) -> bool:
        """Whether the date rests on a calendar without a formal decision."""
        return bool(self.provisional_note)


@dataclass(frozen=True, kw_only=True, slots=True)
class Supplement(Slip):
    """Mẫu 02: what is missing and how to put it right, all at once (Đ.15.3 before acceptance, Đ.19.4 after it)."""

    form: ClassVar[SlipForm] = SlipForm.SUPPLEMENT

    items: tuple[PaperLine, ...]
    reason: str
    is_after_acceptance: bool
    legal_basis: str = ""
    officer_phone: str = ""
    guidance_site: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Refusal(Slip):
    """Mẫu 03: the counter does not take the file in, and why (Đ.17)."""

    form: ClassVar[SlipForm] = SlipForm.REFUSAL

    submitted: MomentWords
    reason: str
    legal_basis: str = ""
    guidance: str = ""
    """How to put it right, or which office to turn to; one or two sentences."""
    submitter_name: str = ""
    officer_phone: str = ""
    guidance_site: str = ""
    complaint_channel: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Signature:
    """Who signs a letter of the office: title lines such as ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH") above the name."""

    title_lines: tuple[str, ...]
    name: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Apology(Slip):
    """Mẫu 04: an apology with its reason (Đ.19.9).

    With ``new_due`` the office re-appoints, once and lawfully. With ``expected`` it only says when the result may come: the date
    promised stays, and so does the lateness.
    """

    form: ClassVar[SlipForm] = SlipForm.APOLOGY

    accepted: MomentWords
    receiving_office: str
    responsible_office: str
    old_due: MomentWords
    reason: str
    new_due: MomentWords | None = None
    expected: MomentWords | None = None
    explanation_lines: tuple[str, ...] = ()
    provisional_note: str = ""
    complaint_channel: str = ""
    signature: Signature
    recipients: tuple[str, ...] = ("Như trên", "Bộ phận Một cửa", "Lưu: VT, hồ sơ")

    def __post_init__(self) -> None:
        _must_be_short(self.explanation_lines)
        if (self.new_due is None) == (self.expected is None):
            raise ValueError("an apology either re-appoints (new_due) or tells when the result is expected, never both")


@dataclass(frozen=True, kw_only=True, slots=True)
class AppraisalRefusal(Slip):
    """The written refusal after appraisal: returned through the counter within the time limit, with reasons (Đ.19.8)."""

    form: ClassVar[SlipForm] = SlipForm.APPRAISAL_REFUSAL

    accepted: MomentWords
    due: MomentWords | None
    deciding_office: str
    reason: str
    legal_basis: str = ""
    guidance: str = ""
    returned_papers: tuple[PaperLine, ...] = ()
    complaint_channel: str = ""
    signature: Signature
    recipients: tuple[str, ...] = ("Như trên", "Bộ phận Một cửa (để trả hồ sơ)", "Lưu: VT, hồ sơ")


_KINDS: Mapping[str, type[Slip]] = {kind.form: kind for kind in (Receipt, Supplement, Refusal, Apology, AppraisalRefusal)}


def slip_to_json(slip: Slip) -> str:
    """``slip`` as JSON text with its form: enough to print it again."""
    return json.dumps({"form": slip.form, **asdict(slip)}, ensure_ascii=False)


def slip_from_json(text: str) -> Slip:
    """The slip that ``slip_to_json`` wrote. Fields added since then take their defaults; an unknown field is an error."""
    stored = json.loads(text)
    return cast(Slip, _revived(_KINDS[stored.pop("form")], stored))


def _must_be_short(lines: tuple[str, ...]) -> None:
    if len(lines) > MAX_EXPLANATION_LINES:
        raise ValueError(f"a slip explains its date in at most {MAX_EXPLANATION_LINES} lines, not {len(lines)}")


def _revived(kind: Any, value: Any) -> Any:
    """``value`` as read from JSON, in the shape that the type ``kind`` demands."""
    if get_origin(kind) in (Union, types.UnionType):
        return None if value is None else _revived(get_args(kind)[0], value)
    if get_origin(kind) is tuple:
        return tuple(_revived(get_args(kind)[0], each) for each in value)
    if is_dataclass(kind) and isinstance(kind, type):
        return _revived_dataclass(kind, value)
    return value


def _revived_dataclass(kind: type, value: dict[str, Any]) -> Any:
    hints = get_type_hints(kind)
    unknown = value.keys() - {field.name for field in fields(kind)}
    if unknown:
        raise ValueError(f"unknown fields of {kind.__name__}: {', '.join(sorted(unknown))}")
    return kind(**{name: _revived(hints[name], each) for name, each in value.items()})
