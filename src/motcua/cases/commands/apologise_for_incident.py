"""The office apologises for a paper lost or damaged in its hands, and says who pays and by when (NĐ 61/2018 Đ.20)."""

from datetime import date, datetime

from django.db import transaction

from motcua.cases.amends_events import IncidentApologised
from motcua.cases.models import NumberSeries
from motcua.cases.queries.amends import incident_at_hand
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.amends import IncidentState, Payer, day_named, must_stand, told
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date

SERIES = "incident"
"""The series of letters of apology for papers, per office and year."""


@transaction.atomic(durable=True)
def apologise_for_incident(
    *, actor: Actor, at: datetime, incident_id: int, promise: str, promised_on: date, payer: Payer, key: str | None = None
) -> None:
    """Apologise by a numbered letter: ``promise`` is what the office does, done by ``promised_on`` (a date), paid by ``payer``."""
    incident = incident_at_hand(incident_id, actor)
    hand = case_at_hand(incident.case_id, actor=actor)
    case = hand.case
    actor.must("case.apologise", case.lead_office_id)

    must_stand(incident.state, IncidentState.REPORTED)
    today = local_date(at)
    said = told(promise, missing="cơ quan làm lại giấy tờ thế nào", field="promise")

    signing_id = hand.signing_office_id(actor, "case.apologise")
    incident.promise, incident.promised_on, incident.payer = said, day_named(promised_on, today=today), payer
    incident.apologised_by_id, incident.apologised_at, incident.year = actor.person_id, at, today.year
    incident.signing_office_id = signing_id
    [incident.number] = NumberSeries.next(actor, (signing_id, SERIES, f"{today.year}"))
    told_of = ["promise", "promised_on", "payer", "apologised_by", "apologised_at", "signing_office", "year", "number"]
    incident.save(update_fields=told_of)

    fact = IncidentApologised(
        incident_id=incident_id, letter=f"{incident.number:02d}/{today.year}", payer=payer.value, promised_on=promised_on, promise=said
    )
    record(fact, actor=actor, at=at, case=case.pk, key=key)
