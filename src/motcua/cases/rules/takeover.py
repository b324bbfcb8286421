"""The lines of an old system's export: what each says by a mapping, or every reason why it cannot be taken over."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from motcua.cases.rules.channels import Channel
from motcua.cases.rules.phones import phone_digits
from motcua.kernel.cells import Cell, Unreadable, When, number_as_text, when, words
from motcua.kernel.fold import fold

LONGEST_NUMBER = 50
_PHONE_DIGITS, _CARD_DIGITS = 10, 12
_LENGTHS = {"applicant": 200, "address": 300, "phone": 20}


class Field(StrEnum):
    """What a column of the file may tell."""

    NUMBER = "number"
    PROCEDURE = "procedure"
    APPLICANT = "applicant"
    PHONE = "phone"
    ID_NUMBER = "id_number"
    ADDRESS = "address"
    CHANNEL = "channel"
    ACCEPTED = "accepted"
    FIRST_DUE = "first_due"
    DUE = "due"
    STATE = "state"
    SINCE = "since"
    SETTLED = "settled"
    RETURNED = "returned"
    OFFICE = "office"
    PERSON = "person"


REQUIRED = (Field.NUMBER, Field.PROCEDURE, Field.APPLICANT, Field.ACCEPTED, Field.STATE)
DATES = (Field.ACCEPTED, Field.FIRST_DUE, Field.DUE, Field.SINCE, Field.SETTLED, Field.RETURNED)

FIELD_WORDS: Mapping[Field, str] = {
    Field.NUMBER: "Mã số hồ sơ",
    Field.PROCEDURE: "Thủ tục",
    Field.APPLICANT: "Người nộp",
    Field.PHONE: "Điện thoại",
    Field.ID_NUMBER: "Số định danh",
    Field.ADDRESS: "Địa chỉ",
    Field.CHANNEL: "Cách nộp",
    Field.ACCEPTED: "Ngày tiếp nhận",
    Field.FIRST_DUE: "Ngày hẹn lần đầu",
    Field.DUE: "Ngày hẹn hiện nay",
    Field.STATE: "Trạng thái",
    Field.SINCE: "Ngày vào trạng thái",
    Field.SETTLED: "Ngày có kết quả",
    Field.RETURNED: "Ngày trả kết quả",
    Field.OFFICE: "Cơ quan đang giữ",
    Field.PERSON: "Người thụ lý",
}


class Standing(StrEnum):
    """How a case stands in the old system, in our terms; SKIPPED lines are not ours to take over (drafts, refused intakes)."""

    ACCEPTED = "accepted"
    IN_PROGRESS = "in_progress"
    AWAITING_SUPPLEMENT = "awaiting_supplement"
    AWAITING_OBLIGATION = "awaiting_obligation"
    PAUSED = "paused"
    SETTLED = "settled"
    RETURNED = "returned"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"
    SKIPPED = "skipped"


STANDING_WORDS: Mapping[Standing, str] = {
    Standing.ACCEPTED: "Mới tiếp nhận, còn ở quầy",
    Standing.IN_PROGRESS: "Đang giải quyết",
    Standing.AWAITING_SUPPLEMENT: "Chờ bổ sung giấy tờ",
    Standing.AWAITING_OBLIGATION: "Chờ nghĩa vụ tài chính",
    Standing.PAUSED: "Tạm dừng",
    Standing.SETTLED: "Có kết quả, chờ trả",
    Standing.RETURNED: "Đã trả kết quả",
    Standing.REFUSED: "Từ chối giải quyết",
    Standing.WITHDRAWN: "Rút hồ sơ",
    Standing.DISCONTINUED: "Dừng giải quyết",
    Standing.SKIPPED: "Không nhập",
}

ENDED = frozenset({Standing.SETTLED, Standing.RETURNED, Standing.REFUSED, Standing.WITHDRAWN, Standing.DISCONTINUED})
"""Standings that need the day on which the case was settled."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """How the files of one old system are read: field → header of its column, and what the old system's words (folded) mean here.

    Procedures are meant by their codes, offices by their keys, people by the names they sign in with.
    """

    columns: Mapping[Field, str] = field(default_factory=dict)
    states: Mapping[str, Standing] = field(default_factory=dict)
    procedures: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[str, str] = field(default_factory=dict)
    channels: Mapping[str, Channel] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Known:
    """What our own system knows, by folded words: procedures by code and name, offices by key and name, people by login and name.

    A word that means two of ours means none.
    """

    procedures: Mapping[str, int]
    offices: Mapping[str, int]
    people: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class OldCase:
    """One line, understood. ``row_digest`` tells whether a later file says the same."""

    line: int
    row_digest: str
    number: str
    procedure_id: int
    applicant: str
    phone: str = ""
    id_number: str = ""
    address: str = ""
    channel: Channel = Channel.COUNTER
    standing: Standing
    state_words: str
    accepted: When
    first_due: When | None = None
    due: When | None = None
    since: When | None = None
    settled: When | None = None
    returned: When | None = None
    office_id: int | None = None
    person_id: int | None = None


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing of one line that holds it back: which column, why, what to do."""

    field: Field
    typed: str
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class LineRead:
    """What became of one line: an old case, or its flaws; neither where its state is one that is not taken over."""

    line: int
    number: str
    case: OldCase | None = None
    flaws: tuple[Flaw, ...] = ()


