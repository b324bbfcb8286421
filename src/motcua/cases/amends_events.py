"""Facts of what the office makes good: papers lost or damaged in its hands, and errors in its results."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class IncidentReported(Fact):
    """A paper is lost or damaged in the office's hands."""

    kind: ClassVar[str] = "incident-reported"
    incident_id: int
    mishap: str
    original_id: int | None
    words: str = personal()


@dataclass(frozen=True, kw_only=True)
class IncidentApologised(Fact):
    """The office has apologised for it by a letter that says who pays and by when the paper is there again."""

    kind: ClassVar[str] = "incident-apologised"
    incident_id: int
    letter: str
    payer: str
    promised_on: date
    promise: str = personal()


@dataclass(frozen=True, kw_only=True)
class IncidentSettled(Fact):
    """The applicant has the paper again, or one in its place; ``cost`` in đồng."""

    kind: ClassVar[str] = "incident-settled"
    incident_id: int
    cost: int
    payer: str
    replacement: str = personal()


@dataclass(frozen=True, kw_only=True)
class CorrectionAsked(Fact):
    """The applicant says that the result is wrong."""

    kind: ClassVar[str] = "correction-asked"
    correction_id: int
    promised_on: date
    words: str = personal()


@dataclass(frozen=True, kw_only=True)
class CorrectionAnswered(Fact):
    """The office has corrected its error, or says why the result stands."""

    kind: ClassVar[str] = "correction-answered"
    correction_id: int
    is_error: bool
    answer: str = personal()


@dataclass(frozen=True, kw_only=True)
class CorrectionHanded(Fact):
    """The applicant has the answer in hand, and with it the corrected result where there is one."""

    kind: ClassVar[str] = "correction-handed"
    correction_id: int
    to: str = personal()
