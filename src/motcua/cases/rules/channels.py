"""The ways in which a case is filed and its result collected (NĐ 61/2018 Đ.16; independent of each other)."""

from enum import StrEnum


class Channel(StrEnum):
    """How a case was filed; self-filed and assisted online filings never share one figure."""

    COUNTER = "counter"
    POST = "post"
    SELF_ONLINE = "self_online"
    ASSISTED_ONLINE = "assisted_online"
    AGENT = "agent"


ONLINE = frozenset({Channel.SELF_ONLINE, Channel.ASSISTED_ONLINE})
"""Channels in which a joint case goes to all its offices at once (NĐ 61/2018 Đ.19.6)."""


class ReturnChannel(StrEnum):
    """How the applicant wishes to have the result."""

    COUNTER = "counter"
    POST = "post"
    ELECTRONIC = "electronic"
