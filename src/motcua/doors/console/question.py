"""The parts of a question about a limit, from options or from a line of JSON, read as values; what cannot be read is BadInput."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time
from typing import Any

from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.json_input import shown
from motcua.kernel.moments import local
from motcua.kernel.refusal import Code, Refusal
from motcua.law.limits import LimitError, TimeLimit, limit, parse_limit

_MOMENT = "thời điểm ISO 8601 như “2021-02-09T14:00”"


@contextmanager
def refusals_told() -> Iterator[None]:
    """Turns a refusal of the calendar into BadInput with its code; a moment that no calendar can hold, too."""
    try:
        yield
    except Refusal as refusal:
        if refusal.code is not Code.NO_CALENDAR:
            raise
        year = refusal.facts["year"]
        raise BadInput(
            f"{refusal.code}: chưa có lịch nghỉ của năm {year} nên không tính được; hãy khai “closures” cho các năm đó"
        ) from None
    except OverflowError:
        raise BadInput("ngày nằm ngoài lịch có thể tính") from None


def text_of(question: Mapping[str, Any], name: str) -> str:
    """The field called ``name``, which must stand there as text."""
    if name not in question:
        raise BadInput(f"thiếu “{name}”")
    if not isinstance(question[name], str):
        raise BadInput(f"trường “{name}” phải là chữ trong ngoặc kép, không phải {shown(question[name])}")
    return str(question[name])


def moment_of(question: Mapping[str, Any], name: str) -> datetime:
    """The moment in the field called ``name``, on the office's clock; a date alone is not enough."""
    text = text_of(question, name)
    if is_date(text):
        raise BadInput(f"trường “{name}”: “{text}” chưa có giờ, cần {_MOMENT}")
    try:
        return local(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        raise BadInput(f"trường “{name}”: “{text}” không phải {_MOMENT}") from None


def is_date(text: str) -> bool:
    """Whether ``text`` is a date without a time."""
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False


def cutoff_of(question: Mapping[str, Any]) -> time | None:
    """The field ``same_day_cutoff``, if it is there."""
    if "same_day_cutoff" not in question:
        return None
    text = text_of(question, "same_day_cutoff")
    try:
        return time.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        raise BadInput(f"trường “same_day_cutoff”: “{text}” không phải giờ như “15:00”") from None


def limit_of(question: Mapping[str, Any], name: str) -> TimeLimit:
    """The limit in the field called ``name``, as text or as ``{"value", "unit"}``, with the due time and the cutoff of the question."""
    due_time = text_of(question, "due_time") if "due_time" in question else None
    told = question.get(name)
    try:
        if isinstance(told, dict) and set(told) == {"value", "unit"}:
            return limit(str(told["value"]), str(told["unit"]), due_time, cutoff_of(question))
        return parse_limit(text_of(question, name), due_time, cutoff_of(question))
    except LimitError as error:
        raise BadInput(str(error)) from error
