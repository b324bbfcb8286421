"""Scenario files as a contract: the set-up and the acts as types; a file that does not fit is refused by line and field."""

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from motcua.kernel.moments import local


class ScenarioError(Exception):
    """A file that does not fit; the message says where, why and what to do (Vietnamese)."""

    def __init__(self, line: int, why: str) -> None:
        self.line = line
        super().__init__(f"dòng {line}: {why}")


Day = date
"""A date; fields may be called ``date`` themselves."""


class Strict(BaseModel):
    """Unknown fields are mistakes."""

    model_config = ConfigDict(extra="forbid")


class MakeUpDay(Strict):
    """A working date made up, with its sessions or those of the weekday of ``for``."""

    date: Day
    for_: Day | None = Field(default=None, alias="for")
    sessions: list[tuple[str, str]] = []


class Calendar(Strict):
    """Weekly sessions and closed days; ``closures`` replace the national calendar, together with ``make_up_days``."""

    week: dict[Literal["1", "2", "3", "4", "5", "6", "7"], list[tuple[str, str]]] | None = None
    closures: list[Day] | None = None
    make_up_days: list[MakeUpDay] = []


class Office(Strict):
    """An office; its own calendar overrides the scenario's."""

    id: str
    name: str
    code: str = ""
    kind: str = ""
    parent: str | None = None
    calendar: Calendar | None = None


Role = Literal["receptionist", "handler", "leader", "clerk", "cashier", "post", "inspector", "outreach", "administrator", "helper"]


class Person(Strict):
    """An officer or helper."""

    id: str
    name: str = ""
    office: str
    roles: list[Role]
    phone: str = ""


class Limit(Strict):
    """A time limit."""

    value: Decimal
    unit: Literal["working_day", "hour", "minute", "calendar_day", "month"]


class Paper(Strict):
    """A paper of a procedure."""

    id: str
    name: str
    required: bool = True


class Step(Strict):
    """A step of a procedure."""

    id: str
    office: str
    role: Role = "handler"
    limit: Limit | None = None


class Fee(Strict):
    """What is charged, in đồng."""

    amount: int = Field(ge=0)
    exemption: str = ""


class Procedure(Strict):
    """A procedure in force for the whole scenario."""

    id: str
    code: str
    name: str
    office: str
    receiving_office: str
    field: str = ""
    time_limit: Limit | None = None
    due_time: Literal["closing", "same_time"] | None = None
    same_day_cutoff: str | None = None
    papers: list[Paper] = []
    steps: list[Step] = []
    fee: Fee | None = None
    online: bool = False
    pauses: list[str] = []
    joint: bool = False
    result_via_counter: bool = False


class Setup(Strict):
    """Everything that stands before the first act."""

    calendar: Calendar | None = None
    offices: list[Office] = Field(min_length=1)
    people: list[Person]
    procedures: list[Procedure]


class Head(Strict):
    """Line 1."""

    scenario: Literal[1]
    title: str = ""
    setup: Setup


class Applicant(Strict):
    """Who asks."""

    name: str = Field(min_length=1)
    phone: str = ""
    id_number: str = ""
    address: str = ""


Channel = Literal["counter", "post", "self_online", "assisted_online", "agent"]


class ActBase(Strict):
    """What every act has."""

    at: datetime
    by: str
    happened_at: datetime | None = None

    @property
    def moment(self) -> datetime:
        """When the act is done, on the office's clock."""
        return local(self.at)

    @property
    def claimed(self) -> datetime | None:
        """The earlier moment claimed, if any."""
        return local(self.happened_at) if self.happened_at else None


class OnCase(ActBase):
    """An act upon a case by its alias."""

    case: str


class MayFile(OnCase):
    """An act that may bring a new case."""

    procedure: str | None = None
    applicant: Applicant | None = None
    papers: list[str] = []
    channel: Channel = "counter"
    external_id: str | None = None


class Submit(MayFile):
    act: Literal["submit"]


class Receive(MayFile):
    act: Literal["receive"]


class RefuseIntake(MayFile):
    act: Literal["refuse_intake"]
    reason: str = Field(min_length=1)


class RequestSupplement(MayFile):
    act: Literal["request_supplement"]
    items: list[str] = Field(min_length=1)
    reason: str = ""
    basis: str = ""


class Supply(OnCase):
    act: Literal["supply"]
    items: list[str] = Field(min_length=1)


class Forward(OnCase):
    act: Literal["forward"]
    to_office: str


class Assign(OnCase):
    act: Literal["assign"]
    to: str


