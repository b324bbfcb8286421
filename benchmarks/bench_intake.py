"""Intakes over HTTP against the same writes by pgbench, both with eight clients on one PostgreSQL that waits for its disk.

The web side is gunicorn as an office would run it on two cores, and eight officers who file without a pause. The other side is a pgbench
script with the same tables, indexes, triggers and constraints in the same database, made from the statement log of one real intake
(``intake_script``): BEGIN, what was written, COMMIT, without any of the reads, in the simple protocol that the program itself speaks.
The ratio says how much of the database's own speed is left once law, journal, permissions and pages have been seen to.
"""

import json
import os
import re
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from benchmarks.intake_load import Line, load
from benchmarks.rounds import Outcome, compared, figure_of, outcome, own_seconds
from benchmarks.server import postmaster, program
from tests.builders.own_database import own_database, program_environment
from tests.builders.web_server import HOST, serving
from tests.trust.kill_stage import OFFICERS, PAPERS, PASSWORD
from tests.trust.officer_client import Officer
from tools.postgres import binaries

AT_LEAST, AIM = 0.10, 0.20
CLIENTS = 8
SECONDS, WARM_UP = 8.0, 3.0
WORKERS, THREADS = 2, 4
"""As many workers as cores, as many threads as clients: a worker waits for the database half of its time."""

_TPS = re.compile(r"^tps = ([\d.]+)", re.MULTILINE)


def measure() -> list[Outcome]:
    """One outcome: the ratio."""
    with tempfile.TemporaryDirectory(prefix="motcua-bench-") as folder, own_database(os.environ["MOTCUA_DATABASE_URL"], "intake") as url:
        bench = _Bench(Path(folder), url)
        rounds, quiet = compared({"web": bench.web, "pgbench": bench.pgbench}, roots=[bench.server])
        return [outcome(
            rounds, quiet, figure=_ratio, name="intake", says="Tiếp nhận qua HTTP so với pgbench ghi cùng dữ liệu (8 khách)",
            unit="hồ sơ/giây", bound=AT_LEAST, wants_more=True, more=bench.told(),
        )]  # fmt: skip


def _ratio(figures: Mapping[str, float]) -> float:
    return figures["web"] / figures["pgbench"]


class _Bench:
    """The database with its district, the officers' sessions, and pgbench's script."""

    def __init__(self, home: Path, url: str) -> None:
        self.home, self.url, self.day = home, url, 0
        self.server = postmaster(url)
        self.waits: list[float] = []
        self.spent: dict[str, list[float]] = {"web": [], "postgres_web": [], "postgres_pgbench": []}
        environment = program_environment(home, url)
        self.procedure_id = json.loads(program(["tests.trust.kill_stage", "prepare"], environment))["procedure_id"]
        self.script = home / "intake.sql"
        self.script.write_text(program(["benchmarks.intake_script", str(self.procedure_id)], environment), encoding="utf-8")
        with self._gunicorn() as (port, _):
            self.officers = [_signed_in(Officer(HOST, port, OFFICERS[at % len(OFFICERS)], PASSWORD)) for at in range(CLIENTS)]

    def web(self) -> float:
        """Intakes a second over HTTP, on a day of their own: a day has 9,999 numbers."""
        with self._gunicorn() as (port, pid):
            lines = [self._line(port, officer) for officer in self.officers]
            load(lines, seconds=WARM_UP)
            before = own_seconds([pid]), own_seconds([self.server])
            done = load(lines, seconds=SECONDS)
            self.spent["web"].append((own_seconds([pid]) - before[0]) / done.intakes * 1000)
            self.spent["postgres_web"].append((own_seconds([self.server]) - before[1]) / done.intakes * 1000)
            self.waits += done.waits
            for line in lines:
                line.socket.close()
        return done.intakes / done.seconds

    def pgbench(self) -> float:
        """The same writes a second by pgbench."""
        before = own_seconds([self.server])
        command = [binaries() / "pgbench", "-n", "-c", str(CLIENTS), "-j", "2", "-T", f"{SECONDS:.0f}", "-f", self.script, self.url]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        rate = float(_TPS.findall(done.stdout)[0])
        self.spent["postgres_pgbench"].append((own_seconds([self.server]) - before) / (rate * SECONDS) * 1000)
        return rate

    def told(self) -> dict[str, Any]:
        """What explains the figures: processor milliseconds an intake, how long officers waited."""
        waits = sorted(self.waits)
        return {
            "processor_ms_an_intake": {name: round(figure_of(values).median, 2) for name, values in self.spent.items()},
            "wait_ms": {"median": round(waits[len(waits) // 2] * 1000, 1), "p95": round(waits[len(waits) * 95 // 100] * 1000, 1)},
            "aim": AIM,
            "gunicorn": {"workers": WORKERS, "threads": THREADS},
        }

    def _line(self, port: int, officer: Officer) -> Line:
        connection = socket.create_connection((HOST, port), timeout=60)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return Line(connection, officer.cookies, self.procedure_id, PAPERS)

    @contextmanager
    def _gunicorn(self) -> Iterator[tuple[int, int]]:
        """A web server on a new day; its port and its process."""
        self.day += 1
        environment = program_environment(self.home, self.url, day=self.day)
        with serving(environment, self.home / "server.log", workers=WORKERS, threads=THREADS) as served:
            yield served


def _signed_in(officer: Officer) -> Officer:
    officer.sign_in()
    officer.hang_up()
    return officer
