"""Papers as files: taken in at the papers of a case, shown as pictures of their pages, taken out of use when they were the wrong ones."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.cases.commands.attach_paper import attach_paper
from motcua.cases.commands.open_file import open_file
from motcua.cases.commands.reuse_paper import reuse_paper
from motcua.cases.commands.set_aside_attachment import set_aside_attachment
from motcua.cases.events import AttachmentSetAside, PaperAttached, PaperReused
from motcua.cases.queries.earlier_files import earlier_files
from motcua.cases.queries.papers import CasePapers, case_papers, must_see
from motcua.documents.queries import page_picture, rendition
from motcua.documents.reading import take_in
from motcua.documents.rules.names import shown_name
from motcua.documents.store import FileLost
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import numbered, perform
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.uploads import content_of, limits
from motcua.kernel.refusal import Code, Refusal

_FIELD = "tep-"
_SHUT = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'"
"""Whatever a file might still hold: it runs nothing, loads nothing, and stands in nobody's page."""


@dataclass(frozen=True, slots=True)
class Bad:
    """A file that was not taken in: at which paper, under which name, and why."""

    paper: str
    name: str
    why: Refused


@dataclass(slots=True)
class Taken:
    """What became of the files of one form."""

    good: int = 0
    bad: list[Bad] = field(default_factory=list)


@needs("case.attach", methods=("GET", "POST"), about="case")
def files(request: HttpRequest, case_id: int) -> HttpResponse:
    """The papers of a case with a field for files at each; the good ones are kept, of each bad one is told why."""
    papers = _papers(request, case_id)
    if request.method != "POST":
        return _screen(request, papers)
    taken = _taken(request, papers)
    if taken.good and not taken.bad:
        messages.success(request, f"Đã nhận {taken.good} tệp.")
        return redirect("case-files", case_id=case_id)
    why = "" if taken.bad else "Hãy chọn ít nhất một tệp."
    return _screen(request, _papers(request, case_id), taken=taken, nothing=why, status=422)


def _papers(request: HttpRequest, case_id: int) -> CasePapers:
    """The papers as the reader may see them, with his reading noted."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    return case_papers(case_id, actor)


def _taken(request: HttpRequest, papers: CasePapers) -> Taken:
    """Every file of the form, read and put at its paper one after the other, each on its own."""
    taken = Taken()
    for number, (paper, file) in enumerate(_sent(request, papers), start=1):
        try:
            _take(request, papers.case_id, paper, file, number)
        except Refusal as refusal:
            taken.bad.append(Bad(paper, shown_name(file.name or ""), refused(refusal)))
        else:
            taken.good += 1
    return taken


def _sent(request: HttpRequest, papers: CasePapers) -> Iterator[tuple[str, UploadedFile]]:
    """Paper key and file, in the order of the papers; what names no paper of the case goes nowhere."""
    for line in papers.lines:
        for file in request.FILES.getlist(f"{_FIELD}{line.key}"):
            yield line.key, file


def _take(request: HttpRequest, case_id: int, paper: str, file: UploadedFile, number: int) -> None:
    allowed = limits()
    kept = take_in(content_of(file), allowed)
    numbered(
        request, attach_paper, fact=PaperAttached, case_id=case_id, number=number,
        paper=paper, file=kept, name=file.name or "", limits=allowed,
    )  # fmt: skip


def _screen(
    request: HttpRequest,
    papers: CasePapers,
    *,
    taken: Taken | None = None,
    nothing: str = "",
    why: Refused | None = None,
    status: int = 200,
) -> HttpResponse:
    earlier = earlier_files(papers.case_id, request.actor)  # type: ignore[attr-defined]
    told = {"papers": papers, "earlier": earlier, "taken": taken, "nothing": nothing, "refused": why, "limits": limits()}
    return render(request, "desk/files.html", told, status=status)


@needs("case.attach", methods=("POST",), about="case")
def reuse(request: HttpRequest, case_id: int, attachment_id: int) -> HttpResponse:
    """Put a file of an earlier case of the same person at a paper of this one."""
    papers = _papers(request, case_id)

    def again(why: Refused) -> HttpResponse:
        return _screen(request, papers, why=why, status=why.status)

    then = reverse("case-files", args=[case_id])
    return perform(
        request, reuse_paper, fact=PaperReused, then=lambda _: then, again=again, message="Đã dùng lại giấy tờ đã số hóa.",
        case_id=case_id, attachment_id=attachment_id, paper=request.POST.get("paper", ""), limits=limits(),
    )  # fmt: skip


@needs("case.attach", methods=("POST",), about="case")
def set_aside(request: HttpRequest, case_id: int, attachment_id: int) -> HttpResponse:
    """Take a file out of use, with a reason."""
    papers, reason = _papers(request, case_id), request.POST.get("reason", "").strip()[:500]

    def again(why: Refused) -> HttpResponse:
        return _screen(request, papers, why=why, status=why.status)

    if not reason:
        return again(refused(Refusal(Code.INCOMPLETE, missing=["lý do gỡ tệp"])))
    then = reverse("case-files", args=[case_id])
    return perform(
        request, set_aside_attachment, fact=AttachmentSetAside, then=lambda _: then, again=again, message="Đã gỡ tệp.",
        case_id=case_id, attachment_id=attachment_id, reason=reason,
    )  # fmt: skip


@needs("case.read", about="case")
def page(request: HttpRequest, case_id: int, attachment_id: int, number: int) -> HttpResponse:
    """One page of a file as a picture."""
    _note_reading(request, case_id)
    return shown(lambda: page_picture(attachment_id, number, case_id=case_id), "image/jpeg", f"trang-{number}.jpg")


@needs("case.read", about="case")
def whole(request: HttpRequest, case_id: int, attachment_id: int) -> HttpResponse:
    """The harmless rendition of a file as a PDF; the file as it came is shown to nobody."""
    _note_reading(request, case_id)
    return shown(lambda: rendition(attachment_id, case_id=case_id), "application/pdf", f"giay-to-{case_id}-{attachment_id}.pdf")


def _note_reading(request: HttpRequest, case_id: int) -> None:
    """Reading is noted once an hour, and whoever may not see the case (any more) is shown nothing."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    must_see(case_id, actor)


def shown(content: Callable[[], bytes], kind: str, name: str) -> HttpResponse:
    """The answer that shows a picture or a PDF of ours to one reader, and to nobody's page."""
    try:
        answer = HttpResponse(content(), content_type=kind)
    except FileLost as lost:
        return HttpResponse(f"Tệp {lost} trên máy chủ. Hãy báo quản trị chạy motcua doctor.", content_type="text/plain", status=500)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    answer["Content-Security-Policy"] = _SHUT
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
