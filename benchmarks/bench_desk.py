"""The desk of a land specialist with 200,000 cases in the district against the same desk with 10,000, over HTTP, on PostgreSQL.

Both districts are filled by ``many_cases``: one told by the commands, copied to two sizes, so that also his own open cases are twenty
times as many. One web server each, the same page of fifty rows, asked for by one officer after the other; what counts is the 95th
per cent of a round's waits. That the desk asks the same number of statements at both sizes is checked before.
"""

import json
import os
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.filled import districts, many_cases
from benchmarks.rounds import Outcome, compared, figure_of, outcome
from benchmarks.server import postmaster
from motcua.doors.console.demonstration.profiles import PASSWORD
from tests.builders.own_database import program_environment
from tests.builders.web_server import HOST, serving
from tests.trust.officer_client import Officer

AT_MOST = 1.5
SIZES = {"10k": 10_000, "200k": 200_000}
LOGIN, LEADER = "minh", "chutich"
DESK, BOARD = "/q/viec/", "/q/lanh-dao/"
ASKED_A_ROUND, WARM_UP = 60, 10


def measure() -> list[Outcome]:
    """One outcome: how many times longer the desk takes."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, districts(Path(folder), SIZES) as urls:
        counts = {size: json.loads(many_cases(Path(folder), url, "desk", LOGIN))["statements"] for size, url in urls.items()}
        flaws = [] if len(set(counts.values())) == 1 else [f"số câu lệnh đổi theo số hồ sơ: {counts}"]
        with ExitStack() as open_servers:
            asked = {size: open_servers.enter_context(_asking(Path(folder), url)) for size, url in urls.items()}
            boards: dict[str, list[float]] = {size: [each.waited(LEADER, BOARD, 0.5) for _ in range(3)] for size, each in asked.items()}
            sides = {size: each.desk for size, each in asked.items()}
            rounds, quiet = compared(sides, roots=[postmaster(os.environ["MOTCUA_DATABASE_URL"])])
    board = {size: round(figure_of(waits).median, 1) for size, waits in boards.items()}
    return [outcome(
        rounds, quiet, figure=_ratio, name="desk", says="Việc của tôi, 50 dòng: p95 ở 200.000 hồ sơ so với 10.000", unit="ms",
        bound=AT_MOST, wants_more=False, flaws=flaws, more={"statements": counts, "board_median_ms": board},
    )]  # fmt: skip


def _ratio(figures: Mapping[str, float]) -> float:
    return figures["200k"] / figures["10k"]


class _Asked:
    """One web server, and the officers who are signed in there."""

    def __init__(self, port: int) -> None:
        self._officers = {login: Officer(HOST, port, login, PASSWORD) for login in (LOGIN, LEADER)}
        for officer in self._officers.values():
            officer.sign_in()
        for _ in range(WARM_UP):
            self._officers[LOGIN].page(DESK)

    def desk(self) -> float:
        """The 95th per cent of the waits for the desk, in milliseconds."""
        return self.waited(LOGIN, DESK, 0.95)

    def waited(self, login: str, path: str, share: float) -> float:
        """That share of the waits for a page lies at or below, in milliseconds."""
        waits = sorted(self._wait(self._officers[login], path) for _ in range(ASKED_A_ROUND))
        return waits[min(int(len(waits) * share), len(waits) - 1)] * 1000

    def _wait(self, officer: Officer, path: str) -> float:
        began = time.perf_counter()
        officer.page(path)
        return time.perf_counter() - began


@contextmanager
def _asking(home: Path, url: str) -> Iterator[_Asked]:
    with serving(program_environment(home, url), home / "server.log", workers=1, threads=2) as (port, _):
        yield _Asked(port)
