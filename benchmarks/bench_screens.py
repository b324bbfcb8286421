"""The screens of the working day under load: eight officers at once in a district of 200,000 cases, over HTTP, on PostgreSQL.

Each officer is a browser of his own who looks at a screen for a second on average (between none and two) before he asks for the next: his
desk again, or the next of the cases on it. The server is the program as ``motcua serve`` runs it on two processors. What counts is the
95th per cent of the waits for a kind of screen, from the question to the last sign of the answer, against the bound of 150 milliseconds;
the time the browsers take on the same machine is in it. What the waits would be if nobody ever looked, all eight asking without a pause,
is told beside it and is not held against the bound.
"""

import os
import random
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from itertools import cycle
from pathlib import Path

from benchmarks.filled import districts
from benchmarks.rounds import Outcome, compared, outcome
from benchmarks.server import postmaster
from motcua.doors.console.demonstration.profiles import PASSWORD
from tests.builders.own_database import program_environment
from tests.builders.web_server import HOST, serving
from tests.trust.officer_client import Officer

CASES = 200_000
BOUND_MS = 150
LOGINS = ("minh", "hoa", "xuan", "nam", "duyen", "linh", "anh", "trong")
DESK = "/q/viec/"
_CASE = re.compile(r'href="(/q/ho-so/\d+/)"')
ASKED_A_ROUND, WARM_UP = 30, 10
LOOKS_AT_MOST = 2.0
"""Seconds."""

WORKERS, THREADS = 2, 4


def measure() -> list[Outcome]:
    """One outcome: the slower of the two screens as a share of what is allowed."""
    with (
        tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder,
        districts(Path(folder), {"200k": CASES}) as urls,
        ExitStack() as open_,
    ):
        environment = program_environment(Path(folder), urls["200k"])
        port, _ = open_.enter_context(serving(environment, Path(folder) / "server.log", workers=WORKERS, threads=THREADS))
        browsers = [_Browser(port, login) for login in LOGINS]
        together = open_.enter_context(ThreadPoolExecutor(len(browsers)))
        sides = {name: _side(together, browsers, look, pause=LOOKS_AT_MOST) for name, look in _LOOKS.items()}
        restless = {name: round(_side(together, browsers, look, pause=0)(), 1) for name, look in _LOOKS.items()}
        rounds, quiet = compared(sides, roots=[postmaster(os.environ["MOTCUA_DATABASE_URL"])])
    return [outcome(
        rounds, quiet, figure=_share, name="screens", says="Việc của tôi, trang hồ sơ: p95 với 8 người, 200.000 hồ sơ, so với 150 ms",
        unit="ms", bound=1.0, wants_more=False, more={"p95_ms_without_a_pause": restless},
    )]  # fmt: skip


def _share(figures: Mapping[str, float]) -> float:
    return max(figures.values()) / BOUND_MS


class _Browser:
    """One officer, signed in, who knows the cases on his desk."""

    def __init__(self, port: int, login: str) -> None:
        self._officer = Officer(HOST, port, login, PASSWORD)
        self._officer.sign_in()
        for _ in range(WARM_UP):
            desk = self._officer.page(DESK)
        found = list(dict.fromkeys(_CASE.findall(desk)))
        if not found:
            raise RuntimeError(f"no case on the desk of {login}")
        self._cases = cycle(found)

    def desk(self) -> float:
        """Seconds that one look at the desk takes."""
        return self._wait(DESK)

    def case(self) -> float:
        """Seconds until the next case of the desk stands on the screen."""
        return self._wait(next(self._cases))

    def _wait(self, path: str) -> float:
        began = time.perf_counter()
        self._officer.page(path)
        return time.perf_counter() - began


_LOOKS = {"desk": _Browser.desk, "case": _Browser.case}


def _side(
    together: ThreadPoolExecutor, browsers: list[_Browser], look: Callable[[_Browser], float], *, pause: float
) -> Callable[[], float]:
    def waits_of(browser: _Browser, seed: int) -> list[float]:
        chance = random.Random(seed)  # noqa: S311 - pauses, the same in every round
        waits = []
        for _ in range(ASKED_A_ROUND):
            time.sleep(chance.uniform(0, pause))
            waits.append(look(browser))
        return waits

    def asked() -> float:
        """The 95th per cent of the waits of all browsers, in milliseconds."""
        waits = sorted(wait for one in together.map(waits_of, browsers, range(len(browsers))) for wait in one)
        return waits[min(int(len(waits) * 0.95), len(waits) - 1)] * 1000

    return asked
