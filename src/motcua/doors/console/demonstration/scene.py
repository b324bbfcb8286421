"""One case as a story means it to go: what happens to it beside the ordinary, and where the story leaves it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from motcua.cases.rules.channels import Channel


class Fate(StrEnum):
    """What happens to a case beside the ordinary."""

    PLAIN = "plain"
    FORWARDED = "forwarded"
    REFUSED_INTAKE = "refused_intake"
    FIRST_SUPPLEMENT = "first_supplement"
    SUPPLEMENT = "supplement"
    PARTLY_SUPPLIED = "partly_supplied"
    OBLIGATION = "obligation"
    MEASUREMENT = "measurement"
    CONSULTED = "consulted"
    CONSULTED_LATE = "consulted_late"
    EXTENDED = "extended"
    LATE = "late"
    STOPPED_LATE = "stopped_late"
    APOLOGISED = "apologised"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    DISCONTINUED = "discontinued"


class Left(StrEnum):
    """Where the story leaves a case, whatever time is left; most go on to their end."""

    NOWHERE = "nowhere"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    UNASSIGNED = "unassigned"
    IN_WORK = "in_work"
    WAITING = "waiting"
    DECIDED = "decided"
    SETTLED = "settled"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One case as the story means it to go: the fate strikes at ``step``, and there the story leaves it, if anywhere.

    ``pace`` is the share of each step's limit that the work takes.
    """

    procedure: str
    counter: str
    arrives: datetime
    channel: Channel = Channel.COUNTER
    fate: Fate = Fate.PLAIN
    left: Left = Left.NOWHERE
    step: int = 0
    pace: float = 0.6
