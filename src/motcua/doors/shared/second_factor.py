"""The code of a telephone at the sign-in: how it is checked beside the password, and what a telephone is set up with."""

import base64
import secrets
import time
from io import BytesIO
from typing import Any
from urllib.parse import quote, urlencode

import segno
from django.contrib.auth import get_user_model
from django.contrib.auth.backends import ModelBackend
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from motcua.kernel.refusal import Refusal
from motcua.offices.commands.prove_second_factor import prove_second_factor
from motcua.offices.queries import actor_of
from motcua.offices.rules.one_time_codes import RECOVERY_CODES

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that cannot be taken for each other on paper."""


class CodeBackend(ModelBackend):
    """Proves a person by a code instead of a password; wrong tries are counted together with those of passwords."""

    def authenticate(
        self, request: HttpRequest | None, username: str | None = None, password: str | None = None, code: str | None = None, **_: Any
    ) -> Any:
        if request is None or not username or code is None:
            return None
        person = _known(username)
        actor = person and actor_of(person.pk, day=request.now.date())  # type: ignore[attr-defined]
        if not actor:
            return None
        try:
            prove_second_factor(actor=actor, at=request.now, code=code.strip(), moment=time.time())  # type: ignore[attr-defined]
        except Refusal:
            return None
        return person


def _known(username: str) -> Any:
    people = get_user_model()
    try:
        return people.objects.get_by_natural_key(username)
    except people.DoesNotExist:
        return None


def new_secret() -> str:
    """160 bits in base32."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def new_recovery_codes() -> tuple[str, ...]:
    """Ten codes to be written down, 49 bits each: two groups of five."""
    return tuple("-".join("".join(secrets.choice(_SIGNS) for _ in range(5)) for _ in range(2)) for _ in range(RECOVERY_CODES))


def address_of(secret: str, *, login: str, house: str) -> str:
    """What the QR code tells a telephone: the secret, whose it is and where it is used."""
    return f"otpauth://totp/{quote(house)}:{quote(login)}?{urlencode({'secret': secret, 'issuer': house}, quote_via=quote)}"


def drawn(address: str) -> SafeString:
    """``address`` as a QR code, drawn in SVG."""
    out = BytesIO()
    segno.make_qr(address, error="m").save(
        out, kind="svg", xmldecl=False, svgns=False, scale=5, border=4, dark="#000", light="#fff", omitsize=False
    )
    return mark_safe(out.getvalue().decode())  # noqa: S308 - made here, of squares only
