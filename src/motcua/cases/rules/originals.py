"""Originals of a citizen in the office's hands: each with exactly one officer, moved only by both sides, given back with the result.

Originals held for comparison go back with the result (NĐ 61/2018 Đ.20); a result that goes out while some stay needs a reason.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from motcua.kernel.refusal import Code, Refusal

LONGEST, MOST = 200, 20
"""Letters that name an original, and originals taken at once."""


@dataclass(frozen=True, slots=True)
class HeldOriginal:
    """An original that is not yet given back: what it is, and who has it."""

    id: int
    words: str
    holder_id: int
    holder: str

    def __str__(self) -> str:
        return f"{self.words} ({self.holder} giữ)"


def named(lines: Iterable[str]) -> tuple[str, ...]:
    """The originals that these lines name, one a line; ``incomplete`` where there is none, or one is named too long."""
    told = tuple(dict.fromkeys(" ".join(line.split()) for line in lines if line.strip()))
    if not told or len(told) > MOST or any(len(each) > LONGEST for each in told):
        wanted = f"bản chính đã nhận, mỗi dòng một giấy (nhiều nhất {MOST} dòng, mỗi dòng {LONGEST} chữ)"
        raise Refusal(Code.INCOMPLETE, missing=(wanted,), field="originals")
    return told


def must_be_with(whose: int | None, *, person_id: int | None, holder: str) -> None:
    """Refuse with ``not-custodian`` whoever acts upon an original that is not his to move: he neither has it nor is to take it."""
    if whose is None or whose != person_id:
        raise Refusal(Code.NOT_CUSTODIAN, person=holder or "người nộp (đã trả)")


def must_leave_none(held: Collection[HeldOriginal], *, given: Collection[int], person_id: int | None, note: str, file_number: str) -> None:
    """What is ``given`` back is in the hands of whoever gives it, and nothing stays unless ``note`` says why."""
    for each in held:
        if each.id in given:
            must_be_with(each.holder_id, person_id=person_id, holder=each.holder)
    left = tuple(str(each) for each in held if each.id not in given)
    if left and not note.strip():
        raise Refusal(Code.ORIGINALS_HELD, file_number=file_number, originals=left)
