"""What the public is told about a case: short sentences, and the line of steps with a shape and a word for each."""

from dataclasses import dataclass
from enum import StrEnum

from motcua.cases.rules.flow import State


class Shape(StrEnum):
    """How a step stands; each has its own sign, so that nobody needs to see colours."""

    DONE = "done"
    NOW = "now"
    WAITING = "waiting"
    STOPPED = "stopped"
    AHEAD = "ahead"


SIGNS = {Shape.DONE: "✓", Shape.NOW: "●", Shape.WAITING: "▲", Shape.STOPPED: "■", Shape.AHEAD: "○"}
SHAPE_WORDS = {
    Shape.DONE: "xong",
    Shape.NOW: "đang làm",
    Shape.WAITING: "đang chờ ông/bà",
    Shape.STOPPED: "dừng ở đây",
    Shape.AHEAD: "chưa đến",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the line."""

    name: str
    shape: Shape
    words: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class Told:
    """How a case stands, for anybody: one sentence, what there is to do, and the line of steps."""

    sentence: str
    to_do: str
    shape: Shape
    steps: tuple[Step, ...]

    @property
    def sign(self) -> str:
        """The sign of the step at which the case stands."""
        return SIGNS[self.shape]


_NOTHING = "Ông/bà không phải làm gì."
_BRING = "Xin mang giấy tờ ghi trong phiếu yêu cầu bổ sung đến quầy."
_PAY = "Xin nộp tiền theo thông báo đã gửi cho ông/bà."
_COLLECT = "Xin mang giấy hẹn đến nhận kết quả, hoặc chờ kết quả gửi về như đã đăng ký."
_ASK = "Xin xem văn bản đã gửi cho ông/bà, hoặc hỏi quầy."
_STEPS = ("Nộp hồ sơ", "Tiếp nhận", "Giải quyết", "Có kết quả", "Trả kết quả")


@dataclass(frozen=True, slots=True)
class _Row:
    """What is told in a state: a sentence, what to do, and at which step of the line the case stands, in what shape."""

    sentence: str
    to_do: str
    at: int
    shape: Shape
    words: str = ""
    verdict: Shape | None = None


_TOLD: dict[State, _Row] = {
    State.NEW: _Row("Hồ sơ chưa nộp", _NOTHING, 0, Shape.NOW),
    State.SUBMITTED: _Row("Hồ sơ đã nộp, đang chờ tiếp nhận", _NOTHING, 1, Shape.NOW, words="đang chờ"),
    State.ACCEPTED: _Row("Hồ sơ đã được tiếp nhận", _NOTHING, 2, Shape.NOW, words="sắp làm"),
    State.IN_PROGRESS: _Row("Hồ sơ đang được giải quyết", _NOTHING, 2, Shape.NOW),
    State.PAUSED: _Row("Hồ sơ đang được giải quyết", _NOTHING, 2, Shape.NOW),
    State.AWAITING_SUPPLEMENT: _Row("Hồ sơ cần bổ sung giấy tờ", _BRING, 2, Shape.WAITING),
    State.AWAITING_OBLIGATION: _Row("Hồ sơ chờ thực hiện nghĩa vụ tài chính", _PAY, 2, Shape.WAITING),
    State.SETTLED: _Row("Hồ sơ đã có kết quả", _COLLECT, 4, Shape.NOW, words="đang chờ", verdict=Shape.DONE),
    State.RETURNED: _Row("Kết quả đã được trả", _NOTHING, 4, Shape.DONE),
    State.WITHDRAWN: _Row("Hồ sơ đã được rút", _NOTHING, 2, Shape.STOPPED),
    State.DISCONTINUED: _Row("Hồ sơ dừng giải quyết", _ASK, 2, Shape.STOPPED),
    State.REFUSED_INTAKE: _Row("Hồ sơ không được tiếp nhận", _ASK, 1, Shape.STOPPED),
}


def told(state: State, *, is_accepted: bool = True) -> Told:
    """What anybody may be told of a case in ``state``."""
    row = _TOLD[state]
    at = 1 if not is_accepted and row.at > 1 else row.at
    return Told(row.sentence, row.to_do, row.verdict or row.shape, tuple(_step(n, row, at) for n in range(len(_STEPS))))


def _step(n: int, row: _Row, at: int) -> Step:
    shape = Shape.DONE if n < at else row.shape if n == at else Shape.AHEAD
    return Step(_STEPS[n], shape, row.words if n == at and row.words else SHAPE_WORDS[shape], n == at)


_PAUSES = {
    "obligation": "chờ ông/bà nộp tiền theo thông báo (nghĩa vụ tài chính)",
    "measurement": "chờ đo đạc thửa đất",
}


def pause_words(reason: str) -> str:
    """Why a case stands still, in words; a reason that is not known by its code stays as it was entered."""
    return _PAUSES.get(reason, reason)
