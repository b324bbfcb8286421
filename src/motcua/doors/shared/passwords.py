"""What is wrong with a password, in words; the rules themselves are Django's validators in the settings."""

import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

_WORDS = {
    "password_too_short": "quá ngắn: cần ít nhất {min_length} ký tự",
    "password_too_common": "quá phổ biến, ai cũng đoán được",
}
"""What a validator says → what a person reads."""

_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
"""Letters and digits that cannot be taken for each other on paper."""


def new_password() -> str:
    """A password nobody has chosen, easy to copy from paper: three groups of four, 59 bits."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(3))


def weakness(password: str) -> str:
    """Why ``password`` is too weak, with what to do; empty when it is not."""
    try:
        validate_password(password)
    except ValidationError as error:
        first = error.error_list[0]
        words = _WORDS.get(str(first.code), first.messages[0])
        return f"mật khẩu {words.format(**(first.params or {}))}; hãy đặt mật khẩu khác, ví dụ bốn năm từ dễ nhớ"
    return ""
