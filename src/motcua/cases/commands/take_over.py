"""A case of another system comes on file as that system tells it: its number, its promises and its lateness stay (decision 12)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseTakenOver
from motcua.cases.models import NumberSeries, TakenOver
from motcua.cases.queries.old_at_hand import OldAtHand, old_at_hand
from motcua.cases.rules.file_number import serial_of
from motcua.cases.rules.joint import first_parts
from motcua.cases.rules.taken_over import outcome_of
from motcua.cases.rules.takeover import OldCase, Source, Taken
from motcua.cases.rules.tracking_code import new_tracking_code
from motcua.journal.record import record
from motcua.kernel.actor import Actor, ActorKind
from motcua.kernel.moments import local


@transaction.atomic(durable=True)
def take_over(*, actor: Actor, at: datetime, old: OldCase, source: Source, receiving_office_id: int, key: str | None = None) -> Taken:
    """Take ``old`` over at its counter; one that has been taken over before is told and left as it is.

    Refused with ``number-taken`` for a number of a case received here, with ``line-changed`` for a line that says something else now,
    with ``limit-missing`` or ``promise-missing`` where promise and procedure do not fit.
    """
    actor.must("case.take_over", *([] if actor.kind is ActorKind.SYSTEM else [receiving_office_id]))
    hand = old_at_hand(old, receiving_office_id=receiving_office_id, actor=actor, at=at)
    if hand.taken_before:
        hand.must_say_the_same(old, source)
        return Taken(hand.taken_before.case_id, is_new=False)
    case = hand.case
    plan = hand.plan(old, now=local(at))
    told = plan.moments

    case.open(at=told.accepted_at, was_entered_later=False)
    case.is_taken_over, case.file_number, case.tracking_code = True, old.number, new_tracking_code()
    case.accepted_at, case.settled_at, case.returned_at = told.accepted_at, told.settled_at, told.returned_at
    case.outcome = outcome_of(old)
    case.stand_as(plan.spans, hand.limit, hand.calendar)
    hand.ask_as_the_old_system_did(old, at=told.since or at)
    if case.settled_at is None:
        case.plan(hand.minutes_to_do, hand.calendar)
        case.open_parts_from(
            first_parts(hand.procedure, hand.directory, channel=case.channel, lead_office_id=case.lead_office_id, at=told.accepted_at),
            at=told.accepted_at,
        )
        case.save(update_fields=["start_by"])
    TakenOver.objects.create(
        authority_id=case.authority_id, case=case, original_number=old.number, source=source.name, source_digest=source.digest,
        line=old.line, row_digest=old.row_digest, state_words=old.state_words, imported_at=at,
    )  # fmt: skip
    _keep_off_its_number(hand, actor)

    record(
        CaseTakenOver(
            source_digest=source.digest, line=old.line, row_digest=old.row_digest, file_number=old.number, procedure=hand.procedure.code,
            version_id=hand.procedure.version_id, channel=case.channel, receiving_office_id=receiving_office_id, state=case.state,
            state_words=old.state_words, accepted_at=told.accepted_at, first_due_at=case.first_due_at, due_at=case.due_at,
            settled_at=told.settled_at, returned_at=told.returned_at, applicant=old.applicant, phone=old.phone, id_number=old.id_number,
            address=old.address,
        ),
        actor=actor, at=at, case=case.pk, key=key,
    )  # fmt: skip
    return Taken(case.pk, is_new=True)


def _keep_off_its_number(hand: OldAtHand, actor: Actor) -> None:
    """The other system gave numbers of our own form: of that day, ours go on behind them."""
    agency = hand.directory.coded(hand.case.receiving_office_id)
    given = serial_of(hand.case.file_number or "", code=agency.code)
    if given:
        day, serial = given
        NumberSeries.go_on_after(actor, (agency.id, "file", f"{day:%Y-%m-%d}"), last=serial)
