"""Coded reasons: what is wrong with a paper asked for, why a case is refused; the plain words for the applicant stand beside them."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType


class Defect(StrEnum):
    """What is wrong with a paper that the applicant is asked for."""

    MISSING = "missing"
    UNFINISHED = "unfinished"
    UNSIGNED = "unsigned"
    UNCERTIFIED = "uncertified"
    EXPIRED = "expired"
    UNREADABLE = "unreadable"
    CONTRADICTORY = "contradictory"


class RefusalGround(StrEnum):
    """Why a filing is not taken in, or a request is refused."""

    NOT_OURS = "not-ours"
    NOT_ENTITLED = "not-entitled"
    NOT_CAPABLE = "not-capable"
    PENDING_ALREADY = "pending-already"
    IN_DISPUTE = "in-dispute"
    OTHER = "other"


NONE_TOLD: Mapping[str, Defect] = MappingProxyType({})
"""Where nobody has said what is wrong."""


def coded(defects: Mapping[str, Defect]) -> tuple[str, ...]:
    """Paper → defect as the journal keeps them, "key:code"."""
    return tuple(f"{key}:{defect}" for key, defect in defects.items())
