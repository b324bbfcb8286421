"""Which cases the weeks before today tell: a crowd drawn by lot, and the cases that wait for the accounts worth trying first.

Days are counted back from the last working day before today, so that the story is the same on a Sunday, at Tết and on any other day.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from motcua.cases.rules.channels import Channel
from motcua.doors.console.demonstration.scene import Fate, Left, Scene
from motcua.kernel.moments import at

COUNTER = "trung-tam"

At = Callable[..., Scene]
"""Makes a case: procedure, working days back from the last one, time of day, and what else there is to it."""

BIRTH, DEATH, MARRIAGE = "1.003583", "1.000419", "1.000593"
MEDIATION, ADOPTION, MILITIA = "2.000950", "2.001255", "1.010091"
RENEWED, NOTICE, CHANGED, FOUNDED, BRANCH, COMPANY = "1.004901", "1.004979", "1.005277", "1.005280", "1.005378", "2.001958"
LAND, ALLOTTED, DISPUTE = "1.013978", "1.013962", "1.013967"

_CROWD = {
    BIRTH: 9, DEATH: 6, MARRIAGE: 4, MEDIATION: 5, ADOPTION: 2, MILITIA: 3, RENEWED: 3, NOTICE: 4, CHANGED: 3, FOUNDED: 4, BRANCH: 2,
    COMPANY: 2, LAND: 3,
}  # fmt: skip
"""Procedure → how many cases of it come by lot."""

_ONLINE = frozenset({MEDIATION, ADOPTION, MILITIA, RENEWED, NOTICE, CHANGED, FOUNDED, BRANCH, COMPANY, LAND})
_FATES = (Fate.LATE, Fate.APOLOGISED, Fate.SUPPLEMENT, Fate.WITHDRAWN, Fate.REFUSED_INTAKE, Fate.REJECTED)


def scenes(days: Sequence[date], seed: int) -> list[Scene]:
    """All cases; ``days`` are the working days of the story, oldest first."""
    random = Random(seed)  # noqa: S311 - a story, no secret
    return [*_crowd(random, days), *_told(days)]


def _crowd(random: Random, days: Sequence[date]) -> Iterator[Scene]:
    """Cases of the weeks, most of them ended by now."""
    for code, count in _CROWD.items():
        for _ in range(count):
            lot = random.random()
            yield Scene(
                procedure=code,
                counter=COUNTER,
                arrives=_moment(random, days),
                channel=_channel(random, code),
                fate=random.choice(_FATES) if lot < 0.16 else Fate.PLAIN,
                pace=random.uniform(0.3, 0.8),
            )


def _channel(random: Random, code: str) -> Channel:
    lot = random.random()
    if code not in _ONLINE or lot > 0.45:
        return Channel.COUNTER
    return Channel.SELF_ONLINE if lot < 0.3 else Channel.ASSISTED_ONLINE


def _moment(random: Random, days: Sequence[date]) -> datetime:
    minute = random.choice((random.randrange(455, 680), random.randrange(785, 1005)))
    return at(random.choice(days)) + timedelta(minutes=minute)


def _told(days: Sequence[date]) -> Iterator[Scene]:
    """The cases told by hand: today each account worth trying finds its work waiting."""

    def scene(code: str, back: int, clock: str, **more: object) -> Scene:
        """A case that comes in ``back`` working days before the last one."""
        moment = at(days[-1 - back], time.fromisoformat(clock))
        return Scene(procedure=code, counter=COUNTER, arrives=moment, **more)  # type: ignore[arg-type]

    yield from _at_the_counter(scene)
    yield from _of_the_divisions(scene)
    yield from _of_the_centre(scene)
    yield from _for_the_chairman(scene)
    yield from _worth_seeing(scene)


def _at_the_counter(scene: At) -> Iterator[Scene]:
    """Online filings of the last evening, results to hand back, papers to hand over, papers awaited."""
    online = {"channel": Channel.SELF_ONLINE, "left": Left.SUBMITTED}
    yield scene(RENEWED, 0, "20:14", **online)
    yield scene(FOUNDED, 0, "21:05", **online)
    yield scene(MEDIATION, 1, "19:32", **online)
    yield scene(MILITIA, 0, "16:41", channel=Channel.ASSISTED_ONLINE, left=Left.SUBMITTED)
    yield scene(BRANCH, 0, "15:25", left=Left.ACCEPTED)
    yield scene(BIRTH, 0, "16:10", left=Left.ACCEPTED)
    yield scene(BIRTH, 8, "08:05", left=Left.SETTLED, step=1)
    yield scene(MEDIATION, 9, "09:10", left=Left.SETTLED)
    yield scene(RENEWED, 7, "10:00", left=Left.SETTLED, step=1)
    yield scene(COMPANY, 2, "14:20", fate=Fate.FIRST_SUPPLEMENT, left=Left.WAITING)


def _of_the_divisions(scene: At) -> Iterator[Scene]:
    """Open cases from just come to long overdue: in silence, with an apology, waiting for papers or for another's word."""
    yield scene(LAND, 2, "08:20", left=Left.IN_WORK)
    yield scene(LAND, 11, "09:00", left=Left.IN_WORK)
    yield scene(ALLOTTED, 14, "14:00", left=Left.IN_WORK)
    yield scene(ALLOTTED, 1, "08:30", left=Left.UNASSIGNED)
    yield scene(DISPUTE, 24, "08:10", left=Left.IN_WORK)
    yield scene(NOTICE, 6, "09:40", left=Left.IN_WORK)
    yield scene(FOUNDED, 9, "10:15", fate=Fate.APOLOGISED, left=Left.IN_WORK)
    yield scene(LAND, 6, "13:40", fate=Fate.SUPPLEMENT, left=Left.WAITING)
    yield scene(LAND, 9, "08:50", fate=Fate.CONSULTED_LATE, left=Left.WAITING)
    yield scene(LAND, 4, "10:30", fate=Fate.CONSULTED, left=Left.IN_WORK)
    yield scene(BIRTH, 2, "09:30", left=Left.IN_WORK)
    yield scene(DEATH, 1, "08:15", left=Left.UNASSIGNED)
    yield scene(MARRIAGE, 8, "14:10", left=Left.IN_WORK)
    yield scene(DEATH, 10, "10:40", fate=Fate.APOLOGISED, left=Left.IN_WORK)


