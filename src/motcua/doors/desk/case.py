"""The one screen of a case, and the acts that its forms lead to."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from motcua.cases.commands.open_file import open_file
from motcua.cases.queries.case_page import CasePage, case_page
from motcua.cases.rules.amends import CORRECTABLE
from motcua.cases.rules.drafting import may_be_drafted
from motcua.cases.rules.flow import FINAL
from motcua.cases.rules.openings import Choice, Opening
from motcua.doors.desk.acts import DEEDS, Deed
from motcua.doors.desk.forms import ActForm, RequestSupplement
from motcua.doors.desk.story import chapters, readers
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.fields import kept
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused, refused
from motcua.doors.shared.work_tags import CHOICES
from motcua.fees.queries import orders_of
from motcua.kernel.actor import Actor
from motcua.kernel.refusal import Code, Refusal


@dataclass(frozen=True, slots=True)
class Offer:
    """An act as the screen offers it: its form, whether it is the one that comes next, and whether it stands open."""

    choice: Choice
    words: str
    deed: Deed
    form: ActForm
    is_next: bool
    is_open: bool

    @property
    def fields_name(self) -> str:
        """The template that lays the form's fields out."""
        return "desk/supplement_fields.html" if hasattr(self.form, "papers") else "desk/fields.html"


@needs("case.read", about="case")
def case(request: HttpRequest, case_id: int) -> HttpResponse:
    """One case on one screen; opening it is itself written down."""
    wish = request.GET.get("viec", "")
    return _screen(request, _page(request, case_id), wish=Choice(wish) if wish in list(Choice) else None)


@needs("case.read", methods=("GET", "POST"), about="case")
def act(request: HttpRequest, case_id: int, choice: str) -> HttpResponse:
    """Do what a form asks for; a refusal, or something left out, is told on the same screen with everything still typed in."""
    if choice not in list(Choice):
        raise Http404
    if request.method != "POST":
        return redirect(f"{reverse('case', args=[case_id])}?viec={choice}#viec")
    chosen = Choice(choice)
    page, deed = _page(request, case_id), DEEDS[chosen]
    form = _form(request, page, chosen, request.POST)
    is_stale = request.POST.get("seen", "") not in ("", str(page.revision))
    if not form.is_valid() and not is_stale:
        return _incomplete(request, page, chosen, form)
    if "preview" in request.POST and not is_stale:
        return _screen(request, page, wish=chosen, typed=form, is_preview=True)

    def again(why: Refused) -> HttpResponse:
        return _screen(request, page, wish=chosen, typed=form, why=why, status=why.status)

    try:
        said = {} if is_stale else form.said()
    except Refusal as refusal:  # a date typed may lie in a year that has no calendar
        return again(refused(refusal))
    command = _saying_stale(page) if is_stale else deed.command
    goes_on = "go_on" in request.POST
    then = f"{reverse('desk-next')}?vua={case_id}" if goes_on else reverse("case", args=[case_id])
    message = f"{page.file_number}: {deed.done}" if goes_on else deed.done
    return perform(request, command, fact=deed.fact, then=lambda _: then, again=again, message=message, case_id=case_id, **said)


def _incomplete(request: HttpRequest, page: CasePage, choice: Choice, form: ActForm) -> HttpResponse:
    """Something is left out or wrong; whoever may not act at all is told that, and not to fill the form in better."""
    missing = page.can.denied.get(choice)
    why = refused(Refusal(Code.NOT_ALLOWED, permission=missing)) if missing else None
    return _screen(request, page, wish=choice, typed=form, why=why, status=why.status if why else 422)


def _saying_stale(page: CasePage) -> Callable[..., None]:
    """Instead of the command: what was typed was meant for a case that is no longer as it was (unless the form has acted already)."""

    def refuse(*, seen: int, **_: Any) -> None:
        raise Refusal(Code.STALE, seen=seen, now=page.revision, state=page.state.value)

    return refuse


def _page(request: HttpRequest, case_id: int) -> CasePage:
    """The case as the reader may see it, with his reading noted."""
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    open_file(actor=actor, at=now, case_id=case_id)
    return case_page(case_id, actor, offices=offices_of(request), now=now)


def _form(request: HttpRequest, page: CasePage, choice: Choice, typed: Any = None) -> ActForm:
    """The form of an act; the one that was sent has the plain names as ids, so that a refusal can point at a field."""
    offices = offices_of(request)
    return DEEDS[choice].form(
        typed,
        page=page,
        actor=request.actor,  # type: ignore[attr-defined]
        calendar=offices.calendars[page.lead_office_id],
        auto_id="%s" if typed is not None else f"{choice.value}-%s",
    )


def _screen(
    request: HttpRequest,
    page: CasePage,
    *,
    wish: Choice | None = None,
    typed: ActForm | None = None,
    why: Refused | None = None,
    status: int = 200,
    is_preview: bool = False,
) -> HttpResponse:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    offers = [_offer(request, page, opening, wish, typed) for opening in page.can.openings if opening.bar is None]
    shown = {
        "page": page,
        "next": next((offer for offer in offers if offer.is_next), None),
        "offers": [offer for offer in offers if not offer.is_next],
        "bars": [_bar(page, opening) for opening in page.can.openings if opening.bar],
        "chapters": chapters(page, offices_of(request)),
        "readers": readers(page)[:10],
        "orders": orders_of(page.case_id, authority_id=actor.authority_id),
        "refused": why,
        "kept": kept(typed) if typed and wish and not page.can.offers(wish) else [],
        "wish": wish,
        "told": _told(page, typed) if is_preview and isinstance(typed, RequestSupplement) else None,
        "is_wish_offered": wish is not None and page.can.offers(wish),
        "takes_files": actor.may("case.attach") and page.state not in FINAL,
        "may_draft": actor.may("case.draft") and not page.can.is_own and may_be_drafted(page.state, is_decided=bool(page.outcome)),
        "may_take_originals": actor.may("original.hold") and page.state not in FINAL and not page.can.is_own,
        "may_report_incident": actor.may("incident.handle"),
        "may_ask_correction": actor.may("case.return_result") and page.state in CORRECTABLE and not page.can.is_own,
        "has_files": any(paper.files for paper in page.papers),
        "can_work": any(actor.may(permission) for permission in ("case.process", "case.decide")),
    }
    return render(request, "desk/case.html", shown, status=status)


def _told(page: CasePage, form: RequestSupplement) -> dict[str, Any]:
    """A request for papers as the applicant will read it."""
    reason = form.cleaned_data["reason"]
    return {"name": page.applicant.name, "procedure": page.procedure.name, "lines": form.told(), "reason": reason, "is_after": True}


def _offer(request: HttpRequest, page: CasePage, opening: Opening, wish: Choice | None, typed: ActForm | None) -> Offer:
    choice = opening.choice
    form = typed if typed is not None and choice is wish else _form(request, page, choice)
    return Offer(choice, CHOICES[choice], DEEDS[choice], form, is_next=choice is page.can.next, is_open=choice is wish)


def _bar(page: CasePage, opening: Opening) -> tuple[str, str]:
    """What cannot be done, and why."""
    facts = {"step": page.step, "file_number": page.file_number, "accepted_at": page.accepted_at, **page.can.bar_facts}
    return CHOICES[opening.choice], refused(Refusal(opening.bar or Code.WRONG_STATE, **facts)).what
