"""File numbers (mã số hồ sơ): the agency's code, the day and the serial of that day (NĐ 61/2018 Đ.26; TT 01/2018/TT-VPCP Đ.19)."""

import re
from datetime import date, datetime

from motcua.kernel.refusal import Code, Refusal

CODE_PATTERNS = {
    "qcvn102": re.compile(r"\d{3}\.\d{2}\.\d{2}\.[A-Y]\d{2}"),
    "qd20": re.compile(r"[A-Y]\d{2}(?:\.[0-9A-Z]+)*"),
}
"""The generators an office may choose, each with the form of agency code it takes (QCVN 102:2016/BTTTT; QĐ 20/2020/QĐ-TTg)."""

LAST_SERIAL = 9999


def generator_of(code: str) -> str | None:
    """The generator whose form of code this is."""
    return next((name for name, pattern in CODE_PATTERNS.items() if pattern.fullmatch(code)), None)


def file_number(*, generator: str, code: str, day: date, serial: int) -> str:
    """The file number of the ``serial``-th case of ``day``: ``000.00.99.H08-210301-0001`` or ``H21.65-220914-0011``.

    Refused with ``no-agency-code`` when the office has not typed in a code of the generator's form, and with ``numbers-exhausted`` after
    9,999 cases of one agency on one day: the form of the number has no room for more.
    """
    if not CODE_PATTERNS[generator].fullmatch(code):
        raise Refusal(Code.NO_AGENCY_CODE, agency_code=code, generator=generator)
    if serial > LAST_SERIAL:
        raise Refusal(Code.NUMBERS_EXHAUSTED, day=day, last=LAST_SERIAL)
    return f"{code}-{day:%y%m%d}-{serial:04d}"


def serial_of(number: str, *, code: str) -> tuple[date, int] | None:
    """The day and the serial of a file number of the agency ``code``; none where it is another's, or of another form."""
    if not code or not (found := re.fullmatch(rf"{re.escape(code)}-(\d{{6}})-(\d{{4}})", number)):
        return None
    try:
        return datetime.strptime(found[1], "%y%m%d").date(), int(found[2])  # noqa: DTZ007 - a date
    except ValueError:
        return None
