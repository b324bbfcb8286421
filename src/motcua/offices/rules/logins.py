"""Names to sign in with."""

import re

_LOGIN = re.compile(r"[a-z0-9][a-z0-9._-]{2,59}")
LOGIN_TOLD = "chỉ dùng chữ thường không dấu, số, dấu chấm, gạch; từ 3 đến 60 ký tự, ví dụ quantri hoặc sen.dt"


def is_login(text: str) -> bool:
    """Whether ``text`` can be typed as a name to sign in with on every keyboard."""
    return _LOGIN.fullmatch(text) is not None
