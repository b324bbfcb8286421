"""A paper is lost or damaged in the office's hands (NĐ 61/2018 Đ.20): written down at once, by whoever finds it out."""

from datetime import datetime

from django.db import transaction

from motcua.cases.amends_events import IncidentReported
from motcua.cases.models import Incident, Original
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.amends import Mishap, told
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def report_incident(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    mishap: Mishap,
    account: str,
    words: str = "",
    original_id: int | None = None,
    key: str | None = None,
) -> int:
    """Open an incident and return its id: ``original_id`` is a held original of the case, else ``words`` name the paper.

    ``account`` tells what happened. ``incomplete`` where something is not said, or the original has an open incident already.
    """
    case = case_at_hand(case_id, actor=actor).case
    actor.must("incident.handle", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    original = _original(case_id, original_id)
    named = original.words if original else told(words, missing="giấy tờ nào", field="words")
    happened = told(account, missing="việc xảy ra thế nào", field="account")

    incident = Incident.objects.create(
        authority_id=case.authority_id, case=case, original=original, words=named, mishap=mishap, account=happened,
        reported_by_id=actor.person_id or 0, reported_at=at,
    )  # fmt: skip

    fact = IncidentReported(incident_id=incident.pk, mishap=mishap.value, original_id=original_id, words=named)
    record(fact, actor=actor, at=at, case=case_id, key=key)
    return incident.pk


def _original(case_id: int, original_id: int | None) -> Original | None:
    """The held original that is meant; none where another paper is."""
    if original_id is None:
        return None
    held = Original.objects.filter(case_id=case_id, pk=original_id, returned_at=None).first()
    if held is None or Incident.objects.filter(original=held, settled_at=None).exists():
        raise Refusal(Code.INCOMPLETE, missing=("bản chính cơ quan đang giữ mà chưa báo sự cố",), field="original")
    return held
