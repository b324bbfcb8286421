"""A year's days off as people paste them, line by line: what each line says, or why it cannot be read and what to do.

A line has one date or two, and words: ``16/02/2026 nghỉ Tết``; ``16/02/2026 đến 20/02/2026 nghỉ Tết``;
``22/08/2026 làm bù cho 31/08/2026``; ``Nghỉ thứ Hai 31/08/2026, làm bù thứ Bảy 22/08/2026``. Columns of a spreadsheet are pasted as they
are. Without "làm bù" a date is off.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from motcua.doors.shared.typed_words import FORMULA, OF_OLD_FONTS, line
from motcua.kernel.fold import fold
from motcua.offices.rules.plan import DayPlan

MOST_LINES = 400
_LONGEST_STRETCH = 31
_LONGEST_NAME = 200
_AROUND = " ,;:.–-"
_SATURDAY = 6

_DATE = re.compile(r"(?<![\d/.])(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}))?)(?![\d/])")
_STRETCH = re.compile(r"\s*(?:-|–|—|->|→|đến(?: hết)?(?: ngày)?)\s*(?:thứ \S+|chủ nhật)?,?\s*(?:ngày\s*)?", re.IGNORECASE)
_MADE_UP = re.compile(r"làm bù|làm việc bù|đi làm", re.IGNORECASE)
_INSTEAD = re.compile(r"\s*(?:cho|thay)\b", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•–]\s+|\d{1,2}[.)]\s+)")
_BROKEN = re.compile(r"\ufffd|áº|á»|Ã[¡-ÿ]|Æ°|Ä‘")
"""UTF-8 read as another encoding."""
_NEVER_VIETNAMESE = re.compile(rf"[{OF_OLD_FONTS}¡-¯±-¶¸-¿Ä-ÇËÎÏÑÖ×ØÛÜäåçëîïñö÷øûüÿ]")
"""Signs that text in an old font (TCVN3, VNI) has where Unicode has Vietnamese letters."""
_WEEKDAYS = {
    1: ("thứ Hai", "thu hai", "thu 2"), 2: ("thứ Ba", "thu ba", "thu 3"), 3: ("thứ Tư", "thu tu", "thu 4"),
    4: ("thứ Năm", "thu nam", "thu 5"), 5: ("thứ Sáu", "thu sau", "thu 6"), 6: ("thứ Bảy", "thu bay", "thu 7"),
    7: ("Chủ nhật", "chu nhat"),
}  # fmt: skip
_NAMED_WEEKDAY = re.compile(r"\b(?:thứ (?:hai|ba|tư|năm|sáu|bảy|\d)|chủ nhật)\b", re.IGNORECASE)
_FIXED = {(1, 1): "Tết Dương lịch", (4, 30): "Ngày Chiến thắng", (5, 1): "Quốc tế lao động", (9, 2): "Quốc khánh"}
"""The days off that the Labour Code names by date (BLLĐ 2019 Đ.112)."""


@dataclass(frozen=True, slots=True)
class Understood:
    """One line that could be read, with the days that it names."""

    number: int
    typed: str
    days: tuple[DayPlan, ...]


@dataclass(frozen=True, slots=True)
class Misread:
    """One line that could not: why, and what to do."""

    number: int
    typed: str
    why: str
    todo: str


@dataclass(frozen=True, slots=True)
class DayList:
    """What was pasted; ``notes`` are remarks that hold nothing back."""

    lines: tuple[Understood, ...]
    wrong: tuple[Misread, ...]
    notes: tuple[str, ...]

    @property
    def days(self) -> tuple[DayPlan, ...]:
        """All days, by date."""
        return tuple(sorted((day for each in self.lines for day in each.days), key=lambda day: day.day))


class _Unreadable(ValueError):
    """Why a line cannot be read, and what to do."""

    def __init__(self, why: str, todo: str) -> None:
        super().__init__(why)
        self.why, self.todo = why, todo


def read_days(pasted: str, year: int) -> DayList:
    """What ``pasted`` says of ``year``; every flawed line is told at once, and none is repaired."""
    lines: list[Understood] = []
    wrong: list[Misread] = []
    first_told: dict[date, int] = {}
    typed_lines = pasted.splitlines()
    for number, typed in enumerate(typed_lines[:MOST_LINES], 1):
        try:
            days = _days_of(typed, year)
            _must_be_new(days, first_told)
        except _Unreadable as error:
            wrong.append(Misread(number, line(typed), error.why, error.todo))
            continue
        first_told |= {day.day: number for day in days}
        if days:
            lines.append(Understood(number, line(typed), days))
    if len(typed_lines) > MOST_LINES:
        wrong.append(Misread(MOST_LINES + 1, "", f"Danh sách dài quá {MOST_LINES} dòng.", "Hãy chỉ dán các ngày nghỉ và ngày làm bù."))
    return DayList(tuple(lines), tuple(wrong), tuple(_notes(set(first_told), year)) if lines else ())


def written(days: tuple[DayPlan, ...]) -> str:
    """Days as lines that ``read_days`` reads: what is on file, to be changed and proposed anew."""
    return "\n".join(_written(day) for day in days)


def _written(day: DayPlan) -> str:
    if day.kind == "make_up":
        return f"{day.day:%d/%m/%Y} làm bù" + (f" cho {day.for_day:%d/%m/%Y}" if day.for_day else "")
    name = _name_of(day.name)
    return f"{day.day:%d/%m/%Y} {name}" if name.lower().startswith("nghỉ") else f"{day.day:%d/%m/%Y} nghỉ {name}".rstrip()


# ---- one line -----------------------------------------------------------------------------------------------------------------


def _days_of(typed: str, year: int) -> tuple[DayPlan, ...]:
    said = line(typed)
    if not said:
        return ()
    _must_be_plain(typed)
    said = _BULLET.sub("", said)
    found = list(_DATE.finditer(said))
    if not found:
        raise _Unreadable("Không thấy ngày nào.", "Hãy ghi ngày như 16/02/2026, hoặc xóa dòng này nếu là tiêu đề.")
    dates = [_date(match, year) for match in found]
    _weekday_must_fit(said, dates)
    made_up = _MADE_UP.search(said)
    days = _made_up(said, made_up, found, dates) if made_up else _off(said, found, dates)
    for day in days:
        _must_fit(day, year)
    return days


def _must_be_plain(typed: str) -> None:
    for cell in typed.split("\t"):
        if cell.strip().startswith(FORMULA) and not _BULLET.match(cell.strip()):
            raise _Unreadable("Có công thức của bảng tính.", "Hãy dán giá trị: chép rồi dán đặc biệt, chọn Giá trị.")
    if _BROKEN.search(typed):
        raise _Unreadable("Chữ bị vỡ: tệp được mở sai bảng mã.", "Hãy mở lại tệp với bảng mã UTF-8 rồi chép lại.")
    if _NEVER_VIETNAMESE.search(typed):
        raise _Unreadable("Chữ gõ bằng phông cũ (TCVN3, VNI).", "Hãy chuyển sang Unicode rồi dán lại.")


def _date(found: re.Match[str], year: int) -> date:
    told = (found[1] or found[6] or year, found[2] or found[5], found[3] or found[4])
    try:
        return date(*map(int, told))
    except ValueError:
        raise _Unreadable(f"Không có ngày “{found[0]}”.", "Hãy xem lại ngày và tháng.") from None


def _weekday_must_fit(said: str, dates: list[date]) -> None:
    """A weekday that is named beside the only date must be that date's."""
    named = [number for number, words in _WEEKDAYS.items() if any(re.search(rf"\b{each}\b", fold(said)) for each in words[1:])]
    if len(dates) == 1 and len(named) == 1 and named != [dates[0].isoweekday()]:
        is_day, told = _WEEKDAYS[dates[0].isoweekday()][0], _WEEKDAYS[named[0]][0]
        raise _Unreadable(f"{dates[0]:%d/%m/%Y} là {is_day}, không phải {told}.", "Hãy xem lại ngày hoặc thứ theo văn bản.")


