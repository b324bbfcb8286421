"""How the benchmarks measure: sides take turns in rounds, and only quiet rounds count.

In each round every side is measured once, the sides taking turns at going first. A round is *quiet* when, while it ran,

- the processes that are not ours (and a hypervisor's steal) took at most a tenth of the machine's processor time, and
- each side's figure lies within a tenth of its median over all rounds that meet the first condition, as known at the time.

Rounds go on until five are quiet, at most fifteen. Reported are medians over the quiet rounds; noise is half the distance between the
quartiles, in per cent of the median. Without five quiet rounds there is no conclusion ("không kết luận"): the figures over all rounds are
then shown for orientation only.
"""

import os
import platform
import statistics
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

QUIET_NEEDED, ROUNDS_AT_MOST = 5, 15
OTHERS_AT_MOST = 0.10
SPREAD_AT_MOST = 0.10
HOLDS, FAILS, NO_CONCLUSION = 0, 1, 2
"""Exit codes."""

_JIFFIES = os.sysconf("SC_CLK_TCK")
_BUSY_COLUMNS = (0, 1, 2, 5, 6, 7)  # user, nice, system, irq, softirq, steal; guest time stands in user already


@dataclass(frozen=True, slots=True)
class Round:
    """One round: side → figure, and the share of the machine that others took."""

    figures: Mapping[str, float]
    others: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A median over rounds with its noise in per cent."""

    median: float
    noise: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a benchmark found; ``figure`` is held against ``bound`` (at least, or at most, as ``wants_more`` says)."""

    name: str
    says: str
    sides: Mapping[str, Figure]
    unit: str
    figure: Figure
    bound: float
    wants_more: bool
    rounds: Sequence[Round] = ()
    quiet: int = 0
    more: Mapping[str, Any] = field(default_factory=dict)
    flaws: Sequence[str] = ()
    """What is wrong whatever the figures say: answers that differ, statements that grow with rows."""

    @property
    def is_conclusive(self) -> bool:
        """Whether enough rounds were quiet."""
        return self.quiet >= QUIET_NEEDED

    @property
    def is_within_bound(self) -> bool:
        """Whether the median lies on the right side of the bound."""
        return self.figure.median >= self.bound if self.wants_more else self.figure.median <= self.bound

    @property
    def code(self) -> int:
        """The exit code."""
        if self.flaws:
            return FAILS
        return NO_CONCLUSION if not self.is_conclusive else HOLDS if self.is_within_bound else FAILS

    @property
    def verdict(self) -> str:
        """The exit code in words."""
        return {HOLDS: "đạt", FAILS: "KHÔNG ĐẠT", NO_CONCLUSION: "không kết luận"}[self.code]

    def told(self) -> dict[str, Any]:
        """Everything as plain values."""
        plain = {**asdict(self), "verdict": self.verdict, "code": self.code}
        return plain | {"rounds": [asdict(each) for each in self.rounds]}


def compared(
    sides: Mapping[str, Callable[[], float]], *, roots: Sequence[int] = (), told: Callable[[str], None] = print
) -> tuple[list[Round], list[Round]]:
    """Measure the sides until five rounds are quiet; returns all rounds and the quiet ones.

    ``roots`` are processes of ours that are not children of this one (the database server).
    """
    rounds: list[Round] = []
    while len(rounds) < ROUNDS_AT_MOST and len(quiet_of(rounds)) < QUIET_NEEDED:
        order = list(sides) if len(rounds) % 2 == 0 else list(reversed(sides))
        others = Others(roots)
        figures = {name: sides[name]() for name in order}
        rounds.append(Round(figures, others.share()))
        told(_line(len(rounds), rounds[-1], len(quiet_of(rounds))))
    return rounds, quiet_of(rounds)


