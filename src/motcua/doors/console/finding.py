"""One thing that the doctor has looked at."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: ``status`` is ok, error, warning or note; ``mend`` says what to do."""

    name: str
    status: str
    words: str
    mend: str = ""
