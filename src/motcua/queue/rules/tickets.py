"""What becomes of a ticket, what is done for whoever holds it, and when nothing was: why."""

from enum import StrEnum


class End(StrEnum):
    """How a ticket was ended."""

    SERVED = "served"
    ABSENT = "absent"


class Touch(StrEnum):
    """What was done for somebody at a counter."""

    RECEIVED = "received"
    SUPPLEMENT_ASKED = "supplement-asked"
    REFUSED = "refused"
    SUPPLIED = "supplied"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"
    GUIDED = "guided"


class Left(StrEnum):
    """Why a ticket came to nothing."""

    WENT_AWAY = "went-away"
    DRAWN_BY_MISTAKE = "drawn-by-mistake"
    ONLY_ASKED = "only-asked"
    SENT_ELSEWHERE = "sent-elsewhere"
    NOT_REACHED = "not-reached"
    OTHER = "other"


NEEDS_WORDS = frozenset({Left.NOT_REACHED, Left.OTHER})
"""Reasons that are no reason until somebody says more."""


def is_explained(reason: str, words: str) -> bool:
    """Whether ``reason`` with ``words`` says why a ticket came to nothing."""
    return reason in list(Left) and (Left(reason) not in NEEDS_WORDS or bool(words.strip()))
