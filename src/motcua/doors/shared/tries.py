"""So many wrong tries in a time, counted by the real clock for what was tried and for who tries, in the cache that all processes share.

Five an hour unless the caller says otherwise.
"""

import time
from collections.abc import Iterable
from datetime import datetime

from django.core.cache import cache
from django.db import transaction

from motcua.database.columns import keyed_index
from motcua.database.dialect import hold
from motcua.kernel.moments import VIETNAM

MOST = 5
HOUR = 3600


def take(*subjects: str, most: int = MOST, span: int = HOUR) -> datetime | None:
    """Count a try against each of ``subjects``; where one has had its ``most`` within ``span`` seconds, count nothing and return when it
    may try again.

    Two tries at one moment wait for each other, so that neither slips through beside the other.
    """
    keys = _keys(subjects)
    now = time.time()
    with transaction.atomic():
        _wait_for(keys)
        had = {key: _within(span, moments, now) for key, moments in cache.get_many(keys).items()}
        free_at = [moments[0] + span for moments in had.values() if len(moments) >= most]
        if free_at:
            return datetime.fromtimestamp(max(free_at), VIETNAM)
        cache.set_many({key: (*had.get(key, ()), now) for key in keys}, span)
    return None


def give_back(*subjects: str, span: int = HOUR) -> None:
    """The newest try of each of ``subjects`` was right and is not counted: who knows the code may look as often as he likes."""
    keys = _keys(subjects)
    with transaction.atomic():
        _wait_for(keys)
        cache.set_many({key: moments[:-1] for key, moments in cache.get_many(keys).items()}, span)


def _keys(subjects: Iterable[str]) -> list[str]:
    """The cache tells neither codes nor addresses: it knows subjects by their keyed index."""
    return sorted(f"tries:{keyed_index(subject).hex()}" for subject in subjects)


def _wait_for(keys: Iterable[str]) -> None:
    for key in keys:
        hold(int(key[-15:], 16))


def _within(span: int, moments: tuple[float, ...], now: float) -> tuple[float, ...]:
    return tuple(moment for moment in moments if moment > now - span)
