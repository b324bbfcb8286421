"""``motcua late``: early, on time or late, and by how many session minutes (counting rules 4, 5 and 8). No database is needed."""

import argparse
import json
from dataclasses import dataclass
from datetime import date, datetime

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.batch import Answer, Question, answer_lines
from motcua.doors.console.calendar_told import PARTS, calendar_told, told_in_files
from motcua.doors.console.question import is_date, limit_of, moment_of, refusals_told, text_of
from motcua.doors.shared.labels import TIMELINESS
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import Timeliness, lateness_minutes, timeliness
from motcua.law.limits import LimitError, TimeLimit, Unit, parse_limit

FIELDS = ("due", "settled", "as_of", "unit", "due_time", *PARTS)


@dataclass(frozen=True, slots=True)
class Told:
    """How a case stands against its due; ``minutes`` are session minutes, negative before the due."""

    timeliness: Timeliness
    minutes: int


def arguments(parser: argparse.ArgumentParser) -> None:
    """The question, or ``--batch`` for many."""
    parser.add_argument("--due", metavar="THỜI_ĐIỂM", help="hẹn trả; chỉ ghi ngày thì là cuối giờ làm việc ngày đó")
    parser.add_argument("--settled", metavar="THỜI_ĐIỂM", help="lúc có kết quả")
    parser.add_argument("--as-of", metavar="THỜI_ĐIỂM", help="hồ sơ chưa xong: xét tại thời điểm này")
    parser.add_argument(
        "--unit", metavar="ĐƠN_VỊ", help="đơn vị của thời hạn: working_day, calendar_day, month so theo ngày; hour, minute theo giờ"
    )
    parser.add_argument("--due-time", metavar="closing|same_time", help="same_time: ngày làm việc tính đúng giờ, phút")
    parser.add_argument("--week", metavar="TỆP", help="giờ làm việc trong tuần (JSON)")
    parser.add_argument("--calendar", metavar="TỆP", help="ngày nghỉ và làm bù (JSON: closures, make_up_days) thay lịch cả nước")
    parser.add_argument("--batch", action="store_true", help="đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn, trả lời từng dòng")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Answer the question, or every line of standard input."""
    told = {name: value for name, value in vars(options).items() if name in FIELDS and value is not None}
    usual = {**told, **told_in_files(week=options.week, calendar=options.calendar)}
    if options.batch:
        return answer_lines(lambda question: _answer(_told(question)), fields=FIELDS, usual=usual)
    answer = _told(usual)
    print(json.dumps(_answer(answer)) if options.json else f"{TIMELINESS[answer.timeliness]}, {_minutes_in_words(answer.minutes)}")
    return 0


def _told(question: Question) -> Told:
    calendar, limit = calendar_told(question), _limit(question)
    settled = moment_of(question, "settled") if "settled" in question else None
    with refusals_told():
        due, until = _due(question, calendar), settled or _as_of(question)
        judged = timeliness(due_at=due, limit=limit, settled_at=settled, as_of=until, is_suspended=False, with_result=True)
        return Told(judged, lateness_minutes(due, until, calendar))


def _limit(question: Question) -> TimeLimit:
    """A limit with the unit asked about, which tells how dues are compared; a whole limit ("0,5 ngày làm việc") may stand there too."""
    unit = text_of(question, "unit").strip()
    if unit[:1].isdigit():
        return limit_of(question, "unit")
    _must_be_unit(unit)
    return limit_of({**question, "unit": f"1 {unit}"}, "unit")


def _must_be_unit(unit: str) -> None:
    try:
        parse_limit(f"1 {unit}")
    except LimitError:
        raise BadInput(f"trường “unit”: không có đơn vị “{unit}”; các đơn vị là {', '.join(Unit)} (hoặc “ngày làm việc”, “giờ”…)") from None


def _due(question: Question, calendar: WorkingCalendar) -> datetime:
    text = text_of(question, "due")
    return calendar.closing_of(date.fromisoformat(text)) if is_date(text) else moment_of(question, "due")


def _as_of(question: Question) -> datetime:
    if "as_of" not in question:
        raise BadInput("thiếu “settled” (lúc có kết quả) hoặc “as_of” (hồ sơ chưa xong: xét tại thời điểm nào)")
    return moment_of(question, "as_of")


def _answer(told: Told) -> Answer:
    return {"timeliness": told.timeliness.value, "late_working_minutes": told.minutes}


def _minutes_in_words(minutes: int) -> str:
    if not minutes:
        return "không lệch phút làm việc nào"
    return f"{'sau' if minutes > 0 else 'trước'} hẹn {abs(minutes)} phút làm việc"
