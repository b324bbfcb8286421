"""Columns that Django does not have: encrypted text, its keyed index, and text folded for searching."""

import hashlib
import hmac
import secrets
from functools import cache
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models

from motcua.kernel.fold import fold

_NONCE_BYTES = 12


class EncryptedTextField(models.Field):
    """Text kept as AES-256-GCM under the key of the office, which lies outside the database; empty text stays empty."""

    empty_strings_allowed = True

    def get_internal_type(self) -> str:
        return "BinaryField"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return connection.Database.Binary(encrypted(value) if value else b"")

    def from_db_value(self, value: Any, *_: Any) -> str:
        return decrypted(bytes(value)) if value else ""

    def to_python(self, value: Any) -> str:
        return value or ""


class KeyedIndexField(models.BinaryField):
    """A keyed digest of the field named ``source``, so that an encrypted value can be found without being read."""

    def __init__(self, *, source: str, **options: Any) -> None:
        self.source = source
        super().__init__(**{"default": bytes, "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        return name, path, positional, {**options, "source": self.source}

    def pre_save(self, row: models.Model, add: bool) -> bytes:
        setattr(row, self.attname, keyed_index(getattr(row, self.source)))
        return bytes(getattr(row, self.attname))


class FoldedField(models.TextField):
    """The fields named ``sources``, folded (motcua.kernel.fold) and joined by spaces: what a search without accents looks in."""

    def __init__(self, *, sources: tuple[str, ...], **options: Any) -> None:
        self.sources = tuple(sources)
        super().__init__(**{"default": "", "editable": False, **options})

    def deconstruct(self) -> Any:
        name, path, positional, options = super().deconstruct()
        return name, path, positional, {**options, "sources": self.sources}

    def pre_save(self, row: models.Model, add: bool) -> str:
        text = fold(" ".join(str(getattr(row, source) or "") for source in self.sources))
        setattr(row, self.attname, text)
        return text


def encrypted(text: str) -> bytes:
    """``text`` under the office's key: nonce, then ciphertext with its tag."""
    return sealed(text.encode())


def decrypted(hidden: bytes) -> str:
    """The text that ``encrypted`` was given; a changed byte or another key raises InvalidTag."""
    return opened(hidden).decode()


def sealed(content: bytes) -> bytes:
    """``content`` under the office's key: nonce, then ciphertext with its tag."""
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(_key(b"encrypt")).encrypt(nonce, content, None)


def opened(hidden: bytes) -> bytes:
    """What ``sealed`` was given; a changed byte or another key raises InvalidTag."""
    return AESGCM(_key(b"encrypt")).decrypt(hidden[:_NONCE_BYTES], hidden[_NONCE_BYTES:], None)


def keyed_index(text: str) -> bytes:
    """16 bytes that stand for ``text`` and tell nothing of it without the key; equal texts give equal bytes, none gives none."""
    bare = "".join(text.split()).upper()
    return hmac.digest(_key(b"index"), bare.encode(), "sha256")[:16] if bare else b""


def key_mark(secret: str) -> str:
    """Twelve signs that tell one office's secret from another's and tell nothing of it."""
    return hashlib.blake2b(secret.encode(), digest_size=6, person=b"mark").hexdigest()


@cache
def _key(purpose: bytes) -> bytes:
    """The office's key for one purpose, derived from the one secret in the settings."""
    return hashlib.blake2b(settings.PERSONAL_DATA_KEY.encode(), digest_size=32, person=purpose).digest()
