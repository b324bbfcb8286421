"""Why a case is due when it is due: every date once, with the minutes that count and the reason; and the same in six lines at most."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import groupby

from motcua.kernel.moments import at, local
from motcua.law.calendar import DayKind, Due, WorkingCalendar, working_minutes_between
from motcua.law.clock import Reading, Stop
from motcua.law.limits import TimeLimit


class Reason(StrEnum):
    """Why a date counts or does not count toward a limit."""

    DAY_ZERO = "day_zero"
    WORKING_DAY = "working_day"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    CLOSURE = "closure"
    MAKE_UP_DAY = "make_up_day"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class DayExplained:
    """One date: how many of its session minutes count toward the limit, and why."""

    day: date
    minutes: int
    reason: Reason


_Stretch = tuple[datetime, datetime]
_LAST_MINUTE = time(23, 59)  # every session has closed by then, and it still belongs to its own year's calendar


def explain(reading: Reading, calendar: WorkingCalendar, as_of: datetime | None = None) -> tuple[DayExplained, ...]:
    """Every date from the one on which the limit in force began to the due in force, once; without a due that was counted here, none.

    A stop that still lasts is taken as lasting until ``as_of``, or until the due. Day zero of a limit counted by date, closed dates and
    wholly suspended dates count no minutes; a partly suspended date keeps its ordinary reason and the rest of its minutes.
    """
    if reading.due is None or reading.limit is None or reading.is_told:
        return ()
    first, last = reading.began_at.date(), reading.due.at.date()
    counted = reading.began_at, _counts_until(reading.due.at, reading.limit)
    until = local(as_of) if as_of else counted[1]
    suspended = [(stop.began_at, stop.ended_at or until) for stop in reading.stops]
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    explained = (_explained(day, counted, suspended, calendar) for day in days)
    if not reading.limit.by_date:
        return tuple(explained)
    next(explained)
    return (DayExplained(first, 0, Reason.DAY_ZERO), *explained)


def _counts_until(due_at: datetime, limit: TimeLimit) -> datetime:
    """Until when session minutes count: to the end of the due date, or to the minute."""
    return at(due_at.date(), _LAST_MINUTE) if limit.by_date else due_at


def _explained(day: date, counted: _Stretch, suspended: Iterable[_Stretch], calendar: WorkingCalendar) -> DayExplained:
    kind = calendar.kind_of(day)
    if kind not in (DayKind.WORKING, DayKind.MAKE_UP):
        return DayExplained(day, 0, Reason(kind))
    mine = _overlap((at(day), at(day, _LAST_MINUTE)), counted)
    minutes = _minutes(mine, calendar)
    lost = sum(_minutes(_overlap(mine, stop), calendar) for stop in suspended)
    return DayExplained(day, minutes - lost, Reason.SUSPENDED if 0 < minutes == lost else Reason(kind))


def _overlap(one: _Stretch, other: _Stretch) -> _Stretch:
    begins = max(one[0], other[0])
    return begins, max(begins, min(one[1], other[1]))


def _minutes(stretch: _Stretch, calendar: WorkingCalendar) -> int:
    return working_minutes_between(*stretch, calendar) if stretch[0] < stretch[1] else 0


_MOST_LINES = 6
_AWAY = {Reason.WEEKEND, Reason.HOLIDAY, Reason.CLOSURE, Reason.SUSPENDED}
_WEEKDAYS = ("thứ Hai", "thứ Ba", "thứ Tư", "thứ Năm", "thứ Sáu", "thứ Bảy", "Chủ nhật")
_WORDS = {Reason.HOLIDAY: "nghỉ lễ, Tết", Reason.CLOSURE: "cơ quan nghỉ", Reason.SUSPENDED: "tạm dừng, không tính vào thời hạn:"}


@dataclass(frozen=True, slots=True)
class _Break:
    """Dates in a row that do not count for one reason, weekends between them included."""

    first: date
    last: date
    reason: Reason

    @property
    def length(self) -> int:
        return (self.last - self.first).days + 1


def in_lines(days: Iterable[DayExplained], due: Due | None, *, limit: TimeLimit | None, stops: Iterable[Stop] = ()) -> tuple[str, ...]:
    """The explanation for the person waiting, in Vietnamese: the limit, what held it up, the appointment; at most six lines.

    Given the ``stops``, they are told with their hours, and a stop that still lasts leaves the appointment open.
    """
    if due is None or limit is None:
        return ("thủ tục này chưa được khai thời hạn giải quyết",)
    explained, told = tuple(days), tuple(stops)
    made_up = _made_up_line([day.day for day in explained if day.reason is Reason.MAKE_UP_DAY])
    room = _MOST_LINES - 2 - len(made_up)
    return (limit.in_words(), *_break_lines(_told_breaks(explained, told), told, room), *made_up, _due_line(due, told))


def lines_of(reading: Reading, days: Iterable[DayExplained]) -> tuple[str, ...]:
    """The same for a case: of a due that another system has promised only that, for how it was counted nobody here can say."""
    if reading.is_told and reading.due:
        return _PROMISED_ELSEWHERE, _due_line(reading.due, reading.stops)
    return in_lines(days, reading.due, limit=reading.limit, stops=reading.stops)


_PROMISED_ELSEWHERE = "ngày hẹn do hệ thống cũ đưa ra, được giữ nguyên"


def _told_breaks(days: Sequence[DayExplained], stops: Sequence[Stop]) -> list[_Break]:
    """The breaks to tell; where the stops are told with their hours, the dates they suspended are not told again."""
    return [each for each in _breaks(days) if not (stops and each.reason is Reason.SUSPENDED)]


def _breaks(days: Iterable[DayExplained]) -> Iterator[_Break]:
    """Holidays, closures and suspended dates in a row; weekends at either end of a row are left out."""
    for is_away, run in groupby(days, key=lambda day: day.reason in _AWAY):
        if is_away:
            yield from _breaks_of_a_run(tuple(run))


def _breaks_of_a_run(run: Sequence[DayExplained]) -> Iterator[_Break]:
    suspended = [day.day for day in run if day.reason is Reason.SUSPENDED]
    weekdays = [day for day in run if day.reason is not Reason.WEEKEND]

    def reason_of(day: DayExplained) -> Reason:
        return Reason.SUSPENDED if suspended and suspended[0] <= day.day <= suspended[-1] else day.reason

    for reason, row in groupby(weekdays, key=reason_of):
        same = tuple(row)
        yield _Break(same[0].day, same[-1].day, reason)


def _break_lines(breaks: Sequence[_Break], stops: Sequence[Stop], room: int) -> list[str]:
    told = sorted([*((_start_of(each), _break_words(each), each.length) for each in breaks), *map(_stop_told, stops)])
    if len(told) <= room:
        return [words for _, words, _ in told]
    rest = told[room - 1 :]
    are_breaks = not stops and all(each.reason is not Reason.SUSPENDED for each in breaks)
    what = "đợt nghỉ khác" if are_breaks else "đợt nghỉ, tạm dừng khác"
    return [*(words for _, words, _ in told[: room - 1]), f"và {len(rest)} {what}, cộng {sum(length for *_, length in rest)} ngày"]


def _start_of(each: _Break) -> datetime:
    return at(each.first)


def _break_words(each: _Break) -> str:
    return f"{_WORDS[each.reason]} {_dates(each.first, each.last)}"


def _stop_told(stop: Stop) -> tuple[datetime, str, int]:
    if stop.ended_at is None:
        return stop.began_at, f"đang tạm dừng từ {stop.began_at:%H:%M %d/%m}", 0
    words = f"tạm dừng từ {stop.began_at:%H:%M %d/%m} đến {stop.ended_at:%H:%M %d/%m}"
    return stop.began_at, words, (stop.ended_at.date() - stop.began_at.date()).days + 1


def _made_up_line(days: Sequence[date]) -> list[str]:
    return [f"làm bù {', '.join(f'{_WEEKDAYS[day.weekday()]} {day:%d/%m}' for day in days)}"] if days else []


def _due_line(due: Due, stops: Iterable[Stop]) -> str:
    notes = (
        ("lùi thêm khi hết tạm dừng", any(stop.ended_at is None for stop in stops)),
        ("tạm tính, lịch nghỉ lễ chưa chốt", due.is_provisional),
    )
    told = ", ".join(note for note, is_so in notes if is_so)
    words = f"hẹn trả {due.at:%H:%M} {_WEEKDAYS[due.at.weekday()]} {due.at:%d/%m/%Y}"
    return f"{words} ({told})" if told else words


def _dates(first: date, last: date) -> str:
    """10–16/02, 30/04–03/05 or 21/04; with the year only where it changes."""
    if first == last:
        return f"{first:%d/%m}"
    if first.year != last.year:
        return f"{first:%d/%m/%Y}–{last:%d/%m/%Y}"
    return f"{first:%d}–{last:%d/%m}" if first.month == last.month else f"{first:%d/%m}–{last:%d/%m}"
