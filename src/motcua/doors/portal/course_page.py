"""The whole course of a case in plain sentences: where it is, what was promised, what there is to do, what happened when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.queries.tracking import Course, Happening, Kind
from motcua.cases.rules.channels import ReturnChannel
from motcua.cases.rules.flow import State
from motcua.doors.portal.words import SIGNS, Shape, pause_words, told
from motcua.doors.shared.tags import moment
from motcua.offices.rules.directory import Office


@dataclass(frozen=True, slots=True)
class Standing:
    """How and where the case is, what was promised and what the applicant does now; ``counter`` is set where he has to go there."""

    verdict: str
    shape: Shape
    where: str
    promise: str
    notes: tuple[str, ...]
    to_do: str
    counter: Office | None

    @property
    def sign(self) -> str:
        """The verdict's sign, for the eye."""
        return SIGNS[self.shape]


@dataclass(frozen=True, slots=True)
class Line:
    """One event: when, what, where, and further sentences."""

    at: datetime
    what: str
    where: str
    more: tuple[str, ...]


def standing_of(course: Course) -> Standing:
    """How the case stands, in sentences."""
    to_do, goes_there = _to_do(course)
    known = told(course.state)
    is_late = course.is_late and _is_open(course)
    return Standing(
        verdict=f"{known.sentence}, trễ hẹn" if is_late else known.sentence,
        shape=Shape.WAITING if is_late else known.shape,
        where=_where(course),
        promise=_promise(course),
        notes=tuple(_notes(course)),
        to_do=to_do,
        counter=course.counter if goes_there else None,
    )


def lines_of(course: Course) -> tuple[Line, ...]:
    """What happened, newest first."""
    return tuple(_line(each) for each in reversed(course.happenings))


_AT_THE_COUNTER = frozenset({State.SUBMITTED, State.ACCEPTED, State.AWAITING_SUPPLEMENT})


def _is_open(course: Course) -> bool:
    """Whether the office still owes the result."""
    return not course.is_final and course.state is not State.SETTLED


def _where(course: Course) -> str:
    if not _is_open(course):
        return ""
    office = course.counter if course.state in _AT_THE_COUNTER else course.holder
    step = f", bước: {course.step}" if course.step else ""
    return f"Đang ở: {office.name}{step}."


def _promise(course: Course) -> str:
    if not _is_open(course):
        return ""
    if course.is_suspended:
        return "Ngày hẹn trả tạm dừng. Khi hồ sơ chạy tiếp sẽ có ngày hẹn mới." if course.due_at else ""
    if course.due_at is None:
        return "Thủ tục này chưa được khai thời hạn giải quyết."
    return "Đã quá ngày hẹn trả:" if course.is_late else "Hẹn trả kết quả:"


_APPOINTMENTS = {
    1: "Hẹn lần 1, báo cho ông/bà số tiền phải nộp (nếu có)",
    2: "Hẹn lần 2, trả kết quả tính từ ngày ông/bà nộp chứng từ",
}


def _notes(course: Course) -> list[str]:
    stands = course.state in (State.PAUSED, State.AWAITING_OBLIGATION)
    was_moved = course.first_due_at and course.due_at and course.first_due_at != course.due_at
    is_open = _is_open(course)
    promised = next((each for each in reversed(course.appointments) if each.kept_at is None), None)
    apology = next((line for line in reversed(course.happenings) if line.kind is Kind.APOLOGISED), None)
    said = (
        (f"Hồ sơ tạm dừng: {pause_words(course.pause_reason)}.", stands and course.pause_reason),
        (f"Ngày hẹn lúc đầu: {moment(course.first_due_at)}.", was_moved and is_open and not course.is_suspended),
        (f"{_APPOINTMENTS[promised.number]}: {moment(promised.due_at)}." if promised else "", promised and is_open),
        ("Ngày hẹn này tạm tính, vì lịch nghỉ lễ chưa chốt.", course.is_provisional and is_open and not course.is_suspended),
        ("Cơ quan phải xin lỗi ông/bà bằng văn bản mà chưa gửi. Ông/bà có quyền gọi để hỏi.", course.owes_apology and is_open),
        (f"Cơ quan xin lỗi ông/bà. {' '.join(_line(apology).more)}" if apology else "", apology and is_open),
    )
    return [words for words, is_so in said if is_so]


_COLLECT = {
    ReturnChannel.COUNTER: ("Xin mang giấy hẹn và giấy tờ tùy thân đến nhận kết quả.", True),
    ReturnChannel.POST: ("Ông/bà không phải đến quầy. Bưu điện sẽ giao kết quả tận nhà.", False),
    ReturnChannel.ELECTRONIC: ("Ông/bà không phải đến quầy. Kết quả bản điện tử đã gửi cho ông/bà.", False),
}


_BRING = "Xin mang các giấy tờ sau đến quầy. Đủ giấy tờ thì thời hạn tính lại từ đầu."


def _to_do(course: Course) -> tuple[str, bool]:
    """What the applicant does now, and whether he goes to the counter for it."""
    if course.state is State.SETTLED:
        return _COLLECT[ReturnChannel(course.return_channel)]
    if course.state is State.AWAITING_SUPPLEMENT:
        return (_BRING if course.wanted else told(course.state).to_do), True
    return told(course.state).to_do, course.state in (State.DISCONTINUED, State.REFUSED_INTAKE)


_WHAT: dict[Kind, str] = {
    Kind.SUBMITTED: "Đã nộp hồ sơ",
    Kind.ACCEPTED: "Đã tiếp nhận hồ sơ",
    Kind.MOVED: "Chuyển giải quyết",
    Kind.SUPPLEMENT_ASKED: "Yêu cầu bổ sung giấy tờ",
    Kind.SUPPLIED: "Đã nhận đủ giấy tờ bổ sung",
    Kind.PAUSED: "Tạm dừng tính thời hạn",
    Kind.RESUMED: "Tiếp tục giải quyết, thời hạn tính tiếp",
    Kind.EXTENDED: "Xin lỗi và hẹn lại ngày trả",
    Kind.APOLOGISED: "Xin lỗi vì trễ hẹn",
    Kind.SETTLED: "Đã có kết quả",
    Kind.RETURNED: "Đã trả kết quả",
    Kind.WITHDRAWN: "Đã rút hồ sơ",
    Kind.DISCONTINUED: "Dừng giải quyết hồ sơ",
}
_NAMED_UNTIL: dict[Kind, Callable[[datetime], str]] = {
    Kind.EXTENDED: lambda until: f"Hẹn lại: {moment(until)}.",
    Kind.APOLOGISED: lambda until: f"Dự kiến có kết quả: {moment(until)}.",
}


def _line(happening: Happening) -> Line:
    reason = pause_words(happening.reason) if happening.kind is Kind.PAUSED else happening.reason
    return Line(
        at=happening.at,
        what=_WHAT[happening.kind],
        where=f"{happening.office}{', bước: ' + happening.step if happening.step else ''}",
        more=(
            *((f"Lý do: {reason.rstrip('. ')}.",) if reason else ()),
            *((f"Cần bổ sung: {'; '.join(happening.papers)}.",) if happening.papers else ()),
            *((_NAMED_UNTIL[happening.kind](happening.until),) if happening.until else ()),
        ),
    )
