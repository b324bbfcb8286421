"""The only writer of the journal: one entry an act, in the transaction of the act."""

import json
import secrets
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet, Subquery

from motcua.database import dialect
from motcua.database.compiled import Compiled
from motcua.journal.digest import GENESIS, canonical, commitment, entry_digest
from motcua.journal.models import OF_THE_AUTHORITY, Entry, PersonalPart
from motcua.kernel.actor import Actor
from motcua.kernel.events import Fact, personal_part, public_part
from motcua.kernel.refusal import Code, Refusal

TOLERANCE = timedelta(minutes=2)
"""How far a clock may lag behind the newest entry: requests overtake each other by moments, a clock set back does not."""


def record(
    fact: Fact,
    *,
    actor: Actor,
    at: datetime,
    case: int | None = None,
    happened_at: datetime | None = None,
    key: str | None = None,
) -> Entry:
    """Write down ``fact`` in the running transaction and return its entry.

    ``case`` is the id of the case whose chain it joins (none: the authority's own chain, one writer at a time); ``happened_at`` the moment
    claimed, when it is not ``at``; ``key`` the idempotency key. The caller holds the lock of the case. Refused with ``clock-behind`` when
    ``at`` lies more than two minutes before the newest entry; within them the entry takes the newest moment.
    """
    chain = case or OF_THE_AUTHORITY
    if chain == OF_THE_AUTHORITY:
        dialect.hold(actor.authority_id)
    head, newest_at = _ends(actor.authority_id, chain)
    if newest_at and at < newest_at - TOLERANCE:
        raise Refusal(Code.CLOCK_BEHIND, now=at, newest=newest_at)
    payload, personal = _said(fact)
    entry = Entry(
        authority_id=actor.authority_id,
        case_id=chain,
        position=head.position + 1 if head else 1,
        kind=fact.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        recorded_at=max(at, newest_at) if newest_at else at,
        happened_at=happened_at or at,
        payload=payload,
        key=key,
        previous=head.digest if head else GENESIS,
    )
    entry.digest = digest_of(entry)
    entry.save(force_insert=True)
    if personal:
        PersonalPart(authority_id=entry.authority_id, entry=entry, sealed=canonical(personal)).save(force_insert=True)
    return entry


def digest_of(entry: Entry) -> str:
    """The digest that ``entry`` must have."""
    return entry_digest(
        previous=entry.previous,
        authority_id=entry.authority_id,
        case_id=entry.case_id,
        position=entry.position,
        kind=entry.kind,
        actor_id=entry.actor_id,
        actor_name=entry.actor_name,
        recorded_at=entry.recorded_at,
        happened_at=entry.happened_at,
        payload=entry.payload,
        key=entry.key,
    )


def _ends(authority_id: int, chain: int) -> tuple[Entry | None, datetime | None]:
    """The newest entry of the chain and the moment of the authority's newest entry, in one statement."""
    found: list[Entry] = list(_ENDS(authority_id=authority_id, chain=chain))
    of_chain = [entry for entry in found if entry.case_id == chain]
    return max(of_chain, key=lambda entry: entry.position, default=None), max((entry.recorded_at for entry in found), default=None)


def _both_ends(authority_id: int, chain: int) -> QuerySet[Entry]:
    mine = Entry.objects.filter(authority_id=authority_id)
    newest = mine.order_by("-id").values("id")[:1]
    head = mine.filter(case_id=chain).order_by("-position").values("id")[:1]
    return Entry.objects.filter(Q(id=Subquery(newest)) | Q(id=Subquery(head)))


_ENDS = Compiled(_both_ends, authority_id=-1, chain=-2)


def _said(fact: Fact) -> tuple[str, dict[str, Any]]:
    """The payload as it is digested, and the salts and values behind its commitments."""
    personal = {name: [secrets.token_hex(16), value] for name, value in personal_part(fact).items()}
    payload = public_part(fact)
    if personal:
        plain = json.loads(canonical(personal))
        payload["commitments"] = {name: commitment(salt, value) for name, (salt, value) in plain.items()}
    return canonical(payload), personal
