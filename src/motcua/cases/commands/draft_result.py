"""A handler drafts the result of a case: the office's form filled from what the case says and what he typed."""

import json
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from motcua.cases.events import ResultDrafted
from motcua.cases.models import ResultDraft, ResultTemplate
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.drafting import must_be_drafted
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def draft_result(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    template_id: int,
    values: Mapping[str, str],
    paragraphs: tuple[str, ...],
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Keep the draft: ``values`` filled the form, which then said ``paragraphs``; a draft before it, with its file, is set aside."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.draft", hand.handling_office_id)

    must_be_drafted(hand.state, is_decided=bool(case.outcome))
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    template = ResultTemplate.objects.get(pk=template_id, authority_id=case.authority_id, procedure_id=case.procedure_id)
    missing = tuple(name for name in template.fields if not values.get(name))

    for earlier in case.drafts.filter(set_aside_at=None).select_related("attachment"):
        earlier.set_aside(at=at)
    ResultDraft.objects.create(
        authority_id=case.authority_id, case=case, template=template, values=json.dumps(dict(values)), filled=json.dumps(paragraphs),
        missing=list(missing), drafted_at=at, drafted_by=actor.name,
    )  # fmt: skip
    case.keep()

    record(ResultDrafted(template_id=template_id, outcome=template.outcome, missing=missing), actor=actor, at=at, case=case_id, key=key)
