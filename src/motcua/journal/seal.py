"""Sealing: the one who makes checkpoints. It says nothing about whether what it seals is right; ``verify`` does."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings
from django.db import transaction

from motcua.database import dialect
from motcua.journal.checkpoint import Statement, is_signed, public_part, signed
from motcua.journal.digest import GENESIS
from motcua.journal.merkle import root_of
from motcua.journal.models import Checkpoint, Entry
from motcua.journal.record import TOLERANCE
from motcua.journal.remembered import remember, remembered
from motcua.journal.sealing_key import key_at, key_of, new_key_beside, put_in_place
from motcua.kernel.refusal import Code, Refusal

ELSEWHERE = "off"
"""What the setting says on a machine that does not seal."""

PATIENCE = 20.0
"""Seconds that those who are writing get to come to an end."""

_LOCK = -1  # locks of authorities are positive


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealed:
    """The checkpoint just made; ``is_vouched`` is false where its key is a new one for which the old one has not signed."""

    number: int
    count: int
    up_to: int
    digest: str
    public_key: str
    sealed_at: datetime
    lost: range
    is_new_key: bool
    is_vouched: bool


def sealing_key_file() -> Path:
    """Where the key of this installation lies, or would."""
    return Path(settings.SEALING_KEY_FILE or Path(settings.HOME) / "keys" / "sealing_key")


def seal(*, at: datetime, new_key: bool = False, restored_after: int | None = None) -> Sealed | None:
    """Seal every entry that the last checkpoint does not cover; none where there is nothing to say.

    ``new_key`` changes the key, and the old one vouches for it where it is at hand. ``restored_after`` says that the database was put back:
    numbers go on after it, after what this machine remembers and after what the database holds, so that none is ever used twice.
    """
    if settings.SEALING_KEY_FILE == ELSEWHERE:
        raise Refusal(Code.SEALING_ELSEWHERE)
    newest = _settled()
    while True:
        before = _last()
        _must_go_on_from(before, at, is_after_restore=restored_after is not None)
        count, root = _covered(before, newest)
        if not count and not new_key and restored_after is None:
            return None
        with transaction.atomic(durable=True):
            dialect.hold(_LOCK)
            if _digest(_last()) == _digest(before):
                made = _made(before, newest, count, root, at, new_key=new_key, restored_after=restored_after)
                break
    remember(Path(settings.HOME), made.number, made.digest)
    return made


def _last() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-number").first()


def _digest(checkpoint: Checkpoint | None) -> str:
    return checkpoint.digest if checkpoint else GENESIS


def statement_of(row: Checkpoint) -> Statement:
    """What a row of the table states."""
    return Statement(
        number=row.number,
        up_to=row.up_to,
        count=row.count,
        root=row.root,
        previous=row.previous,
        sealed_at=row.sealed_at,
        is_after_restore=row.is_after_restore,
        public_key=row.public_key,
    )


def _settled() -> int:
    """The newest entry, below which no other can appear any more."""
    newest = Entry.objects.order_by("-id").values_list("id", flat=True).first() or 0
    if not dialect.writers_have_ended(Entry._meta.db_table, patience=PATIENCE):
        raise Refusal(Code.JOURNAL_BUSY, seconds=int(PATIENCE))
    return newest


def _must_go_on_from(before: Checkpoint | None, at: datetime, *, is_after_restore: bool) -> None:
    """Refused where the last checkpoint is not what was signed, is not the last one made here, or lies in the future."""
    if before and not (
        before.digest == statement_of(before).digest and is_signed(statement_of(before), before.signature, before.public_key)
    ):
        raise Refusal(Code.SEAL_BROKEN, number=before.number)
    known = remembered(Path(settings.HOME))
    if known and not is_after_restore and not Checkpoint.objects.filter(number=known.number, digest=known.digest).exists():
        raise Refusal(Code.SEALS_LOST, number=known.number, last=before.number if before else 0)
    newest = max([moment for moment in (before.sealed_at if before else None, _newest_moment()) if moment], default=at)
    if at < newest - TOLERANCE:
        raise Refusal(Code.CLOCK_BEHIND, now=at, newest=newest)


def _newest_moment() -> datetime | None:
    return Entry.objects.order_by("-id").values_list("recorded_at", flat=True).first()


def _covered(before: Checkpoint | None, newest: int) -> tuple[int, str]:
    fresh = Entry.objects.filter(id__gt=before.up_to if before else 0, id__lte=newest).order_by("id")
    return root_of(fresh.values_list("id", "digest").iterator(chunk_size=5000))


def _made(
    before: Checkpoint | None, newest: int, count: int, root: str, at: datetime, *, new_key: bool, restored_after: int | None
) -> Sealed:
    """Sign and keep the next checkpoint, under the lock."""
    path = sealing_key_file()
    old = _old_key(path, before, may_be_lost=new_key)
    key = new_key_beside(path) if new_key or old is None else old
    last = before.number if before else 0
    known = remembered(Path(settings.HOME))
    reached = last if restored_after is None else max(last, restored_after, known.number if known else 0)
    statement = Statement(
        number=reached + 1,
        up_to=max(newest, before.up_to if before else 0),
        count=count,
        root=root,
        previous=_digest(before),
        sealed_at=max(at, before.sealed_at) if before else at,
        is_after_restore=restored_after is not None,
        public_key=public_part(key),
    )
    is_change = before is not None and before.public_key != statement.public_key
    vouched = signed(statement, old) if is_change and old else ""
    _kept(statement, signed(statement, key), vouched)
    if key is not old:
        put_in_place(path, kept=f"until-{statement.number}")
    return Sealed(
        number=statement.number,
        count=count,
        up_to=statement.up_to,
        digest=statement.digest,
        public_key=statement.public_key,
        sealed_at=statement.sealed_at,
        lost=range(last + 1, statement.number),
        is_new_key=key is not old,
        is_vouched=not is_change or bool(vouched),
    )


def _old_key(path: Path, before: Checkpoint | None, *, may_be_lost: bool) -> Ed25519PrivateKey | None:
    """The key of the last checkpoint; before the first, whatever key lies ready; none where it may be lost, and is."""
    if before is None:
        return key_at(path)
    try:
        return key_of(path, before.public_key)
    except Refusal as refusal:
        if may_be_lost and refusal.code in (Code.SEALING_KEY_MISSING, Code.SEALING_KEY_OTHER):
            return None
        raise


def _kept(statement: Statement, signature: str, vouched: str) -> None:
    said = {name: getattr(statement, name) for name in Statement.__dataclass_fields__}
    Checkpoint(**said, signature=signature, vouched=vouched, digest=statement.digest).save(force_insert=True)
