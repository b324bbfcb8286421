"""How a result that an officer has edited differs from the form as the case filled it: paragraph by paragraph, a pure rule on text.

What carries legal weight is named: the number and sign, the nation's and the issuer's lines, the grounds, the articles, who signs and in
whose place (the components of NĐ 30/2020 Đ.8), and every value that the case had filled in.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_LONG = 400
"""Words of a paragraph beyond which it is shown whole, before and after."""
_SHORTEST_VALUE = 2


class Weight(StrEnum):
    """Why a change must not be overlooked."""

    NATION = "nation"
    NUMBER = "number"
    BASIS = "basis"
    AUTHORITY = "authority"
    ARTICLE = "article"
    FROM_CASE = "from-case"


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words of a changed paragraph: in both (no flag), only in the filled form (``is_gone``), or only in the result (``is_new``)."""

    text: str
    is_gone: bool = False
    is_new: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One paragraph that differs: ``number`` is its place in the result (from 1; of one left out, where it would be)."""

    number: int
    before: str
    after: str
    weights: tuple[Weight, ...]

    @property
    def bits(self) -> tuple[Bit, ...]:
        """The paragraph word by word."""
        return tuple(_bits(self.before, self.after))


_WEIGHTY: tuple[tuple[Weight, re.Pattern[str]], ...] = (
    (Weight.NATION, re.compile(r"CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do", re.IGNORECASE)),
    (Weight.NUMBER, re.compile(r"^Số\s*:|\b\d*\s*/[A-ZĐ]{2,}(?:-[A-ZĐ]+)*\b")),
    (Weight.BASIS, re.compile(r"^\s*[-–]?\s*(?:Căn cứ|Theo (?:đề nghị|Nghị định|Luật|Thông tư|Quyết định))", re.IGNORECASE)),
    (
        Weight.AUTHORITY,
        re.compile(r"thẩm quyền|^(?:TM|KT|TL|TUQ|Q)\.|CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG PHÒNG|THỦ TRƯỞNG|^(?:ỦY|UỶ) BAN NHÂN DÂN|^UBND"),
    ),
    (Weight.ARTICLE, re.compile(r"^\s*(?:Điều|Khoản)\s+\d+|^QUYẾT ĐỊNH\s*:?$|thời hạn|hiệu lực|kể từ ngày", re.IGNORECASE)),
)


def differences(filled: Sequence[str], final: Sequence[str], *, values: Iterable[str] = ()) -> tuple[Difference, ...]:
    """Every paragraph of ``final`` that is not as in ``filled``, in order; ``values`` are what the case had filled in."""
    known = tuple(value for value in values if len(value) >= _SHORTEST_VALUE)
    return tuple(Difference(number, before, after, _weights(before, after, known)) for number, before, after in _pairs(filled, final))


def grave(changed: Iterable[Difference]) -> int:
    """How many of the changes carry legal weight."""
    return sum(bool(each.weights) for each in changed)


def _pairs(filled: Sequence[str], final: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """Number, before and after of each paragraph that differs; paragraphs that took the place of others are paired in order."""
    for tag, i, i_end, j, j_end in SequenceMatcher(None, filled, final, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        gone, new = filled[i:i_end], final[j:j_end]
        for at in range(max(len(gone), len(new))):
            yield min(j + at, j_end) + 1, gone[at] if at < len(gone) else "", new[at] if at < len(new) else ""


def _weights(before: str, after: str, values: Iterable[str]) -> tuple[Weight, ...]:
    found = [weight for weight, sign in _WEIGHTY if sign.search(before) or sign.search(after)]
    if any(before.count(value) > after.count(value) for value in values):
        found.append(Weight.FROM_CASE)
    return tuple(found)


def _bits(before: str, after: str) -> Iterator[Bit]:
    old, new = _words(before), _words(after)
    if not old or not new or max(len(old), len(new)) > _LONG:
        yield from (Bit(text, is_gone=is_gone, is_new=not is_gone) for text, is_gone in ((before, True), (after, False)) if text)
        return
    for tag, i, i_end, j, j_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield Bit("".join(old[i:i_end]))
            continue
        if i_end > i:
            yield Bit("".join(old[i:i_end]), is_gone=True)
        if j_end > j:
            yield Bit("".join(new[j:j_end]), is_new=True)


def _words(text: str) -> list[str]:
    return re.findall(r"\S+\s*|^\s+", text)