def _off(said: str, found: list[re.Match[str]], dates: list[date]) -> tuple[DayPlan, ...]:
    """One date off, or every date from one to another."""
    name = _name_of(_words_without(said, found))
    if len(dates) == 1:
        return (DayPlan(day=dates[0], kind="holiday", name=name),)
    if len(dates) == 2 and _STRETCH.fullmatch(said[found[0].end() : found[1].start()]):
        first, last = dates
        if not 0 <= (last - first).days < _LONGEST_STRETCH:
            raise _Unreadable(
                f"Từ {first:%d/%m/%Y} đến {last:%d/%m/%Y} không phải một đợt nghỉ.",
                f"Ngày đầu phải trước ngày cuối, và một đợt không dài quá {_LONGEST_STRETCH} ngày.",
            )
        return tuple(DayPlan(day=first + timedelta(days=at), kind="holiday", name=name) for at in range((last - first).days + 1))
    raise _Unreadable("Có nhiều ngày mà không rõ là đợt nghỉ hay ngày làm bù.", "Hãy ghi mỗi ngày một dòng, hoặc “… đến …” cho một đợt.")


def _made_up(said: str, words: re.Match[str], found: list[re.Match[str]], dates: list[date]) -> tuple[DayPlan, ...]:
    """A date made up, perhaps for another; or a date off with the one on which it is made up."""
    before = [day for match, day in zip(found, dates, strict=True) if match.start() < words.start()]
    after = [day for match, day in zip(found, dates, strict=True) if match.start() > words.start()]
    is_instead = _INSTEAD.search(said, words.end()) is not None
    match before, after:
        case ([on], []) | ([], [on]):
            return (_make_up(on, None),)
        case ([on], [off]) if is_instead:
            return (_make_up(on, off),)
        case ([], [on, off]) if is_instead:
            return (_make_up(on, off),)
        case ([off], [on]):
            return (DayPlan(day=off, kind="holiday", name="Nghỉ hoán đổi"), _make_up(on, off))
    raise _Unreadable("Không rõ ngày nào làm bù cho ngày nào.", "Hãy ghi “22/08/2026 làm bù cho 31/08/2026”, mỗi cặp một dòng.")


