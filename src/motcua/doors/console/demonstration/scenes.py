"""Which cases the story of 2021 tells: a crowd drawn by lot, and the cases that wait for the accounts worth trying first.

The story begins on 01/12/2020 and stops on 01/03/2021 at 07:59, a minute before the demonstration's clock starts.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from motcua.cases.rules.channels import Channel
from motcua.doors.console.demonstration.scene import Fate, Left, Scene
from motcua.kernel.moments import at

OPENING, CURTAIN = at(date(2020, 12, 1), time(7)), at(date(2021, 3, 1), time(7, 59))
SEED = 2021


def scenes(seed: int = SEED) -> list[Scene]:
    """All cases of the story."""
    random = Random(seed)  # noqa: S311 - a story, no secret
    return [*_crowd(random), *_backlog(random), *_told()]


_COMMUNES = {"canh-vinh": 6, "tt-van-canh": 4, "canh-hien": 3, "canh-hiep": 3, "canh-thuan": 3, "canh-hoa": 2, "canh-lien": 2}

_CROWD = {
    "saox": 620, "ck": 330, "ks": 260, "hn": 240, "kh": 130, "kt": 120, "ngheo": 60, "maitang": 40, "kttat": 40, "lt": 30, "hoagiai": 15,
    "sao": 200, "hkd": 140, "tl": 110, "gpxd": 60, "hkdtd": 50, "cchtich": 35, "mt": 15, "gpxdgh": 10, "ksnn": 8, "khen": 8, "khnn": 5,
    "bd": 120, "cd": 60, "tc": 45, "ld": 30, "tt": 30, "cmd": 25,
}  # fmt: skip
"""Procedure → how many cases of it come by lot: certified copies are most of the work."""

_BACKLOG = {"bd": 50, "ld": 25, "tt": 20, "cmd": 15}
"""Procedure → how many land cases of December and early January lie longer than they may."""

_OF_COMMUNES = {"ks", "kt", "kh", "hn", "saox", "ck", "ngheo", "kttat", "lt", "hoagiai", "maitang"}
_ONLINE = {"ks", "kt", "kh", "hn", "kttat", "lt", "hkd", "hkdtd", "tl", "cchtich", "gpxd", "gpxdgh", "khen", "ksnn"}
_BY_POST = {"ks", "kt", "hn", "kttat", "ngheo", "maitang", "tl", "cchtich", "hkd", "bd", "cd", "tt", "ld"}
_PAUSING = {"bd": 1, "cmd": 2, "ld": 0, "tt": 0}
"""Procedures that may pause → the step at which their cases do."""

_AT_THE_COUNTER = (Fate.REFUSED_INTAKE, Fate.FIRST_SUPPLEMENT)
_LONGER = (Fate.SUPPLEMENT, Fate.LATE, Fate.APOLOGISED, Fate.APOLOGISED, Fate.EXTENDED, Fate.REJECTED, Fate.WITHDRAWN, Fate.DISCONTINUED)
_SAME_DAY = {"ks", "kt", "kh", "saox", "ck", "sao", "tl", "tc", "ksnn"}


def _crowd(random: Random) -> Iterator[Scene]:
    """Cases spread over the working days, fewer just before Tết."""
    for key, count in _CROWD.items():
        for _ in range(count):
            fate = _fate(random, key)
            yield Scene(
                procedure=key,
                counter=_drawn(random, _COMMUNES) if key in _OF_COMMUNES else "huyen",
                arrives=_moment(random),
                channel=_channel(random, key),
                fate=fate,
                step=_PAUSING.get(key, 0) if fate in (Fate.OBLIGATION, Fate.MEASUREMENT) else 0,
                pace=random.uniform(0.1, 0.3) if key in _SAME_DAY else random.uniform(0.3, 0.8),
            )


_BEHIND = (Fate.LATE, Fate.LATE, Fate.APOLOGISED, Fate.APOLOGISED, Fate.STOPPED_LATE, Fate.EXTENDED, Fate.OBLIGATION, Fate.CONSULTED_LATE)


def _backlog(random: Random) -> Iterator[Scene]:
    """Land cases that came in faster than they could be measured: late in silence, late with an apology, stopped after the due."""
    for key, count in _BACKLOG.items():
        for _ in range(count):
            fate = random.choice(_BEHIND)
            step = _PAUSING[key] if fate in (Fate.OBLIGATION, Fate.STOPPED_LATE) else 0
            yield Scene(
                procedure=key, counter="huyen", arrives=_moment(random, days=40), fate=fate, step=step, pace=random.uniform(0.9, 2.6)
            )


def _fate(random: Random, key: str) -> Fate:
    lot = random.random()
    if lot < 0.06:
        return random.choice(_AT_THE_COUNTER)
    if lot < 0.24 and key not in _SAME_DAY:
        return random.choice(_LONGER)
    if lot < 0.80 and key in _PAUSING:
        return Fate.MEASUREMENT if key == "tt" else Fate.OBLIGATION
    if lot < 0.08 and key in _SAME_DAY:
        return Fate.LATE
    return Fate.PLAIN


def _channel(random: Random, key: str) -> Channel:
    lot = random.random()
    if key in _ONLINE and lot < 0.26:
        return Channel.SELF_ONLINE
    if key in _ONLINE and lot < 0.38:
        return Channel.ASSISTED_ONLINE
    return Channel.POST if key in _BY_POST and lot > 0.94 else Channel.COUNTER


def _drawn(random: Random, weights: dict[str, int]) -> str:
    return random.choices(list(weights), list(weights.values()))[0]


_CLOSED = {date(2021, 1, 1), *(date(2021, 2, day) for day in range(10, 17))}
_QUIET = {date(2021, 2, 8), date(2021, 2, 9)}


def _moment(random: Random, *, days: int = 88) -> datetime:
    """A moment in the sessions of a working day of the story's first so many days; before Tết half the days are drawn again."""
    while True:
        day = OPENING.date() + timedelta(days=random.randrange(days))
        if day.weekday() < 5 and day not in _CLOSED and (day not in _QUIET or random.random() < 0.5):
            break
    minute = random.choice((random.randrange(455, 680), random.randrange(785, 1005)))
    return at(day) + timedelta(minutes=minute)


