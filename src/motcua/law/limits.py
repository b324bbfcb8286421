"""Time limits as procedures state them: "5 ngày làm việc", "4 giờ làm việc", "30 ngày", "1 tháng"."""

import re
from dataclasses import dataclass, field
from datetime import time
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum

from motcua.kernel.fold import fold


class Unit(StrEnum):
    """What a time limit counts."""

    WORKING_DAY = "working_day"
    HOUR = "hour"
    MINUTE = "minute"
    CALENDAR_DAY = "calendar_day"
    MONTH = "month"


class DueTime(StrEnum):
    """When on its last date a limit ends: at the closing of that date, or to the minute."""

    CLOSING = "closing"
    SAME_TIME = "same_time"


class LimitError(ValueError):
    """A time limit that cannot be read or contradicts itself; the message tells a person what, why and what to do."""


_WORDS = {
    Unit.WORKING_DAY: "ngày làm việc",
    Unit.HOUR: "giờ làm việc",
    Unit.MINUTE: "phút làm việc",
    Unit.CALENDAR_DAY: "ngày",
    Unit.MONTH: "tháng",
}
_SAME_DAY_WORDS = "trong ngày làm việc"

# Unmarked and in lower case, as `fold` leaves them; "ngày" alone means calendar days (scenario contract, section 5).
_UNITS = {
    "working_day": Unit.WORKING_DAY,
    "working_days": Unit.WORKING_DAY,
    "working day": Unit.WORKING_DAY,
    "working days": Unit.WORKING_DAY,
    "ngay lam viec": Unit.WORKING_DAY,
    "hour": Unit.HOUR,
    "hours": Unit.HOUR,
    "gio": Unit.HOUR,
    "gio lam viec": Unit.HOUR,
    "minute": Unit.MINUTE,
    "minutes": Unit.MINUTE,
    "phut": Unit.MINUTE,
    "phut lam viec": Unit.MINUTE,
    "calendar_day": Unit.CALENDAR_DAY,
    "calendar_days": Unit.CALENDAR_DAY,
    "calendar day": Unit.CALENDAR_DAY,
    "calendar days": Unit.CALENDAR_DAY,
    "ngay": Unit.CALENDAR_DAY,
    "ngay lich": Unit.CALENDAR_DAY,
    "month": Unit.MONTH,
    "months": Unit.MONTH,
    "thang": Unit.MONTH,
}
_SAME_DAY = {"trong ngay", "trong ngay lam viec", "ngay trong ngay", "ngay trong ngay lam viec"}

_BY_THE_DATE = {Unit.CALENDAR_DAY, Unit.MONTH}
_BY_THE_MINUTE = {Unit.HOUR, Unit.MINUTE}
_MINUTES_OF = {Unit.HOUR: 60, Unit.MINUTE: 1}

# Far above any real limit: what lies beyond is a slip of the keyboard, and no calendar reaches that far.
_LARGEST = {Unit.WORKING_DAY: 5_000, Unit.HOUR: 40_000, Unit.MINUTE: 2_400_000, Unit.CALENDAR_DAY: 7_500, Unit.MONTH: 240}

_LIMIT = re.compile(r"(?P<number>[0-9]+(?:[.,][0-9]+)?) ?(?P<unit>[a-z_ ]+)")
_THOUSANDS = re.compile(r"0*[1-9][0-9]{0,2}[.,][0-9]{3}")
_EXAMPLES = "ví dụ “5 ngày làm việc”, “4 giờ làm việc”, “30 ngày”, “1 tháng”"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """How long an office may take; a value that exists is free of contradictions (else LimitError).

    ``same_day_cutoff`` matters for zero working days only: accepted after it, the case is due on the next working date.
    """

    value: Decimal
    unit: Unit
    due_time: DueTime
    same_day_cutoff: time | None = None
    count: int = field(init=False, repr=False, compare=False, default=0)  # the whole part of `value`
    fixed_minutes: int = field(init=False, repr=False, compare=False, default=0)  # of hours and minutes, however long the working day

    def __post_init__(self) -> None:
        reason = _contradiction(self)
        if reason:
            raise LimitError(f"Thời hạn {_number(self.value)} {_WORDS[self.unit]} không dùng được: {reason}.")
        object.__setattr__(self, "count", int(self.value))
        object.__setattr__(self, "fixed_minutes", _whole_minutes(self.value, _MINUTES_OF.get(self.unit, 0)))

    @property
    def by_date(self) -> bool:
        """Whether early, on time and late are told apart by the date alone (counting rule 4)."""
        return self.due_time is DueTime.CLOSING

    def minutes(self, day_minutes: int) -> int:
        """Session minutes of a limit counted by the minute, half a minute up; a working day has ``day_minutes``."""
        return self.fixed_minutes or _whole_minutes(self.value, _MINUTES_OF.get(self.unit, day_minutes))

    def in_words(self) -> str:
        """The limit as a slip says it: "5 ngày làm việc", "0,5 ngày làm việc", "trong ngày làm việc"."""
        if self.unit is Unit.WORKING_DAY and not self.value:
            return _SAME_DAY_WORDS
        return f"{_number(self.value)} {_WORDS[self.unit]}"


