"""Checks that the published lists share: the row's identity and agency, and limits channel by channel."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from motcua.catalogue.rules.drafts import CHANNELS, ChannelLimit, Defect, DefectKind
from motcua.kernel.fold import fold
from motcua.law.limits import TimeLimit


def repeats(kind: DefectKind, texts: Sequence[str]) -> tuple[tuple[Defect, ...], ...]:
    """For each of ``texts``, the defect of standing in an earlier row too (accents and case aside); empty texts repeat nothing."""
    folded = [fold(text) for text in texts]
    first = {text: number for number, text in reversed(list(enumerate(folded, 1)))}
    return tuple((Defect(kind, f"Dòng {first[text]}"),) if text and first[text] != number else () for number, text in enumerate(folded, 1))


def agency_defects(name: str, agency: str, is_ours: Callable[[str], bool | None]) -> Iterator[Defect]:
    """What the agency says about competence; a joint procedure ("liên thông") is never another's by its last agency alone."""
    answer = is_ours(agency) if agency else None
    if not agency:
        yield Defect(DefectKind.NO_AGENCY, "Cơ quan thực hiện")
    elif answer is None or (answer is False and _is_joint_by_name(name)):
        yield Defect(DefectKind.AGENCY_UNCLEAR, "Cơ quan thực hiện", agency)
    elif answer is False:
        yield Defect(DefectKind.NOT_OURS, "Cơ quan thực hiện", agency)


def _is_joint_by_name(name: str) -> bool:
    return fold(name).removeprefix("thu tuc ").startswith("lien thong")


def channel_limits(stated: Sequence[tuple[str, TimeLimit | None]]) -> tuple[ChannelLimit, ...]:
    """The limit of each of our channels; none where a channel states several different ones or none."""
    by_channel: dict[str, set[TimeLimit | None]] = {}
    for channel, limit in ((CHANNELS[name], limit) for name, limit in stated if name in CHANNELS):
        by_channel.setdefault(channel, set()).add(limit)
    return tuple(ChannelLimit(channel, limits.pop() if len(limits) == 1 else None) for channel, limits in by_channel.items())


def twice(kind: DefectKind, stated: Sequence[tuple[str, str]]) -> Iterator[Defect]:
    """The channels that state (as channel and words) several different things of one kind."""
    for channel in dict.fromkeys(channel for channel, _ in stated):
        words = _distinct(text for name, text in stated if name == channel)
        if len(words) > 1:
            yield Defect(kind, f"Cách nộp {channel}", "; ".join(words))


def limit_defects(stated: Sequence[tuple[str, str]]) -> Iterator[Defect]:
    """Limits (as channel and words) that differ: within one channel, which blocks, and between methods, which is only told."""
    yield from twice(DefectKind.CHANNEL_LIMIT_TWICE, stated)
    if len(_distinct(text for _, text in stated)) > 1:
        yield Defect(DefectKind.LIMITS_DIFFER, "Cách thức thực hiện", "; ".join(f"{channel}: {text}" for channel, text in stated))


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(texts))