def quiet_of(rounds: Sequence[Round]) -> list[Round]:
    """The quiet rounds, as the head of this file defines them."""
    left_alone = [each for each in rounds if each.others <= OTHERS_AT_MOST]
    if not left_alone:
        return []
    middle = {name: statistics.median(each.figures[name] for each in left_alone) for name in left_alone[0].figures}
    return [each for each in left_alone if all(abs(each.figures[name] / middle[name] - 1) <= SPREAD_AT_MOST for name in middle)]


def figure_of(values: Sequence[float]) -> Figure:
    """Median and noise."""
    middle = statistics.median(values)
    if len(values) < 2 or not middle:
        return Figure(middle, 0.0)
    low, _, high = statistics.quantiles(values, n=4, method="inclusive")
    return Figure(middle, round(50 * (high - low) / middle, 1))


def outcome(rounds: Sequence[Round], quiet: Sequence[Round], *, figure: Callable[[Mapping[str, float]], float], **said: Any) -> Outcome:
    """The outcome over the quiet rounds, or over all where too few were quiet; ``figure`` makes one of a round's figures."""
    counted = quiet if len(quiet) >= QUIET_NEEDED else rounds
    sides = {name: figure_of([each.figures[name] for each in counted]) for name in counted[0].figures}
    whole = figure_of([figure(each.figures) for each in counted])
    return Outcome(sides=sides, figure=whole, rounds=rounds, quiet=len(quiet), **said)


def _line(number: int, measured: Round, quiet: int) -> str:
    figures = " · ".join(f"{name} {figure:.4g}" for name, figure in measured.figures.items())
    return f"  vòng {number:2}: {figures} · việc khác chiếm {measured.others:.0%} máy · {quiet} vòng yên tĩnh"


# ---- who else is at work on this machine ----------------------------------------------------------------------------------


class Others:
    """Counts from now on what others take of the machine's processors."""

    def __init__(self, roots: Sequence[int] = ()) -> None:
        self._roots = (os.getpid(), *roots)
        self._begun, self._all, self._ours = time.monotonic(), machine_seconds(), own_seconds(self._roots)

    def share(self) -> float:
        """The share of the machine that was taken by others, 0 to 1."""
        room = (time.monotonic() - self._begun) * (os.cpu_count() or 1)
        return max(0.0, machine_seconds() - self._all - (own_seconds(self._roots) - self._ours)) / room


def machine_seconds() -> float:
    """Processor seconds that anybody has used on this machine, a hypervisor's steal among them."""
    columns = Path("/proc/stat").read_text(encoding="ascii").splitlines()[0].split()[1:]
    return sum(int(columns[at]) for at in _BUSY_COLUMNS) / _JIFFIES


def own_seconds(roots: Sequence[int]) -> float:
    """Processor seconds of the processes ``roots`` and all below them; of those that have ended too, once they were waited for."""
    spent, parents = _processes()
    ours = set(roots)
    while more := {child for child, parent in parents.items() if parent in ours} - ours:
        ours |= more
    return sum(spent.get(each, 0) for each in ours) / _JIFFIES


def _processes() -> tuple[dict[int, int], dict[int, int]]:
    """Of each process its jiffies (with those of its ended children) and its parent."""
    spent, parents = {}, {}
    for pid, columns in _stat_lines():
        spent[pid], parents[pid] = sum(map(int, columns[11:15])), int(columns[1])
    return spent, parents


def _stat_lines() -> Iterator[tuple[int, list[str]]]:
    for entry in os.scandir("/proc"):
        if entry.name.isdigit():
            with suppress(OSError):
                line = Path(entry.path, "stat").read_text(encoding="utf-8", errors="replace")
                yield int(entry.name), line.rpartition(")")[2].split()


def machine() -> dict[str, Any]:
    """What these figures were taken on."""
    processors = Path("/proc/cpuinfo").read_text(encoding="utf-8", errors="replace").splitlines()
    model = next((line.partition(":")[2].strip() for line in processors if line.startswith("model name")), platform.machine())
    return {
        "processor": model,
        "cores": os.cpu_count(),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "load_average": [round(each, 2) for each in os.getloadavg()],
    }
