"""What a bank's statement means is confirmed: every line is kept with what becomes of it, and what will be booked waits for its receipt."""

from datetime import datetime

from django.db import transaction

from motcua.fees.events import StatementRead
from motcua.fees.models import StatementColumns, StatementLine
from motcua.fees.queries import must_be_open_day
from motcua.fees.rules.statement import Group, group_of, totals_of
from motcua.fees.rules.statement_columns import Columns, wrong_columns
from motcua.fees.rules.statement_lines import Line
from motcua.fees.statement_queries import judged_here, row_of, statement_at_hand
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal

_AT_ONCE = 500


@transaction.atomic(durable=True)
def read_statement(
    *, actor: Actor, at: datetime, statement_id: int, columns: Columns, lines: tuple[Line, ...], key: str | None = None
) -> None:
    """Keep the ``lines`` that the statement's cells are by ``columns``, and remember the columns for its account.

    Refused with ``stale`` when it has been read already, ``incomplete`` where the columns cannot be read so, ``drawer-closed`` when the
    drawer of today is closed: nothing could be booked.
    """
    statement = statement_at_hand(statement_id, actor=actor)
    actor.must("fee.collect", statement.office_id)

    if statement.read_at:
        raise Refusal(Code.STALE, about="statement")
    wrong = wrong_columns(columns)
    if wrong:
        raise Refusal(Code.INCOMPLETE, missing=tuple(why.rstrip(".") for why in wrong.values()), field=f"col-{next(iter(wrong))}")
    must_be_open_day(statement.office_id, local_date(at), authority_id=actor.authority_id)
    verdicts = judged_here(lines, office_id=statement.office_id, authority_id=actor.authority_id)

    StatementLine.objects.bulk_create([row_of(verdict, statement) for verdict in verdicts], batch_size=_AT_ONCE)
    statement.read_at, statement.read_by_id, statement.content = at, actor.person_id, ""
    statement.save(update_fields=["read_at", "read_by", "content"])
    StatementColumns.objects.update_or_create(
        authority_id=actor.authority_id, office_id=statement.office_id, account=statement.account,
        defaults={"columns": _plain(columns), "saved_at": at},
    )  # fmt: skip

    totals = totals_of((group_of(verdict.became), 0) for verdict in verdicts)
    record(
        StatementRead(
            statement_id=statement.pk, office_id=statement.office_id, digest=statement.digest, columns=_plain(columns),
            waiting=totals.of(Group.WAITING), already=totals.of(Group.ALREADY), left=totals.of(Group.LEFT),
            skipped=totals.of(Group.SKIPPED),
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip


def _plain(columns: Columns) -> dict[str, str]:
    return {field.value: heading for field, heading in columns.items()}
