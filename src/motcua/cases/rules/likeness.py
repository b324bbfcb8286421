"""What two people on paper can have in common, so that they may be one."""

from enum import StrEnum


class Likeness(StrEnum):
    """What they have in common, the strongest first."""

    IDENTITY = "identity"
    PHONE = "phone"
    NAME = "name"
