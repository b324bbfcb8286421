"""What the statutory slips say: everything a printed slip holds, as plain frozen values, worded as an office words it.

Sources: NĐ 61/2018 Đ.15.3, 17, 19.4, 19.8, 19.9; forms of TT 01/2018/TT-VPCP and, from 15/09/2025, TT 03/2025/TT-VPCP;
dates and numbers after NĐ 30/2020. A slip once issued is stored with ``slip_to_json`` and printed again from it, word for word.
"""

import json
import types
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from datetime import date, datetime
from typing import Any, ClassVar, Union, cast, get_args, get_origin, get_type_hints

from motcua.cases.rules.forms import SlipForm
from motcua.kernel.moments import local

MAX_EXPLANATION_LINES = 6


_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")


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
    originals_kept: tuple[str, ...] = ()
    """Real papers of the applicant that the office holds until it gives the result."""

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


@dataclass(frozen=True, kw_only=True, slots=True)
class Discontinuance(Slip):
    """The notice that a case is handled no further, why and on what basis (TT 03/2025/TT-VPCP, Mẫu 05; before it no form)."""

    form: ClassVar[SlipForm] = SlipForm.DISCONTINUANCE

    accepted: MomentWords
    due: MomentWords | None
    deciding_office: str
    reason: str
    legal_basis: str
    returned_papers: tuple[PaperLine, ...] = ()
    complaint_channel: str = ""
    signature: Signature
    recipients: tuple[str, ...] = ("Như trên", "Bộ phận Một cửa (để trả hồ sơ)", "Lưu: VT, hồ sơ")


_EVERY_KIND = (Receipt, Supplement, Refusal, Apology, AppraisalRefusal, Discontinuance)
_KINDS: Mapping[str, type[Slip]] = {kind.form: kind for kind in _EVERY_KIND}


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
