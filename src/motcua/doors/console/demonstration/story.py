"""The story told: every case as a script of acts, all scripts woven into one order of time and run through the commands."""

import heapq
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from motcua.cases.commands.note_overdue import note_overdue
from motcua.cases.queries.overdue import overdue_cases
from motcua.doors.console.demonstration.asides import asides
from motcua.doors.console.demonstration.money import evenings
from motcua.doors.console.demonstration.play import Play
from motcua.doors.console.demonstration.scene import Scene
from motcua.doors.console.demonstration.scenes import SEED
from motcua.doors.console.demonstration.stage import Stage
from motcua.doors.console.demonstration.tales import TALES
from motcua.doors.shared.program_clock import program_now
from motcua.kernel.refusal import Refusal
from motcua.offices.queries import system_actor

Script = Iterator[datetime]
"""Yields the moment of its next act and performs it when it is asked for the one after."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the story has brought about."""

    authority_id: int
    cases: int


def tell(
    profile: str,
    *,
    now: datetime | None = None,
    seed: int = SEED,
    of: Sequence[Scene] | None = None,
    progress: Callable[[datetime], None] = lambda moment: None,
) -> Told:
    """Set the stage of ``profile`` and let its story pass: all its scenes, or those told.

    ``now`` is where a story that plays up to the present ends; ``progress`` is told the moment of every act.
    """
    tale = TALES[profile](now or program_now(), seed)
    stage = tale.set_stage(profile)
    plays = [
        Play(stage, scene, Random(f"{seed}:{number}"), number)  # noqa: S311 - a story, no secret
        for number, scene in enumerate(tale.scenes if of is None else of, start=1)
    ]
    _weave([_nightly_look(stage), evenings(stage), asides(stage), *(play.acts() for play in plays)], stage.setting.curtain, progress)
    return Told(stage.authority_id, sum(play.case_id is not None for play in plays))


def _weave(scripts: list[Script], curtain: datetime, progress: Callable[[datetime], None]) -> None:
    """Run all scripts in one order of time until the curtain falls; a refused act is a mistake of the story and ends it."""
    waiting = [(next(script), number, script) for number, script in enumerate(scripts)]
    heapq.heapify(waiting)
    while waiting and waiting[0][0] <= curtain:
        moment, number, script = heapq.heappop(waiting)
        progress(moment)
        following = _after(script, moment)
        if following is not None:
            heapq.heappush(waiting, (following, number, script))


def _after(script: Script, moment: datetime) -> datetime | None:
    """Perform the act that the script has announced; the moment of its next act, if any."""
    try:
        return next(script, None)
    except Refusal as refusal:
        refusal.add_note(f"in the story, at {moment}")
        raise


def _nightly_look(stage: Stage) -> Script:
    """The system looks for cases fallen overdue, early each morning."""
    actor, moment = system_actor(stage.authority_id), stage.setting.opening
    while True:
        yield moment
        for case_id in overdue_cases(stage.authority_id, as_of=moment):
            note_overdue(actor=actor, at=moment, case_id=case_id)
        moment += timedelta(days=1)
