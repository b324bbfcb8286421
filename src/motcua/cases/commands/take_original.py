"""An officer takes originals of the applicant into his hands, after the receipt has been issued."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OriginalTaken
from motcua.cases.models import Original
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.attaching import must_take_files
from motcua.cases.rules.originals import named
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def take_original(*, actor: Actor, at: datetime, case_id: int, originals: tuple[str, ...], key: str | None = None) -> None:
    """Write down that ``originals`` (one a paper, in words) are now with ``actor``."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("original.hold", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    must_take_files(hand.state)
    hand.must_not_be_own(actor)
    told = named(originals)

    taken = Original.take(case, told, at=at, by=actor.person_id or 0)

    fact = OriginalTaken(original_ids=tuple(each.pk for each in taken), words="; ".join(told))
    record(fact, actor=actor, at=at, case=case_id, key=key)
