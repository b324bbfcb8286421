"""The applicant has the lost or damaged paper again, or one in its place, at no cost of his (NĐ 61/2018 Đ.20)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.amends_events import IncidentSettled
from motcua.cases.queries.amends import incident_at_hand
from motcua.cases.rules.amends import IncidentState, Payer, cost_borne, must_stand, told
from motcua.journal.record import record
from motcua.kernel.actor import Actor


@transaction.atomic(durable=True)
def settle_incident(*, actor: Actor, at: datetime, incident_id: int, replacement: str, cost: int, key: str | None = None) -> None:
    """Close an incident that the office has apologised for: what the applicant was given, and what it has cost in đồng.

    Whoever holds a lost original is answerable for it until now: with this its owner has it, or the paper in its place.
    """
    incident = incident_at_hand(incident_id, actor)
    case = incident.case
    actor.must("incident.handle", case.receiving_office_id, case.holder_office_id, case.lead_office_id)

    must_stand(incident.state, IncidentState.APOLOGISED)
    given = told(replacement, missing="người nộp đã nhận lại giấy gì, lúc nào", field="replacement")

    incident.replacement, incident.cost = given, cost_borne(cost, Payer(incident.payer))
    incident.settled_by_id, incident.settled_at = actor.person_id, at
    incident.save(update_fields=["replacement", "cost", "settled_by", "settled_at"])
    if incident.original and incident.original.returned_at is None:
        incident.original.pass_to(None, at=at)

    fact = IncidentSettled(incident_id=incident_id, cost=cost, payer=incident.payer, replacement=given)
    record(fact, actor=actor, at=at, case=case.pk, key=key)
