"""Who is called next: whoever has priority, then whoever was given a time that has come, then whoever came first."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

ORDER_IN_WORDS = "Người được ưu tiên trước, rồi người có hẹn đã tới giờ, rồi ai lấy số trước gọi trước."


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that has not been called; ``hour`` is the time given to whoever has one."""

    number: int
    drawn_at: datetime
    has_priority: bool = False
    hour: datetime | None = None


def in_order(waiting: Iterable[Waiting], *, now: datetime) -> tuple[Waiting, ...]:
    """Those waiting as they would be called at ``now``. Who was given a time comes at it, and is never called later than had he none."""
    return tuple(sorted(waiting, key=lambda ticket: _place(ticket, now)))


def _place(ticket: Waiting, now: datetime) -> tuple[int, datetime, int]:
    if ticket.has_priority:
        return 0, ticket.drawn_at, ticket.number
    if ticket.hour is not None and ticket.hour <= now:
        return 1, ticket.hour, ticket.number
    return 2, ticket.drawn_at, ticket.number
