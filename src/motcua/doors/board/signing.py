"""Signing a batch: one decision a case, each in its own transaction, and of each what became of it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.cases.commands.decide import decide
from motcua.cases.events import CaseDecided
from motcua.cases.rules.outcomes import Outcome
from motcua.doors.board.batch import ticked, told
from motcua.doors.board.board import board_context
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import each
from motcua.doors.shared.locked_screen import answer_of_proof


@needs("case.decide", methods=("GET", "POST"))
def sign(request: HttpRequest) -> HttpResponse:
    """Approve every ticked case; a case that cannot be decided stays as it is and says why.

    Whoever signs has typed his password lately, or does so now.
    """
    if request.method != "POST":
        return redirect("board")
    chosen = ticked(request.POST, "cases")
    asked = answer_of_proof(request) if chosen else None
    if asked:
        return asked
    signed, unsigned = told(request, each(request, decide, fact=CaseDecided, case_ids=chosen, outcome=Outcome.APPROVE))
    shown = {"signed": signed, "unsigned": unsigned, "none_chosen": not chosen}
    return render(request, "board/board.html", board_context(request) | shown)
