"""Published procedures as read from a list: what stands there, what is wrong with it, and whether it may be in force.

Nothing defective is repaired: a row with a blocking defect waits as a draft until a person confirms it (NĐ 63/2010 Đ.8.2 names the
parts without which a procedure is not complete: among them its time limit, papers, applicants and agency).
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from motcua.law.limits import TimeLimit


class DefectKind(StrEnum):
    """What can be wrong with, or must be seen about, one published row."""

    NO_CODE = "no-code"
    DUPLICATE_CODE = "duplicate-code"
    DUPLICATE_NAME = "duplicate-name"
    NAME_CUT = "name-cut"
    NO_AGENCY = "no-agency"
    AGENCY_UNCLEAR = "agency-unclear"
    NOT_OURS = "not-ours"
    APPLICANTS_BRACKET = "applicants-bracket"
    NO_METHODS = "no-methods"
    METHOD_WITHOUT_UNIT = "method-without-unit"
    METHOD_WITHOUT_DURATION = "method-without-duration"
    LIMIT_IN_PROSE = "limit-in-prose"
    LIMIT_NOT_PRESCRIBED = "limit-not-prescribed"
    LIMIT_UNUSABLE = "limit-unusable"
    CHANNEL_UNKNOWN = "channel-unknown"
    CHANNEL_LIMIT_TWICE = "channel-limit-twice"
    LIMITS_DIFFER = "limits-differ"
    APPOINTMENTS_UNFIT = "appointments-unfit"
    STEP_ROLES_IN_PROSE = "step-roles-in-prose"
    STEP_WITHOUT_TIME = "step-without-time"
    STEPS_SUM_DIFFERS = "steps-sum-differs"
    FEE_MAYBE_SET_BY_PROVINCE = "fee-maybe-set-by-province"
    FEE_IMPLAUSIBLE = "fee-implausible"
    CHANNEL_FEE_TWICE = "channel-fee-twice"
    NO_PAPERS = "no-papers"
    PAPERS_FOR_A_CASE = "papers-for-a-case"
    NO_PAPER_FOR_ALL = "no-paper-for-all"
    CASE_LABEL_CUT = "case-label-cut"
    PAPER_MAYBE_CONDITIONAL = "paper-maybe-conditional"
    PAPER_UNREADABLE = "paper-unreadable"
    PAPER_COUNT_IMPLAUSIBLE = "paper-count-implausible"
    PAPER_NAME_CUT = "paper-name-cut"
    FORM_FILE_INSIDE_WORD = "form-file-inside-word"
    FORM_FILE_HOLDS_NAME_TAIL = "form-file-holds-name-tail"


SENTENCES: dict[DefectKind, str] = {
    DefectKind.NO_CODE: "Chưa có mã thủ tục: cần nhập mã trước khi dùng.",
    DefectKind.DUPLICATE_CODE: "Mã thủ tục đã có ở một dòng trước: cần bỏ bớt một dòng.",
    DefectKind.DUPLICATE_NAME: "Tên thủ tục đã có ở một dòng trước: cần phân biệt hoặc bỏ bớt một dòng.",
    DefectKind.NAME_CUT: "Tên thủ tục bị cắt ở cuối: cần nhập đủ tên.",
    DefectKind.NO_AGENCY: "Không ghi cơ quan thực hiện: cần xác nhận có thuộc thẩm quyền của UBND hay không.",
    DefectKind.AGENCY_UNCLEAR: "Cơ quan thực hiện ghi không rõ có phải UBND hay không: cần người xác nhận.",
    DefectKind.NOT_OURS: "Cơ quan thực hiện không phải UBND: không ghi vào danh mục, không tiếp nhận.",
    DefectKind.APPLICANTS_BRACKET: "Đối tượng thực hiện có ngoặc mở mà không đóng (bị cắt ở dấu phẩy): cần đọc lại.",
    DefectKind.NO_METHODS: "Không có cách thức thực hiện nào, nên không có thời hạn: cần bổ sung.",
    DefectKind.METHOD_WITHOUT_UNIT: "Thời hạn không ghi đơn vị (số “1” đứng một mình thường là trong ngày): cần xác nhận đơn vị.",
    DefectKind.METHOD_WITHOUT_DURATION: "Cách nộp không ghi thời hạn: cần bổ sung thời hạn.",
    DefectKind.LIMIT_IN_PROSE: "Thời hạn viết thành lời: cần người đọc và nhập thành số.",
    DefectKind.LIMIT_NOT_PRESCRIBED: "Ghi là không quy định thời hạn: cần xác nhận trước khi dùng.",
    DefectKind.LIMIT_UNUSABLE: "Thời hạn không dùng được (số lẻ của ngày theo lịch, số âm hoặc quá lớn): cần nhập lại.",
    DefectKind.CHANNEL_UNKNOWN: "Cách nộp không phải trực tiếp, trực tuyến hay bưu chính: cần xác nhận.",
    DefectKind.CHANNEL_LIMIT_TWICE: "Một cách nộp ghi nhiều thời hạn khác nhau: cần chọn đúng thời hạn cho từng trường hợp.",
    DefectKind.LIMITS_DIFFER: "Thời hạn khác nhau giữa các cách nộp: giữ riêng từng kênh.",
    DefectKind.APPOINTMENTS_UNFIT: "Hai lần hẹn thiếu một, hoặc cộng lại khác thời hạn: cần nhập lại hai bước và thời hạn.",
    DefectKind.STEP_ROLES_IN_PROSE: "Người làm từng bước chỉ ghi bằng lời của tỉnh: cần chọn nơi làm và vai trò của cơ quan mình.",
    DefectKind.STEP_WITHOUT_TIME: "Bước không tính thời gian: cần bỏ bước này hoặc ghi thời gian.",
    DefectKind.STEPS_SUM_DIFFERS: "Các bước cộng lại khác tổng ghi trong quyết định: cần đối chiếu với văn bản.",
    DefectKind.FEE_MAYBE_SET_BY_PROVINCE: "Phí, lệ phí có thể do HĐND cấp tỉnh quy định: “miễn phí” trên Cổng chưa chắc là không thu.",
    DefectKind.FEE_IMPLAUSIBLE: "Mức phí nhỏ bất thường: cần kiểm tra lại trước khi thu.",
    DefectKind.CHANNEL_FEE_TWICE: "Một cách nộp ghi nhiều mức phí khác nhau: cần chọn đúng mức cho từng trường hợp.",
    DefectKind.NO_PAPERS: "Không có thành phần hồ sơ: cần bổ sung.",
    DefectKind.PAPERS_FOR_A_CASE: "Có giấy tờ chỉ dùng cho từng trường hợp: không bắt buộc nộp tất cả.",
    DefectKind.NO_PAPER_FOR_ALL: "Không giấy tờ nào bắt buộc với mọi người nộp: quầy phải đối chiếu theo trường hợp trước khi tiếp nhận.",
    DefectKind.CASE_LABEL_CUT: "Tên trường hợp bị cắt giữa chừng.",
    DefectKind.PAPER_MAYBE_CONDITIONAL: "Câu chữ cho thấy không phải ai cũng phải nộp giấy tờ này: cần xác nhận bắt buộc hay không.",
    DefectKind.PAPER_UNREADABLE: "Tên giấy tờ không đọc được: cần nhập lại hoặc bỏ.",
    DefectKind.PAPER_COUNT_IMPLAUSIBLE: "Số bản lớn bất thường (một con số trong tên giấy tờ đã dính vào): cần nhập lại.",
    DefectKind.PAPER_NAME_CUT: "Tên giấy tờ dài, có thể bị cắt ở cuối: cần xem lại trước khi in.",
    DefectKind.FORM_FILE_INSIDE_WORD: "Tên tệp mẫu bắt đầu giữa chữ: tên giấy tờ đã bị cắt, phần cuối nằm trong tên tệp.",
    DefectKind.FORM_FILE_HOLDS_NAME_TAIL: "Tên tệp mẫu mang theo phần cuối của tên giấy tờ.",
}

VISIBLE_ONLY = frozenset(
    {
        DefectKind.LIMITS_DIFFER,
        DefectKind.FEE_MAYBE_SET_BY_PROVINCE,
        DefectKind.PAPERS_FOR_A_CASE,
        DefectKind.NO_PAPER_FOR_ALL,
        DefectKind.CASE_LABEL_CUT,
        DefectKind.PAPER_NAME_CUT,
        DefectKind.FORM_FILE_INSIDE_WORD,
        DefectKind.FORM_FILE_HOLDS_NAME_TAIL,
    }
)
"""Kinds that stay visible without holding a row back: the law's parts are there, or the row says itself what is special about it."""

