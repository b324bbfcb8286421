"""How a decided case ends."""

from enum import StrEnum


class Outcome(StrEnum):
    """What the leader decided."""

    APPROVE = "approve"
    REFUSE = "refuse"