Row = Mapping[Field, Cell]


def read_line(row: Row, *, line: int, mapped: Mapped, known: Known) -> LineRead:
    """What the line numbered ``line`` says; every flaw of it is told at once, and none is repaired."""
    reader = _Reader(row, mapped, known)
    number = reader.number()
    standing = reader.standing()
    if standing is Standing.SKIPPED:
        return LineRead(line, number)
    told: dict[str, Any] = {
        "procedure_id": reader.procedure(), "applicant": reader.plain(Field.APPLICANT, is_required=True),
        "phone": reader.phone(), "id_number": reader.as_text(Field.ID_NUMBER, digits=_CARD_DIGITS), "address": reader.plain(Field.ADDRESS),
        "channel": reader.channel(), "office_id": reader.ours(Field.OFFICE), "person_id": reader.ours(Field.PERSON),
        **{each.value: reader.date(each, standing) for each in DATES},
    }  # fmt: skip
    reader.must_be_in_order(told)
    if reader.flaws:
        return LineRead(line, number, flaws=tuple(reader.flaws))
    due = told["due"] or told["first_due"]
    told |= {"first_due": told["first_due"] or due, "due": due, "standing": standing, "state_words": words(row.get(Field.STATE))[:200]}
    return LineRead(line, number, OldCase(line=line, row_digest=digest_of(row), number=number, **told))


