"""Giving work from one handler to another: who has how much, what the ticked cases would change for each, and the act case by case."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from motcua.cases.commands.assign import assign
from motcua.cases.events import CaseAssigned
from motcua.cases.queries.workload import Worker, rows_in_hand, workers
from motcua.cases.rules.pace import Pace, Slack
from motcua.cases.rules.workload import Effect, effect, will_be_late
from motcua.doors.board.batch import ticked, told
from motcua.doors.shared.access import needs
from motcua.doors.shared.acting import each
from motcua.doors.shared.frame import offices_of
from motcua.doors.shared.typed_words import number
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.offices.absence_queries import AbsenceLine, absences_for
from motcua.offices.queries import holders_at
from motcua.offices.rules.roles import Role


@needs("case.assign", methods=("GET", "POST"))
def reassign(request: HttpRequest) -> HttpResponse:
    """The people of an office; of one of them the cases; of those ticked what each colleague would make of them. Posted: they are given."""
    if request.method != "POST":
        return render(request, "board/reassign.html", _shown(request, request.GET))
    to, chosen = number(request.POST.get("to", "")), ticked(request.POST, "ho-so")
    if to is None or not chosen:
        return render(request, "board/reassign.html", _shown(request, request.POST) | {"nobody_chosen": True}, status=422)
    given, not_given = told(request, each(request, assign, fact=CaseAssigned, case_ids=chosen, to_person_id=to))
    shown = {"given": given, "not_given": not_given, "given_to": request.POST.get(f"name-{to}", "")}
    only_office = QueryDict(mutable=True)
    only_office["phong"] = request.POST.get("phong", "")
    return render(request, "board/reassign.html", _shown(request, only_office) | shown)


def _shown(request: HttpRequest, said: QueryDict) -> dict[str, object]:
    actor, offices, now = request.actor, offices_of(request), request.now  # type: ignore[attr-defined]
    places = _places(actor, request)
    asked = number(said.get("phong", ""))
    office_id = asked if asked in places else next(iter(places), None)
    if office_id is None:
        return {"places": {}}
    people = workers(actor, office_id, offices=offices, now=now)
    away = {line.person_id: line for line in absences_for(actor, day=local_date(now)) if line.is_going_on}
    giver = next((worker for worker in people if worker.person_id == number(said.get("nguoi", ""))), None)
    seen: dict[str, object] = {
        "places": places,
        "office_id": office_id,
        "people": [(worker, away.get(worker.person_id)) for worker in people],
        "giver": giver,
    }
    if giver is None:
        return seen
    day = offices.calendars[office_id].day_minutes
    rows = rows_in_hand(giver, actor=actor, offices=offices, now=now)
    picked = frozenset(ticked(said, "ho-so")).intersection(giver.case_ids)
    kept = giver.load.without(picked)
    return seen | {
        "rows": [(row, _badge(left, day), row.case_id in picked) for row, left in rows],
        "picked": [row for row, _ in rows if row.case_id in picked],
        "kept": (len(kept.tasks), len(will_be_late(kept))),
        "takers": _takers(giver, people, picked, away) if picked else (),
    }


def _places(actor: Actor, request: HttpRequest) -> dict[int, str]:
    """The offices whose cases the leader assigns and that have a handler, by name."""
    offices, day = offices_of(request), local_date(request.now)  # type: ignore[attr-defined]
    reach = [office for grant in actor.grants if "case.assign" in grant.permissions for office in grant.reach if office in offices.offices]
    peopled = {office for _, office in holders_at(Role.HANDLER, sorted(set(reach)), day=day)}
    return {office: offices.offices[office].name for office in sorted(peopled, key=lambda each: offices.offices[each].name)}


def _badge(left: int | None, day_minutes: int) -> Slack | None:
    """Minutes to spare as the badge that work lists wear."""
    return None if left is None else Slack(Pace.LATE if left < 0 else Pace.LATER, abs(left), day_minutes)


def _takers(
    giver: Worker, people: Iterable[Worker], picked: frozenset[int], away: dict[int, AbsenceLine]
) -> list[tuple[Worker, Effect, AbsenceLine | None]]:
    """Who could take the cases, whoever would save most in front and whoever is away last."""
    found = [
        (worker, effect(picked, giver.load, worker.load), away.get(worker.person_id))
        for worker in people
        if worker.is_handler and worker.person_id != giver.person_id
    ]
    return sorted(found, key=_preference)


def _preference(taker: tuple[Worker, Effect, AbsenceLine | None]) -> Any:
    worker, changes, absence = taker
    return absence is not None, changes.spoiled - changes.saved, changes.late[1], changes.held[1], worker.name
