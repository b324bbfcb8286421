"""A procedure as in force on a day: one frozen value that commands and screens read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from motcua.law.calendar import WorkingCalendar
from motcua.law.limits import TimeLimit, Unit, limit
from motcua.law.stages import Stages, split
from motcua.offices.rules.roles import Role

OBLIGATION = "obligation"
"""The reason of a pause for which an applicant is to pay what others have set, such as land tax."""
ONLINE_CHANNELS = frozenset({"self_online", "assisted_online"})


@dataclass(frozen=True, slots=True)
class Paper:
    """A required paper (thành phần hồ sơ); one with a ``case_label`` is asked for in that case only, and then not by itself required."""

    key: str
    name: str
    is_required: bool
    originals: int = 1
    copies: int = 0
    case_label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the process; ``office_id`` none means the lead office of the case."""

    key: str
    name: str
    office_id: int | None
    role: str
    limit: TimeLimit | None


@dataclass(frozen=True, slots=True)
class Fee:
    """What may be charged, in đồng; ``amount`` none means: set by the provincial council, not entered yet."""

    name: str
    amount: int | None
    channel: str = ""
    exemption: str = ""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Flaw:
    """What a person must still look at: the code of its kind, and one sentence."""

    code: str
    words: str

    def __str__(self) -> str:
        return self.words


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of a procedure; ``lead_office_id`` none means that the receiving office itself is competent.

    ``first_stage_steps``: how many of its steps make the first of two appointments; none means a single one.
    """

    version_id: int
    procedure_id: int
    code: str
    key: str
    name: str
    field: str
    lead_office_id: int | None
    receiving_office_ids: frozenset[int]
    limits: Mapping[str, TimeLimit | None]
    papers: tuple[Paper, ...]
    steps: tuple[Step, ...]
    first_stage_steps: int = 0
    fees: tuple[Fee, ...] = ()
    pauses: tuple[str, ...] = ()
    is_joint: bool = False
    has_result_via_counter: bool = False
    is_online: bool = False
    online_level: str = ""
    result_name: str = ""
    legal_basis: tuple[str, ...] = ()
    decision: str = ""
    agency: str = ""
    note: str = ""
    valid_from: date = date(1900, 1, 1)
    valid_to: date | None = None
    defects: tuple[Flaw, ...] = ()

    def limit_for(self, channel: str) -> TimeLimit | None:
        """The time limit of a case filed through ``channel``: the channel's own, else the general one; none is a defect."""
        return self.limits.get(channel) or self.limits.get("")

    def lead_office_of(self, receiving_office_id: int) -> int:
        """The office that answers for a case received at ``receiving_office_id``."""
        return self.lead_office_id or receiving_office_id

    @property
    def answering_office_ids(self) -> frozenset[int]:
        """The offices that answer for its cases: the lead office, or the receiving ones where each leads its own."""
        return frozenset({self.lead_office_id}) if self.lead_office_id else self.receiving_office_ids

    def step_office(self, index: int, *, lead_office_id: int) -> int:
        """The office of the step at ``index``; what is past the last lies with its office, and without steps with the lead office."""
        return (self.steps[min(index, self.last_step)].office_id if self.steps else None) or lead_office_id

    def step_name(self, index: int) -> str:
        """What the step at ``index`` is called; a procedure without steps has no names."""
        if index > self.last_step:
            return "Trình lãnh đạo quyết định"
        return self.steps[index].name or self.steps[index].key if self.steps else ""

    @property
    def last_step(self) -> int:
        """The index of the last step."""
        return max(len(self.steps) - 1, 0)

    @property
    def signing_step(self) -> int:
        """Where nothing is missing but the leader's decision: his own step if it is the last, else the index after the last."""
        is_named = bool(self.steps) and self.steps[-1].role == Role.LEADER
        return self.last_step if is_named else self.last_step + 1

    def stages_for(self, channel: str) -> Stages | None:
        """The two appointments of a case filed through ``channel``; none where it has one, or its steps cannot be added up."""
        whole, parts = self.limit_for(channel), [step.limit for step in self.steps[: self.first_stage_steps]]
        if whole is None or not parts or self.first_stage_steps >= len(self.steps):
            return None
        limits = [part for part in parts if part and (part.unit, part.due_time) == (whole.unit, whole.due_time)]
        first = limit(sum((part.value for part in limits), Decimal(0)), whole.unit, whole.due_time)
        return split(whole, first) if len(limits) == len(parts) else None

    def paper_named(self, words: str) -> Paper | None:
        """The paper with this key or name, or the one of which ``words`` tells a defect ("key: what is wrong").

        Where a published list gives one name to several papers, the required one is meant.
        """
        head = words.split(":", 1)[0].strip()
        meant = [paper for paper in self.papers if head in (paper.key, paper.name) or words.strip() == paper.name]
        return next((paper for paper in meant if paper.is_required or paper.key == head), meant[0] if meant else None)


