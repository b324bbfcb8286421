"""The counter accepts a case: file number, line in the book, clock, receipt (NĐ 61/2018 Đ.17.1.c, 17.2.b, Đ.26; Mẫu 01)."""

from datetime import datetime

from django.db import transaction

from motcua.cases.events import CaseReceived, OriginalTaken
from motcua.cases.models import NumberSeries, Original, Slip
from motcua.cases.queries.at_hand import filing_at_hand
from motcua.cases.rules.book import BOOK, BookLine
from motcua.cases.rules.charges import charges_of
from motcua.cases.rules.checklist import must_be_complete, papers_listed
from motcua.cases.rules.file_number import file_number
from motcua.cases.rules.filing import Filing
from motcua.cases.rules.flow import Act, State, must_be_open
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.issue import receipt
from motcua.cases.rules.joint import first_parts
from motcua.cases.rules.originals import named
from motcua.cases.rules.receipts import gets_receipt
from motcua.cases.rules.tracking_code import new_tracking_code
from motcua.fees.models import FeeOrder
from motcua.journal.record import record
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.clock import Turn
from motcua.law.rulebook import rulebook_on


@transaction.atomic(durable=True)
def receive(
    *,
    actor: Actor,
    at: datetime,
    of: int | Filing,
    papers: tuple[str, ...] = (),
    is_receipt_wanted: bool = True,
    originals: tuple[str, ...] = (),
    happened_at: datetime | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> int:
    """Accept the filing ``of`` (a case's id, or what is handed in now) and return the case's id.

    ``papers`` join those already in. The number's date, the clock and the promise follow ``happened_at`` where it is claimed. Without
    ``is_receipt_wanted`` a case whose result is given at once has no receipt. ``originals`` are real papers of the applicant that stay
    with whoever receives: they stand on the receipt.
    """
    moment = local(happened_at or at)
    hand = filing_at_hand(of, actor=actor, day=local_date(moment))
    case = hand.case
    actor.must("case.receive", case.receiving_office_id)

    if case.accepted_at and isinstance(of, Filing):
        return case.pk
    must_be_open(Act.RECEIVE, hand.state, is_accepted=hand.is_accepted)
    hand.must_be_seen(seen)
    hand.must_not_be_own(actor)
    hand.must_come_in_order(moment, at=at)
    listed = papers_listed(hand.procedure, (*papers, *(of.papers if isinstance(of, Filing) else ())))
    present = {paper.key for paper in listed} | case.keys_in()
    must_be_complete(hand.procedure, present)
    kept = named(originals) if originals else ()
    has_receipt = gets_receipt(hand.limit, is_wanted=is_receipt_wanted, book=rulebook_on(moment.date()))

    case.open(at=moment, was_entered_later=happened_at is not None)
    case.accepted_at, case.tracking_code = moment, new_tracking_code()
    case.move(to=State.ACCEPTED, at=moment, turn=Turn.START)
    reading = case.recount(hand.limit, hand.calendar)
    case.plan(hand.minutes_to_do, hand.calendar)
    agency = hand.directory.coded(case.receiving_office_id)
    day = local_date(at)
    receipts = [(case.receiving_office_id, SlipForm.RECEIPT.value, f"{at.year}")] if has_receipt else []
    serial, line, *sequence = NumberSeries.next(
        actor, (agency.id, "file", f"{moment:%Y-%m-%d}"), (case.receiving_office_id, BOOK, f"{day.year}"), *receipts
    )
    case.enter_in_book(line, on=day)
    case.file_number = file_number(generator=agency.number_generator, code=agency.code, day=moment.date(), serial=serial)
    case.keep()
    case.take_in(listed, at=moment)
    taken = Original.take(case, kept, at=at, by=actor.person_id or 0) if kept else []
    FeeOrder.open_for(
        case.pk, charges_of(hand.procedure, case.channel), authority_id=case.authority_id, office_id=case.receiving_office_id,
        about=f"{case.file_number} · {hand.procedure.name}", payer=case.applicant.name, at=at,
    )  # fmt: skip
    case.open_parts(first_parts(hand.procedure, hand.directory, channel=case.channel, lead_office_id=case.lead_office_id, at=moment))
    for number in sequence:
        ground = hand.ground(actor, at=at, sequence=number)
        said = receipt(
            ground, accepted_at=moment, reading=reading, calendar=hand.calendar, channel=case.channel, return_channel=case.return_channel,
            papers=[paper for paper in hand.procedure.papers if paper.key in present], book=BookLine(day.year, line),
            originals_kept=kept,
        )  # fmt: skip
        Slip.issue(case, said, ground=ground, form_set=rulebook_on(day).form_set.value)

    record(
        CaseReceived(
            **case.filed(hand.procedure.code), papers=tuple(sorted(present)), file_number=case.file_number, due_at=case.due_at,
            slip_number=slip_number(SlipForm.RECEIPT, sequence[0]) if sequence else "",
        ),
        actor=actor, at=at, case=case.pk, happened_at=happened_at, key=key,
    )  # fmt: skip
    if taken:
        record(OriginalTaken(original_ids=tuple(each.pk for each in taken), words="; ".join(kept)), actor=actor, at=at, case=case.pk)
    return case.pk
