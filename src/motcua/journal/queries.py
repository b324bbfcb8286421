"""Reading the journal: what an idempotency key has already done, and the newest moment."""

from datetime import datetime

from motcua.journal.models import Entry


def done_with(key: str, *, authority_id: int) -> Entry | None:
    """The entry of the act that this idempotency key has already done, if any."""
    return Entry.objects.filter(authority_id=authority_id, key=key).first()


def newest_moment() -> datetime | None:
    """The moment of the newest entry of all."""
    return Entry.objects.order_by("-id").values_list("recorded_at", flat=True).first()


def entries_of(case_id: int, *, authority_id: int) -> list[Entry]:
    """The chain of one case, oldest first."""
    return list(Entry.objects.filter(authority_id=authority_id, case_id=case_id).order_by("position"))
