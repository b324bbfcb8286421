"""Which People's Committee a public page speaks for: the only one of the database, or the one that MOTCUA_AUTHORITY names."""

from django.conf import settings
from django.http import HttpRequest
from django.http.request import split_domain_port

from motcua.offices.queries import authority_called, directory
from motcua.offices.rules.directory import Directory


def public_offices(request: HttpRequest) -> Directory | None:
    """The authority's offices, read once a request; none where the database has no authority, or several and nobody has told which."""
    if not hasattr(request, "_public_offices"):
        authority_id = authority_called(_key(request))
        request._public_offices = directory(authority_id) if authority_id else None  # type: ignore[attr-defined]
    return request._public_offices  # type: ignore[attr-defined, no-any-return]


def _key(request: HttpRequest) -> str:
    """The key told for the host ("host=key"), else the one told for all hosts ("key"), else none."""
    told = dict(part.rpartition("=")[::2] for part in settings.AUTHORITIES)
    host = split_domain_port(request.get_host())[0] if told else ""
    return told.get(host, told.get("", ""))
