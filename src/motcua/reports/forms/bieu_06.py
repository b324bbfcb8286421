"""Biểu số 06/VPCP/KSTT: how an office received and settled cases in a period, by field (TT 01/2020/TT-VPCP; legal reference 7).

The form is a value: what it says is the same on the screen, in a sheet and on paper.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from motcua.kernel.moments import local
from motcua.law.periods import Period, in_words
from motcua.offices.rules.directory import Directory
from motcua.reports.tally import FOOTNOTES, Basis, Cell, Corrections, Facts, Figures, by_field, figures, share

NUMBER = "Biểu số 06/VPCP/KSTT"
BASIS = "Ban hành theo Thông tư số 01/2020/TT-VPCP"
TITLE = "Tình hình, kết quả giải quyết thủ tục hành chính tại cơ quan, đơn vị trực tiếp giải quyết thủ tục hành chính"
UNIT = "Đơn vị tính: Số hồ sơ TTHC"
NO_FIELD = "(chưa ghi lĩnh vực)"
CORRECTION = "Đính chính kỳ trước"
TOTAL = "Tổng cộng"

HEADINGS: Mapping[Cell, str] = {
    Cell.RECEIVED: "Tổng số",
    Cell.ONLINE: "Trực tuyến",
    Cell.DIRECT: "Trực tiếp, dịch vụ bưu chính",
    Cell.CARRIED: "Từ kỳ trước",
    Cell.SETTLED: "Tổng số",
    Cell.EARLY: "Trước hạn",
    Cell.ON_TIME: "Đúng hạn",
    Cell.LATE: "Quá hạn",
    Cell.PENDING: "Tổng số",
    Cell.PENDING_IN_TIME: "Trong hạn",
    Cell.PENDING_LATE: "Quá hạn",
}
GROUPS: Mapping[str, tuple[Cell, Cell]] = {
    "Số hồ sơ nhận giải quyết": (Cell.RECEIVED, Cell.CARRIED),
    "Số hồ sơ đã giải quyết": (Cell.SETTLED, Cell.LATE),
    "Số hồ sơ đang giải quyết": (Cell.PENDING, Cell.PENDING_LATE),
}
"""What stands above the headings: from which column to which."""
IN_PERIOD = "Trong kỳ"
"""Above columns 4 and 5."""
FIELD_HEADING = "Lĩnh vực, công việc giải quyết theo cấp"


@dataclass(frozen=True, slots=True)
class Row:
    """One line; ``field`` is the field as procedures have it, none for the lines that stand for no field."""

    name: str
    figures: Figures
    first: Figures
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """Who reports, as the head of the form says it."""

    superior: str
    office: str
    place: str
    head_title: str
    is_demonstration: bool = False


@dataclass(frozen=True, slots=True)
class Bieu06:
    """The whole form. ``as_of`` is set while the period runs; ``correction`` where a report was submitted for the period before."""

    heading: Heading
    period: Period
    as_of: datetime | None
    drawn_up_on: date
    rows: tuple[Row, ...]
    correction: Row | None
    total: Row
    notes: Figures
    carried: Corrections | None = None

    @property
    def period_words(self) -> str:
        """ "Quý I/2021 (từ ngày 15/12/2020 đến ngày 14/03/2021)"."""
        dates = f"từ ngày {self.period.first:%d/%m/%Y} đến ngày {self.period.last:%d/%m/%Y}"
        name = in_words(self.period)
        return f"{name} ({dates})" if not name.startswith("Từ") else name

    @property
    def lines(self) -> tuple[Row, ...]:
        """The lines between the head and the total, as they are numbered."""
        return (*self.rows, *((self.correction,) if self.correction else ()))


def bieu_06(
    facts: Facts,
    *,
    heading: Heading,
    period: Period,
    drawn_up_on: date,
    as_of: datetime | None = None,
    carried: Corrections | None = None,
    corrected: Facts | None = None,
) -> Bieu06:
    """The form that ``facts`` fill; those among them that the report before did not know (``corrected``) stand on a line of their own."""
    known = Counter(facts)
    known.subtract(corrected or Counter())
    return Bieu06(
        heading=heading,
        period=period,
        as_of=as_of,
        drawn_up_on=drawn_up_on,
        rows=tuple(_row(field or NO_FIELD, part, field) for field, part in by_field(known).items()),
        correction=_row(CORRECTION, corrected or Counter()) if carried and (carried.added or carried.missing) else None,
        total=_row(TOTAL, facts),
        notes=figures(facts, cells=FOOTNOTES),
        carried=carried,
    )


def _row(name: str, facts: Facts, field: str | None = None) -> Row:
    return Row(name, figures(facts), figures(facts, Basis.FIRST), field)


def heading_of(office_id: int, offices: Directory) -> Heading:
    """The head of a report of this office: the office above it, its own name, its place, and who signs."""
    office = offices.offices[office_id]
    superior = offices.offices[office.parent_id].name if office.parent_id else ""
    place = next((offices.offices[at].place for at in offices.above(office_id) if offices.offices[at].place), "")
    return Heading(superior, office.name, place, office.head_title or "THỦ TRƯỞNG CƠ QUAN, ĐƠN VỊ", offices.is_demonstration)


# ---- what the form says in words ------------------------------------------------------------------------------------------------


def main_sentence(form: Bieu06) -> str:
    """The one thing to know: how many came, how many were settled, how many of them in time, what is left and how much of it late."""
    told = form.total.figures
    settled = f"đã giải quyết {number(told[Cell.SETTLED])}{_in_time(told)}"
    left = f"còn {number(told[Cell.PENDING])} đang giải quyết"
    late = f", trong đó {number(told[Cell.PENDING_LATE])} quá hạn" if told[Cell.PENDING_LATE] else ""
    new = told[Cell.ONLINE] + told[Cell.DIRECT]
    carried = f" và {number(told[Cell.CARRIED])} từ kỳ trước" if told[Cell.CARRIED] else ""
    return f"{in_words(form.period)}: nhận {number(new)} hồ sơ{carried}; {settled}; {left}{late}."


def _in_time(told: Figures) -> str:
    in_time = told[Cell.EARLY] + told[Cell.ON_TIME]
    return f" ({percent(share(in_time, told[Cell.SETTLED]))} trước và đúng hạn)" if told[Cell.SETTLED] else ""


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage with its base, which provinces choose differently (counting rule 9)."""

    what: str
    percent: str
    base: str


