"""From which address a request comes: what the connection says, unless a proxy of our own stands in front (MOTCUA_TRUSTED_PROXIES)."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from django.conf import settings
from django.http import HttpRequest

SOCKET = "unix"
"""How the setting calls a proxy on this machine that comes through a socket file: such a connection has no address."""

_Address = IPv4Address | IPv6Address


def client_address(request: HttpRequest) -> str | None:
    """The address of the client, if the connection has one; ``X-Forwarded-For`` counts only as far as trusted proxies have written it."""
    address = _client(request)
    return str(address) if address else None


def client_network(request: HttpRequest) -> str:
    """Whom to count as one client: an IPv4 address, or the /64 network that one household has of IPv6; "" without an address."""
    address = _client(request)
    if isinstance(address, IPv6Address):
        return str(ip_network((address, 64), strict=False))
    return str(address or "")


def _client(request: HttpRequest) -> _Address | None:
    """The header is read from its end, where the nearest proxy wrote; the first address that is no trusted proxy is the client's."""
    nearest = request.META.get("REMOTE_ADDR", "")
    if not _is_trusted(nearest):
        return _address(nearest)
    told = [part.strip() for part in request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")]
    return _address(next((part for part in reversed(told) if part and not _is_trusted(part)), nearest))


def _is_trusted(told: str) -> bool:
    if not told:
        return SOCKET in settings.TRUSTED_PROXIES
    address = _address(told)
    return address is not None and any(address in ip_network(part, strict=False) for part in settings.TRUSTED_PROXIES if part != SOCKET)


def _address(told: str) -> _Address | None:
    """``told`` as an address; one of IPv4 in the clothes of IPv6 is taken as what it is."""
    try:
        address = ip_address(told)
    except ValueError:
        return None
    return getattr(address, "ipv4_mapped", None) or address
