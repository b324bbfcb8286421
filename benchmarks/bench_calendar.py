"""How much quicker the calendar's tables are than counting by dates and sessions, and whether they say the same.

    python -m benchmarks.bench_calendar [--cases 1000000] [--rounds 20] [--seed 2021] [--at-least 25]

Random cases are split into rounds; in each round both sides answer the same cases, taking turns at going first, and every answer is
compared. Reported are medians over the rounds; noise is half the spread of the middle half of the rounds, in per cent of the median.
Prints JSON, then one line for a table. Exit 1 where an answer differs or the ratio stays below ``--at-least``.

The cases, on the national calendar of 2018–2028 and the default week: 0–60 whole working days (45 in 100), 1 minute to 480 hours to the
minute (20), 0–90 calendar days (10), 0–6 months (5), minutes between two moments up to 120 days apart (20).
"""

import argparse
import gc
import json
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from benchmarks import naive_calendar as naive
from motcua.kernel.moments import VIETNAM
from motcua.law.calendar import due_at, working_minutes_between
from motcua.law.limits import TimeLimit, limit
from tests.rules.law.national import naive_national_calendar, national_calendar

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


@dataclass(frozen=True)
class Measured:
    """Seconds that one kind of question took in one round, and how many answers differed."""

    kind: str
    cases: int
    quick: float
    naive: float
    different: int


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


def timed(answers: Callable[[str, Sequence[Any]], list[Any]], kind: str, asked: Sequence[Any]) -> tuple[float, list[Any]]:
    """Processor seconds (what else the machine does is left out) and answers; the collector of garbage rests meanwhile."""
    gc.collect()
    gc.disable()
    begun = time.process_time()
    found = answers(kind, asked)
    took = time.process_time() - begun
    gc.enable()
    return took, found


def measure(kind: str, asked: Sequence[Any], *, quick_first: bool) -> Measured:
    """Both sides answer the same questions, one after the other."""
    sides = [quick_answers, naive_answers] if quick_first else [naive_answers, quick_answers]
    took = {side: timed(side, kind, asked) for side in sides}
    (quick, ours), (straight, theirs) = took[quick_answers], took[naive_answers]
    plain = ours if kind == "minutes_between" else [(due.at, due.last_day, due.is_provisional) for due in ours]
    return Measured(kind, len(asked), quick, straight, sum(one != other for one, other in zip(plain, theirs, strict=True)))


def rounds(cases: int, count: int, dice: random.Random) -> Iterator[list[Measured]]:
    """One list of measurements a round; tables are built before the first."""
    quick_answers("working_days", [(FIRST, DAYS[1])])
    for number in range(count):
        yield [
            measure(kind, questions(kind, cases * share // (100 * count), dice), quick_first=number % 2 == 0)
            for kind, share in KINDS.items()
        ]


def spread(values: Sequence[float]) -> float:
    """Half the distance between the quartiles, in per cent of the median."""
    low, middle, high = statistics.quantiles(values, n=4)
    return round(50 * (high - low) / middle, 1)


def summary(measured: Sequence[Measured]) -> dict[str, Any]:
    """Medians over the rounds of one kind."""
    ratios = [each.naive / each.quick for each in measured]
    return {
        "cases": sum(each.cases for each in measured),
        "quick_microseconds": round(statistics.median(each.quick / each.cases for each in measured) * 1e6, 3),
        "naive_microseconds": round(statistics.median(each.naive / each.cases for each in measured) * 1e6, 3),
        "ratio": round(statistics.median(ratios), 1),
        "noise_percent": spread(ratios),
        "different": sum(each.different for each in measured),
    }


def total(measured: Sequence[Measured]) -> Measured:
    """All kinds of one round together."""
    return Measured(
        "all",
        sum(each.cases for each in measured),
        sum(each.quick for each in measured),
        sum(each.naive for each in measured),
        sum(each.different for each in measured),
    )


def main() -> int:
    """Measure, print, and say by the exit code whether the promise holds."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--cases", type=int, default=1_000_000)
    asked.add_argument("--rounds", type=int, default=20)
    asked.add_argument("--seed", type=int, default=2021)
    asked.add_argument("--at-least", type=float, default=25)
    given = asked.parse_args()
    measured = list(rounds(given.cases, given.rounds, random.Random(given.seed)))  # noqa: S311
    by_kind = {kind: summary([each for one in measured for each in one if each.kind == kind]) for kind in KINDS}
    whole = summary([total(one) for one in measured])
    print(
        json.dumps({"python": sys.version.split()[0], "seed": given.seed, "rounds": given.rounds, "all": whole, "kinds": by_kind}, indent=1)
    )
    print(
        f"| calendar | {whole['cases']:,} cases | {whole['quick_microseconds']} µs | naive {whole['naive_microseconds']} µs"
        f" | {whole['ratio']}× ± {whole['noise_percent']} % | {whole['different']} different |"
    )
    return int(whole["different"] > 0 or whole["ratio"] < given.at_least)


if __name__ == "__main__":
    sys.exit(main())
