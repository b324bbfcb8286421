"""A telephone that shows codes, and the codes on paper that come with it."""

import time

from motcua.offices.rules.one_time_codes import STEP, code_at

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238, appendix B."""
PAPER = [f"abcde-fghj{digit}" for digit in "23456789km"]


def code_now(*, steps: int = 0) -> str:
    """What the telephone shows now, or ``steps`` of thirty seconds later."""
    return code_at(SECRET, int(time.time()) // STEP + steps)