class HandOver(OnCase):
    act: Literal["hand_over"]
    to: str | None = None


class Consult(OnCase):
    act: Literal["consult"]
    office: str
    content: str
    due: Day | datetime


class AnswerConsultation(OnCase):
    act: Literal["answer_consultation"]
    content: str


class Pause(OnCase):
    act: Literal["pause"]
    reason: str


class Resume(OnCase):
    act: Literal["resume"]
    reason: str = ""


class Extend(OnCase):
    act: Literal["extend"]
    due: Day | datetime
    reason: str = Field(min_length=1)


class Apologise(OnCase):
    act: Literal["apologise"]
    reason: str = Field(min_length=1)
    expected: Day | datetime


class Decide(OnCase):
    act: Literal["decide"]
    outcome: Literal["approve", "refuse"]
    reason: str = ""


class ReturnResult(OnCase):
    act: Literal["return_result"]
    to: str = ""
    how: str = "counter"


class Withdraw(OnCase):
    act: Literal["withdraw"]
    reason: str = ""
    proof: bool = False


class Discontinue(OnCase):
    act: Literal["discontinue"]
    reason: str = Field(min_length=1)
    basis: str = ""


class Pay(OnCase):
    act: Literal["pay", "confirm_payment"]
    amount: int
    reference: str = ""


class Rate(OnCase):
    act: Literal["rate"]
    ballot: dict[Literal["time", "contacts", "agencies", "attitude", "overall"], int]
    token: str | None = None


class Petition(ActBase):
    act: Literal["petition", "answer_petition"]
    case: str | None = None
    petition: str | None = None
    about: Any = None
    text: str = ""


class Tick(ActBase):
    act: Literal["tick"]


Act = Annotated[
    Submit
    | Receive
    | RefuseIntake
    | RequestSupplement
    | Supply
    | Forward
    | Assign
    | HandOver
    | Consult
    | AnswerConsultation
    | Pause
    | Resume
    | Extend
    | Apologise
    | Decide
    | ReturnResult
    | Withdraw
    | Discontinue
    | Pay
    | Rate
    | Petition
    | Tick,
    Field(discriminator="act"),
]
_ACT: TypeAdapter[Any] = TypeAdapter(Act)


def schema() -> dict[str, Any]:
    """The JSON Schema of a line: the set-up (line 1) or an act (every further line)."""
    return TypeAdapter(Head | Act).json_schema()


def read_scenario(lines: Iterable[str]) -> tuple[Head, list[tuple[int, Any]]]:
    """The set-up and the acts with their line numbers; ScenarioError for the first line that does not fit."""
    return _fitted_all(_content(lines))


def read_scenario_rows(rows: Iterable[dict[str, Any]]) -> tuple[Head, list[tuple[int, Any]]]:
    """As ``read_scenario``, from lines that have been parsed already."""
    return _fitted_all(iter(enumerate(rows, start=1)))


def _fitted_all(content: Iterator[tuple[int, Any]]) -> tuple[Head, list[tuple[int, Any]]]:
    first = next(content, None)
    if first is None:
        raise ScenarioError(1, "tệp trống; dòng 1 phải là phần thiết lập {“scenario”: 1, …}")
    head = _fitted(first, TypeAdapter(Head))
    acts = [(number, _fitted((number, row), _ACT)) for number, row in content]
    _must_run_forwards(acts)
    return head, acts


def _content(lines: Iterable[str]) -> Iterator[tuple[int, Any]]:
    for number, line in enumerate(lines, start=1):
        bare = line.strip().removeprefix("\ufeff")
        if not bare or bare.startswith("//"):
            continue
        try:
            row = json.loads(bare)
        except json.JSONDecodeError as error:
            raise ScenarioError(number, f"không phải JSON (cột {error.colno}): {error.msg}") from error
        if not isinstance(row, dict):
            raise ScenarioError(number, "mỗi dòng phải là một đối tượng JSON {…}")
        yield number, row


def _fitted(line: tuple[int, Any], shape: TypeAdapter[Any]) -> Any:
    number, row = line
    try:
        return shape.validate_python(row)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ScenarioError(number, f"trường “{where}”: {first['msg']}") from error


def _must_run_forwards(acts: list[tuple[int, Any]]) -> None:
    for (_, before), (number, after) in pairwise(acts):
        if after.moment < before.moment:
            raise ScenarioError(
                number,
                f"trường “at”: {after.at} sớm hơn việc ngay trước đó; nếu ghi bù, giữ “at” và thêm “happened_at”",
            )
