"""Biểu 06 of a quarter at 200,000 cases, against one raw scan that adds the same columns up, on PostgreSQL.

The district is filled by ``many_cases``. The form is asked for as a chairman's screen asks for it: all columns by both dues, footnotes
and corrections, for the district with all below it. The raw scan is one statement written by hand, which joins, filters and counts the
same cases of the same quarter by the due in force alone, and knows nothing of stops, extensions since, footnotes or first promises: less
could not be asked. Two quarters: the one that runs, with every open case in it, and the one that has ended, many of whose cases have moved
on since. Both sides run in one process and take turns; what counts is the median of a round's askings.
"""

import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import django

from benchmarks.filled import districts
from benchmarks.rounds import Outcome, compared, outcome
from benchmarks.server import postmaster, program
from tests.builders.own_database import program_environment

AT_MOST, SECONDS_AT_MOST = 3.0, 2.0
CASES = 200_000
LEADER = "chutich"
QUARTERS = {"2021-Q1": "quý đang chạy", "2020-Q4": "quý đã qua"}
ASKED_A_ROUND = 3

_RAW = """
SELECT v.field,
       count(*) FILTER (WHERE c.accepted_at >= %(first)s AND c.channel = ANY(%(online)s)),
       count(*) FILTER (WHERE c.accepted_at >= %(first)s AND c.channel <> ALL(%(online)s)),
       count(*) FILTER (WHERE c.accepted_at < %(first)s),
       count(*) FILTER (WHERE {has_ended} AND {settled_on} < {due_on}),
       count(*) FILTER (WHERE {has_ended} AND {settled_on} = {due_on}),
       count(*) FILTER (WHERE {has_ended} AND {settled_on} > {due_on}),
       count(*) FILTER (WHERE NOT {has_ended} AND %(day)s <= {due_on}),
       count(*) FILTER (WHERE NOT {has_ended} AND %(day)s > {due_on})
  FROM cases_case c JOIN catalogue_procedureversion v ON v.id = c.version_id
 WHERE c.authority_id = %(authority)s AND c.due_at IS NOT NULL
   AND c.accepted_at < %(end)s AND (c.settled_at IS NULL OR c.settled_at >= %(first)s)
   AND CASE WHEN v.is_joint THEN c.receiving_office_id ELSE c.lead_office_id END = ANY(%(offices)s)
 GROUP BY v.field
""".format(
    has_ended="coalesce(c.settled_at < %(end)s, false)",
    settled_on="(c.settled_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
    due_on="(c.due_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
)


def measure() -> list[Outcome]:
    """How many times the scan each quarter takes, and for how long the slower one is waited for."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, districts(Path(folder), {"200k": CASES}) as urls:
        environment = program_environment(Path(folder), urls["200k"])
        found: dict[str, dict[str, Any]] = {quarter: {} for quarter in QUARTERS}

        def asked(quarter: str, side: str) -> Callable[[], float]:
            def ask() -> float:
                found[quarter][side] = told = json.loads(program(["benchmarks.bench_report", quarter, side], environment))
                return float(told["seconds"])

            return ask

        roots = [postmaster(os.environ["MOTCUA_DATABASE_URL"])]
        return [
            each
            for quarter in QUARTERS
            for each in _outcomes(
                quarter, *compared({side: asked(quarter, side) for side in ("form", "scan")}, roots=roots), found[quarter]
            )
        ]


def _outcomes(quarter: str, rounds: Any, quiet: Any, found: Mapping[str, Any]) -> list[Outcome]:
    counted = {side: told["counted"] for side, told in found.items()}
    flaws = [] if len(set(counted.values())) == 1 else [f"hai bên đếm khác nhau: {counted}"]
    said: dict[str, Any] = {"unit": "s", "wants_more": False, "more": dict(found), "flaws": flaws}
    name = QUARTERS[quarter]
    return [
        outcome(rounds, quiet, figure=lambda of: of["form"] / of["scan"], name=f"report-{quarter}", bound=AT_MOST,
                says=f"Biểu 06 của {name} ở 200.000 hồ sơ so với một lượt quét cộng thẳng", **said),
        outcome(rounds, quiet, figure=lambda of: of["form"], name=f"report-{quarter}-seconds", bound=SECONDS_AT_MOST,
                says=f"Biểu 06 của {name} ở 200.000 hồ sơ, giây", **said),
    ]  # fmt: skip


# ---- as a process of the program: one side asked a few times -----------------------------------------------------------------


def _side(quarter: str, side: str) -> dict[str, Any]:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from motcua.doors.console.demonstration.scenes import CURTAIN
    from motcua.law.periods import parse_period
    from motcua.offices.models import Person
    from motcua.offices.queries import actor_of, directory
    from motcua.reports.queries import Wanted, report

    person = Person.objects.get(login=LEADER)
    actor: Any = actor_of(person.pk, day=CURTAIN.date())
    offices = directory(person.authority_id)
    period = parse_period(quarter)
    wanted = Wanted(actor.grants[0].office_id, is_with_below=True, period=period)

    def form() -> int:
        return report(actor, wanted, offices=offices, now=CURTAIN).total.figures["c3"]  # type: ignore[index]

    def scan() -> int:
        return _scanned(wanted.asked(offices, now=CURTAIN))

    ask = form if side == "form" else scan
    with CaptureQueriesContext(connection) as captured:
        counted = ask()
    waits = [_wait(ask) for _ in range(ASKED_A_ROUND)]
    return {"seconds": statistics.median(waits), "statements": len(captured), "counted": counted}


def _scanned(asked: Any) -> int:
    """How many cases the raw scan counts as received."""
    from django.db import connection

    from motcua.cases.rules.channels import ONLINE
    from motcua.kernel.moments import local_date

    told = {
        "authority": asked.authority_id, "offices": sorted(asked.office_ids), "first": asked.period.start, "end": asked.before,
        "day": local_date(asked.judged_at), "online": sorted(ONLINE),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_RAW, told)
        return sum(sum(row[1:4]) for row in cursor.fetchall())


def _wait(ask: Callable[[], object]) -> float:
    began = time.perf_counter()
    ask()
    return time.perf_counter() - began


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "motcua.config.settings")
    django.setup()
    print(json.dumps(_side(*sys.argv[1:])))
