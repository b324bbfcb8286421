"""A version of a procedure comes into force; the one before it ends the day it begins."""

from datetime import date, datetime

from django.db import transaction

from motcua.catalogue.events import ProcedureEnacted
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.queries import begun_since
from motcua.catalogue.rules import procedure as values
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.models import Authority


@transaction.atomic(durable=True)
def enact(*, actor: Actor, at: datetime, procedure: values.Procedure, valid_from: date, source: str = "", key: str | None = None) -> int:
    """Put ``procedure`` (its ids are not looked at) in force from ``valid_from`` and return the version's id.

    A draft that waited for it waits no longer. Refused with ``version-not-later`` when a version begins on that day or later.
    """
    actor.must("catalogue.enact")

    begun = begun_since(valid_from, [procedure.code], authority_id=actor.authority_id)
    if begun:
        raise Refusal(Code.VERSION_NOT_LATER, procedure=begun[0], since=begun[1], day=valid_from)

    version = ProcedureVersion.follow(procedure, authority_id=actor.authority_id, valid_from=valid_from, source=source)
    ProcedureVersion.objects.filter(procedure=version.procedure, valid_to=None, is_draft=True).update(valid_to=valid_from)
    Authority.revise(actor.authority_id)

    record(
        ProcedureEnacted(code=procedure.code, version_id=version.pk, valid_from=valid_from, decision=procedure.decision),
        actor=actor, at=at, key=key,
    )  # fmt: skip
    return version.pk
