"""What came of a filing: the number, the promise in large type, and the slip to print."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.commands.open_file import open_file
from motcua.cases.queries.at_counter import counter_case
from motcua.cases.queries.earlier_files import earlier_files
from motcua.cases.queries.issued import slips_of
from motcua.cases.queries.together import receipts_together, received_together
from motcua.cases.rules.several import several_receipts
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.shared.access import needs
from motcua.doors.shared.papers.sheets import render_sheet
from motcua.doors.shared.pdf import pdf
from motcua.fees.queries import owed_for
from motcua.queue.queries import first_touch_of


@needs("case.receive", about="case")
def done(request: HttpRequest, case_id: int) -> HttpResponse:
    """The filing just dealt with; it shows what its slip shows on top, so its opening is not noted."""
    stand = stand_of(request)
    case = counter_case(case_id, stand.receiving, authority_id=stand.authority_id)
    slips = slips_of(case_id, actor=stand.actor)
    together = received_together(case_id, stand.receiving, authority_id=stand.authority_id) if case.is_accepted else ()
    owed = owed_for(case_id, authority_id=stand.authority_id) if case.is_accepted else None
    shown = {
        "owed": owed, "case": case, "slip": slips[-1] if slips else None, "together": len(together),
        "ticket": first_touch_of(case_id, authority_id=stand.authority_id), "earlier": len(earlier_files(case_id, stand.actor)),
    }  # fmt: skip
    return page(request, stand, "counter/done.html", shown, here="counter")


@needs("case.receive", about="case")
def several(request: HttpRequest, case_id: int) -> HttpResponse:
    """One receipt for everything that the applicant handed in at this counter that day; each file is opened by it."""
    stand = stand_of(request)
    case_ids = received_together(case_id, stand.receiving, authority_id=stand.authority_id)
    for each in case_ids:
        open_file(actor=stand.actor, at=stand.now, case_id=each, purpose="receive")
    receipts, form_set = receipts_together(case_ids, authority_id=stand.authority_id)
    sheet = several_receipts(receipts, printed_by=stand.actor.name)
    return pdf(render_sheet(sheet, form_set=form_set), name=f"giay-tiep-nhan-chung-{case_id}.pdf")
