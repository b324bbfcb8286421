"""The story of each profile: its cases and how its stage is set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from motcua.doors.console.demonstration import present, present_scenes, scenes, stage
from motcua.doors.console.demonstration.scene import Scene
from motcua.doors.console.demonstration.stage import Stage


@dataclass(frozen=True, slots=True)
class Tale:
    """What is told, and upon which stage."""

    scenes: Sequence[Scene]
    set_stage: Callable[[str], Stage]


def _of_2021(_: datetime, seed: int) -> Tale:
    """The three months before 01/03/2021, whenever they are told."""
    return Tale(scenes.scenes(seed), stage.set_stage)


def _of_today(now: datetime, seed: int) -> Tale:
    """The weeks before ``now``; BadInput where they cannot be told."""
    days = present.days_before(now)
    return Tale(present_scenes.scenes(days[present.SET_UP :], seed), lambda profile: present.set_stage(profile, days=days, now=now))


TALES: dict[str, Callable[[datetime, int], Tale]] = {"van-canh-2021": _of_2021, "xa-van-canh-2026": _of_today}
"""Profile → its story, told up to a moment, from a seed."""
