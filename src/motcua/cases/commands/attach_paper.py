"""A file is put at a paper of the case: read before, by a process of its own (documents/reading.py), and kept as it came."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import PaperAttached
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.attaching import must_be_in, must_take_files
from motcua.documents.models import Attachment, StoredFile
from motcua.documents.rules.kept import Kept, must_have_room
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.names import shown_name
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def attach_paper(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    paper: str,
    file: Kept,
    name: str,
    limits: Limits,
    pages: range | None = None,
    key: str | None = None,
) -> int:
    """Put ``file`` (or these ``pages`` of it), which came under ``name``, at the paper with this key; returns the attachment's id."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.attach", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    must_take_files(hand.state)
    hand.must_not_be_own(actor)
    must_be_in(paper, case.keys_in(), hand.procedure)
    wanted, held = pages or range(1, file.pages + 1), Attachment.held_by(case_id)
    must_have_room(file.digest, file.size, held.sizes, limits, is_there=(paper, file.digest, wanted[0]) in held.at_papers)

    stored, name = StoredFile.of(file, authority_id=case.authority_id, at=at), shown_name(name)
    attached = Attachment.objects.create(
        authority_id=case.authority_id, case_id=case_id, paper=paper, file=stored, first_page=wanted[0],
        last_page=wanted[-1] if pages else None, name=name, attached_at=at, attached_by=actor.name,
    )  # fmt: skip

    fact = PaperAttached(
        paper=paper, digest=file.digest, size=file.size, file_kind=file.kind.value, pages=len(wanted), first_page=wanted[0], name=name
    )
    record(fact, actor=actor, at=at, case=case_id, key=key)
    return attached.pk
