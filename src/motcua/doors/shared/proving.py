"""Who somebody is, by his password or a code: wrong tries count against the account, from wherever, and against where they come from.

Five wrong tries at one account from one address are counted by axes. What it lets through, many addresses at one account and one address
at many accounts, has its bounds here. A right try is not counted; an account that does not exist is counted like one that does.
"""

from typing import Any

from django.contrib.auth import authenticate
from django.http import HttpRequest

from motcua.doors.shared import tries
from motcua.doors.shared.client_address import client_network

MOST_AT_ACCOUNT, MOST_FROM_PLACE, SPAN = 20, 100, 900
_LONGEST = 100


def proved(request: HttpRequest, *, username: str, **secret: str) -> Any:
    """The person whose password or code this is; none otherwise. One try too many is answered by ``locked_out``, whatever the view says."""
    bounds = _bounds(request, username)
    for subject, most in bounds.items():
        free_at = tries.take(subject, most=most, span=SPAN)
        if free_at:
            request.axes_locked_out, request.free_at = True, free_at  # type: ignore[attr-defined]
            return None
    person = authenticate(request, username=username, **secret)
    if person is not None:
        tries.give_back(*bounds, span=SPAN)
    return person


def _bounds(request: HttpRequest, username: str) -> dict[str, int]:
    """What a try counts against → how many it may have; a connection without an address is no place."""
    place = client_network(request)
    return {**({f"sign-in-from:{place}": MOST_FROM_PLACE} if place else {}), f"sign-in-as:{username[:_LONGEST]}": MOST_AT_ACCOUNT}
