"""What a checkpoint states, how that is signed, and the short codes that are printed of it: pure."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

_FORM = "motcua-checkpoint-1"
_CODE_BYTES, _GROUP = 15, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """``count`` entries with ids up to ``up_to``, since the checkpoint whose digest is ``previous``, have the Merkle root ``root``."""

    number: int
    up_to: int
    count: int
    root: str
    previous: str
    sealed_at: datetime
    is_after_restore: bool
    public_key: str

    @property
    def said(self) -> bytes:
        """The bytes that are signed; the moment in UTC."""
        told = [
            _FORM,
            self.number,
            self.up_to,
            self.count,
            self.root,
            self.previous,
            self.sealed_at.astimezone(UTC).isoformat(),
            self.is_after_restore,
            self.public_key,
        ]
        return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()

    @property
    def digest(self) -> str:
        """SHA-256 (hex) of what is signed."""
        return hashlib.sha256(self.said).hexdigest()


def public_part(key: Ed25519PrivateKey) -> str:
    """The public key of ``key``, hexadecimal."""
    return key.public_key().public_bytes_raw().hex()


def signed(statement: Statement, key: Ed25519PrivateKey) -> str:
    """The signature of ``key`` under ``statement``, hexadecimal."""
    return key.sign(statement.said).hex()


def is_signed(statement: Statement, signature: str, public_key: str) -> bool:
    """Whether ``signature`` was made under ``statement`` by the key whose public part is ``public_key``; nonsense was not."""
    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(public_key)).verify(bytes.fromhex(signature), statement.said)
    except (InvalidSignature, ValueError):
        return False
    return bytes.fromhex(signature).hex() == signature  # written in the one way


def code_of(digest: str) -> str:
    """The first 120 bits of a digest (hex) as it is printed: six groups of four signs, letters A–Z and digits 2–7 alone."""
    text = base64.b32encode(bytes.fromhex(digest)[:_CODE_BYTES]).decode()
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def key_code(public_key: str) -> str:
    """The code by which a public key (hex) is known on paper."""
    return code_of(hashlib.sha256(bytes.fromhex(public_key)).hexdigest())
