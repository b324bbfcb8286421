"""An original goes back to its owner on its own, against his signature; with the result it goes back by ``return_result``."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import OriginalGivenBack
from motcua.cases.queries.originals import original_at_hand
from motcua.cases.rules.originals import must_be_with
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def give_back_original(*, actor: Actor, at: datetime, original_id: int, has_signed: bool, to: str = "", key: str | None = None) -> None:
    """Give the original to ``to`` (unless told, its applicant), who ``has_signed`` for it."""
    actor.must("original.hold")
    original = original_at_hand(original_id, actor)

    must_be_with(original.holder_id, person_id=actor.person_id, holder=original.holder_name)
    if not has_signed:
        raise Refusal(Code.INCOMPLETE, missing=("xác nhận người nhận đã ký nhận bản chính",), field="has_signed")

    original.pass_to(None, at=at)

    record(OriginalGivenBack(original_id=original_id, to=to.strip()), actor=actor, at=at, case=original.case_id, key=key)
