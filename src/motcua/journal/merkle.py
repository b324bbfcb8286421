"""The Merkle tree of RFC 6962 (section 2.1), over a stream of entries: pure, and no more in memory than one branch of the tree."""

import hashlib
from collections.abc import Iterable

EMPTY = hashlib.sha256().hexdigest()
"""The root of no entries."""


def root_of(entries: Iterable[tuple[int, str]]) -> tuple[int, str]:
    """How many ``entries`` (id and digest, in order) there are, and the root over them, hexadecimal."""
    peaks: list[tuple[int, bytes]] = []
    count = 0
    for entry_id, digest in entries:
        peak = (1, hashlib.sha256(b"\0%d:%b" % (entry_id, str(digest).encode())).digest())
        while peaks and peaks[-1][0] == peak[0]:
            peak = _joined(peaks.pop(), peak)
        peaks.append(peak)
        count += 1
    if not peaks:
        return 0, EMPTY
    top = peaks.pop()
    while peaks:
        top = _joined(peaks.pop(), top)
    return count, top[1].hex()


def _joined(left: tuple[int, bytes], right: tuple[int, bytes]) -> tuple[int, bytes]:
    return left[0] + right[0], hashlib.sha256(b"\1" + left[1] + right[1]).digest()
