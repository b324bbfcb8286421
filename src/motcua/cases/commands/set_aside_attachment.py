"""A file that was put at a paper by mistake is taken out of use, with a reason; it stays on the disk and on record."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import AttachmentSetAside
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.attaching import must_take_files
from motcua.cases.rules.drafting import RESULT
from motcua.documents.models import Attachment
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def set_aside_attachment(*, actor: Actor, at: datetime, case_id: int, attachment_id: int, reason: str, key: str | None = None) -> None:
    """Nobody is shown the file at this paper any more; Attachment.DoesNotExist when it is not in use there."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.attach", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    must_take_files(hand.state)
    hand.must_not_be_own(actor)
    papers = Attachment.objects.select_related("file").exclude(paper=RESULT)
    attached = papers.get(pk=attachment_id, case_id=case_id, set_aside_at=None)

    attached.set_aside_at = at
    attached.save(update_fields=["set_aside_at"])

    fact = AttachmentSetAside(paper=attached.paper, digest=attached.file.digest, reason=reason)
    record(fact, actor=actor, at=at, case=case_id, key=key)
