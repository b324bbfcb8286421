"""Where the set-up begins: what waits, and what was changed last."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from motcua.catalogue.queries import pile_counts
from motcua.doors.setup.changes import changes_of
from motcua.doors.shared.access import needs
from motcua.offices.queries import proposals


@needs("catalogue.approve")
def home(request: HttpRequest) -> HttpResponse:
    """What waits for a person, and the newest changes."""
    authority_id = request.actor.authority_id  # type: ignore[attr-defined]
    piles = {pile.name.lower(): count for pile, count in pile_counts(authority_id=authority_id).items()}
    calendars = sum(not each.settled_at for each in proposals(authority_id))
    may_manage = request.actor.may("people.manage")  # type: ignore[attr-defined]
    return render(
        request,
        "setup/home.html",
        {
            "piles": piles,
            "may_manage": may_manage,
            "may_take_over": request.actor.may("case.take_over"),  # type: ignore[attr-defined]
            "may_set_account": request.actor.may("fee.account"),  # type: ignore[attr-defined]
            "changes": changes_of(authority_id, most=20),
            "calendars": calendars,
        },
    )