def _told() -> Iterator[Scene]:
    """The cases told by hand: on 01/03 each account worth trying finds its work waiting."""
    yield from _at_the_district_counter()
    yield from _at_canh_vinh()
    yield from _of_the_land_specialist()
    yield from _of_the_land_branch()
    yield from _for_the_chairman()
    yield from _worth_seeing()


def _on(day: str, clock: str) -> datetime:
    """ "26/02", "15:20" of 2021."""
    number, month = day.split("/")
    return at(date(2021, int(month), int(number)), time.fromisoformat(clock))


def _scene(procedure: str, day: str, clock: str, *, counter: str = "huyen", **more: object) -> Scene:
    return Scene(procedure=procedure, counter=counter, arrives=_on(day, clock), **more)  # type: ignore[arg-type]


def _at_the_district_counter() -> Iterator[Scene]:
    """Online filings of the weekend, results to hand back, papers to hand over, papers awaited."""
    online = {"channel": Channel.SELF_ONLINE, "left": Left.SUBMITTED}
    yield _scene("hkd", "27/02", "20:14", **online)
    yield _scene("tl", "28/02", "09:32", **online)
    yield _scene("gpxd", "28/02", "21:05", **online)
    yield _scene("cchtich", "26/02", "16:41", channel=Channel.ASSISTED_ONLINE, left=Left.SUBMITTED)
    yield _scene("hkd", "26/02", "15:25", left=Left.ACCEPTED)
    yield _scene("tc", "26/02", "16:10", left=Left.ACCEPTED)
    yield _scene("hkd", "22/02", "08:05", left=Left.SETTLED, step=1)
    yield _scene("sao", "25/02", "09:10", left=Left.SETTLED, step=1)
    yield _scene("cd", "18/02", "10:00", left=Left.SETTLED, step=1, pace=0.5)
    yield _scene("khen", "12/01", "08:30", left=Left.SETTLED, step=2, pace=0.7)
    yield _scene("bd", "25/02", "14:20", fate=Fate.FIRST_SUPPLEMENT, left=Left.WAITING)


def _at_canh_vinh() -> Iterator[Scene]:
    here = {"counter": "canh-vinh"}
    yield _scene("ks", "27/02", "19:45", **here, channel=Channel.SELF_ONLINE, left=Left.SUBMITTED)
    yield _scene("kh", "28/02", "15:03", **here, channel=Channel.SELF_ONLINE, left=Left.SUBMITTED)
    yield _scene("hn", "28/02", "20:20", **here, channel=Channel.ASSISTED_ONLINE, left=Left.SUBMITTED)
    yield _scene("ks", "26/02", "08:15", **here, left=Left.SETTLED, step=1, pace=0.4)
    yield _scene("hn", "23/02", "09:20", **here, left=Left.SETTLED, step=1, pace=0.4)
    yield _scene("hn", "26/02", "10:30", **here, fate=Fate.FIRST_SUPPLEMENT, left=Left.WAITING)
    yield _scene("saox", "26/02", "15:40", **here, left=Left.ACCEPTED)
    yield _scene("ngheo", "23/02", "08:00", **here, left=Left.IN_WORK, step=1, pace=0.5)
    yield _scene("lt", "08/02", "08:40", **here, left=Left.IN_WORK, step=1)
    yield _scene("lt", "01/02", "09:10", **here, channel=Channel.SELF_ONLINE, left=Left.IN_WORK, step=2)


