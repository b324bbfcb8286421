"""The one lawful re-appointment, with its apology and reason, before the due date (NĐ 61/2018 Đ.19.9; Mẫu 04)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseExtended
from motcua.cases.models import Apology, NumberSeries, Slip
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.rules.extension import must_be_extendable
from motcua.cases.rules.flow import Act, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.issue import apology
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def extend(
    *, actor: Actor, at: datetime, case_id: int, due: datetime, reason: str, seen: int | None = None, key: str | None = None
) -> None:
    """Move the due to ``due`` and apologise for ``reason``: once, at the latest on the working day before the due date."""
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.extend", case.lead_office_id)

    row = must_be_open(Act.EXTEND, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    old_due = must_be_extendable(
        limit=hand.limit, due_at=case.due_at, is_suspended=case.is_suspended, times_extended=case.times_extended(),
        new_due_at=due, at=at, calendar=hand.calendar, rulebook=rulebook_on(local_date(case.accepted_at or at)),
    )  # fmt: skip
    form_set = rulebook_on(local_date(at)).form_set.value

    case.move(**hand.standing(actor), at=at, turn=row.turn, promised_at=due)
    hand.renew_due()
    signing_id = hand.signing_office_id(actor, "case.extend")
    [sequence] = NumberSeries.next(actor, (signing_id, SlipForm.APOLOGY, f"{at.year}"))
    case.keep()
    Apology.objects.create(authority_id=case.authority_id, case=case, reason=reason, issued_at=at, new_due_at=due)
    ground = hand.ground(actor, at=at, sequence=sequence, office_id=signing_id)
    said = apology(ground, accepted_at=local(case.accepted_at or at), old_due_at=old_due, reason=reason, new_due_at=due)
    Slip.issue(case, said, ground=ground, form_set=form_set)

    record(
        CaseExtended(old_due_at=old_due, due_at=due, slip_number=slip_number(SlipForm.APOLOGY, sequence), reason=reason),
        actor=actor, at=at, case=case.pk, key=key,
    )  # fmt: skip
