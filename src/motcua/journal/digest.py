"""How an entry's digest is made: pure, so that anybody can make it again from an export with the standard library."""

import hashlib
import json
from datetime import UTC, datetime
from typing import Any

GENESIS = "0" * 64


def canonical(payload: dict[str, Any]) -> str:
    """``payload`` as JSON in the one form that enters digests: sorted keys, no spaces, no escapes; moments and dates in ISO 8601."""
    return json.dumps(payload, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def commitment(salt: str, value: Any) -> str:
    """What the journal keeps of a personal value: SHA-256 over a random salt and the value; without the salt it tells nothing."""
    return hashlib.sha256(f"{salt}\n{canonical({'value': value})}".encode()).hexdigest()


def entry_digest(
    *,
    previous: str,
    authority_id: int,
    case_id: int,
    position: int,
    kind: str,
    actor_id: str,
    actor_name: str,
    recorded_at: datetime,
    happened_at: datetime,
    payload: str,
    key: str | None,
) -> str:
    """SHA-256 (hex) over the previous digest of the chain and everything that the entry says; moments are taken in UTC.

    Only the row's own id stays outside: it is where the entry lies, not what it says.
    """
    said = [
        previous,
        str(authority_id),
        str(case_id),
        str(position),
        kind,
        actor_id,
        actor_name,
        recorded_at.astimezone(UTC).isoformat(),
        happened_at.astimezone(UTC).isoformat(),
        payload,
        key,
    ]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()
