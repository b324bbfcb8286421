"""Where the officer stands: his counters, the offices around them, and the page that every screen of the counter is set in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from motcua.cases.queries.counter import Load, counters_of, load
from motcua.cases.rules.flow import OPEN, State
from motcua.catalogue.queries import version_in_force
from motcua.catalogue.rules.procedure import Procedure
from motcua.doors.shared.devices import allow_scanning
from motcua.doors.shared.frame import offices_of
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.rules.directory import Directory


@dataclass(frozen=True, slots=True)
class Stand:
    """An officer at work at his counters; ``receiving`` are those at which he may take filings in."""

    actor: Actor
    offices: Directory
    counters: frozenset[int]
    receiving: frozenset[int]
    now: datetime

    @property
    def authority_id(self) -> int:
        """The authority of the counters."""
        return self.actor.authority_id

    @property
    def today(self) -> date:
        """The program's date."""
        return local_date(self.now)

    def counter(self, wished: str = "") -> int:
        """The counter that takes a new filing in: the one wished for, if it is his, else his first."""
        mine = [grant.office_id for grant in self.actor.grants if grant.office_id in self.receiving]
        return next((office_id for office_id in mine if str(office_id) == wished), mine[0])

    def procedure(self, procedure_id: int, counter: int) -> Procedure:
        """The version in force today; refused with ``no-procedure`` where the counter does not offer it."""
        found = version_in_force(procedure_id, authority_id=self.authority_id, revision=self.offices.revision, day=self.today)
        if counter not in found.receiving_office_ids:
            raise Refusal(Code.NO_PROCEDURE, procedure=found.name, day=self.today)
        return found


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the counter with how much waits in it."""

    name: str
    path: str
    count: int | None
    is_here: bool
    is_urgent: bool = False


@dataclass(frozen=True, slots=True)
class Way:
    """Something that the counter can do with a case."""

    words: str
    path: str


def stand_of(request: HttpRequest) -> Stand:
    """The stand of whoever is signed in."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    here = counters_of(actor, "case.receive", "case.return_result")
    return Stand(actor, offices_of(request), here, counters_of(actor), request.now)  # type: ignore[attr-defined]


def page(request: HttpRequest, stand: Stand, template: str, shown: dict[str, Any], *, here: str, status: int = 200) -> HttpResponse:
    """A screen of the counter with its tabs, and the scan box for whoever receives; ``here`` is the address name of its tab."""
    waiting = load(stand.counters, authority_id=stand.authority_id, now=stand.now)
    frame = {
        "tabs": _tabs(waiting, here, may_receive=bool(stand.receiving)),
        "may_receive": bool(stand.receiving),
        "may_collect": stand.actor.may("fee.collect"),
    }
    response = render(request, template, {**frame, **shown}, status=status)
    return allow_scanning(response) if stand.receiving else response


def ways_of(case_id: int, state: State, *, is_accepted: bool) -> tuple[Way, ...]:
    """What the counter can do next with a case in ``state``, the likeliest first."""
    next_one = {
        State.SUBMITTED: ("Xét tiếp nhận", "counter-filing"),
        State.AWAITING_SUPPLEMENT: ("Nhận giấy tờ bổ sung", "counter-supply"),
        State.SETTLED: ("Trả kết quả", "counter-return"),
    }
    ways = [Way(words, reverse(name, args=[case_id])) for at, (words, name) in next_one.items() if at is state]
    if state is State.ACCEPTED:
        ways.append(Way("Chuyển cho nơi giải quyết", reverse("counter-transfer")))
    if state in OPEN:
        ways.append(Way("Rút hồ sơ", reverse("counter-withdraw", args=[case_id])))
    return tuple(ways)


def _tabs(waiting: Load, here: str, *, may_receive: bool) -> Iterable[Tab]:
    lists = (
        ("Tiếp nhận", "counter", None, False, True),
        ("Gửi đến", "counter-submitted", waiting.submitted, False, True),
        ("Chờ bổ sung", "counter-awaiting", waiting.awaiting, False, True),
        ("Chuyển đi", "counter-transfer", waiting.accepted, False, True),
        ("Trả kết quả", "counter-returns", waiting.settled, False, False),
        ("Hàng chờ", "queue", None, False, True),
        ("Ý kiến trễ", "counter-consultations", waiting.late_consultations, True, True),
    )
    return [
        Tab(words, reverse(name), count, is_here=name == here, is_urgent=is_urgent and bool(count))
        for words, name, count, is_urgent, is_receiving in lists
        if may_receive or not is_receiving
    ]
