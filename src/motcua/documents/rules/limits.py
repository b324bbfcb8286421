"""How much a file may be, in bytes, pages and pixels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds of one file and of all files of one case; seconds are those of the process that reads a file."""

    file_bytes: int = 20_000_000
    case_bytes: int = 200_000_000
    case_files: int = 200
    pages: int = 200
    pixels: int = 60_000_000
    cpu_seconds: int = 60
    wall_seconds: int = 90
    memory_bytes: int = 2_000_000_000
    written_bytes: int = 200_000_000

    @property
    def file_megabytes(self) -> int:
        """The bound of one file, as people say it."""
        return self.file_bytes // 1_000_000

    @property
    def case_megabytes(self) -> int:
        """The bound of all files of a case, as people say it."""
        return self.case_bytes // 1_000_000


PAGE_PIXELS = 4_000_000
"""A page shown is never larger; A4 at 150 dpi has 2.2 million."""

DOTS_PER_INCH = 150
"""At which a page of a PDF is pictured."""

LONGEST_SIDE = 2339
"""Pixels of a photograph as shown: A4 at 200 dpi."""

JPEG_QUALITY = 80
