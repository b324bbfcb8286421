"""How long one waits, as far as it is known: what those who were called lately have waited, never a promise."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

LATELY = timedelta(hours=2)
FEWEST = 3
"""So many must have been called lately before anything is said."""

MOST = 10


@dataclass(frozen=True, slots=True)
class Wait:
    """How many wait, and between how many minutes those called lately have waited; no minutes where too few were."""

    waiting: int
    shortest: int | None = None
    longest: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether anything can be said."""
        return self.longest is not None


def wait_of(still: Sequence[datetime], called: Iterable[tuple[datetime, datetime]], *, now: datetime) -> Wait:
    """The wait at a counter at ``now``: ``still`` holds when each who waits drew his ticket, ``called`` when each drew his and was called.

    Whoever waits now longer than all of those counts as well: the range is never better than what one sees in the room.
    """
    lately = sorted(((at, drawn) for drawn, at in called if now - LATELY <= at <= now), reverse=True)[:MOST]
    if len(lately) < FEWEST:
        return Wait(len(still))
    minutes = [_minutes(at - drawn) for at, drawn in lately]
    return Wait(len(still), min(minutes), max(*minutes, *(_minutes(now - drawn) for drawn in still)))


def _minutes(span: timedelta) -> int:
    """Whole minutes, a begun one counted."""
    return max(0, -(-int(span.total_seconds()) // 60))
