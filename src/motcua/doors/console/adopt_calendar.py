"""``motcua adopt-calendar``: a year's days off as decided are entered, and every open case whose due moves is listed, old and new."""

import argparse
import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from motcua.doors.console.authority_at_hand import authority_arguments, done_or_tried, operator
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.fitting import fitted
from motcua.doors.console.json_input import bytes_of, object_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local
from motcua.law.calendar import CalendarError
from motcua.offices.rules.calendars import must_hold_together
from motcua.offices.rules.plan import DayPlan, YearPlan


def _iso_date(text: Any) -> date:
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        raise ValueError("không phải ngày như “2027-02-05”") from None


Day = Annotated[date, BeforeValidator(_iso_date)]
Clock = Annotated[str, Field(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
Session = Annotated[tuple[Clock, Clock], Field(strict=False)]
Moved = tuple[dict[str, str | int | None], ...]


class _Shape(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)


class _Holiday(_Shape):
    date: Day
    name: Annotated[str, Field(max_length=200)] = ""


class _MakeUpDay(_Shape):
    date: Day
    for_: Annotated[Day | None, Field(alias="for")] = None
    sessions: list[Session] = []


class _Decided(_Shape):
    """The file: a year, what decided it, and its days."""

    year: Annotated[int, Field(ge=1900, le=2200)]
    decision: Annotated[str, Field(min_length=1, max_length=200)]
    source: str = ""
    holidays: Annotated[list[_Holiday], Field(min_length=1)]
    make_up_days: list[_MakeUpDay] = []


def arguments(parser: argparse.ArgumentParser) -> None:
    """FILE and for which authority."""
    parser.add_argument(
        "file", metavar="TỆP", help="lịch (JSON): year, decision, source, holidays [{date, name}], make_up_days [{date, for}]"
    )
    parser.add_argument("--json", action="store_true", help="in kết quả dạng JSON")
    authority_arguments(parser)


def run(options: argparse.Namespace) -> int:
    """Enter the year, or only try it out, and list the cases whose due moves."""
    plan = _plan(options.file)
    moved = _adopt(operator(options), plan, options)
    if options.json:
        told = {"year": plan.year, "decision": plan.decision, "dry_run": options.dry_run, "moved": moved}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_in_words(plan, moved, is_tried=options.dry_run)))
    return 0


def _plan(name: str) -> YearPlan:
    """The year that the file tells; BadInput where it contradicts itself."""
    told = fitted(object_of(bytes_of(name), name=name), _Decided, where=name)
    plan = YearPlan(
        year=told.year,
        is_provisional=False,
        decision=told.decision,
        source=told.source,
        days=(
            *(DayPlan(day=row.date, kind="holiday", name=row.name) for row in told.holidays),
            *(
                DayPlan(day=row.date, kind="make_up", name="Làm bù", for_day=row.for_, sessions=tuple(row.sessions))
                for row in told.make_up_days
            ),
        ),
    )
    try:
        must_hold_together(plan)
    except CalendarError as error:
        raise BadInput(f"{name}: {error}") from error
    return plan


def _adopt(actor: Actor, plan: YearPlan, options: argparse.Namespace) -> Moved:
    from motcua.cases.commands.adopt_calendar import adopt_calendar
    from motcua.doors.shared.program_clock import program_now

    try:
        return done_or_tried(lambda: adopt_calendar(actor=actor, at=program_now(), of=plan), is_tried=options.dry_run)
    except CalendarError as error:
        raise BadInput(f"{options.file}: {error}") from error


def _in_words(plan: YearPlan, moved: Moved, *, is_tried: bool) -> Iterator[str]:
    from motcua.doors.shared.tags import moment

    off = sum(day.kind == "holiday" for day in plan.days)
    yield f"Lịch nghỉ năm {plan.year} ({plan.decision}): {off} ngày nghỉ, {len(plan.days) - off} ngày làm bù."
    for line in moved:
        old, new = (moment(local(datetime.fromisoformat(str(line[name])))) for name in ("old_due", "new_due"))
        yield f"{line['file_number']}: {old} → {new}"
    tail = "sẽ đổi ngày hẹn. Đây là thử: chưa ghi gì." if is_tried else "đã đổi ngày hẹn; ngày hẹn đầu tiên giữ như đã in."
    yield f"{len(moved)} hồ sơ {tail}"