def _of_the_land_specialist() -> Iterator[Scene]:
    """Open cases of the division, from overdue to just assigned, and two that nobody has been given yet."""
    yield _scene("mt", "01/02", "08:20", left=Left.IN_WORK)
    yield _scene("mt", "17/02", "09:00", left=Left.IN_WORK)
    yield _scene("mt", "24/02", "14:00", left=Left.IN_WORK)
    yield _scene("cmd", "18/01", "08:10", left=Left.IN_WORK, step=1)
    yield _scene("cmd", "04/02", "09:40", left=Left.IN_WORK, step=1)
    yield _scene("cmd", "08/02", "10:15", fate=Fate.MEASUREMENT, left=Left.WAITING, step=1)
    yield _scene("cmd", "27/01", "08:50", fate=Fate.OBLIGATION, left=Left.WAITING, step=1)
    yield _scene("ld", "04/01", "13:30", left=Left.IN_WORK, step=1, pace=0.9)
    yield _scene("cmd", "17/02", "13:40", fate=Fate.CONSULTED, left=Left.WAITING, step=1, pace=0.4)
    yield _scene("mt", "25/02", "08:30", left=Left.UNASSIGNED)
    yield _scene("cmd", "18/02", "08:30", left=Left.UNASSIGNED, step=1, pace=0.6)
    yield _scene("cmd", "20/01", "09:30", fate=Fate.APOLOGISED, left=Left.IN_WORK, step=1)


def _of_the_land_branch() -> Iterator[Scene]:
    """Land cases that wait for measuring, for money, for the applicant, for a signature, for the branch itself."""
    yield _scene("tt", "19/01", "08:00", fate=Fate.MEASUREMENT, left=Left.WAITING)
    yield _scene("tt", "03/02", "14:10", fate=Fate.MEASUREMENT, left=Left.WAITING)
    yield _scene("bd", "12/01", "08:45", fate=Fate.OBLIGATION, left=Left.WAITING, step=1)
    yield _scene("bd", "22/01", "10:10", fate=Fate.OBLIGATION, left=Left.WAITING, step=1)
    yield _scene("bd", "04/02", "15:10", fate=Fate.OBLIGATION, left=Left.WAITING, step=1, pace=0.4)
    yield _scene("ld", "11/01", "09:00", fate=Fate.CONSULTED_LATE, left=Left.WAITING)
    yield _scene("ld", "22/02", "09:00", fate=Fate.SUPPLEMENT, left=Left.WAITING)
    yield _scene("bd", "01/02", "08:15", left=Left.IN_WORK)
    yield _scene("bd", "18/02", "09:50", left=Left.IN_WORK, step=2, pace=0.5)
    yield _scene("cd", "19/02", "13:50", left=Left.IN_WORK, step=1, pace=0.6)
    yield _scene("tt", "05/02", "09:10", left=Left.IN_WORK, step=2, pace=0.5)
    yield _scene("cd", "26/02", "08:20", left=Left.UNASSIGNED)


def _for_the_chairman() -> Iterator[Scene]:
    """Decisions that wait for the seat of the district, and one that is signed but has not come to the counter."""
    last = {"left": Left.IN_WORK}
    yield _scene("gpxd", "08/02", "08:30", **last, step=2)
    yield _scene("mt", "17/02", "14:30", **last, step=2, pace=0.5)
    yield _scene("cchtich", "24/02", "08:15", **last, step=2, pace=0.4)
    yield _scene("cmd", "25/01", "09:20", **last, step=4, pace=0.7)
    yield _scene("ld", "05/01", "08:00", **last, step=2, pace=0.6)
    yield _scene("maitang", "22/02", "10:00", counter="canh-hiep", **last, step=2, pace=0.5)
    yield _scene("khen", "25/01", "14:00", left=Left.DECIDED, step=2, pace=0.5)


def _worth_seeing() -> Iterator[Scene]:
    """What must not be left to the lot."""
    yield _scene("ks", "20/01", "21:10", counter="canh-hien", channel=Channel.SELF_ONLINE, fate=Fate.FORWARDED)
    yield _scene("ks", "25/02", "20:40", counter="canh-lien", channel=Channel.ASSISTED_ONLINE)
    yield _scene("gpxd", "13/01", "09:00", fate=Fate.EXTENDED)
    yield _scene("mt", "19/01", "10:20", fate=Fate.EXTENDED, pace=0.8)
    yield _scene("bd", "06/01", "14:00", fate=Fate.LATE)
    yield _scene("hkd", "11/01", "13:20", fate=Fate.APOLOGISED)
    yield _scene("cmd", "05/01", "08:40", fate=Fate.APOLOGISED, step=1)
    yield _scene("hkdtd", "26/01", "09:45", fate=Fate.WITHDRAWN)
    yield _scene("hoagiai", "07/01", "08:30", counter="canh-thuan", fate=Fate.DISCONTINUED)
    yield _scene("kttat", "21/01", "08:50", counter="canh-hoa", fate=Fate.PARTLY_SUPPLIED)
    yield _scene("gpxd", "18/01", "08:20", fate=Fate.REJECTED)
    yield _scene("hn", "14/01", "10:10", counter="tt-van-canh", fate=Fate.REFUSED_INTAKE)
    yield _scene("ld", "06/01", "10:00", fate=Fate.CONSULTED)
    yield _scene("maitang", "27/01", "09:30", counter="canh-lien", channel=Channel.POST)
    yield _scene("hkd", "02/02", "10:30", channel=Channel.AGENT)
