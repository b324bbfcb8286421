"""Cover sheets: a page with a QR that says to which paper of which case the pages behind it belong; and how a scan is split by them."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import groupby

PREFIX = "MOTCUA-BIA:"
_TEXT = re.compile(r"MOTCUA-BIA:1:(\d{1,18}):([^\s:]{1,60})")


@dataclass(frozen=True, slots=True)
class Cover:
    """To what the pages behind a cover belong."""

    case_id: int
    paper: str


@dataclass(frozen=True, slots=True)
class Part:
    """Pages of a scan that belong together, from ``first`` to ``last`` (none when last < first).

    ``cover_page`` is the page of the cover before them; there is none before the first cover. ``cover`` is missing where that could not
    be understood.
    """

    number: int
    cover_page: int | None
    cover: Cover | None
    first: int
    last: int

    @property
    def pages(self) -> int:
        """How many pages there are, the cover not counted."""
        return max(self.last - self.first + 1, 0)

    @property
    def page_numbers(self) -> range:
        """The pages, as the scan numbers them."""
        return range(self.first, self.last + 1)


def cover_text(case_id: int, paper: str) -> str:
    """What the QR of a cover says."""
    return f"{PREFIX}1:{case_id}:{paper}"


def read_cover(text: str) -> Cover | None:
    """The cover that a QR stands for; none for a text that is not whole."""
    found = _TEXT.fullmatch(text)
    return Cover(int(found[1]), found[2]) if found else None


def split(pages: int, marks: Mapping[int, str]) -> tuple[Part, ...]:
    """A scan of ``pages`` pages, split at those whose QR (page → text) is a cover's; every page is a cover or in exactly one part."""
    covers = sorted(page for page, text in marks.items() if text.startswith(PREFIX) and 1 <= page <= pages)
    starts = [None, *covers]
    ends = [*covers, pages + 1]
    parts = [
        Part(0, page, read_cover(marks[page]) if page else None, (page or 0) + 1, end - 1) for page, end in zip(starts, ends, strict=True)
    ]
    told = [part for part in parts if part.cover_page or part.pages]
    return tuple(Part(number, each.cover_page, each.cover, each.first, each.last) for number, each in enumerate(told, start=1))


def loose(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The parts that no readable cover speaks for."""
    return tuple(part for part in parts if part.cover is None and part.pages)


def left_over(pages: range, taken: Collection[int]) -> tuple[range, ...]:
    """What is left of ``pages`` without those ``taken``, as runs of pages that follow each other."""
    left = [page for page in pages if page not in taken]
    runs = [[page for _, page in run] for _, run in groupby(enumerate(left), key=lambda each: each[1] - each[0])]
    return tuple(range(run[0], run[-1] + 1) for run in runs)