def shares(told: Figures) -> tuple[Share, ...]:
    """The percentages of one line, each with the base that it is of."""
    in_time = told[Cell.EARLY] + told[Cell.ON_TIME]
    late, settled, received = told[Cell.LATE] + told[Cell.PENDING_LATE], told[Cell.SETTLED], told[Cell.RECEIVED]
    new, online = told[Cell.ONLINE] + told[Cell.DIRECT], told[Cell.ONLINE]
    return (
        _share("Trước và đúng hạn", in_time, settled, "hồ sơ đã giải quyết"),
        _share("Quá hạn (đã và đang giải quyết)", late, received, "hồ sơ phải giải quyết"),
        _share("Nộp trực tuyến", online, new, "hồ sơ mới nhận"),
    )


def _share(what: str, part: int, of: int, base: str) -> Share:
    return Share(what, percent(share(part, of)), f"{number(part)} trên {number(of)} {base}")


def note_lines(form: Bieu06) -> tuple[str, ...]:
    """The footnotes of the form, as sentences."""
    notes = form.notes
    lines = [
        "Trước hạn, đúng hạn, quá hạn xét theo ngày hẹn đang có hiệu lực khi giải quyết xong"
        + (f"; trong đó {number(notes[Cell.EXTENDED])} hồ sơ đã gia hạn." if notes[Cell.EXTENDED] else "; không có hồ sơ gia hạn."),
        f"Cột 7 có {number(notes[Cell.ENDED_WITHOUT_RESULT])} hồ sơ kết thúc không có kết quả (người nộp rút, dừng giải quyết).",
        f"{number(notes[Cell.NO_LIMIT])} hồ sơ của thủ tục chưa khai thời hạn, không tính vào cột nào.",
        *_carried_lines(form.carried),
    ]
    if form.as_of:
        lines.append(f"Kỳ báo cáo chưa kết thúc: số liệu tính đến {local(form.as_of):%H:%M ngày %d/%m/%Y}.")
    return tuple(lines)


def _carried_lines(carried: Corrections | None) -> tuple[str, ...]:
    if carried is None:
        return ()
    came, gone = len(carried.added), len(carried.missing)
    now = carried.frozen + came - gone
    changes = (f"cộng {number(came)}" if came else "", f"trừ {number(gone)}" if gone else "")
    told = " ".join(change for change in changes if change)
    explained = f"{told} hồ sơ đính chính" if told else "không có đính chính"
    return (f"Cột 6: {number(now)} = {number(carried.frozen)} (cột 11 của báo cáo kỳ trước đã gửi), {explained}.",)


def number(value: int) -> str:
    """ "1.234"."""
    return f"{value:,}".replace(",", ".")


def percent(value: Decimal | None) -> str:
    """ "97,2 %", or a dash where there is nothing to divide."""
    return "–" if value is None else f"{value} %".replace(".", ",")
