"""What happens to files that belong to no case yet, as facts."""

from dataclasses import dataclass
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class ScanKept(Fact):
    """A scan of papers of several cases was kept as it came; ``digest`` is the SHA-256 of the file."""

    kind: ClassVar[str] = "scan-kept"
    digest: str
    size: int
    pages: int
    covers: int
    name: str = personal()
