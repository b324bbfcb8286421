"""Cells of a table that another system exported, each as what it means: dates in the forms that such files have, numbers as text, words."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from motcua.kernel.moments import VIETNAM, at, local

Cell = str | int | float | bool | date | datetime | time | None
"""What a spreadsheet or a text file has in one place."""

_LONGEST = 1_000
_DAY_ZERO = date(1899, 12, 30)
_FIRST_SERIAL, _LAST_SERIAL = 25_569, 73_050
"""1970 and 2099 as Excel counts days: what lies outside is no date of our work."""
_MINUTES_A_DAY = 1_440
_CLOCK = (
    r"(?:[ ,T]+(?:lúc )?(?P<hour>\d{1,2})[:hg](?P<minute>\d{2})?(?::(?P<second>\d{2})(?:\.\d+)?)?"
    r"(?P<zone>Z|[+-]\d{2}:?\d{2})?(?: ?(?P<half>[AaPp][Mm]|[Ss][Aa]|[Cc][Hh]))?)?"
)
_DATES = (
    re.compile(rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}}){_CLOCK}"),
    re.compile(rf"(?P<year>\d{{4}})[-/.](?P<month>\d{{1,2}})[-/.](?P<day>\d{{1,2}}){_CLOCK}"),
)
_CLOCK_FIRST = re.compile(r"(\d{1,2}[:hg]\d{0,2}(?::\d{2})?)[ ,]+(?:ngày )?(\d{1,2}[/.-]\d{1,2}[/.-]\d{4})")
_NUMBER = re.compile(r"\d{5}(?:[.,]\d+)?")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d+")


class Unreadable(ValueError):
    """Why a cell cannot be understood, and what to do."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


@dataclass(frozen=True, slots=True)
class When:
    """A date, and the time of day where the file tells one."""

    day: date
    clock: time | None = None

    def moment(self, otherwise: datetime) -> datetime:
        """The moment; ``otherwise`` where the file tells no time."""
        return otherwise if self.clock is None else at(self.day, self.clock)


def words(cell: Cell) -> str:
    """A cell as one line of text; a whole number without the decimal point that a spreadsheet gives it."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y %H:%M}" if cell.time() != time(0) else f"{cell:%d/%m/%Y}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    composed = unicodedata.normalize("NFC", str(cell)[:_LONGEST])
    if composed.isprintable():
        return " ".join(composed.split())
    return " ".join("".join(sign if unicodedata.category(sign)[0] != "C" else " " for sign in composed).split())


def number_as_text(cell: Cell, *, digits: int = 0) -> str:
    """A number that is a name (of a case, a telephone, a card): as written, with the leading zero that a spreadsheet drops."""
    said = words(cell)
    if _SHORTENED.fullmatch(said):
        raise Unreadable(f"“{said}” là số bị bảng tính rút gọn, đã mất chữ số.", "Hãy định dạng cột là Văn bản (Text) rồi xuất lại.")
    is_number = isinstance(cell, int | float) and not isinstance(cell, bool)
    return said.zfill(digits) if is_number and digits and len(said) == digits - 1 else said


def when(cell: Cell) -> When | None:
    """The date that a cell tells, with its time where it has one; none for an empty cell.

    Read are 05/03/2025, 05/03/2025 14:30, 14:30 05/03/2025, 2025-03-05T14:30, and the serial numbers of Excel; day before month.
    """
    if isinstance(cell, datetime):
        moment = local(cell).replace(tzinfo=None) if cell.tzinfo else cell
        return _sensible(When(moment.date(), _clock(moment)), words(cell))
    if isinstance(cell, date):
        return _sensible(When(cell), words(cell))
    said = words(cell)
    if not said or said in ("-", "–", "NULL", "null"):
        return None
    if _NUMBER.fullmatch(said):
        return _from_serial(float(said.replace(",", ".")), said)
    return _from_words(said)


def _from_serial(serial: float, said: str) -> When:
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL:
        raise Unreadable(f"“{said}” không phải là ngày.", "Hãy định dạng cột là ngày rồi xuất lại tệp.")
    days, minutes = divmod(round(serial * _MINUTES_A_DAY), _MINUTES_A_DAY)
    clock = time(minutes // 60, minutes % 60) if minutes else None
    return When(_DAY_ZERO + timedelta(days=days), clock)


def _from_words(said: str) -> When:
    turned = _CLOCK_FIRST.sub(r"\2 \1", said)
    found = next((match for form in _DATES if (match := form.fullmatch(turned))), None)
    if found is None:
        raise Unreadable(f"“{said}” không phải là ngày.", "Hãy ghi ngày như 05/03/2025 hoặc 05/03/2025 14:30.")
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        told = _told_clock(found)
    except ValueError:
        raise Unreadable(f"Không có ngày giờ “{said}”.", "Hãy xem lại ngày và tháng: ngày đứng trước, tháng đứng sau.") from None
    return _sensible(_at_home(day, told, found["zone"]), said)


def _told_clock(found: re.Match[str]) -> time | None:
    if found["hour"] is None:
        return None
    hour, half = int(found["hour"]), (found["half"] or "").upper()
    if half:
        if not 1 <= hour <= 12:
            raise ValueError(half)
        hour = hour % 12 + (12 if half in ("PM", "CH") else 0)
    return _clock(datetime(2000, 1, 1, hour, int(found["minute"] or 0), int(found["second"] or 0), tzinfo=VIETNAM))


def _at_home(day: date, clock: time | None, zone: str | None) -> When:
    """A moment that names its offset, on the office's wall clock."""
    if not zone or clock is None:
        return When(day, clock)
    there = datetime.fromisoformat(f"{day.isoformat()}T{clock.isoformat()}{zone.replace('Z', '+00:00')}")
    return When(local(there).date(), _clock(local(there)))


def _clock(moment: datetime) -> time | None:
    """The time of day to the minute; midnight stands in exports for a date without one."""
    clock = time(moment.hour, moment.minute)
    return clock if clock != time(0) else None


def _sensible(told: When, said: str) -> When:
    if not 1970 <= told.day.year < 2100:
        raise Unreadable(f"Năm của “{said}” không thể đúng.", "Hãy xem lại năm.")
    return told
