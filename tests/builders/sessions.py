"""Signing in without the form, as quickly as tests need it."""

from typing import Any

from django.test import Client

from motcua.doors.shared.officer_session import mark_begun


def sign_in(client: Client, person: Any) -> None:
    """``client`` holds a session of ``person`` that begins now."""
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    mark_begun(session)
    session.save()
