"""Papers of several cases scanned in one go: kept whole, split by cover sheets, looked at, and only then put at their papers."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from motcua.cases.commands.attach_paper import attach_paper
from motcua.cases.commands.open_file import open_file
from motcua.cases.events import PaperAttached
from motcua.cases.queries.papers import CasePapers, case_papers
from motcua.documents.commands.keep_scan import keep_scan
from motcua.documents.events import ScanKept
from motcua.documents.queries import ScanLine, attached_parts, scan_of, scan_page, scans_of
from motcua.documents.reading import take_in_scan
from motcua.documents.rules.covers import Part
from motcua.doors.desk.files import shown
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import numbered, once
from motcua.doors.shared.papers.covers import render_covers
from motcua.doors.shared.pdf import pdf
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.uploads import content_of, limits
from motcua.kernel.refusal import Code, Refusal


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a scan as the officer looks at it: where it would go, whether it is there already, and what became of trying."""

    part: Part
    case: CasePapers | None = None
    paper: str = ""
    is_there: bool = False
    why: Refused | None = None

    @property
    def is_fit(self) -> bool:
        """Whether it can be put at its paper now."""
        return bool(self.paper and self.part.pages and not self.is_there)


@needs("case.attach", about="case")
def covers(request: HttpRequest, case_id: int) -> HttpResponse:
    """The cover sheets of a case's papers; to print them is to open the file."""
    return pdf(render_covers(_papers(request, case_id)), name=f"to-bia-{case_id}.pdf")


@needs("case.attach", methods=("GET", "POST"))
def scans(request: HttpRequest) -> HttpResponse:
    """A field for one scan, and the officer's newest scans."""
    file = request.FILES.get("scan")
    if request.method != "POST":
        return _start(request)
    if file is None:
        return _start(request, refused(Refusal(Code.INCOMPLETE, missing=["tệp quét"])))
    try:
        _keep(request, file)
    except Refusal as refusal:
        return _start(request, refused(refusal))
    return redirect("scan", scan_id=scans_of(request.actor, most=1)[0].id)  # type: ignore[attr-defined]


def _keep(request: HttpRequest, file: UploadedFile) -> None:
    kept, marks = take_in_scan(content_of(file), limits())
    once(request, keep_scan, fact=ScanKept, about=None, file=kept, marks=marks, name=file.name or "")


def _start(request: HttpRequest, why: Refused | None = None) -> HttpResponse:
    told = {"refused": why, "scans": scans_of(request.actor), "limits": limits()}  # type: ignore[attr-defined]
    return render(request, "desk/scans.html", told, status=why.status if why else 200)


@needs("case.attach", methods=("GET", "POST"), about="scan")
def scan(request: HttpRequest, scan_id: int) -> HttpResponse:
    """A scan split by its covers; sent, the parts chosen are put at their papers, each on its own."""
    line = scan_of(scan_id, request.actor)  # type: ignore[attr-defined]
    if request.method != "POST":
        return _preview(request, line, list(_shares(request, line)))
    wanted = set(request.POST.getlist("part"))
    done = [_put(request, line, share) if str(share.part.number) in wanted else share for share in _shares(request, line)]
    if any(share.why for share in done):
        return _preview(request, line, done, status=422)
    count = sum(share.is_fit for share in done if str(share.part.number) in wanted)
    messages.success(request, f"Đã gắn {count} phần vào hồ sơ." if count else "Chưa chọn phần nào.")
    return redirect("scan", scan_id=scan_id)


def _put(request: HttpRequest, line: ScanLine, share: Share) -> Share:
    """Put one part at its paper; a refusal is told at the part."""
    part = share.part
    if not share.is_fit or part.cover is None:
        return share
    try:
        numbered(
            request, attach_paper, fact=PaperAttached, case_id=part.cover.case_id, number=part.number, paper=part.cover.paper,
            file=line.file, name=line.name, limits=limits(), pages=part.page_numbers,
        )  # fmt: skip
    except Refusal as refusal:
        return replace(share, why=refused(refusal))
    return share


def _shares(request: HttpRequest, line: ScanLine) -> Iterator[Share]:
    """Every part with its case and paper, as far as the officer may see them."""
    there = attached_parts(line.file.digest, authority_id=request.actor.authority_id)  # type: ignore[attr-defined]
    seen: dict[int, CasePapers | None] = {}
    for part in line.parts:
        if part.cover is None:
            yield Share(part)
            continue
        case_id = part.cover.case_id
        if case_id not in seen:
            seen[case_id] = _papers_if_seen(request, case_id)
        case = seen[case_id]
        names = {each.key: each.name for each in case.lines} if case else {}
        yield Share(part, case, names.get(part.cover.paper, ""), is_there=part.first in there)


def _papers_if_seen(request: HttpRequest, case_id: int) -> CasePapers | None:
    try:
        return _papers(request, case_id)
    except ObjectDoesNotExist:
        return None


def _papers(request: HttpRequest, case_id: int) -> CasePapers:
    """The papers of a case as the officer may see them, with his reading noted."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    return case_papers(case_id, actor)


def _preview(request: HttpRequest, line: ScanLine, shares: list[Share], status: int = 200) -> HttpResponse:
    fit = sum(share.is_fit for share in shares)
    return render(request, "desk/scan.html", {"scan": line, "shares": shares, "fit": fit}, status=status)


@needs("case.attach", about="scan")
def scanned_page(request: HttpRequest, scan_id: int, number: int) -> HttpResponse:
    """One page of the officer's own scan as a picture."""
    return shown(lambda: scan_page(scan_id, number, request.actor), "image/jpeg", f"trang-{number}.jpg")  # type: ignore[attr-defined]
