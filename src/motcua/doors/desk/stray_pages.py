"""Pages of a scan that no cover sheet speaks for: looked at, and put at a paper of a case by hand."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.commands.attach_paper import attach_paper
from motcua.cases.commands.open_file import open_file
from motcua.cases.events import PaperAttached
from motcua.cases.queries.papers import CasePapers, case_papers
from motcua.cases.queries.searching import cases_found
from motcua.documents.queries import ScanLine, attached_pages, scan_of
from motcua.documents.rules.covers import left_over, loose
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.doors.shared.typed_words import line
from motcua.doors.shared.uploads import limits

_NUMBER = {"required": "Hãy ghi số trang.", "invalid": "Hãy ghi số trang bằng chữ số."}


class StrayForm(forms.Form):
    """Which pages, and where they belong; ``paper`` is asked once the case is known."""

    use_required_attribute = False
    first = forms.IntegerField(label="Từ trang", error_messages=_NUMBER, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    last = forms.IntegerField(label="Đến trang", error_messages=_NUMBER, widget=forms.TextInput(attrs={"inputmode": "numeric"}))
    case = forms.CharField(label="Hồ sơ nào", max_length=100, help_text="Mã hồ sơ, số phiếu, hoặc quét mã trên giấy tiếp nhận.",
                           error_messages={"required": "Hãy ghi mã hồ sơ hoặc quét mã trên giấy tiếp nhận."})  # fmt: skip
    paper = forms.ChoiceField(label="Giấy tờ nào", widget=forms.RadioSelect, error_messages={"required": "Hãy chọn giấy tờ."})

    def __init__(self, typed: Any, *, runs: tuple[range, ...], found: CasePapers | None, **more: Any) -> None:
        super().__init__(typed, label_suffix="", auto_id="%s", **more)
        self.runs, self.found = runs, found
        if found is None:
            del self.fields["paper"]
        else:
            self.fields["paper"].choices = [(each.key, each.name) for each in found.lines]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The pages lie in one run that nothing speaks for, and the case is found."""
        told = self.cleaned_data
        if {"first", "last"} <= set(told) and not self.pages:
            self.add_error("first", f"Các trang này phải liền nhau và còn rời: {_told(self.runs)}.")
        if told.get("case") and self.found is None:
            self.add_error("case", "Không thấy đúng một hồ sơ mà bạn được xem. Hãy ghi đủ mã hồ sơ.")
        return told

    @property
    def pages(self) -> range:
        """The pages typed, where they lie in one run; else none."""
        first, last = self.cleaned_data.get("first", 0), self.cleaned_data.get("last", 0)
        wanted = range(first, last + 1)
        return wanted if wanted and any(first in run and last in run for run in self.runs) else range(0)


@needs("case.attach", methods=("GET", "POST"), about="scan")
def stray_pages(request: HttpRequest, scan_id: int) -> HttpResponse:
    """The loose pages of the officer's own scan; told a case, its papers; sent with one of them, the pages are put there."""
    scan = scan_of(scan_id, request.actor)  # type: ignore[attr-defined]
    runs = _runs(request, scan)
    said = request.POST if request.method == "POST" else request.GET
    found = _case(request, said.get("case", ""))
    start = {"first": runs[0][0], "last": runs[0][-1]} if runs else {}
    form = StrayForm(said if "case" in said else None, runs=runs, found=found, initial=start)
    if request.method != "POST":
        return _page(request, scan, form)
    if not form.is_valid() or found is None:
        return _page(request, scan, form, status=422)
    return perform(
        request, attach_paper, fact=PaperAttached, then=lambda _: reverse("scan-stray", args=[scan_id]),
        again=lambda why: _page(request, scan, form, why), case_id=found.case_id, paper=form.cleaned_data["paper"], file=scan.file,
        name=scan.name, limits=limits(), pages=form.pages,
        message=f"Đã gắn trang {_told((form.pages,))} vào hồ sơ {found.number}.",
    )  # fmt: skip


def _runs(request: HttpRequest, scan: ScanLine) -> tuple[range, ...]:
    taken = attached_pages(scan.file.digest, authority_id=request.actor.authority_id)  # type: ignore[attr-defined]
    return tuple(run for part in loose(scan.parts) for run in left_over(part.page_numbers, taken))


def _case(request: HttpRequest, typed: str) -> CasePapers | None:
    """The one case that is meant, with its reading noted; none where there is none, or more than one."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    found = cases_found(line(typed), actor, offices_of(request)).cases if typed.strip() else ()
    if len(found) != 1:
        return None
    open_file(actor=actor, at=now, case_id=found[0].case_id)
    return case_papers(found[0].case_id, actor)


def _page(request: HttpRequest, scan: ScanLine, form: StrayForm, why: Refused | None = None, status: int = 200) -> HttpResponse:
    shown = {
        "scan": scan,
        "runs": form.runs,
        "form": form,
        "found": form.found,
        "refused": why,
        "quiet": request.method == "GET" and form.found,
    }
    return render(request, "desk/stray_pages.html", shown, status=why.status if why else status)


def _told(runs: tuple[range, ...]) -> str:
    return "; ".join(f"{run[0]}–{run[-1]}" if len(run) > 1 else f"{run[0]}" for run in runs) or "không còn trang nào"
