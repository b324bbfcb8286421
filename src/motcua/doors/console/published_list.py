"""Published lists of procedures as files: their shape is checked row by row before anything is read out of them."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from motcua.catalogue.rules import import_2021, import_2026, import_land, import_process
from motcua.catalogue.rules.drafts import ProcedureDraft
from motcua.doors.console.bad_input import BadInput
from motcua.doors.console.fitting import fitted
from motcua.doors.console.json_input import bytes_of, json_of

SHIPPED = ("procedures_2026", "procedures_2021", "land_deadlines_two_stage", "internal_processes")
"""Names that mean the lists that ship with the program."""


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise ValueError("có ký tự không in được (NUL)")
    return text


Text = Annotated[str, AfterValidator(_without_nul)]
Short = Annotated[str, Field(max_length=200), AfterValidator(_without_nul)]
ACode = Annotated[str, Field(max_length=40), AfterValidator(_without_nul)]
Name = Annotated[str, Field(min_length=1), AfterValidator(_without_nul)]
Count = Annotated[int, Field(ge=0, le=32_767)]


class _Shape(BaseModel):
    """Types are taken strictly; fields that the reading does not need may stand beside."""

    model_config = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


class _Result(_Shape):
    name: Text


class _Method2026(_Shape):
    channel: Text
    duration: float | None
    unit: Text | None
    duration_text: Text
    fee_vnd: Annotated[int, Field(ge=0, le=10**15)] | None
    fee_set_by_province: bool


class _Paper2026(_Shape):
    name: Text
    originals: Count
    copies: Count
    form_file: Text | None
    case: Text | None


class Row2026(_Shape):
    """A row of the list of the national portal, 07/2026."""

    code: ACode | None
    name: Name
    field: Short | None
    agency: Text | None
    decision: Short | None
    applicants: list[Text]
    legal_basis: list[Text]
    results: list[_Result]
    methods: list[_Method2026]
    papers: list[_Paper2026]
    source: Text


class _Method2021(_Shape):
    channel: Text
    duration_text: Text
    fee_text: Text


class Row2021(_Shape):
    """A row of the list of the district era, 08/2021."""

    name: Name
    agency: Text | None
    methods: list[_Method2021]
    components_raw_count: int
    source: Text


class RowLand(_Shape):
    """A row of a province's list of limits of land procedures with two appointments."""

    article: int
    procedure: Name
    total: float | None
    unit: Text
    appointment_1: float | None
    appointment_2: float | None
    source: Text


class _StepOfProcess(_Shape):
    no: int
    task: Text
    role: Text
    time_text: Text
    hours: Annotated[float, Field(ge=0, le=100_000)] | None


class RowProcess(_Shape):
    """A row of a list of internal processes as provinces decide them."""

    title: Name
    code: ACode
    steps: Annotated[list[_StepOfProcess], Field(min_length=1)]
    sum_hours: float
    source: Text


Reading = Callable[[Sequence[Mapping[str, Any]]], tuple[ProcedureDraft, ...]]

KINDS: dict[str, tuple[type[_Shape], Reading]] = {
    "2026": (Row2026, import_2026.read_rows),
    "2021": (Row2021, import_2021.read_rows),
    "land": (RowLand, import_land.read_rows),
    "process": (RowProcess, import_process.read_rows),
}
_KNOWN_BY = {"papers": "2026", "components_raw_count": "2021", "appointment_1": "land", "sum_hours": "process"}
"""A field that rows of one kind alone have → the kind."""


@dataclass(frozen=True, slots=True)
class PublishedList:
    """A list as read: what it calls itself, the SHA-256 of its file, and its rows as drafts."""

    title: str
    digest: str
    drafts: tuple[ProcedureDraft, ...]


def read_list(name: str, *, kind: str | None = None) -> PublishedList:
    """The list in the file ``name`` (or the shipped one of that name); ``kind`` is guessed from its rows unless told."""
    content = _content(name)
    told = json_of(content, name=name)
    rows = _rows(told, name)
    shape, reading = KINDS[kind or _guessed(rows[0], name)]
    checked = [fitted(row, shape, where=f"{name}, dòng {number}").model_dump() for number, row in enumerate(rows, 1)]
    title = told.get("title") if isinstance(told, dict) else None
    drafts = tuple(replace(draft, published=json.dumps(row)) for draft, row in zip(reading(checked), rows, strict=True))
    return PublishedList(str(title or Path(name).name), hashlib.sha256(content).hexdigest(), drafts)


def _content(name: str) -> bytes:
    if name in SHIPPED:
        return files("motcua.catalogue").joinpath(f"seed/{name}.json").read_bytes()
    return bytes_of(name)


def _rows(told: Any, name: str) -> list[Any]:
    rows = told.get("rows") if isinstance(told, dict) else told
    if not isinstance(rows, list):
        raise BadInput(f"{name}: cần một danh sách dòng ở trường “rows”")
    if not rows:
        raise BadInput(f"{name}: danh mục không có dòng nào")
    if isinstance(told, dict) and told.get("count", len(rows)) != len(rows):
        raise BadInput(f"{name}: ghi “count” {told['count']} nhưng có {len(rows)} dòng; tệp có thể bị cắt, hãy lấy lại")
    return rows


def _guessed(row: Any, name: str) -> str:
    """The kind by a field that it alone has."""
    found = next((kind for field, kind in _KNOWN_BY.items() if isinstance(row, dict) and field in row), None)
    if found is None:
        raise BadInput(f"{name}, dòng 1: không nhận ra loại danh mục; hãy ghi rõ --kind {' hoặc --kind '.join(sorted(KINDS))}")
    return found
