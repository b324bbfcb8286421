"""What handlers have in hand, how quickly they get it done, and what giving some of it to another would change.

A forecast, and shown as one. It assumes that a handler takes his cases in the order of their latest safe starts and goes on as quickly as
in the last weeks. Whose rate cannot be measured yet is judged by the process: late is what should have been begun by now.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

MEASURED_DAYS = 20
"""Working dates looked back upon; days of leave are among them."""

ENOUGH = 5
"""Cases moved on in these days from which a rate may be told."""


@dataclass(frozen=True, slots=True)
class Task:
    """A case's step in somebody's hands: session minutes from now to its latest safe start, and to when the step must be done."""

    case_id: int
    start_in: int
    done_in: int


@dataclass(frozen=True, slots=True)
class Rate:
    """How many cases somebody moved on in so many session minutes."""

    done: int
    minutes: int

    @property
    def is_known(self) -> bool:
        """Whether it is enough to forecast by."""
        return self.done >= ENOUGH

    @property
    def minutes_each(self) -> int:
        """Session minutes from one case moved on to the next."""
        return self.minutes // self.done


@dataclass(frozen=True, slots=True)
class Load:
    """The tasks in one handler's hands; ``rate`` none: they are in nobody's, and nobody does them."""

    tasks: tuple[Task, ...]
    rate: Rate | None

    def without(self, moved: Collection[int]) -> "Load":
        """What stays when these cases go."""
        return Load(tuple(task for task in self.tasks if task.case_id not in moved), self.rate)

    def with_also(self, tasks: Iterable[Task]) -> "Load":
        """What it becomes when these come."""
        return Load((*self.tasks, *tasks), self.rate)


@dataclass(frozen=True, slots=True)
class Effect:
    """What a hand-over would change: the taker's cases and how many of them will be late, before and after.

    ``saved``: cases of both that would have been late and will not; ``spoiled``: the other way round.
    """

    held: tuple[int, int]
    late: tuple[int, int]
    saved: int
    spoiled: int


def spare(load: Load) -> Mapping[int, int]:
    """Case → session minutes to spare when its step will be done, negative: late; empty where the rate is not known or nobody's."""
    if load.rate is None or not load.rate.is_known:
        return {}
    each = load.rate.minutes_each
    return {task.case_id: task.done_in - each * place for place, task in enumerate(sorted(load.tasks, key=_first_to_start), start=1)}


def will_be_late(load: Load) -> frozenset[int]:
    """The cases that will be late, or are, as things go."""
    if load.rate is None:
        return frozenset(task.case_id for task in load.tasks)
    if not load.rate.is_known:
        return frozenset(task.case_id for task in load.tasks if task.start_in < 0)
    return frozenset(case_id for case_id, left in spare(load).items() if left < 0)


def effect(moved: Collection[int], giver: Load, taker: Load) -> Effect:
    """What it changes when the cases ``moved`` go from ``giver`` to ``taker``."""
    becomes = taker.with_also(task for task in giver.tasks if task.case_id in moved)
    was_late, gets_late = will_be_late(taker), will_be_late(becomes)
    before, after = was_late | will_be_late(giver), gets_late | will_be_late(giver.without(moved))
    return Effect(
        held=(len(taker.tasks), len(becomes.tasks)),
        late=(len(was_late), len(gets_late)),
        saved=len(before - after),
        spoiled=len(after - before),
    )


def _first_to_start(task: Task) -> tuple[int, int]:
    return task.start_in, task.case_id
