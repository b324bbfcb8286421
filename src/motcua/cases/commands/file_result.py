"""The edited result is put beside the case, with everything in which it differs from the filled form: what the leader reads and signs."""

import json
from datetime import datetime

from django.db import transaction

from motcua.cases.events import ResultFiled
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.queries.drafting import values_of
from motcua.cases.rules.drafting import RESULT, must_be_drafted
from motcua.cases.rules.merge_fields import left_open
from motcua.cases.rules.result_difference import differences, grave
from motcua.documents.models import Attachment, StoredFile
from motcua.documents.rules.kept import Kept, must_have_room
from motcua.documents.rules.limits import Limits
from motcua.documents.rules.names import shown_name
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def file_result(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    file: Kept,
    paragraphs: tuple[str, ...],
    name: str,
    limits: Limits,
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Put ``file``, which says ``paragraphs``, beside the draft in use (ResultDraft.DoesNotExist without one); a file before is set aside.

    Refused with ``result-unfinished`` while something in it is still missing.
    """
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.draft", hand.handling_office_id)

    must_be_drafted(hand.state, is_decided=bool(case.outcome))
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    draft = case.drafts.select_related("attachment").get(set_aside_at=None)
    left = left_open(paragraphs)
    if left:
        raise Refusal(Code.RESULT_UNFINISHED, left=left, field="result")
    draft.set_file_aside(at=at)
    must_have_room(file.digest, file.size, Attachment.held_by(case_id).sizes, limits, is_there=False)

    changed = differences(json.loads(draft.filled), paragraphs, values=values_of(draft).values())
    stored, shown = StoredFile.of(file, authority_id=case.authority_id, at=at), shown_name(name)
    draft.attachment = Attachment.objects.create(
        authority_id=case.authority_id, case_id=case_id, paper=RESULT, file=stored, name=shown, attached_at=at, attached_by=actor.name
    )
    draft.differences = json.dumps([[each.number, each.before, each.after, each.weights] for each in changed])
    draft.changes, draft.grave, draft.filed_at, draft.filed_by = len(changed), grave(changed), at, actor.name
    draft.save(update_fields=["attachment", "differences", "changes", "grave", "filed_at", "filed_by"])
    case.keep()

    fact = ResultFiled(digest=file.digest, size=file.size, changes=draft.changes, grave=draft.grave, name=shown)
    record(fact, actor=actor, at=at, case=case_id, key=key)
