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

    @property
    def days(self) -> int:
        """How many dates the period has."""
        return (self.last - self.first).days + 1

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


# ---- how a period is called -------------------------------------------------------------------------------------------------

_ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
_HALVES = {1: "đầu", 2: "cuối"}


def keys_of_year(year: int) -> tuple[str, ...]:
    """The keys of all periods of a year that have a name: the year, its halves, quarters and months."""
    parts = (("H", 2, "1"), ("Q", 4, "1"), ("M", 12, "02"))
    return (str(year), *(f"{year}-{part}{number:{width}}" for part, many, width in parts for number in range(1, many + 1)))


def key_of(period: Period) -> str:
    """The key under which ``parse_period`` finds the period again."""
    named = (key for key in keys_of_year(period.last.year) if parse_period(key) == period)
    return next(named, f"{period.first.isoformat()}..{period.last.isoformat()}")


def in_words(period: Period) -> str:
    """ "Quý I/2021", "Tháng 3/2021", "6 tháng đầu năm 2021", "Năm 2021", or both dates."""
    found = _KEY.fullmatch(key_of(period))
    if found is None:
        return f"Từ {period.first:%d/%m/%Y} đến {period.last:%d/%m/%Y}"
    year, number = found["year"], int(found["number"] or 1)
    words = {"Q": f"Quý {_ROMAN.get(number)}/{year}", "M": f"Tháng {number}/{year}", "H": f"6 tháng {_HALVES.get(number)} năm {year}"}
    return words.get(found["part"] or "", f"Năm {year}")