BLOCKING = frozenset(DefectKind) - VISIBLE_ONLY - {DefectKind.NOT_OURS}
"""Kinds that hold a row back as a draft: a promise, a demand for papers or money, or the competence would rest on a guess."""


class Disposition(StrEnum):
    """What becomes of a row: offered, waiting for a person, or left out as another authority's."""

    IN_FORCE = "in_force"
    DRAFT = "draft"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True)
class Defect:
    """One thing wrong: ``where`` in the row (as a person finds it), ``detail`` what stands there."""

    kind: DefectKind
    where: str = ""
    detail: str = ""

    @property
    def is_blocking(self) -> bool:
        """Whether the row waits for a person because of it."""
        return self.kind in BLOCKING

    def in_words(self) -> str:
        """The defect as one Vietnamese sentence, with its place and what stands there."""
        place = ": ".join(part for part in (self.where, f"“{self.detail}”" if self.detail else "") if part)
        return f"{SENTENCES[self.kind]} [{place}]" if place else SENTENCES[self.kind]


@dataclass(frozen=True, slots=True)
class ChannelLimit:
    """The limit of one channel ("counter", "online", "post"); none where the row states none that can be used."""

    channel: str
    limit: TimeLimit | None


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper as published; one with a ``case_label`` is an alternative for that case and not required by itself."""

    key: str
    name: str
    originals: int
    copies: int
    form_file: str
    case_label: str
    is_required: bool


@dataclass(frozen=True, slots=True)
class FeeDraft:
    """A fee of one channel in đồng; ``amount`` is none where the row states none, or a zero that the province may have set otherwise."""

    channel: str
    amount: int | None
    set_by_province: bool


@dataclass(frozen=True, slots=True)
class ProcessStep:
    """A step of an internal process with who does it, in the decision's own words, and how long it may take."""

    name: str
    limit: TimeLimit | None