def limit(
    value: Decimal | float | str, unit: Unit | str, due_time: DueTime | str | None = None, same_day_cutoff: time | None = None
) -> TimeLimit:
    """The limit of ``value`` ``unit``s; without ``due_time`` days and months end at closing, fractions, hours and minutes to the minute.

    Raises LimitError for a negative or unreadable value and for a due time that the unit does not know.
    """
    number, kind = _decimal(value), _unit(unit)
    return TimeLimit(number, kind, _due_time(due_time) or _usual_due_time(number, kind), same_day_cutoff)


def parse_limit(text: str, due_time: DueTime | str | None = None, same_day_cutoff: time | None = None) -> TimeLimit:
    """The limit that ``text`` states in Vietnamese or with a unit's code; marks, case and spacing do not matter.

    Raises LimitError with what was read, where the text is no limit or leaves a doubt ("1.000 ngày").
    """
    folded = fold(text)
    if folded in _SAME_DAY:
        return limit(0, Unit.WORKING_DAY, due_time, same_day_cutoff)
    read = _LIMIT.fullmatch(folded)
    unit = _UNITS.get(read["unit"].strip()) if read else None
    if read is None or unit is None:
        raise LimitError(f"Không đọc được thời hạn “{text}”: cần một số và một đơn vị, {_EXAMPLES}.")
    if _THOUSANDS.fullmatch(read["number"]):
        raise LimitError(f"Thời hạn “{text}” có thể hiểu theo hai cách: hãy viết số không có dấu ngăn cách hàng nghìn, {_EXAMPLES}.")
    return limit(read["number"], unit, due_time, same_day_cutoff)


def _contradiction(given: TimeLimit) -> str:
    """Why ``given`` cannot be a limit, in Vietnamese; empty when it can."""
    if not given.value.is_finite():
        return "đây không phải là một số"
    is_fraction = not _is_whole(given.value)
    to_the_minute = given.unit in _BY_THE_MINUTE or is_fraction
    reasons = (
        (given.value < 0, "số phải từ 0 trở lên"),
        (given.value > _LARGEST[given.unit], f"số lớn nhất là {_LARGEST[given.unit]}; hãy kiểm tra lại số đã nhập"),
        (given.unit in _BY_THE_DATE and is_fraction, "ngày theo lịch và tháng phải là số nguyên"),
        (given.unit in _BY_THE_DATE and not given.by_date, "ngày theo lịch và tháng luôn hết hạn vào cuối giờ làm việc (closing)"),
        (to_the_minute and given.by_date, "giờ, phút và số lẻ ngày luôn tính đến từng phút (same_time), không tính đến cuối giờ làm việc"),
    )
    return next((reason for is_wrong, reason in reasons if is_wrong), "")


def _whole_minutes(value: Decimal, factor: int) -> int:
    return int((value * factor).to_integral_value(ROUND_HALF_UP))


def _usual_due_time(value: Decimal, unit: Unit) -> DueTime:
    ends_at_closing = unit in _BY_THE_DATE or (unit is Unit.WORKING_DAY and _is_whole(value))
    return DueTime.CLOSING if ends_at_closing else DueTime.SAME_TIME


def _is_whole(value: Decimal) -> bool:
    return value.is_finite() and value == value.to_integral_value()


def _decimal(value: Decimal | float | str) -> Decimal:
    try:
        return Decimal(str(value).replace(",", "."))
    except InvalidOperation:
        raise LimitError(f"“{value}” không phải là số: hãy ghi thời hạn bằng chữ số, {_EXAMPLES}.") from None


def _unit(unit: Unit | str) -> Unit:
    try:
        return Unit(unit)
    except ValueError:
        raise LimitError(f"Không có đơn vị thời hạn “{unit}”: hãy chọn một trong {', '.join(Unit)}.") from None


def _due_time(due_time: DueTime | str | None) -> DueTime | None:
    try:
        return None if due_time is None else DueTime(due_time)
    except ValueError:
        raise LimitError(f"Không có cách tính giờ trả “{due_time}”: hãy chọn một trong {', '.join(DueTime)}.") from None


def _number(value: Decimal) -> str:
    """A decimal as people here write it: 0,5."""
    return f"{value.normalize():f}".replace(".", ",") if value.is_finite() else str(value)
