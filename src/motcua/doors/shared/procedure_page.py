"""What the page of a procedure shows, in the order in which a citizen asks: what to bring, how long, how much, where, what then."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from motcua.catalogue.rules.procedure import ONLINE_CHANNELS, Paper, Procedure
from motcua.doors.shared.hours import Opening, next_opening, openings
from motcua.doors.shared.labels import label
from motcua.kernel.refusal import Refusal
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Turn, read_clock
from motcua.law.explain import explain, in_lines
from motcua.law.limits import TimeLimit, Unit
from motcua.offices.rules.directory import Directory, Office

_BY_THE_CALENDAR = frozenset({Unit.CALENDAR_DAY, Unit.MONTH})
_COUNTED = {False: "Chỉ tính ngày làm việc, không tính ngày nghỉ.", True: "Tính cả thứ Bảy, Chủ nhật và ngày lễ."}
_ALWAYS = date(1900, 1, 1)  # what a version without a beginning on file says
_WAYS = {
    "counter": "Nộp tại quầy",
    "post": "Gửi qua bưu điện (bưu chính công ích)",
    "agent": "Nộp qua đại lý dịch vụ công",
    "self_online": "Tự nộp trực tuyến",
    "assisted_online": "Nộp trực tuyến, có người giúp",
}


@dataclass(frozen=True, slots=True)
class PaperGroup:
    """Papers asked for alike: always, at will, or in the one case that ``case_label`` names."""

    is_required: bool
    case_label: str
    papers: tuple[Paper, ...]


@dataclass(frozen=True, slots=True)
class Example:
    """When the result would be due for a case filed at ``start``, and in ``lines`` which days off lie between."""

    start: datetime
    is_now: bool
    due_at: datetime | None
    is_provisional: bool = False
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Duration:
    """The time limit of some ways of filing; ``ways`` is empty where it is the same for all."""

    ways: tuple[str, ...]
    words: str
    counted: str
    example: Example | None


@dataclass(frozen=True, slots=True)
class StepShown:
    """One step: what is done, by which office, in how long."""

    name: str
    office: str
    limit: str


@dataclass(frozen=True, slots=True)
class ProcedurePage:
    """Everything on the page beyond the procedure itself."""

    papers: tuple[PaperGroup, ...]
    durations: tuple[Duration, ...]
    openings: tuple[Opening, ...]
    steps: tuple[StepShown, ...]
    online_level: str
    validity: str
    is_demonstration: bool


def procedure_page(procedure: Procedure, offices: Directory, *, now: datetime) -> ProcedurePage:
    """The page as of ``now``; example dates are those that a receipt of the first receiving office would promise."""
    counters = openings(sorted(procedure.receiving_office_ids), offices, now=now)
    return ProcedurePage(
        papers=_papers(procedure),
        durations=_durations(procedure, offices, counters, now),
        openings=tuple(counters),
        steps=tuple(
            StepShown(
                name=step.name or step.key,
                office=_office_name(step.office_id or procedure.lead_office_id, offices),
                limit=step.limit.in_words() if step.limit else "",
            )
            for step in procedure.steps
        ),
        online_level=label(procedure.online_level, "online_level"),
        validity=_validity(procedure),
        is_demonstration=offices.is_demonstration,
    )


def limit_words(procedure: Procedure) -> str:
    """The time limit for a list of results: one, or the span of several."""
    words = list(dict.fromkeys(limit.in_words() if limit else "" for limit in procedure.limits.values()))
    return " hoặc ".join(word for word in words if word)


def _office_name(office_id: int | None, offices: Directory) -> str:
    return offices.offices[office_id].name if office_id else "Nơi tiếp nhận hồ sơ"


def _papers(procedure: Procedure) -> tuple[PaperGroup, ...]:
    """Always required first, then those of each case, then those at will; within a group as the decision lists them."""

    def rank(paper: Paper) -> tuple[int, str]:
        return (1, paper.case_label) if paper.case_label else (0 if paper.is_required else 2, "")

    groups = groupby(sorted(procedure.papers, key=rank), key=rank)
    return tuple(PaperGroup(order == 0, label, tuple(papers)) for (order, label), papers in groups)


def _validity(procedure: Procedure) -> str:
    is_known = procedure.valid_from > _ALWAYS
    since = f"Có hiệu lực từ {procedure.valid_from:%d/%m/%Y}" if is_known else "Ngày bắt đầu có hiệu lực chưa được nhập"
    return f"{since}, đến trước {procedure.valid_to:%d/%m/%Y}." if procedure.valid_to else f"{since}."


def _durations(procedure: Procedure, offices: Directory, counters: list[Opening], now: datetime) -> tuple[Duration, ...]:
    first = counters[0].offices[0] if counters else None
    told: dict[TimeLimit | None, list[str]] = {}
    for channel, limit in procedure.limits.items():
        if procedure.is_online or channel not in ONLINE_CHANNELS:
            told.setdefault(limit, []).append(channel)
    return tuple(
        Duration(
            ways=() if len(told) == 1 else tuple(_WAYS.get(channel, "Các cách nộp khác") for channel in channels),
            words=limit.in_words() if limit else "",
            counted=_COUNTED[limit.unit in _BY_THE_CALENDAR] if limit else "",
            example=_example(procedure, offices, first, limit, now) if first and limit else None,
        )
        for limit, channels in told.items()
    )


def _example(procedure: Procedure, offices: Directory, counter: Office, limit: TimeLimit, now: datetime) -> Example | None:
    """Filed now, or when the counter opens next; counted by the calendar of the office that answers for the case, as a receipt counts."""
    calendar = offices.calendars[procedure.lead_office_of(counter.id)]
    try:
        start = next_opening(now, offices.calendars[counter.id])
        return _explained(start, limit, calendar, is_now=start == now)
    except Refusal:  # no calendar for the year: a date is never guessed
        return None


def _explained(start: datetime, limit: TimeLimit, calendar: WorkingCalendar, *, is_now: bool) -> Example:
    reading = read_clock((ClockEvent(start, Turn.START),), limit, calendar)
    lines = in_lines(explain(reading, calendar), reading.due, limit=limit)
    due_at = reading.due.at if reading.due else None
    return Example(start, is_now, due_at, reading.is_provisional, lines[1:-1])
