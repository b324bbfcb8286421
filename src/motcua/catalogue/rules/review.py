"""The review of a procedure before it is in force: which part of it a defect concerns, and what it still lacks.

What a complete procedure holds: NĐ 63/2010 Đ.8.2 and 15.1.b; that its steps fit into its limit: TT 01/2018 Đ.8.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from motcua.catalogue.rules.drafts import BLOCKING, DefectKind
from motcua.catalogue.rules.from_drafts import PROVISIONAL
from motcua.catalogue.rules.procedure import OBLIGATION, Flaw, Procedure, sum_of_steps
from motcua.law.calendar import WorkingCalendar
from motcua.offices.rules.directory import Directory


class Part(StrEnum):
    """The parts of a procedure in the order in which they are reviewed."""

    IDENTITY = "identity"
    OFFICES = "offices"
    LIMITS = "limits"
    STEPS = "steps"
    PAPERS = "papers"
    FEES = "fees"
    APPLICANTS = "applicants"
    RESULT = "result"
    BASIS = "basis"


_K = DefectKind
CONCERNS: dict[DefectKind, Part] = {
    **dict.fromkeys((_K.NO_CODE, _K.DUPLICATE_CODE, _K.DUPLICATE_NAME, _K.NAME_CUT), Part.IDENTITY),
    **dict.fromkeys((_K.NO_AGENCY, _K.AGENCY_UNCLEAR, _K.NOT_OURS), Part.OFFICES),
    **dict.fromkeys((_K.NO_METHODS, _K.METHOD_WITHOUT_UNIT, _K.METHOD_WITHOUT_DURATION, _K.LIMIT_IN_PROSE), Part.LIMITS),
    **dict.fromkeys((_K.LIMIT_NOT_PRESCRIBED, _K.LIMIT_UNUSABLE, _K.CHANNEL_UNKNOWN, _K.CHANNEL_LIMIT_TWICE), Part.LIMITS),
    **dict.fromkeys((_K.LIMITS_DIFFER, _K.APPOINTMENTS_UNFIT), Part.LIMITS),
    **dict.fromkeys((_K.FEE_MAYBE_SET_BY_PROVINCE, _K.FEE_IMPLAUSIBLE, _K.CHANNEL_FEE_TWICE), Part.FEES),
    **dict.fromkeys((_K.NO_PAPERS, _K.PAPERS_FOR_A_CASE, _K.NO_PAPER_FOR_ALL, _K.CASE_LABEL_CUT, _K.PAPER_MAYBE_CONDITIONAL), Part.PAPERS),
    **dict.fromkeys((_K.PAPER_UNREADABLE, _K.PAPER_COUNT_IMPLAUSIBLE, _K.PAPER_NAME_CUT), Part.PAPERS),
    **dict.fromkeys((_K.FORM_FILE_INSIDE_WORD, _K.FORM_FILE_HOLDS_NAME_TAIL), Part.PAPERS),
    **dict.fromkeys((_K.STEP_ROLES_IN_PROSE, _K.STEP_WITHOUT_TIME, _K.STEPS_SUM_DIFFERS), Part.STEPS),
    _K.APPLICANTS_BRACKET: Part.APPLICANTS,
}
"""Which part of a procedure each kind of defect is about."""


def part_of(flaw: Flaw) -> Part:
    """The part that a flaw kept with a version is about."""
    return CONCERNS[DefectKind(flaw.code)]


def holds_back(flaw: Flaw) -> bool:
    """Whether a person must have dealt with the flaw before the version may be in force."""
    return flaw.code in BLOCKING


@dataclass(frozen=True, slots=True)
class Complaint:
    """What a version lacks: the part and the field of it that must be mended, and a sentence that says what and why."""

    part: Part
    field: str
    words: str


_MISSING: tuple[tuple[Callable[[Procedure], bool], Part, str, str], ...] = (
    (lambda told: not told.code or told.code.startswith(PROVISIONAL), Part.IDENTITY, "code", "Hãy ghi mã thủ tục đã công bố."),
    (lambda told: not told.name, Part.IDENTITY, "name", "Hãy ghi tên thủ tục."),
    (lambda told: not told.agency, Part.OFFICES, "agency", "Hãy ghi cơ quan thực hiện như quyết định công bố."),
    (lambda told: not told.receiving_office_ids, Part.OFFICES, "receiving", "Hãy chọn ít nhất một nơi tiếp nhận."),
    (
        lambda told: told.limit_for("") is None, Part.LIMITS, "limits",
        "Hãy ghi thời hạn ở dòng “Mọi cách nộp”: không có thời hạn thì không hẹn trả được.",
    ),
    (lambda told: not told.steps, Part.STEPS, "steps", "Hãy ghi ít nhất một bước giải quyết."),
    (
        lambda told: not told.papers, Part.PAPERS, "papers",
        "Hãy ghi thành phần hồ sơ: thủ tục phải có ít nhất một giấy tờ (tờ khai cũng là giấy tờ).",
    ),
    (lambda told: not told.note, Part.APPLICANTS, "note", "Hãy ghi ai được làm thủ tục này (đối tượng thực hiện)."),
    (lambda told: not told.decision, Part.BASIS, "decision", "Hãy ghi số quyết định công bố thủ tục."),
)  # fmt: skip
"""Whether a mandatory part is missing, where, and what to do."""


def calendar_for(told: Procedure, known: Directory) -> WorkingCalendar:
    """The calendar that the sums of ``told`` are compared by: the lead office's; where none is chosen yet, the first office's."""
    return known.calendars[min(told.answering_office_ids or known.offices)]


def complaints(told: Procedure, known: Directory) -> tuple[Complaint, ...]:
    """Everything for which ``told`` cannot be in force."""
    return (*_missing(told), *_unanswered(told), *_stages(told), *_sums(told, calendar_for(told, known)))


def _missing(told: Procedure) -> Iterator[Complaint]:
    return (Complaint(part, field, words) for is_missing, part, field, words in _MISSING if is_missing(told))


def _unanswered(told: Procedure) -> Iterator[Complaint]:
    counted = Counter(part_of(flaw) for flaw in told.defects if holds_back(flaw))
    for part, count in counted.items():
        yield Complaint(part, f"flaws-{part}", f"Còn {count} khiếm khuyết phải sửa hoặc xác nhận, rồi đánh dấu “Đã xem”.")


_UNFIT_STAGES: tuple[tuple[Callable[[Procedure], bool], Part, str, str], ...] = (
    (
        lambda told: told.first_stage_steps >= len(told.steps), Part.STEPS, "first_stage_steps",
        "Hẹn lần 1 phải xong trước bước cuối: hãy ghi số thứ tự của một bước trước đó, hoặc để trống.",
    ),
    (
        lambda told: OBLIGATION not in told.pauses, Part.LIMITS, "pauses",
        "Thủ tục hẹn hai lần dừng đồng hồ khi chờ nghĩa vụ tài chính: hãy chọn lý do dừng ấy.",
    ),
    (
        lambda told: told.first_stage_steps < len(told.steps) and any(told.stages_for(channel) is None for channel in told.limits or ("",)),
        Part.STEPS, "first_stage_steps",
        "Chưa chia được hai lần hẹn: các bước của lần 1 phải có thời gian, cùng đơn vị với thời hạn và ngắn hơn thời hạn.",
    ),
)  # fmt: skip
"""Whether the two appointments of a procedure do not fit it, where, and what to do."""


def _stages(told: Procedure) -> Iterator[Complaint]:
    if told.first_stage_steps:
        yield from (Complaint(part, field, words) for is_unfit, part, field, words in _UNFIT_STAGES if is_unfit(told))


def _sums(told: Procedure, calendar: WorkingCalendar) -> Iterator[Complaint]:
    """The steps against the limit of every channel that states one of its own."""
    summed = [sum_of_steps(told, calendar, channel=channel) for channel in told.limits]
    for words in dict.fromkeys(each.in_words() for each in summed if each and each.is_over):
        yield Complaint(
            Part.STEPS, "steps", f"Các bước cộng lại {words[0]}, dài hơn thời hạn {words[1]}: hãy rút ngắn bước hoặc sửa thời hạn."
        )
