"""A person approves a version of a procedure: made from a draft, or from the version in force, with everything changed on record."""

from datetime import date, datetime

from django.db import transaction

from motcua.catalogue.events import ProcedureApproved
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import begun_since, code_taken_by, review_at_hand
from motcua.catalogue.rules import procedure as values
from motcua.catalogue.rules.changes import changes
from motcua.catalogue.rules.review import complaints
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.models import Authority
from motcua.offices.queries import directory


@transaction.atomic(durable=True)
def approve(*, actor: Actor, at: datetime, version_id: int, procedure: values.Procedure, valid_from: date, key: str | None = None) -> int:
    """Put ``procedure`` in force from ``valid_from`` in place of the draft or version ``version_id``; returns the new version's id.

    ``procedure.defects`` are those that stay visible; one that holds back may not be among them. The version before ends on that day,
    and its cases keep it. Refused with ``stale`` when the draft waits no longer or a newer version has been approved, ``procedure-unfit``
    with everything that is missing or does not fit, ``code-taken``, ``version-not-later``; whoever approves reaches every receiving office.
    """
    actor.must("catalogue.approve")

    base = review_at_hand(version_id, authority_id=actor.authority_id)
    for office_id in base.procedure.receiving_office_ids | procedure.receiving_office_ids:
        actor.must("catalogue.approve", office_id)
    if not base.is_current:
        raise Refusal(Code.STALE, about="procedure", procedure=base.procedure.name)
    known = directory(actor.authority_id)
    wrong = complaints(procedure, known)
    if wrong:
        raise Refusal(Code.PROCEDURE_UNFIT, complaints=tuple(each.words.rstrip(".") for each in wrong))
    other = code_taken_by(procedure.code, besides=base.procedure.procedure_id, authority_id=actor.authority_id)
    if other:
        raise Refusal(Code.CODE_TAKEN, procedure=procedure.code, other=other)
    begun = begun_since(valid_from, [procedure.code, base.procedure.code], authority_id=actor.authority_id)
    if begun:
        raise Refusal(Code.VERSION_NOT_LATER, procedure=begun[0], since=begun[1], day=valid_from)

    ProcedureVersion.objects.filter(pk=version_id).update(valid_to=valid_from)
    version = ProcedureVersion.follow(procedure, authority_id=actor.authority_id, valid_from=valid_from, made_from_id=version_id)
    Authority.revise(actor.authority_id)

    names = {office.id: office.name for office in known.offices.values()}
    record(
        ProcedureApproved(
            code=procedure.code, name=procedure.name, version_id=version.pk, made_from=version_id, was_draft=base.is_draft,
            valid_from=valid_from, decision=procedure.decision,
            changes=tuple(change.as_told() for change in changes(base.procedure, procedure, names)),
            confirmed=tuple(flaw.words for flaw in base.procedure.defects if flaw not in procedure.defects),
        ),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return version.pk
