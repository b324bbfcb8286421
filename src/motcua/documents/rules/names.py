"""The name that a file came with, made fit to be shown: it is never a path and never leads anywhere."""

import re
import unicodedata

LONGEST = 120
_NAMELESS = "không tên"
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def shown_name(told: str) -> str:
    """``told`` without folders, without signs that cannot be seen or that turn the direction of writing, at most 120 signs long."""
    last = re.split(r"[/\\:]", unicodedata.normalize("NFC", told))[-1]
    seen = "".join(sign for sign in last if unicodedata.category(sign)[0] != "C" and sign not in '<>"|?*')
    bare = " ".join(seen.split()).strip(". ")
    if not bare or _DEVICES.fullmatch(bare):
        return _NAMELESS
    return bare if len(bare) <= LONGEST else f"{bare[: LONGEST - 8]}…{bare[-7:]}"
