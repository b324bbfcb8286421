"""Codes of one use beside a password: six digits that a telephone shows for thirty seconds (RFC 6238), and codes on paper."""

import base64
import re
from hmac import compare_digest

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

STEP = 30
"""Seconds for which a telephone shows one code."""
DRIFT = 1
"""By how many steps a telephone's clock may differ."""
DIGITS = 6
RECOVERY_CODES = 10

_SECRET = re.compile(r"[A-Z2-7]{32}")
_RECOVERY_CODE = re.compile(r"[a-z2-9]{5}-[a-z2-9]{5}")


def is_secret(told: str) -> bool:
    """Whether ``told`` is a secret as this program makes them: 160 bits in base32."""
    return bool(_SECRET.fullmatch(told))


def are_recovery_codes(told: tuple[str, ...]) -> bool:
    """Whether these are ten different codes as this program makes them."""
    return len(set(told)) == len(told) == RECOVERY_CODES and all(map(_RECOVERY_CODE.fullmatch, told))


def code_at(secret: str, step: int) -> str:
    """The six digits of one step."""
    return HOTP(base64.b32decode(secret), DIGITS, SHA1()).generate(step).decode()  # noqa: S303 - what RFC 6238 and every telephone use


def step_of(secret: str, code: str, *, moment: float, after: int) -> int | None:
    """The step that shows ``code``, at most ``DRIFT`` from ``moment`` (seconds since 1970) and later than ``after``; none if none does."""
    typed, now = "".join(code.split()), int(moment) // STEP
    if not re.fullmatch(r"[0-9]{6}", typed):
        return None
    steps = range(max(now - DRIFT, after + 1), now + DRIFT + 1)
    return next((step for step in steps if compare_digest(code_at(secret, step), typed)), None)
