"""Originals at the case: taken into an officer's hands, and the paper on which both sides sign."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.take_original import take_original
from motcua.cases.events import OriginalTaken
from motcua.cases.queries.originals import originals_of
from motcua.cases.queries.papers import case_papers
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.papers.originals import render_originals
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.tags import moment
from motcua.doors.shared.typed_words import text


@needs("original.hold", methods=("POST",), about="case")
def take(request: HttpRequest, case_id: int) -> HttpResponse:
    """Write down which originals the officer has taken into his hands."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    papers, typed = case_papers(case_id, actor), text(request.POST.get("originals", ""))

    def again(why: Refused) -> HttpResponse:
        return render(request, "desk/taking_original.html", {"papers": papers, "typed": typed, "refused": why}, status=why.status)

    return perform(
        request, take_original, fact=OriginalTaken, then=lambda _: f"{reverse('case', args=[case_id])}#ban-chinh", again=again,
        message="Đã ghi: bạn đang giữ bản chính.", case_id=case_id, originals=tuple(typed.splitlines()),
    )  # fmt: skip


@needs("case.read", about="case")
def originals_paper(request: HttpRequest, case_id: int) -> HttpResponse:
    """The originals of a case on paper, as they stand now, with room for both signatures."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    papers = case_papers(case_id, actor)
    lines = originals_of(case_id, authority_id=actor.authority_id)
    return pdf(render_originals(papers, lines, printed=moment(now), by=actor.name), name=f"giao-nhan-ban-chinh-{case_id}.pdf")
