"""The tracking code on the receipt: 40 random bits and a check sign, in letters and digits that are not mistaken for each other."""

import secrets
import unicodedata

_SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: no I, L, O, U
_CHECK_SIGNS = _SIGNS + "*~$=U"
_READ_AS = str.maketrans({"I": "1", "L": "1", "O": "0"})
_BITS = 40
_LENGTH = 8


def new_tracking_code() -> str:
    """A fresh code like ``K7Q2-9FXD-M``; codes whose check sign is no letter or digit are not given out."""
    while True:
        number = secrets.randbits(_BITS)
        check = _CHECK_SIGNS[number % 37]
        if check.isalnum():
            body = "".join(_SIGNS[number >> shift & 31] for shift in range(_BITS - 5, -1, -5))
            return f"{body[:4]}-{body[4:]}-{check}"


def bare_tracking_code(typed: str) -> str:
    """The letters and digits of ``typed`` as they are read: whatever two people may type for one code is one and the same here."""
    signs = unicodedata.normalize("NFKC", typed).upper()
    return "".join(sign for sign in signs if sign.isalnum()).translate(_READ_AS)


def read_tracking_code(typed: str) -> str | None:
    """The code that ``typed`` means (any case, with or without dashes), or none when it cannot be one or its check sign is wrong."""
    bare = bare_tracking_code(typed)
    if len(bare) != _LENGTH + 1 or any(sign not in _SIGNS for sign in bare[:_LENGTH]):
        return None
    number = 0
    for sign in bare[:_LENGTH]:
        number = number << 5 | _SIGNS.index(sign)
    return f"{bare[:4]}-{bare[4:8]}-{bare[8]}" if _CHECK_SIGNS[number % 37] == bare[8] else None
