"""A file that lies on the disk, with everything that is known of it."""

from dataclasses import dataclass

from motcua.documents.rules.kinds import FileKind
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.unfit import Unfit, unfit


@dataclass(frozen=True, slots=True)
class Kept:
    """Its digest (SHA-256), size in bytes and kind; its rendition's digest, and where in that each page lies."""

    digest: str
    size: int
    kind: FileKind
    rendition: str
    places: tuple[tuple[int, int], ...]

    @property
    def pages(self) -> int:
        """How many pages it has."""
        return len(self.places)


def must_have_room(digest: str, size: int, held: dict[str, int], limits: Limits, *, is_there: bool) -> None:
    """Refuse a file that is there already, or with which a case that holds ``held`` (digest → bytes) would hold too much."""
    if is_there:
        unfit(Unfit.ALREADY_THERE)
    if len(held) >= limits.case_files and digest not in held:
        unfit(Unfit.TOO_MANY_IN_CASE)
    if sum({**held, digest: size}.values()) > limits.case_bytes:
        unfit(Unfit.TOO_MUCH_IN_CASE)
