"""Away on some days: said by a handler or his leader, accepted by the colleague who does the work meanwhile, taken back at the return."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.queries.meanwhile import done_meanwhile
from motcua.cases.queries.originals import mine as originals_of_mine
from motcua.cases.queries.work_held import open_work
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import perform
from motcua.doors.shared.fields import day_field
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.refusals import Refused
from motcua.kernel.actor import Actor
from motcua.kernel.events import Fact
from motcua.kernel.moments import at, local_date
from motcua.offices.absence_queries import AbsenceLine, absences_for, waits_for
from motcua.offices.commands.accept_absence import accept_absence
from motcua.offices.commands.end_absence import end_absence
from motcua.offices.commands.state_absence import state_absence
from motcua.offices.events import AbsenceAccepted, AbsenceEnded, AbsenceStated
from motcua.offices.queries import holders_at
from motcua.offices.rules.roles import Role

_WORKING = ("case.process", "case.assign")


class AbsenceForm(forms.Form):
    """Who is away, from when to when, and who does the work."""

    use_required_attribute = False
    who = forms.ChoiceField(label="Người vắng", error_messages={"required": "Hãy chọn người vắng."})
    first = day_field("Từ ngày")
    last = day_field("Đến hết ngày")
    stand_in = forms.ChoiceField(label="Người làm thay", error_messages={"required": "Hãy chọn người làm thay."})

    def __init__(self, typed: Any, *, people: list[tuple[str, str]], others: list[tuple[int, str]], **more: Any) -> None:
        super().__init__(typed, label_suffix="", auto_id="%s", **more)
        self.fields["who"].choices = people  # type: ignore[attr-defined]
        self.fields["stand_in"].choices = [("", "Chọn…"), *others]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """What the command is told."""
        person, office = self.cleaned_data["who"].split("-")
        days = {"first": self.cleaned_data["first"], "last": self.cleaned_data["last"]}
        return {"person_id": int(person), "office_id": int(office), "stand_in_id": int(self.cleaned_data["stand_in"]), **days}


@needs(*_WORKING)
def absences(request: HttpRequest) -> HttpResponse:
    """What is asked of the reader, who is away, and the form for saying so."""
    return _shown(request, _form(request))


@needs(*_WORKING, methods=("POST",))
def state(request: HttpRequest) -> HttpResponse:
    """Say that somebody is away."""
    form = _form(request, request.POST)
    if not form.is_valid():
        return _shown(request, form, status=422)
    words = "Đã ghi. Người làm thay phải bấm nhận; đến lúc đó chưa ai chịu trách nhiệm thay."
    return _done(request, state_absence, AbsenceStated, words, form, form.said())


@needs("case.process", methods=("POST",), about="absence")
def accept(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Say yes to a colleague's work."""
    words = "Bạn làm thay trong những ngày ấy: hồ sơ của người vắng hiện cùng hồ sơ của bạn."
    return _done(request, accept_absence, AbsenceAccepted, words, _form(request), {"absence_id": absence_id})


@needs(*_WORKING, methods=("POST",), about="absence")
def end(request: HttpRequest, absence_id: int) -> HttpResponse:
    """Turn it down, withdraw it, or take the work back."""
    return _done(request, end_absence, AbsenceEnded, "Đã ghi.", _form(request), {"absence_id": absence_id})


def _done(
    request: HttpRequest, command: Callable[..., Any], fact: type[Fact], words: str, form: AbsenceForm, said: dict[str, Any]
) -> HttpResponse:
    def again(why: Refused) -> HttpResponse:
        return _shown(request, form, why, status=why.status)

    return perform(request, command, fact=fact, then=lambda _: reverse("absences"), again=again, message=words, **said)


def _form(request: HttpRequest, typed: Any = None) -> AbsenceForm:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    people = _people(request, actor)
    others = {person: name for (person, _), name in people.items() if person != actor.person_id}
    known = [(f"{person}-{office}", name) for (person, office), name in people.items() if _may_say(actor, person, office)]
    today = local_date(request.now)  # type: ignore[attr-defined]
    own = next((value for value, _ in known if value.startswith(f"{actor.person_id}-")), "")
    start = {"who": own, "first": today + timedelta(days=1), "last": today + timedelta(days=1)}
    return AbsenceForm(typed, people=known, others=list(others.items()), initial=start)


def _may_say(actor: Actor, person: int, office: int) -> bool:
    return person == actor.person_id or actor.may("case.assign", office)


def _people(request: HttpRequest, actor: Actor) -> dict[tuple[int, int], str]:
    """Person and office → name, of the handlers at the offices where the reader handles or assigns."""
    offices, day = offices_of(request), local_date(request.now)  # type: ignore[attr-defined]
    reach = sorted({each for grant in actor.grants if not grant.permissions.isdisjoint(_WORKING) for each in grant.reach})
    return holders_at(Role.HANDLER, [office for office in reach if office in offices.offices], day=day)


def _shown(request: HttpRequest, form: AbsenceForm, why: Refused | None = None, *, status: int = 200) -> HttpResponse:
    actor, now = request.actor, request.now  # type: ignore[attr-defined]
    lines = absences_for(actor, day=local_date(now))
    own_past = next((line for line in lines if line.person_id == actor.person_id and waits_for(actor, line)), None)
    held = open_work(actor.authority_id)
    shown = {
        "form": form,
        "asked": [(line, held.get(line.person_id, 0)) for line in lines if line.stand_in_id == actor.person_id and not line.is_accepted],
        "back": own_past,
        "meanwhile": done_meanwhile(actor, first=own_past.first_day, until=at(own_past.last_day + timedelta(days=1))) if own_past else (),
        "lines": [(line, held.get(line.person_id, 0), _may_end(actor, line)) for line in lines if line != own_past],
        "originals": len(originals_of_mine(actor)) if actor.may("original.hold") else 0,
        "refused": why,
    }
    return render(request, "desk/absences.html", shown, status=status)


def _may_end(actor: Actor, line: AbsenceLine) -> bool:
    return line.person_id == actor.person_id or actor.may("case.assign", line.office_id)