@dataclass(frozen=True, slots=True)
class ProcedureDraft:
    """One row of a published list as read; ``row`` counts from 1 in the order of the file, ``published`` is the row itself as JSON.

    ``appointments``: how long each of two stages may take, where the row states both; what is to be paid lies between them.
    ``process``: the steps, where the row is an internal process.
    """

    row: int
    code: str
    name: str
    field: str
    agency: str
    decision: str
    applicants: tuple[str, ...]
    legal_basis: tuple[str, ...]
    results: tuple[str, ...]
    channel_limits: tuple[ChannelLimit, ...]
    papers: tuple[PaperDraft, ...]
    fees: tuple[FeeDraft, ...]
    source: str
    defects: tuple[Defect, ...]
    disposition: Disposition
    published: str = ""
    appointments: tuple[TimeLimit, ...] = ()
    process: tuple[ProcessStep, ...] = ()


CHANNELS = {"Trực tiếp": "counter", "Trực tuyến": "online", "Dịch vụ bưu chính": "post"}
"""The portal's words for a channel (NĐ 61/2018 Đ.16) → ours."""

FILED_THROUGH = {"counter": ("counter",), "online": ("self_online", "assisted_online"), "post": ("post",)}
"""A channel of a list → the channels of filing to which its limit and fee apply."""


def disposition_of(defects: Iterable[Defect]) -> Disposition:
    """Not ours where the agency is another's; a draft where anything blocks; else in force."""
    kinds = {defect.kind for defect in defects}
    if DefectKind.NOT_OURS in kinds:
        return Disposition.NOT_OURS
    return Disposition.DRAFT if kinds & BLOCKING else Disposition.IN_FORCE


@dataclass(frozen=True, slots=True)
class Summary:
    """The report of a reading: one line per row with its defects below it, and totals."""

    lines: tuple[str, ...]
    dispositions: dict[Disposition, int]
    rows_with: dict[DefectKind, int]
    occurrences: dict[DefectKind, int]


def summary(drafts: Iterable[ProcedureDraft]) -> Summary:
    """The row-by-row report of ``drafts`` in Vietnamese, and how many rows each disposition and each kind of defect counts."""
    read = tuple(drafts)
    dispositions = Counter(draft.disposition for draft in read)
    rows_with = Counter(kind for draft in read for kind in {defect.kind for defect in draft.defects})
    occurrences = Counter(defect.kind for draft in read for defect in draft.defects)
    return Summary(
        lines=tuple(line for draft in read for line in report_lines(draft)),
        dispositions={disposition: dispositions[disposition] for disposition in Disposition},
        rows_with={kind: rows_with[kind] for kind in DefectKind},
        occurrences={kind: occurrences[kind] for kind in DefectKind},
    )


_DISPOSITION_WORDS = {
    Disposition.IN_FORCE: "có thể áp dụng",
    Disposition.DRAFT: "bản nháp, chờ xác nhận",
    Disposition.NOT_OURS: "không thuộc UBND",
}


def report_lines(draft: ProcedureDraft) -> tuple[str, ...]:
    """The lines of one row: number, code, name and disposition, then each defect with its sentence."""
    head = f"Dòng {draft.row} · {draft.code or 'chưa có mã'} · {draft.name} · {_DISPOSITION_WORDS[draft.disposition]}"
    return (head, *(f"    – {defect.in_words()}" for defect in draft.defects))
