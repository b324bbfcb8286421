"""A bank's statement is kept while the cashier looks at what it means."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementKept
from motcua.fees.models import Statement
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def keep_statement(
    *, actor: Actor, at: datetime, office_id: int, account: str, name: str, digest: str, content: str, lines: int, key: str | None = None
) -> None:
    """Keep ``content`` (the cells of the file as packed text) for ``office_id``; a file that is kept already stays as it is."""
    actor.must("fee.collect", office_id)

    _, is_new = Statement.objects.get_or_create(
        authority_id=actor.authority_id, office_id=office_id, digest=digest,
        defaults={"account": account, "name": name[:200], "content": content, "kept_at": at, "kept_by_id": actor.person_id or 0},
    )  # fmt: skip

    if is_new:
        record(StatementKept(office_id=office_id, name=name[:200], digest=digest, lines=lines), actor=actor, at=at, key=key)
