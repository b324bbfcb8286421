"""What the office owes when a paper is lost or damaged in its hands, or its result is wrong (NĐ 61/2018 Đ.20).

Whoever lost or damaged a paper bears every cost of making it anew and apologises; an error of the office is corrected at its own cost.
The article sets no days: the day is the one that the office names to the applicant.
"""

from datetime import date
from enum import StrEnum

from motcua.cases.rules.flow import State
from motcua.kernel.refusal import Code, Refusal

MOST_WORDS = 2_000
"""Letters of one telling."""


class Mishap(StrEnum):
    """What befell a paper."""

    LOST = "lost"
    DAMAGED = "damaged"


class Payer(StrEnum):
    """Who bears the cost of making a paper anew; never the applicant."""

    OFFICE = "office"
    OFFICER = "officer"
    POST = "post"
    NOBODY = "nobody"


class IncidentState(StrEnum):
    """How far an incident is."""

    REPORTED = "reported"
    APOLOGISED = "apologised"
    SETTLED = "settled"


class CorrectionState(StrEnum):
    """How far a correction is; ``UPHELD``: the result stands, and the applicant is still to be told."""

    ASKED = "asked"
    CORRECTED = "corrected"
    UPHELD = "upheld"
    HANDED = "handed"


CORRECTABLE = frozenset({State.SETTLED, State.RETURNED})
"""States of a case whose result is there to be wrong."""


def must_stand(stands: IncidentState | CorrectionState, *wanted: IncidentState | CorrectionState) -> None:
    """Refuse with ``not-this-step`` what is done twice or before its turn."""
    if stands not in wanted:
        raise Refusal(Code.NOT_THIS_STEP, standing=stands.value)


def must_be_correctable(state: State) -> None:
    """Refuse with ``not-this-step`` a correction of a case that has no result."""
    if state not in CORRECTABLE:
        raise Refusal(Code.NOT_THIS_STEP, standing=state.value)


def told(words: str, *, missing: str, field: str) -> str:
    """``words`` without the space around them; ``incomplete`` where nothing is said, or too much."""
    said = words.strip()
    if not said or len(said) > MOST_WORDS:
        raise Refusal(Code.INCOMPLETE, missing=(f"{missing} (nhiều nhất {MOST_WORDS} chữ)",), field=field)
    return said


def day_named(named: date, *, today: date) -> date:
    """The day named to the applicant; ``incomplete`` where it has passed already."""
    if named < today:
        raise Refusal(Code.INCOMPLETE, missing=("ngày hẹn, từ hôm nay trở đi",), field="promised_on")
    return named


def cost_borne(cost: int, payer: Payer) -> int:
    """What making the paper anew has cost, in đồng; ``incomplete`` where it is negative, or a cost is left that nobody bears."""
    if cost < 0 or (cost > 0 and payer is Payer.NOBODY):
        wanted = "chi phí từ 0 đồng" if cost < 0 else "0 đồng, vì thư xin lỗi ghi không phát sinh chi phí"
        raise Refusal(Code.INCOMPLETE, missing=(wanted,), field="cost")
    return cost
