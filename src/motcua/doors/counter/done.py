"""What came of a filing: the number, the promise in large type, and the slip to print."""

from django.http import HttpRequest, HttpResponse

from motcua.cases.queries.at_counter import counter_case
from motcua.cases.queries.issued import slips_of
from motcua.doors.counter.stand import page, stand_of
from motcua.doors.shared.access import needs


@needs("case.receive", about="case")
def done(request: HttpRequest, case_id: int) -> HttpResponse:
    """The filing just dealt with; it shows what its slip shows on top, so its opening is not noted."""
    stand = stand_of(request)
    case = counter_case(case_id, stand.receiving, authority_id=stand.authority_id)
    slips = slips_of(case_id, actor=stand.actor)
    shown = {"case": case, "slip": slips[-1] if slips else None}
    return page(request, stand, "counter/done.html", shown, here="counter")
