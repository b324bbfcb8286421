"""A paper digitised in an earlier case of the same person is put at a paper here: the applicant is not asked for it again."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import PaperReused
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.queries.earlier_files import cases_of_same_person
from motcua.cases.rules.attaching import must_be_in, must_take_files
from motcua.cases.rules.drafting import RESULT
from motcua.documents.models import Attachment
from motcua.documents.rules.kept import must_have_room
from motcua.documents.rules.limits import Limits
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local


@transaction.atomic(durable=True)
def reuse_paper(*, actor: Actor, at: datetime, case_id: int, attachment_id: int, paper: str, limits: Limits, key: str | None = None) -> int:
    """Put the same file at ``paper`` and return the attachment's id; Attachment.DoesNotExist when it is no file of this person's."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.attach", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    must_take_files(hand.state)
    hand.must_not_be_own(actor)
    must_be_in(paper, case.keys_in(), hand.procedure)
    numbers = cases_of_same_person(case, actor)
    others = Attachment.objects.select_related("file").exclude(paper=RESULT)
    earlier = others.get(pk=attachment_id, case_id__in=numbers, set_aside_at=None)
    file, held = earlier.file, Attachment.held_by(case_id)
    is_there = (paper, file.digest, earlier.first_page) in held.at_papers
    must_have_room(file.digest, file.size, held.sizes, limits, is_there=is_there)

    reused = earlier.reused(case_id=case_id, paper=paper, source_number=numbers[earlier.case_id], at=at, by=actor.name)

    fact = PaperReused(
        paper=paper, digest=file.digest, from_case_id=earlier.case_id, source_number=reused.source_number,
        digitised_at=local(reused.digitised_at or at),
    )  # fmt: skip
    record(fact, actor=actor, at=at, case=case_id, key=key)
    return reused.pk
