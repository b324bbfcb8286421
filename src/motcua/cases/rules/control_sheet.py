"""The control slip in words, as it lies before the counter and the offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import ClassVar

from motcua.cases.rules.book import BookLine
from motcua.cases.rules.control import HandOver, Phase, Stay, stops_in
from motcua.cases.rules.flow import State
from motcua.cases.rules.forms import Printout
from motcua.cases.rules.slips import Addressee, Letterhead, MomentWords, moment_words
from motcua.kernel.moments import local
from motcua.law.clock import Timeliness, timeliness
from motcua.law.limits import TimeLimit

_RESULTS = {
    Timeliness.EARLY: "Trước hạn",
    Timeliness.ON_TIME: "Đúng hạn",
    Timeliness.LATE: "Quá hạn",
    Timeliness.PENDING_IN_TIME: "Còn hạn",
    Timeliness.PENDING_LATE: "Đang quá hạn",
    Timeliness.NO_LIMIT: "Chưa khai thời hạn",
}
_STOPS = {
    State.PAUSED: "Tạm dừng",
    State.AWAITING_OBLIGATION: "Chờ nghĩa vụ tài chính",
    State.AWAITING_SUPPLEMENT: "Chờ bổ sung giấy tờ",
}
_ENDS = {State.WITHDRAWN: "Người nộp rút hồ sơ", State.DISCONTINUED: "Dừng giải quyết"}


@dataclass(frozen=True, slots=True)
class ControlRow:
    """One hand-over in the table; a side that has not confirmed has no name, and a step without a limit of its own no result."""

    giver: str
    giver_step: str
    taker: str
    taker_step: str
    given: str
    given_by: str
    taken: str
    taken_by: str
    result: str
    note: str


@dataclass(frozen=True, slots=True)
class PartRow:
    """One office's share of a joint case that went to all offices at once."""

    office: str
    step: str
    due: str
    done: str
    result: str


BOOK_OF_THE_OLD_SYSTEM = "Sổ của hệ thống cũ"


@dataclass(frozen=True, kw_only=True, slots=True)
class ControlSheet:
    """Mẫu 05 (2018), 06 (2025): the hand-overs of one case as of the moment of printing."""

    form: ClassVar[Printout] = Printout.CONTROL

    letterhead: Letterhead
    file_number: str
    book: BookLine | None
    addressee: Addressee
    procedure_name: str
    accepted: MomentWords
    due: MomentWords | None
    lead_office: str
    consulted_offices: tuple[str, ...]
    rows: tuple[ControlRow, ...]
    parts: tuple[PartRow, ...]
    standing: str
    """Who has the case now, and until when by his step's limit; what became of a case that has ended."""
    result: str
    printed: MomentWords
    printed_by: str
    is_demonstration: bool

    @property
    def number_line(self) -> str:
        """Where the case stands in the book: the slip has no number of its own. Taken over, it stands in the other system's."""
        if self.book is None:
            return BOOK_OF_THE_OLD_SYSTEM
        return f"Quyển số {self.book.book_words}, số thứ tự {self.book.serial_words}"

    @property
    def page_mark(self) -> str:
        """Which case a further page belongs to."""
        return self.file_number


def control_row(told: HandOver, *, offices: Mapping[int, str], steps: Mapping[int, str], counter: str, applicant: str) -> ControlRow:
    """One hand-over in words; a result goes to the counter, and from there to the applicant."""
    giver, taker = told.giver, told.taker
    is_out = taker.phase is Phase.ENDED
    return ControlRow(
        giver=offices[told.giver_office_id] if giver.phase is Phase.WORK else counter,
        giver_step=_step(giver, steps),
        taker=_taker(taker, offices, counter, applicant),
        taker_step=_step(taker, steps),
        given=_clock_and_day(told.at),
        given_by=told.given_by,
        taken=_clock_and_day(told.taken_at or told.at) if told.taken_at or is_out else "",
        taken_by=told.taken_by or (applicant if is_out else ""),
        result=result_words(told.result),
        note=_note(giver, taker),
    )


def part_row(
    *, office: str, step: str, due_at: datetime | None, done_at: datetime | None, limit: TimeLimit | None, as_of: datetime
) -> PartRow:
    """One office's share in words."""
    result = (
        timeliness(due_at=due_at, limit=limit, settled_at=done_at, as_of=as_of, is_suspended=False, with_result=True) if limit else None
    )
    return PartRow(
        office=office,
        step=step,
        due=_clock_and_day(due_at) if due_at else "",
        done=_clock_and_day(done_at) if done_at else "",
        result=result_words(result),
    )


def result_words(result: Timeliness | None) -> str:
    """ "Trước hạn", "Đúng hạn", "Quá hạn"; empty where nothing is judged."""
    return _RESULTS.get(result, "") if result else ""


def standing_words(stay: Stay, *, office: str, step: str, due_at: datetime | None, judged: Timeliness | None) -> str:
    """Who has a case that is still in the house, since when, and until when by his step's own limit."""
    since = f"Hồ sơ đang ở {office}{f', bước {step}' if step else ''}, từ {_clock_and_day(stay.began_at)}"
    until = f"; hạn của bước: {_until(due_at)} ({result_words(judged).lower()})" if due_at and judged else ""
    return f"{since}{until}."


def _taker(taker: Stay, offices: Mapping[int, str], counter: str, applicant: str) -> str:
    if taker.phase is Phase.ENDED:
        return applicant
    return counter if taker.phase is Phase.RESULT else offices[taker.office_id]


def _step(stay: Stay, steps: Mapping[int, str]) -> str:
    """The step of a stay at work; at the counter a case has none, and a result is called so."""
    if stay.phase is Phase.RESULT:
        return "kết quả"
    return steps.get(stay.step, "") if stay.phase is Phase.WORK else ""


def _note(giver: Stay, taker: Stay) -> str:
    """What the case waited for meanwhile, and an end without a result."""
    stops = [f"{_STOPS[span.state]} {span.began_at:%d/%m}{f'–{span.ended_at:%d/%m}' if span.ended_at else ''}" for span in stops_in(giver)]
    return "; ".join([*stops, *([end] if (end := _ENDS.get(taker.spans[0].state)) else [])])


def _until(moment: datetime) -> str:
    """A limit that ends with a day is told by that day."""
    here = local(moment)
    return _clock_and_day(here) if here.time() != time(0) else f"hết ngày {here - timedelta(days=1):%d/%m/%Y}"


def _clock_and_day(moment: datetime) -> str:
    """ "09 giờ 05 phút, ngày 01/03/2021"."""
    return f"{moment_words(moment).clock}, ngày {local(moment):%d/%m/%Y}"
