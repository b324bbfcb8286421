"""All tests in three stages: SQLite, then what touches the database again on PostgreSQL, then the browser journeys.

Every stage runs even when an earlier one failed. The end lists the ten slowest tests and closes with one summary line in pytest's
manner, the sum of all stages. A stage that could not run, or found no test, counts as an error; only when arguments choose a part
of the tests (they go to pytest as they are) may a stage be empty.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from chromium import NoChromium, chromium
from postgres import NoPostgres, temporary_cluster

ROOT = Path(__file__).resolve().parent.parent
NO_TESTS_RAN = 5
SLOWEST = 10


@contextmanager
def sqlite() -> Iterator[dict[str, str]]:
    """The embedded database: a file that the tests make themselves."""
    yield {}


@contextmanager
def postgres() -> Iterator[dict[str, str]]:
    """A PostgreSQL that lives as long as the stage."""
    with temporary_cluster() as url:
        yield {"MOTCUA_DATABASE_URL": url}


@contextmanager
def browser() -> Iterator[dict[str, str]]:
    """The system's Chromium, with the embedded database behind the pages."""
    yield {"MOTCUA_CHROMIUM": chromium()}


@dataclass(frozen=True)
class Stage:
    """One run of pytest: which tests, and the environment they need."""

    name: str
    selection: tuple[str, ...]
    world: Callable[[], AbstractContextManager[dict[str, str]]]


WORKERS = ("-n", "2", "--max-worker-restart", "0")
STAGES = (
    Stage("SQLite", ("-m", "not browser and not postgres", *WORKERS), sqlite),
    Stage("PostgreSQL", ("-m", "(database or postgres) and not browser", *WORKERS), postgres),
    Stage("browser", ("-m", "browser"), browser),
)


@dataclass
class Outcome:
    """What a stage did: how many tests ended how, and how long each took."""

    counts: Counter[str] = field(default_factory=Counter)
    seconds: list[tuple[float, str]] = field(default_factory=list)


def run(stage: Stage, arguments: list[str]) -> Outcome:
    """Run one stage; a server or browser that is missing is its error, said aloud."""
    print(f"\n── {stage.name}", flush=True)
    try:
        with stage.world() as extra:
            return _pytest(stage, arguments, extra)
    except (NoPostgres, NoChromium) as problem:
        print(problem, flush=True)
        return Outcome(Counter(errors=1))


def _pytest(stage: Stage, arguments: list[str], extra: dict[str, str]) -> Outcome:
    """Run pytest on the stage's tests and read its report."""
    environment = {name: value for name, value in os.environ.items() if name != "MOTCUA_DATABASE_URL"} | extra
    with tempfile.TemporaryDirectory(prefix="motcua-tests-") as folder:
        report = Path(folder) / "report.xml"
        command = [sys.executable, "-m", "pytest", f"--junitxml={report}", *stage.selection, *arguments]
        code = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        outcome = _read(report, stage.name) if report.exists() else Outcome()
    if code == NO_TESTS_RAN:
        if not arguments:
            print(f"{stage.name}: không tìm thấy kiểm thử nào, đó là lỗi.", flush=True)
            outcome.counts["errors"] += 1
    elif code and not outcome.counts["failed"] + outcome.counts["errors"]:
        print(f"{stage.name}: pytest dừng giữa chừng (mã {code}), đó là lỗi.", flush=True)
        outcome.counts["errors"] += 1
    return outcome


def _read(report: Path, stage: str) -> Outcome:
    """Counts and seconds out of pytest's own report."""
    outcome = Outcome()
    for case in ElementTree.parse(report).iter("testcase"):
        outcome.counts[_verdict(case)] += 1
        outcome.seconds.append((float(case.get("time", "0")), f"{stage:<10} {case.get('classname')}::{case.get('name')}"))
    return outcome


def _verdict(case: ElementTree.Element) -> str:
    """How a test ended, in the words of pytest's summary line."""
    for tag, word in (("error", "errors"), ("failure", "failed"), ("skipped", "skipped")):
        if case.find(tag) is not None:
            return word
    return "passed"


def summary(counts: Counter[str], seconds: float) -> str:
    """The closing line, as pytest words it."""
    parts = [f"{counts[word]} {word}" for word in ("failed", "passed", "skipped", "errors") if counts[word]]
    if counts["errors"] == 1:
        parts[-1] = "1 error"
    return f" {', '.join(parts) or 'no tests ran'} in {seconds:.1f}s ".center(80, "=")


def main(arguments: list[str]) -> int:
    """Run the stages, tell what was slow, end with the sum."""
    quick = "--quick" in arguments
    chosen = [argument for argument in arguments if argument != "--quick"]
    began = time.monotonic()
    outcomes = [run(stage, chosen) for stage in (STAGES[:1] if quick else STAGES)]
    counts = sum((outcome.counts for outcome in outcomes), Counter())
    print(f"\n── {SLOWEST} phần chậm nhất")
    for seconds, name in sorted((row for outcome in outcomes for row in outcome.seconds), reverse=True)[:SLOWEST]:
        print(f"{seconds:8.2f}s  {name}")
    print(summary(counts, time.monotonic() - began), flush=True)
    return 1 if counts["failed"] or counts["errors"] or not counts["passed"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
