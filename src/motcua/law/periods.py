"""Reporting periods: administrative months end on the 14th, so a year runs from 15 December to 14 December (NĐ 09/2019 Đ.12)."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from motcua.kernel.moments import at, local


class PeriodError(ValueError):
    """A period that cannot be read; the message tells a person what, why and what to do."""


@dataclass(frozen=True, slots=True)
class Period:
    """The dates ``first`` to ``last``, both included; in moments from ``start`` up to, not including, ``end``."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise PeriodError(f"Kỳ báo cáo kết thúc ngày {self.last:%d/%m/%Y}, trước khi bắt đầu ngày {self.first:%d/%m/%Y}.")

    @property
    def start(self) -> datetime:
        """00:00 of the first date, which is in."""
        return at(self.first)

    @property
    def end(self) -> datetime:
        """00:00 after the last date, which is out."""
        return at(self.last + timedelta(days=1))

    def contains(self, moment: datetime) -> bool:
        """Whether ``moment`` lies in the period."""
        return self.first <= local(moment).date() <= self.last


_KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<part>[QMH])(?P<number>[0-9]{1,2}))?", re.IGNORECASE)
_RANGE = re.compile(r"(?P<first>[0-9]{4}-[0-9]{2}-[0-9]{2})\.\.(?P<last>[0-9]{4}-[0-9]{2}-[0-9]{2})")
_MONTHS_IN = {"M": 1, "Q": 3, "H": 6, "": 12}


def parse_period(text: str) -> Period:
    """The period that ``2021``, ``2021-H1``, ``2021-Q1``, ``2021-M03`` or ``2021-03-01..2021-03-31`` names; else PeriodError.

    A quarter runs from the 15th of the month before it to the 14th of its last month, months, halves and years likewise.
    """
    for pattern, read in _READERS.items():
        found = pattern.fullmatch(text.strip())
        if found:
            return read(found, text)
    raise _unreadable(text)


def _by_key(found: re.Match[str], text: str) -> Period:
    part = (found["part"] or "").upper()
    months, number = _MONTHS_IN[part], int(found["number"] or 1)
    year = int(found["year"])
    if year < 1900 or not 1 <= number <= 12 // months:
        raise _unreadable(text)
    last_month = months * number
    return Period(_fifteenth_before(year, last_month - months + 1), date(year, last_month, 14))


def _fifteenth_before(year: int, month: int) -> date:
    return date(year, month - 1, 15) if month > 1 else date(year - 1, 12, 15)


def _by_dates(found: re.Match[str], text: str) -> Period:
    try:
        first, last = date.fromisoformat(found["first"]), date.fromisoformat(found["last"])
    except ValueError:
        raise _unreadable(text) from None
    return Period(first, last)


_READERS: Mapping[re.Pattern[str], Callable[[re.Match[str], str], Period]] = {_KEY: _by_key, _RANGE: _by_dates}


def _unreadable(text: str) -> PeriodError:
    return PeriodError(f"Không đọc được kỳ báo cáo “{text}”: hãy ghi 2021, 2021-H1, 2021-Q1, 2021-M03 hoặc 2021-03-01..2021-03-31.")
