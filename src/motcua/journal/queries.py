"""Reading the journal: what an idempotency key has already done, the newest moment, and the story of a case."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from motcua.database.compiled import Compiled
from motcua.journal.models import OF_THE_AUTHORITY, Checkpoint, Entry, PersonalPart
from motcua.kernel.moments import local

NO_CHANGE = ("file-opened", "case-fell-overdue")
"""Facts after which a case is as it was."""


def done_with(key: str, *, authority_id: int) -> Entry | None:
    """The entry of the act that this idempotency key has already done, if any."""
    return next(iter(_DONE(authority_id=authority_id, key=key)), None)


_DONE = Compiled(Entry.objects.filter, authority_id=-1, key="-2")


def newest_moment() -> datetime | None:
    """The moment of the newest entry of all."""
    return Entry.objects.order_by("-id").values_list("recorded_at", flat=True).first()


def newest_in(read: Callable[[str], list[Any]]) -> tuple[int, str]:
    """Id and digest of the newest entry of the database that ``read`` asks; 0 and nothing where there is none."""
    newest = Entry.objects.order_by("-id").values_list("id", "digest")[:1]
    return next((int(pk), str(digest)) for pk, digest in [*read(str(newest.query)), (0, "")])


def newest_root_in(read: Callable[[str], list[Any]]) -> str | None:
    """The Merkle root of the last checkpoint of the database that ``read`` asks; none where there is none."""
    newest = Checkpoint.objects.order_by("-number").values_list("root")[:1]
    return next((str(root) for (root,) in read(str(newest.query))), None)


def entries_of(case_id: int, *, authority_id: int) -> list[Entry]:
    """The chain of one case, oldest first."""
    return list(Entry.objects.filter(authority_id=authority_id, case_id=case_id).order_by("position"))


@dataclass(frozen=True, slots=True)
class Told:
    """One act as it is told to a person: ``said`` holds its payload and, until they are erased, its personal words."""

    kind: str
    actor_id: str
    actor_name: str
    recorded_at: datetime
    happened_at: datetime
    said: Mapping[str, Any]


def story_of(case_id: int, *, authority_id: int) -> tuple[Told, ...]:
    """Everything that was done with one case, oldest first, in one statement."""
    chain = Entry.objects.filter(authority_id=authority_id, case_id=case_id).select_related("personal").order_by("position")
    return tuple(_told(entry) for entry in chain)


def acts_in(case_ids: Any, *, authority_id: int, since: datetime, most: int) -> list[Entry]:
    """The newest changes in these cases from ``since`` on, newest first; ``case_ids`` may be a query for them."""
    chain = Entry.objects.filter(authority_id=authority_id, case_id__in=case_ids, recorded_at__gte=since).exclude(kind__in=NO_CHANGE)
    return list(chain.order_by("-id")[:most])


def entered_later(case_ids: Iterable[int], *, authority_id: int, after: datetime, of_before: datetime) -> dict[int, tuple[Told, ...]]:
    """Case → its acts that were recorded ``after`` a moment, but happened before another one: what came in on paper and was typed later."""
    acts = Entry.objects.filter(authority_id=authority_id, case_id__in=case_ids, recorded_at__gt=after, happened_at__lt=of_before)
    found: dict[int, tuple[Told, ...]] = {}
    for entry in acts.select_related("personal").order_by("id"):
        found[entry.case_id] = (*found.get(entry.case_id, ()), _told(entry))
    return found


def acts_of_authority(authority_id: int, *, kinds: Iterable[str], most: int) -> tuple[Told, ...]:
    """The newest acts of these kinds that were about no case, newest first."""
    chain = Entry.objects.filter(authority_id=authority_id, case_id=OF_THE_AUTHORITY, kind__in=list(kinds))
    return tuple(_told(entry) for entry in chain.select_related("personal").order_by("-position")[:most])


def _told(entry: Entry) -> Told:
    return Told(entry.kind, entry.actor_id, entry.actor_name, local(entry.recorded_at), local(entry.happened_at), _said(entry))


def _said(entry: Entry) -> dict[str, Any]:
    personal: PersonalPart | None = getattr(entry, "personal", None)
    kept = json.loads(personal.sealed) if personal else {}
    public = {name: value for name, value in json.loads(entry.payload).items() if name != "commitments"}
    return public | {name: value for name, (_, value) in kept.items()}