@dataclass(frozen=True, slots=True)
class StepSum:
    """What the steps of a procedure take together, and the limit that they stand against; both in ``unit``s."""

    total: Decimal
    whole: Decimal
    unit: Unit

    @property
    def is_over(self) -> bool:
        """Whether the steps take longer than the limit allows."""
        return self.total > self.whole

    def in_words(self) -> tuple[str, str]:
        """The sum and the limit as a person reads them: "6,5 ngày làm việc", "5 ngày làm việc"."""
        words = _SUM_WORDS[self.unit]
        return f"{_number(self.total)} {words}", f"{_number(self.whole)} {words}"


def sum_of_steps(procedure: Procedure, calendar: WorkingCalendar, *, channel: str = "") -> StepSum | None:
    """The sum of the steps' limits against the limit of ``channel``; none where either is missing, or joint parts run side by side.

    Working limits are compared in session time (a working day counts ``calendar.day_minutes``; within the day is one); a limit in
    calendar days or months is compared in days, a working day of a step counting one day and a month thirty.
    """
    whole = procedure.limit_for(channel)
    parts = [step.limit for step in procedure.steps if step.limit]
    if whole is None or not parts or (procedure.is_joint and channel in ONLINE_CHANNELS):
        return None
    if whole.unit in _DAYS:
        return StepSum(sum((_in_days(part, calendar) for part in parts), Decimal(0)), _in_days(whole, calendar), Unit.CALENDAR_DAY)
    unit, minutes = (Unit.WORKING_DAY, calendar.day_minutes) if whole.unit is Unit.WORKING_DAY else (Unit.HOUR, 60)
    total = sum(in_minutes(part, calendar) for part in parts)
    return StepSum(Decimal(total) / minutes, Decimal(max(in_minutes(whole, calendar), 1)) / minutes, unit)


def is_over_limit(procedure: Procedure, calendar: WorkingCalendar, *, channel: str = "") -> bool:
    """Whether the steps' limits sum to more than the procedure's own limit (see ``sum_of_steps``)."""
    summed = sum_of_steps(procedure, calendar, channel=channel)
    return summed is not None and summed.is_over


_DAYS = {Unit.CALENDAR_DAY: Decimal(1), Unit.MONTH: Decimal(30)}
_SUM_WORDS = {Unit.WORKING_DAY: "ngày làm việc", Unit.HOUR: "giờ làm việc", Unit.CALENDAR_DAY: "ngày"}


def _number(value: Decimal) -> str:
    return f"{value.quantize(Decimal('0.01')).normalize():f}".replace(".", ",")


def in_minutes(limit: TimeLimit, calendar: WorkingCalendar) -> int:
    """A limit as session minutes: the measure of slack and of sums of steps (a calendar day counts as a working one)."""
    per_unit = {Unit.HOUR: 60, Unit.MINUTE: 1}.get(limit.unit, calendar.day_minutes * int(_DAYS.get(limit.unit, 1)))
    return int(limit.value * per_unit) or (calendar.day_minutes if limit.unit is Unit.WORKING_DAY else 0)


def _in_days(limit: TimeLimit, calendar: WorkingCalendar) -> Decimal:
    if limit.unit in _DAYS:
        return limit.value * _DAYS[limit.unit]
    return Decimal(in_minutes(limit, calendar)) / calendar.day_minutes