def digest_of(row: Row) -> str:
    """The same for lines that say the same."""
    said = {each.value: words(cell) for each, cell in row.items() if words(cell)}
    return hashlib.sha256(json.dumps(said, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


class _Reader:
    """One line being read: each answer, or one more flaw."""

    def __init__(self, row: Row, mapped: Mapped, known: Known) -> None:
        self.row, self.mapped, self.known = row, mapped, known
        self.flaws: list[Flaw] = []

    def told(self, which: Field) -> str:
        return words(self.row.get(which))

    def flaw(self, which: Field, why: str, todo: str) -> None:
        self.flaws.append(Flaw(which, self.told(which), why, todo))

    def as_text(self, which: Field, *, digits: int = 0) -> str:
        try:
            return number_as_text(self.row.get(which), digits=digits)
        except Unreadable as error:
            self.flaw(which, error.why, error.todo)
            return ""

    def number(self) -> str:
        flaws = len(self.flaws)
        said = self.as_text(Field.NUMBER)
        if not said and flaws == len(self.flaws):
            self.flaw(Field.NUMBER, "Thiếu mã số hồ sơ.", "Hãy điền mã số của hệ thống cũ, hoặc xóa dòng này nếu không phải hồ sơ.")
        elif len(said) > LONGEST_NUMBER:
            self.flaw(Field.NUMBER, f"Mã số dài quá {LONGEST_NUMBER} ký tự.", "Hãy xem cột này có đúng là mã số hồ sơ không.")
        return said

    def standing(self) -> Standing:
        said = self.told(Field.STATE)
        known = self.mapped.states.get(fold(said))
        if not said:
            self.flaw(Field.STATE, "Thiếu trạng thái.", "Hãy điền trạng thái của hồ sơ trong hệ thống cũ.")
        elif known is None:
            self.flaw(Field.STATE, f"Chưa chọn “{said}” nghĩa là gì.", "Hãy chọn nghĩa của trạng thái này ở bảng ánh xạ.")
        return known or Standing.IN_PROGRESS

    def procedure(self) -> int:
        said = self.told(Field.PROCEDURE)
        meant = self.mapped.procedures.get(fold(said), said)
        found = self.known.procedures.get(fold(meant)) or self.known.procedures.get(fold(meant.partition(" ")[0]))
        if not said:
            self.flaw(Field.PROCEDURE, "Thiếu thủ tục.", "Hãy điền mã hoặc tên thủ tục.")
        elif found is None:
            self.flaw(Field.PROCEDURE, f"Không có thủ tục “{meant}” trong danh mục.", "Hãy chọn thủ tục tương ứng ở bảng ánh xạ.")
        return found or 0

    def plain(self, which: Field, *, is_required: bool = False) -> str:
        said = self.told(which)
        if is_required and not said:
            self.flaw(which, f"Thiếu {FIELD_WORDS[which].lower()}.", "Hãy điền ô này rồi xuất lại tệp.")
        if len(said) > _LENGTHS[which]:
            self.flaw(which, f"Ô dài quá {_LENGTHS[which]} ký tự.", "Hãy xem cột này có đúng không, hoặc rút gọn.")
        return said

    def phone(self) -> str:
        said = self.as_text(Field.PHONE, digits=_PHONE_DIGITS)
        if len(said) > _LENGTHS[Field.PHONE]:
            self.flaw(Field.PHONE, "Có nhiều hơn một số điện thoại.", "Hãy giữ lại một số.")
        return phone_digits(said) or said

    def channel(self) -> Channel:
        said = self.told(Field.CHANNEL)
        known = self.mapped.channels.get(fold(said)) if said else Channel.COUNTER
        if known is None:
            self.flaw(Field.CHANNEL, f"Chưa chọn “{said}” nghĩa là gì.", "Hãy chọn nghĩa của cách nộp này ở bảng ánh xạ.")
        return known or Channel.COUNTER

    def ours(self, which: Field) -> int | None:
        """The office or person that the words mean; none where nothing is told."""
        said = self.told(which)
        by_mapping, by_us, what = {
            Field.OFFICE: (self.mapped.offices, self.known.offices, "cơ quan"),
            Field.PERSON: (self.mapped.people, self.known.people, "cán bộ"),
        }[which]
        meant = by_mapping.get(fold(said), said)
        if not said or meant == NOBODY:
            return None
        found = by_us.get(fold(meant))
        if found is None:
            self.flaw(which, f"Không rõ “{said}” là {what} nào.", f"Hãy chọn {what} tương ứng ở bảng ánh xạ.")
        return found

    def date(self, which: Field, standing: Standing) -> When | None:
        try:
            told = when(self.row.get(which))
        except Unreadable as error:
            self.flaw(which, error.why, error.todo)
            return None
        if told and which in _ENDS and standing not in _ENDS[which]:
            why = f"Có {FIELD_WORDS[which].lower()} nhưng trạng thái là “{STANDING_WORDS[standing].lower()}”."
            self.flaw(which, why, "Hãy chọn lại nghĩa của trạng thái, hoặc bỏ ngày này trong tệp.")
        if told is None and which in _dates_needed(standing):
            self.flaw(which, f"Thiếu {FIELD_WORDS[which].lower()}.", _WHERE_MISSING.get(which, "Hãy điền ngày này rồi xuất lại tệp."))
        return told

    def must_be_in_order(self, told: Mapping[str, object]) -> None:
        """Acceptance first, settlement before return, no due before acceptance; compared by dates, as times may be left out."""
        for earlier, later in _ORDER:
            one, other = told[earlier], told[later]
            if isinstance(one, When) and isinstance(other, When) and other.day < one.day:
                why = f"{FIELD_WORDS[later]} ({other.day:%d/%m/%Y}) trước {FIELD_WORDS[earlier].lower()} ({one.day:%d/%m/%Y})."
                self.flaw(later, why, "Hãy xem lại hai ngày này.")


NOBODY = "-"
"""In a mapping: these words name nobody of ours, and the case is taken over without."""

_ENDS = {Field.SETTLED: ENDED, Field.RETURNED: frozenset({Standing.RETURNED, Standing.REFUSED})}
"""Days that only a case that has ended can have."""

_WHERE_MISSING = {
    Field.SETTLED: "Hãy điền ngày có kết quả; nếu hệ thống cũ chỉ có ngày trả thì chọn cột ấy cho cả hai.",
}
_ORDER = (
    (Field.ACCEPTED, Field.FIRST_DUE),
    (Field.ACCEPTED, Field.DUE),
    (Field.ACCEPTED, Field.SINCE),
    (Field.ACCEPTED, Field.SETTLED),
    (Field.SETTLED, Field.RETURNED),
)


def _dates_needed(standing: Standing) -> tuple[Field, ...]:
    return (
        Field.ACCEPTED,
        *((Field.SETTLED,) if standing in ENDED else ()),
        *((Field.RETURNED,) if standing is Standing.RETURNED else ()),
    )


@dataclass(frozen=True, slots=True)
class Source:
    """The file that lines are taken from: what it is called, and the SHA-256 of its bytes."""

    name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Before:
    """The line that a case was taken over from, and its file."""

    row_digest: str
    line: int
    source: Source

    def says(self, old: OldCase, source: Source) -> bool:
        """Whether ``old`` is that line again: the same line of the same file, read however, or one that says the same."""
        return (self.source.digest, self.line) == (source.digest, old.line) or self.row_digest == old.row_digest


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of an old case: its id here; not ``is_new`` where it had been taken over before."""

    case_id: int
    is_new: bool


def mapped_to(mapped: Mapped) -> dict[str, dict[str, str]]:
    """A mapping as plain words, as it is saved and as a file has it."""
    return {part: {str(key): str(value) for key, value in getattr(mapped, part).items()} for part in _PARTS}


def mapped_from(told: Mapping[str, Mapping[str, str]]) -> Mapped:
    """The mapping that ``mapped_to`` wrote, or a person; ValueError for a field or a meaning that there is not."""
    parts = {part: {fold(key): value for key, value in told.get(part, {}).items()} for part in _PARTS[1:]}
    return Mapped(
        columns={Field(key): value for key, value in told.get("columns", {}).items()},
        states={key: Standing(value) for key, value in parts["states"].items()},
        procedures=parts["procedures"],
        offices=parts["offices"],
        people=parts["people"],
        channels={key: Channel(value) for key, value in parts["channels"].items()},
    )


_PARTS = ("columns", "states", "procedures", "offices", "people", "channels")
