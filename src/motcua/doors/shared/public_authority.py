"""Which People's Committee a public page speaks for: the only one of the database, or the one that MOTCUA_AUTHORITY names."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from motcua.offices.queries import authority_called


def public_authority(request: HttpRequest) -> int | None:
    """The authority's id; none where the database has none, or several and nobody has told which."""
    return authority_called(_key(request))


def _key(request: HttpRequest) -> str:
    """The key told for the host ("host=key"), else the one told for all hosts ("key"), else none."""
    told = dict(part.rpartition("=")[::2] for part in settings.AUTHORITIES)
    host = split_domain_port(request.get_host())[0] if told else ""
    return told.get(host, told.get("", ""))
