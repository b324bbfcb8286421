"""The page for a bug: it says what was saved and gives a code that stands in the server's log beside the trace."""

import logging
import secrets
import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

_log = logging.getLogger("motcua.errors")


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer a crash without asking the database for anything."""
    code = secrets.token_hex(3).upper()
    _log.error("mã lỗi %s: %s %s", code, request.method, request.path, exc_info=sys.exc_info())
    return HttpResponse(render_to_string("500.html", {"code": code}), status=500)
