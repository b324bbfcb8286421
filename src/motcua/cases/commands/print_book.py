"""Lines of a counter's book are printed: a disclosure of many people's data at once, and so an act of its own."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import BookPrinted
from motcua.cases.queries.book import lines_in
from motcua.cases.rules.book import Stretch
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def print_book(*, actor: Actor, at: datetime, stretch: Stretch, key: str | None = None) -> int:
    """Note that ``actor`` prints the ``stretch`` and return how many lines it has; each printing is an entry of its own."""
    actor.must("case.read", stretch.counter_id)

    lines = lines_in(stretch, actor=actor)

    record(
        BookPrinted(counter_id=stretch.counter_id, first_on=stretch.first_on, last_on=stretch.last_on, lines=lines),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return lines
