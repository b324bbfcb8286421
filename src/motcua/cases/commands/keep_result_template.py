"""The office's own form of a result is in use from a day on: read before, by a process of its own (documents/word_reading.py)."""

from datetime import date, datetime

from django.db import transaction

from motcua.cases.events import ResultTemplateKept
from motcua.cases.models import ResultTemplate
from motcua.cases.rules.drafting import must_not_be_past
from motcua.cases.rules.merge_fields import FIELDS, flaws_of, names_in
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.queries import version_in_force
from motcua.documents.models import StoredFile
from motcua.documents.rules.kept import Kept
from motcua.documents.rules.names import shown_name
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory


@transaction.atomic(durable=True)
def keep_result_template(
    *,
    actor: Actor,
    at: datetime,
    procedure_id: int,
    outcome: Outcome,
    valid_from: date,
    file: Kept,
    paragraphs: tuple[str, ...],
    name: str,
    key: str | None = None,
) -> int:
    """Keep the form, which says ``paragraphs`` and came under ``name``, and return its id; the form before counts until that day.

    Refused with ``template-unfit`` when it has places that nothing can fill, with ``day-too-early`` for a day gone by.
    """
    actor.must("catalogue.approve")

    known = directory(actor.authority_id)
    procedure = version_in_force(procedure_id, authority_id=actor.authority_id, revision=known.revision, day=local_date(at))
    for office_id in procedure.answering_office_ids:
        actor.must("catalogue.approve", office_id)
    must_not_be_past(valid_from, today=local_date(at))
    flaws = flaws_of(paragraphs)
    if flaws:
        raise Refusal(Code.TEMPLATE_UNFIT, flaws=tuple(map(str, flaws)), known=tuple(each.name for each in FIELDS), field="template")

    names, shown = names_in(paragraphs), shown_name(name)
    stored = StoredFile.of(file, authority_id=actor.authority_id, at=at)
    template = ResultTemplate.objects.create(
        authority_id=actor.authority_id, procedure_id=procedure_id, outcome=outcome, name=shown, valid_from=valid_from, file=stored,
        fields=list(names), kept_at=at, kept_by=actor.name,
    )  # fmt: skip

    fact = ResultTemplateKept(code=procedure.code, name=shown, outcome=outcome, valid_from=valid_from, digest=file.digest, fields=names)
    record(fact, actor=actor, at=at, key=key)
    return template.pk