def _make_up(on: date, off: date | None) -> DayPlan:
    return DayPlan(day=on, kind="make_up", name="Làm bù", for_day=off)


def _must_fit(day: DayPlan, year: int) -> None:
    if day.day.year != year:
        raise _Unreadable(f"{day.day:%d/%m/%Y} không thuộc năm {year}.", f"Hãy bỏ dòng này, hoặc nhập nó cùng lịch năm {day.day.year}.")
    if day.kind == "make_up" and day.day.isoweekday() < _SATURDAY:
        is_day = _WEEKDAYS[day.day.isoweekday()][0]
        raise _Unreadable(f"Ngày làm bù {day.day:%d/%m/%Y} là {is_day}, vốn đã là ngày làm việc.", "Hãy xem lại ngày làm bù theo văn bản.")


def _must_be_new(days: tuple[DayPlan, ...], first_told: dict[date, int]) -> None:
    for day in days:
        if day.day in first_told:
            raise _Unreadable(f"Ngày {day.day:%d/%m/%Y} đã có ở dòng {first_told[day.day]}.", "Hãy giữ lại một dòng.")


def _words_without(said: str, found: list[re.Match[str]]) -> str:
    """The words of a line without its dates, weekdays and signs between them."""
    before = re.sub(r"\b(?:từ)?\s*(?:ngày)?\s*$", "", _NAMED_WEEKDAY.sub(" ", said[: found[0].start()]).rstrip(" ,:"), flags=re.IGNORECASE)
    return f"{before} {_NAMED_WEEKDAY.sub(' ', said[found[-1].end() :])}"


def _name_of(words: str) -> str:
    """The name of a day off: the words without "nghỉ" in front."""
    name = re.sub(r"\(\s*\)", "", line(words)).strip(_AROUND)
    return re.sub(r"^nghỉ(?: lễ)?\b(?! bù| hoán)\s*", "", name, flags=re.IGNORECASE).strip(_AROUND)[:_LONGEST_NAME]


def _notes(told: set[date], year: int) -> Iterator[str]:
    for (month, day), name in _FIXED.items():
        if (on := date(year, month, day)) not in told and on.isoweekday() < _SATURDAY:
            yield f"Danh sách không có {on:%d/%m/%Y} ({name}, BLLĐ 2019 Điều 112): ngày ấy sẽ là ngày làm việc."
