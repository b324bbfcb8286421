"""Facts of people on file who are one."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class MergeProposed(Fact):
    """An officer says that two people on file are one."""

    kind: ClassVar[str] = "merge-proposed"
    merge_id: int
    one_id: int
    other_id: int
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class PartingAsked(Fact):
    """An officer says that two people who were joined are two after all."""

    kind: ClassVar[str] = "parting-asked"
    merge_id: int
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class MergeSettled(Fact):
    """A second officer has joined or parted them, or has left them as they were."""

    kind: ClassVar[str] = "merge-settled"
    merge_id: int
    state: str
