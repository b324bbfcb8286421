"""Two people on file who are one: said by one officer, agreed by another, and parted again in the same way.

No row is changed: what was written on a slip stays. Whoever has two different numbers of twelve digits is two people.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from enum import StrEnum

from motcua.kernel.refusal import Code, Refusal

Key = bytes | tuple[str, str] | int
"""By what a person is known on file: the index of his identity number, without one his folded name and telephone, else the row's id."""

_TWELVE = 12


class MergeState(StrEnum):
    """How far it is; ``PARTING``: still one, somebody asks for two."""

    PROPOSED = "proposed"
    REFUSED = "refused"
    JOINED = "joined"
    PARTING = "parting"
    PARTED = "parted"


ONE = frozenset({MergeState.JOINED, MergeState.PARTING})
"""States in which the two are one."""

OPEN = frozenset({MergeState.PROPOSED, MergeState.PARTING})
"""States that wait for a second person."""


def joined(pairs: Iterable[tuple[Key, Key]]) -> Mapping[Key, frozenset[Key]]:
    """Key → all keys of the same person, where ``pairs`` say who is one; a key that stands in no pair is not in it."""
    groups: dict[Key, set[Key]] = {}
    for one, other in pairs:
        together = groups.get(one, {one}) | groups.get(other, {other})
        groups.update(dict.fromkeys(together, together))
    return {key: frozenset(group) for key, group in groups.items()}


def must_be_able_to_be_one(numbers: Collection[str]) -> None:
    """Refuse with ``two-identities`` people whose ``numbers`` of identity include two different ones of twelve digits."""
    told = sorted({number for number in numbers if len(number) == _TWELVE})
    if len(told) > 1:
        raise Refusal(Code.TWO_IDENTITIES, identities=tuple(f"…{number[-4:]}" for number in told))


def must_wait(state: MergeState, *wanted: MergeState) -> None:
    """Refuse with ``not-this-step`` what is done twice or before its turn."""
    if state not in wanted:
        raise Refusal(Code.NOT_THIS_STEP, standing=state.value)


def must_be_another(first: int | None, second: int | None) -> None:
    """Refuse with ``same-person`` a second word by whoever said the first."""
    if first == second:
        raise Refusal(Code.SAME_PERSON, about="merge")


def differing(one: Mapping[str, str], other: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the fields in which the two differ, where both say something."""
    told: dict[str, set[str]] = defaultdict(set)
    for person in (one, other):
        for name, value in person.items():
            if value:
                told[name].add(value)
    return tuple(name for name, values in told.items() if len(values) > 1)
