"""Who is called next: whoever has priority, then whoever was given a time that has come, then whoever came first.

Whoever was given his time on an earlier day is not in the room before it: until then everybody who is goes first.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

ORDER_IN_WORDS = (
    "Người được ưu tiên trước, rồi người có hẹn đã tới giờ, rồi ai lấy số trước gọi trước. "
    "Người hẹn từ hôm trước mà chưa tới giờ thì gọi sau cùng."
)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A ticket that has not been called; ``hour`` is the time given to whoever has one."""

    number: int
    drawn_at: datetime
    has_priority: bool = False
    hour: datetime | None = None

    def is_expected_later(self, now: datetime) -> bool:
        """Whether it was given on an earlier day, for a time that has not come: its holder is not here yet."""
        return self.hour is not None and now < self.hour and self.drawn_at.date() < self.hour.date()


def in_order(waiting: Iterable[Waiting], *, now: datetime) -> tuple[Waiting, ...]:
    """Those waiting as they would be called at ``now``; moments are local.

    Who was given a time today may wait for it here, and is never called later than had he none.
    """
    return tuple(sorted(waiting, key=lambda ticket: _place(ticket, now)))


def _place(ticket: Waiting, now: datetime) -> tuple[int, datetime, int]:
    if ticket.is_expected_later(now) and ticket.hour is not None:
        return 3, ticket.hour, ticket.number
    if ticket.has_priority:
        return 0, ticket.drawn_at, ticket.number
    if ticket.hour is not None and ticket.hour <= now:
        return 1, ticket.hour, ticket.number
    return 2, ticket.drawn_at, ticket.number