def _of_the_centre(scene: At) -> Iterator[Scene]:
    """What the centre does itself, in one step, as imported."""
    yield scene(MEDIATION, 2, "10:05", left=Left.IN_WORK)
    yield scene(MILITIA, 14, "08:45", left=Left.IN_WORK)
    yield scene(ADOPTION, 3, "15:00", left=Left.IN_WORK)


def _for_the_chairman(scene: At) -> Iterator[Scene]:
    """Decisions that wait for a signature."""
    last = {"left": Left.IN_WORK, "step": 1}
    yield scene(BRANCH, 2, "08:30", **last, pace=0.4)
    yield scene(CHANGED, 3, "14:30", **last)
    yield scene(BIRTH, 4, "08:40", **last)
    yield scene(LAND, 17, "09:20", **last, pace=0.5)


def _worth_seeing(scene: At) -> Iterator[Scene]:
    """What must not be left to the lot."""
    yield scene(MILITIA, 16, "09:00", fate=Fate.EXTENDED)
    yield scene(BRANCH, 18, "14:00", fate=Fate.LATE)
    yield scene(MARRIAGE, 20, "13:20", fate=Fate.APOLOGISED)
    yield scene(RENEWED, 15, "09:45", fate=Fate.WITHDRAWN)
    yield scene(NOTICE, 14, "08:20", fate=Fate.REJECTED)
    yield scene(LAND, 12, "10:10", fate=Fate.REFUSED_INTAKE)
    yield scene(DISPUTE, 22, "08:30", fate=Fate.DISCONTINUED)
    yield scene(CHANGED, 13, "20:40", channel=Channel.ASSISTED_ONLINE)
    yield scene(LAND, 25, "10:00", fate=Fate.CONSULTED, pace=0.5)
