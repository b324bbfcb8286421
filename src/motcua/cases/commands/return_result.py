"""The applicant has the result: at the counter, by post or electronically (NĐ 61/2018 Đ.20)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import ResultReturned
from motcua.cases.queries.amends import answered_before_return
from motcua.cases.queries.at_hand import case_at_hand
from motcua.cases.queries.originals import held_of
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.handing_back import Proof, proof_needed
from motcua.cases.rules.originals import must_leave_none
from motcua.fees.queries import owed_for
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@transaction.atomic(durable=True)
def return_result(
    *,
    actor: Actor,
    at: datetime,
    case_id: int,
    to: str = "",
    how: str = "counter",
    proof: Proof = Proof.RECEIPT,
    fee_note: str = "",
    given_back: tuple[int, ...] = (),
    originals_note: str = "",
    seen: int | None = None,
    key: str | None = None,
) -> None:
    """Hand the result to ``to`` (unless told, the applicant) by ``how``; at the counter ``proof`` is what was compared before.

    While a fee is owed the result stays where it is, unless ``fee_note`` says why it goes out all the same. Originals that the office
    holds go back with it: ``given_back``, from the hands of whoever acts and signed for; others stay only for ``originals_note``.
    With it goes the answer to an error that the applicant found before; one not answered keeps it back (``correction-open``).
    """
    hand = case_at_hand(case_id, actor=actor)
    case = hand.case
    actor.must("case.return_result", case.receiving_office_id)

    row = must_be_open(Act.RETURN_RESULT, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    shown = proof_needed(proof, to=to, how=how)
    owed = owed_for(case.pk, authority_id=case.authority_id)
    if owed and not fee_note.strip():
        raise Refusal(Code.FEE_DUE, file_number=case.file_number, amount=owed.amount)
    held = held_of(case.pk)
    must_leave_none(
        held, given=given_back, person_id=actor.person_id, note=originals_note, file_number=case.file_number or case.provisional_code
    )
    corrections = answered_before_return(case.pk, file_number=case.file_number or case.provisional_code)

    returned = list(case.originals.filter(returned_at=None, pk__in=given_back)) if held else []
    for original in returned:
        original.pass_to(None, at=at)
    for correction in corrections:
        correction.hand_to(to or case.applicant.name, by=actor.person_id, at=at)
    case.returned_at = at
    case.move(to=row.to or State.RETURNED, at=at, office_id=case.receiving_office_id)
    case.keep()

    fact = ResultReturned(
        how=how, to=to, proof=shown, fee_note=fee_note.strip() if owed else "",
        original_ids=tuple(each.pk for each in returned), correction_ids=tuple(each.pk for each in corrections),
        originals_note=originals_note.strip() if len(returned) < len(held) else "",
    )  # fmt: skip
    record(fact, actor=actor, at=at, case=case.pk, key=key)
