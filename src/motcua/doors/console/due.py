"""``motcua due``: when a limit is due, and why: one date after the other. No database is needed."""

import argparse
import json
import sys
from dataclasses import dataclass
from datetime import date, datetime

from motcua.doors.console.batch import Answer, Question, answer_lines
from motcua.doors.console.calendar_told import PARTS, calendar_told, told_in_files
from motcua.doors.console.question import is_date, limit_of, moment_of, refusals_told, text_of
from motcua.doors.shared.labels import REASONS
from motcua.kernel.moments import at
from motcua.law.calendar import Due, WorkingCalendar, due_at
from motcua.law.clock import ClockEvent, Turn, read_clock
from motcua.law.explain import DayExplained, explain, in_lines
from motcua.law.limits import TimeLimit

FIELDS = ("from", "limit", "due_time", "same_day_cutoff", *PARTS)


@dataclass(frozen=True, slots=True)
class Told:
    """A limit from its start to its due."""

    start: datetime
    limit: TimeLimit
    calendar: WorkingCalendar
    due: Due

    @property
    def days(self) -> tuple[DayExplained, ...]:
        """The explanation, date by date."""
        return explain(read_clock([ClockEvent(self.start, Turn.START)], self.limit, self.calendar), self.calendar)


def arguments(parser: argparse.ArgumentParser) -> None:
    """The question, or ``--batch`` for many."""
    parser.add_argument("--from", dest="from", metavar="THỜI_ĐIỂM", help="lúc tiếp nhận, ví dụ 2021-02-09T14:00")
    parser.add_argument("--limit", metavar="THỜI_HẠN", help="ví dụ “5 working_day”, “5 ngày làm việc”, “02 giờ”, “30 ngày”, “1 tháng”")
    parser.add_argument("--due-time", metavar="closing|same_time", help="hẹn vào cuối giờ làm việc hay đúng giờ, phút")
    parser.add_argument("--same-day-cutoff", metavar="GIỜ", help="nhận sau giờ này thì hẹn sang ngày làm việc sau, ví dụ 15:00")
    parser.add_argument("--week", metavar="TỆP", help="giờ làm việc trong tuần (JSON)")
    parser.add_argument("--calendar", metavar="TỆP", help="ngày nghỉ và làm bù (JSON: closures, make_up_days) thay lịch cả nước")
    parser.add_argument("--explain", action="store_true", help="giải thích từng ngày")
    parser.add_argument("--batch", action="store_true", help="đọc mỗi dòng một câu hỏi JSON từ đầu vào chuẩn, trả lời từng dòng")
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")


def run(options: argparse.Namespace) -> int:
    """Answer the question, or every line of standard input."""
    told = {name: value for name, value in vars(options).items() if name in FIELDS and value is not None}
    usual = {**told, **told_in_files(week=options.week, calendar=options.calendar)}
    if options.batch:
        return _answer_all(usual, options.explain)
    answer = _told(usual)
    _warn(int(answer.due.is_provisional))
    print(json.dumps(_answer(answer, options.explain), ensure_ascii=False) if options.json else _in_words(answer, options.explain))
    return 0


def _answer_all(usual: Question, is_explained: bool) -> int:
    provisional: list[Told] = []

    def answer(question: Question) -> Answer:
        told = _told(question)
        provisional.extend([told] * told.due.is_provisional)
        return _answer(told, is_explained)

    code = answer_lines(answer, fields=FIELDS, usual=usual)
    _warn(len(provisional))
    return code


def _warn(provisional: int) -> None:
    """Tell on standard error how many dates rest on a calendar that nobody has decided yet; the answer itself keeps to its contract."""
    if provisional:
        print(f"motcua due: {provisional} ngày hẹn tạm tính, lịch nghỉ chưa có quyết định chính thức.", file=sys.stderr)


def _told(question: Question) -> Told:
    calendar, limit = calendar_told(question), limit_of(question, "limit")
    start = _start(question, limit)
    with refusals_told():
        return Told(start, limit, calendar, due_at(start, limit, calendar))


def _start(question: Question, limit: TimeLimit) -> datetime:
    """When the limit begins; a date alone will do where the hour does not matter (scenario contract, section 2)."""
    if limit.by_date and limit.count and is_date(text_of(question, "from")):
        return at(date.fromisoformat(question["from"]))
    return moment_of(question, "from")


def _answer(told: Told, is_explained: bool) -> Answer:
    answer: Answer = {"due_at": told.due.at.isoformat(timespec="seconds")}
    if is_explained:
        answer["explanation"] = [{"date": day.day.isoformat(), "minutes": day.minutes, "reason": day.reason.value} for day in told.days]
        answer |= {"provisional": True} if told.due.is_provisional else {}
    return answer


def _in_words(told: Told, is_explained: bool) -> str:
    days = told.days if is_explained else ()
    lines = in_lines(days, told.due, limit=told.limit)
    return "\n".join((*map(_day_in_words, days), "", *lines)) if is_explained else lines[-1]


def _day_in_words(day: DayExplained) -> str:
    name = "CN" if day.day.isoweekday() == 7 else f"T{day.day.isoweekday() + 1}"
    return f"{name} {day.day:%d/%m/%Y}  {day.minutes:>4} phút  {REASONS[day.reason]}"
