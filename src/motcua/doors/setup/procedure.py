"""One procedure on one page: what was published beside the form that mends it; checked, seen as a citizen, approved, or set aside."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.catalogue.commands.approve import approve
from motcua.catalogue.commands.set_aside import set_aside
from motcua.catalogue.events import DraftSetAside, ProcedureApproved
from motcua.catalogue.queries import Review, newest_version_of, review_of
from motcua.catalogue.rules.procedure import Flaw
from motcua.catalogue.rules.published_row import published_parts
from motcua.catalogue.rules.review import Part, holds_back, part_of
from motcua.doors.setup.changes import changes_of
from motcua.doors.setup.rows import is_deed, reshaped
from motcua.doors.setup.sheet import FIELDS, PART_OF_LIST, Sheet, Wrong, typed_from
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import once
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.procedure_page import procedure_page
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.typed_words import text
from motcua.kernel.refusal import Code, Refusal


@dataclass(frozen=True, slots=True)
class Noted:
    """A flaw of the version with the tick that says it was dealt with."""

    number: int
    flaw: Flaw
    holds_back: bool
    is_confirmed: bool


@dataclass(frozen=True, slots=True)
class Section:
    """One part of the page: fields and list to the left, the published row and its flaws to the right."""

    part: Part
    fields: tuple[Any, ...]
    rows: Any
    published: tuple[str, ...]
    flaws: tuple[Noted, ...]
    wrong: tuple[Wrong, ...]


@needs("catalogue.approve", methods=("GET", "POST"), about="version")
def procedure(request: HttpRequest, version_id: int) -> HttpResponse:
    """The page of one draft or version; what is typed stays on it whatever the buttons do."""
    review = _review(request, version_id)
    if request.method != "POST":
        return _page(request, version_id, review, _opened(request, review))
    typed, told = request.POST.copy(), request.POST.get("do", "")
    if is_deed(told):
        focus = reshaped(typed, told)
        return _page(request, version_id, review, _sheet(request, review, typed), focus=focus)
    sheet = _sheet(request, review, typed)
    wrong = sheet.wrong()
    if told == "approve" and not wrong:
        return _approved(request, version_id, review, sheet)
    return _page(request, version_id, review, sheet, wrong=wrong, is_checked=True, status=422 if wrong else 200)


@needs("catalogue.approve", methods=("POST",), about="version")
def preview(request: HttpRequest, version_id: int) -> HttpResponse:
    """The procedure as a citizen would see it; with fields that cannot be read the form comes back instead."""
    review = _review(request, version_id)
    sheet = _sheet(request, review, request.POST.copy())
    if not sheet.is_legible:
        return _page(request, version_id, review, sheet, wrong=sheet.wrong(), is_checked=True, status=422)
    told = sheet.told()
    page = procedure_page(told, offices_of(request), now=request.now)  # type: ignore[attr-defined]
    return render(request, "setup/preview.html", {"procedure": told, "page": page})


@needs("catalogue.approve", methods=("POST",), about="version")
def put_aside(request: HttpRequest, version_id: int) -> HttpResponse:
    """Set a draft aside with a reason."""
    review = _review(request, version_id)
    try:
        reason = text(request.POST.get("reason", ""))
        once(request, set_aside, fact=DraftSetAside, about=None, version_id=version_id, reason=reason)
    except Refusal as refusal:
        told = _told(request, review, refusal)
        return _page(request, version_id, review, _opened(request, review), aside_refused=told, status=told.status)
    messages.success(request, f"Đã gác lại “{review.procedure.name}”.")
    return redirect("setup-procedures")


def _review(request: HttpRequest, version_id: int) -> Review:
    return review_of(version_id, authority_id=request.actor.authority_id)  # type: ignore[attr-defined]


def _opened(request: HttpRequest, review: Review) -> Sheet:
    """The sheet as it is before anybody has typed: a draft begins today or when its list does, a new version on a day to be chosen."""
    begins = max(review.procedure.valid_from, request.now.date()) if review.is_draft else None  # type: ignore[attr-defined]
    return _sheet(request, review, typed_from(review.procedure, valid_from=begins))


def _sheet(request: HttpRequest, review: Review, typed: QueryDict) -> Sheet:
    return Sheet(typed, base=review.procedure, offices=offices_of(request), day=request.now.date())  # type: ignore[attr-defined]


def _approved(request: HttpRequest, version_id: int, review: Review, sheet: Sheet) -> HttpResponse:
    begins = sheet.valid_from
    try:
        once(request, approve, fact=ProcedureApproved, about=None, version_id=version_id, procedure=sheet.told(), valid_from=begins)
    except Refusal as refusal:
        told = _told(request, review, refusal)
        return _page(request, version_id, review, sheet, refused=told, is_checked=True, status=told.status)
    messages.success(request, f"Đã duyệt “{sheet.told().name}”, có hiệu lực từ {begins:%d/%m/%Y}.")
    return redirect(reverse("setup-procedures") if review.is_draft else f"{reverse('setup-procedures')}?o=da-duyet")


def _told(request: HttpRequest, review: Review, refusal: Refusal) -> Refused:
    """The refusal in words; where others were faster, with what they have done."""
    if refusal.code is not Code.STALE:
        return refused(refusal)
    done = changes_of(request.actor.authority_id, code=review.procedure.code, most=3)  # type: ignore[attr-defined]
    return refused(refusal, changes=tuple(each.in_words for each in done))


def _page(
    request: HttpRequest, version_id: int, review: Review, sheet: Sheet, *, wrong: list[Wrong] | None = None,
    refused: Refused | None = None, aside_refused: Refused | None = None, is_checked: bool = False, focus: str = "", status: int = 200,
) -> HttpResponse:  # fmt: skip
    _focus(sheet, focus)
    newest = newest_version_of(review.procedure.procedure_id)
    shown = {
        "review": review, "version_id": version_id, "sheet": sheet, "sections": _sections(review, sheet, wrong or []), "wrong": wrong,
        "refused": refused, "aside_refused": aside_refused, "quiet": not is_checked, "all_asked": True,
        "newest": None if newest == version_id else newest,
        "done": changes_of(request.actor.authority_id, code=review.procedure.code, most=5),  # type: ignore[attr-defined]
        "reason": request.POST.get("reason", ""),
    }  # fmt: skip
    return render(request, "setup/procedure.html", shown, status=status)


def _focus(sheet: Sheet, focus: str) -> None:
    """Let the page open with the focus on the row that was just worked with."""
    name, _, number = focus.partition("-")
    if number and int(number) < len(sheet.lists[name]):
        sheet.lists[name][int(number)].fields["name"].widget.attrs["autofocus"] = True


def _sections(review: Review, sheet: Sheet, wrong: list[Wrong]) -> list[Section]:
    published = published_parts(review.published)
    noted = [
        Noted(number, flaw, holds_back(flaw), number in sheet.confirmed) for number, flaw in enumerate(review.procedure.defects)
    ]  # fmt: skip
    lists = {part: sheet.lists[name] for name, part in PART_OF_LIST.items()}
    return [
        Section(
            part=part,
            fields=tuple(sheet.head[name] for name in FIELDS.get(part, ())),
            rows=lists.get(part),
            published=published.get(part, ()),
            flaws=tuple(each for each in noted if part_of(each.flaw) is part),
            wrong=tuple(each for each in wrong if each.part is part and not each.anchor.startswith("id_")),
        )
        for part in Part
    ]
