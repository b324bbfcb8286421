"""How much quicker the calendar's tables are than counting by dates and sessions, and whether they say the same.

In each round both sides answer the same random questions, 200,000 new ones a round, and every answer is compared: a million and more by
the time five rounds are quiet. Processor time counts, so that a busy machine disturbs little.

The questions, on the national calendar of 2018–2028 and the default week: 0–60 whole working days (45 in 100), 1 minute to 480 hours to
the minute (20), 0–90 calendar days (10), 0–6 months (5), minutes between two moments up to 120 days apart (20).
"""

import gc
import random
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from benchmarks import naive_calendar as naive
from benchmarks.rounds import Outcome, compared, figure_of, outcome
from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import due_at, working_minutes_between
from motcua.law.limits import TimeLimit, limit
from tests.rules.law.national import naive_national_calendar, national_calendar

AT_LEAST = 25
SEED = 2021
ASKED_A_ROUND = 200_000

FIRST = datetime(2018, 1, 1, tzinfo=VIETNAM)
MINUTES = 3652 * 24 * 60
QUICK, STRAIGHT = national_calendar(), naive_national_calendar()
DAYS = [limit(days, "working_day") for days in range(61)]
CALENDAR_DAYS = [limit(days, "calendar_day") for days in range(91)]
MONTHS = [limit(months, "month") for months in range(7)]
COUNTED = [limit(minutes, "minute") for minutes in range(1, 60)] + [limit(hours, "hour") for hours in range(1, 481)]
LIMITS = {"working_days": DAYS, "minutes_and_hours": COUNTED, "calendar_days": CALENDAR_DAYS, "months": MONTHS}
KINDS = {"working_days": 45, "minutes_and_hours": 20, "calendar_days": 10, "months": 5, "minutes_between": 20}

Question = tuple[datetime, TimeLimit] | tuple[datetime, datetime]
Answers = Callable[[str, Sequence[Any]], list[Any]]


def questions(kind: str, count: int, dice: random.Random) -> list[Question]:
    """Random questions of one kind."""
    starts = [FIRST + timedelta(minutes=dice.randrange(MINUTES)) for _ in range(count)]
    if kind == "minutes_between":
        return [(start, start + timedelta(minutes=dice.randrange(120 * 24 * 60))) for start in starts]
    return [(start, dice.choice(LIMITS[kind])) for start in starts]


def quick_answers(kind: str, asked: Sequence[Any]) -> list[Any]:
    """What the tables say."""
    if kind == "minutes_between":
        return [working_minutes_between(start, end, QUICK) for start, end in asked]
    return [due_at(start, given, QUICK) for start, given in asked]


def naive_answers(kind: str, asked: Sequence[Any]) -> list[Any]:
    """What the straight count says."""
    if kind == "minutes_between":
        return [naive.minutes_between(STRAIGHT, start, end) for start, end in asked]
    return [naive.due(STRAIGHT, start, given.value, given.unit, given.due_time) for start, given in asked]


def timed(answers: Answers, kind: str, asked: Sequence[Any]) -> tuple[float, list[Any]]:
    """Processor seconds (what else the machine does is left out) and answers; the collector of garbage rests meanwhile."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    found = answers(kind, asked)
    took = time.process_time() - begun
    gc.enable()
    return took, found


class _Bench:
    """The questions of the rounds, and what each side has answered to those of the round under way."""

    def __init__(self) -> None:
        self.round = {"motcua": 0, "naive": 0}
        self.answered: dict[tuple[int, str], list[Any]] = {}
        self.took: dict[str, dict[str, list[float]]] = {kind: {"motcua": [], "naive": []} for kind in KINDS}
        self.compared, self.flaws = 0, list[str]()

    def motcua(self) -> float:
        """Microseconds an answer by the tables."""
        return self._measured("motcua", quick_answers)

    def naive(self) -> float:
        """Microseconds an answer by the straight count."""
        return self._measured("naive", naive_answers)

    def _measured(self, side: str, answers: Answers) -> float:
        """Let a side answer the questions of its next round."""
        self.round[side] += 1
        dice = random.Random(f"{SEED}:{self.round[side]}")  # noqa: S311
        seconds = sum(self._of_kind(side, kind, answers, dice) for kind in KINDS)
        return seconds / ASKED_A_ROUND * 1e6

    def _of_kind(self, side: str, kind: str, answers: Answers, dice: random.Random) -> float:
        asked = questions(kind, ASKED_A_ROUND * KINDS[kind] // 100, dice)
        seconds, found = timed(answers, kind, asked)
        self.took[kind][side].append(seconds / len(asked) * 1e6)
        plain = _plain(found) if side == "motcua" and kind != "minutes_between" else found
        self._compare((self.round[side], kind), asked, plain)
        return seconds

    def _compare(self, key: tuple[int, str], asked: Sequence[Question], found: list[Any]) -> None:
        """Keep what the side that goes first says; hold what the other says against it."""
        if key not in self.answered:
            self.answered[key] = found
            return
        self.compared += len(found)
        trios = zip(asked, self.answered.pop(key), found, strict=True)
        differing = [f"{question}: {one} ≠ {other}" for question, one, other in trios if one != other]
        self.flaws += [f"{key[1]}: {len(differing)} câu trả lời khác nhau, thí dụ {differing[0]}"] if differing else []

    def told(self) -> dict[str, Any]:
        """How many answers were compared, and the figures kind by kind."""
        kinds = {
            kind: {side: round(figure_of(values).median, 3) for side, values in sides.items()}
            | {"ratio": round(figure_of([slow / quick for slow, quick in zip(sides["naive"], sides["motcua"], strict=True)]).median, 1)}
            for kind, sides in self.took.items()
        }
        return {"compared": self.compared, "seed": SEED, "microseconds_by_kind": kinds}


def measure() -> list[Outcome]:
    """One outcome: how many times quicker, all kinds together."""
    quick_answers("working_days", [(FIRST, DAYS[1])])  # the tables are built before the first round
    bench = _Bench()
    rounds, quiet = compared({"naive": bench.naive, "motcua": bench.motcua})
    return [outcome(
        rounds, quiet, figure=_ratio, name="calendar", says="Ngày hẹn và phút làm việc từ bảng ngày so với đếm từng ngày, từng buổi",
        unit="µs", bound=AT_LEAST, wants_more=True, flaws=bench.flaws, more=bench.told(),
    )]  # fmt: skip


def _ratio(figures: Mapping[str, float]) -> float:
    return figures["naive"] / figures["motcua"]


def _plain(found: Sequence[Any]) -> list[tuple[Any, ...]]:
    return [(due.at, due.last_day, due.is_provisional) for due in found]
