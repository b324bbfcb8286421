"""What is wrong with the parts of a calendar, in words by which a person can put it right: where and why."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise
from typing import TypeVar

from motcua.law.daytable import MINUTES_A_DAY, Sessions

_T = TypeVar("_T", int, date)

_WEEKDAYS = {1: "Thứ Hai", 2: "Thứ Ba", 3: "Thứ Tư", 4: "Thứ Năm", 5: "Thứ Sáu", 6: "Thứ Bảy", 7: "Chủ nhật"}


def about_week(week: Mapping[int, Sessions]) -> Iterator[str]:
    """Complaints about a week: unknown weekdays, sessions that overlap or run backwards, no session at all."""
    for weekday in sorted(set(week) - set(_WEEKDAYS)):
        yield f"Tuần làm việc: không có thứ mang số {weekday} (thứ Hai là 1, Chủ nhật là 7)."
    for weekday, name in _WEEKDAYS.items():
        yield from about_sessions(week.get(weekday, ()), where=name)
    if not any(week.values()):
        yield "Tuần làm việc không có buổi nào: hãy khai ít nhất một buổi."


def about_sessions(sessions: Sessions, *, where: str) -> Iterator[str]:
    """Complaints about the sessions of one day, given in the order of the clock."""
    for opens, closes in sessions:
        if not 0 <= opens < closes < MINUTES_A_DAY:
            yield f"{where}: buổi {_clock(opens)}–{_clock(closes)} phải mở trước khi đóng và đóng trước 24:00."
    for (_, closes), (opens, _) in pairwise(sessions):
        if opens < closes:
            yield f"{where}: buổi bắt đầu {_clock(opens)} chồng lên buổi kết thúc {_clock(closes)}."


def about_years(years: Iterable[tuple[int, Collection[date]]]) -> Iterator[str]:
    """Complaints about national years, each with the dates it names: a year told twice, a date of another year."""
    years = tuple(years)
    for year in _twice(year for year, _ in years):
        yield f"Lịch năm {year} được khai hai lần: hãy giữ lại một."
    for year, days in years:
        for day in sorted(day for day in days if day.year != year):
            yield f"Lịch năm {year} có ngày {day:%d/%m/%Y} của năm khác."


def about_dates(closures: Sequence[date], holidays: Collection[date], made_up: Sequence[date]) -> Iterator[str]:
    """Complaints about dates told twice or both closed and made up."""
    for day in _twice(closures):
        yield f"Ngày nghỉ riêng {day:%d/%m/%Y} được khai hai lần: hãy giữ lại một."
    for day in _twice(made_up):
        yield f"Ngày làm bù {day:%d/%m/%Y} được khai hai lần: hãy giữ lại một."
    for day in sorted(set(made_up) & (set(closures) | set(holidays))):
        yield f"Ngày {day:%d/%m/%Y} vừa là ngày nghỉ vừa là ngày làm bù: hãy bỏ một trong hai."


def _twice(values: Iterable[_T]) -> list[_T]:
    return sorted(value for value, times in Counter(values).items() if times > 1)


def _clock(minute: int) -> str:
    return f"{minute // 60:02d}:{minute % 60:02d}"
