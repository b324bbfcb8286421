"""A desk: what must be begun now, what has come in, what other offices ask, and what waits for others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.db.models import Case as Choose
from django.db.models import Count, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When, Window
from django.db.models.functions import Coalesce

from motcua.cases.models import CasePart, Consultation
from motcua.cases.queries.rows import ACCEPTED_AND_OPEN, AT_WORK, IS_ASKED_ABOUT, IS_PRESENTED, CaseRow, for_rows, rows_of, with_step
from motcua.cases.queries.visible import reached_by, visible_to
from motcua.cases.rules.flow import State
from motcua.cases.rules.pace import Horizon, horizon
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local_date
from motcua.offices.absence_queries import standing_in
from motcua.offices.rules.directory import Directory

PAGE = 50
FEW = 10
"""Rows of a smaller section that stand beside the main list; the others lie behind its figure."""

_STOPPED = (State.AWAITING_SUPPLEMENT, State.AWAITING_OBLIGATION, State.PAUSED)


class Section(StrEnum):
    """The parts of a desk, in the order in which it shows them; the value stands in addresses."""

    NOW = "ngay"
    TODAY = "hom-nay"
    NEW = "moi"
    ASKED = "y-kien"
    PARTS = "lien-thong"
    LATER = "sap-toi"
    WAITING = "cho"


HELD = (Section.NOW, Section.TODAY, Section.LATER, Section.WAITING)
"""The sections of cases that the office holds: one list, in this order."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What the reader asked to see: one section or all, his own cases only or the office's, which page."""

    section: Section | None = None
    is_mine_only: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Shelf:
    """One section as far as this page shows it."""

    section: Section
    rows: tuple[CaseRow, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """A desk as asked for; ``counts`` tells how many each section holds, shown here or not."""

    wish: Wish
    shelves: tuple[Shelf, ...]
    counts: Mapping[Section, int]

    @property
    def pages(self) -> int:
        """How many pages the list has that the reader turns over."""
        shown = HELD if self.wish.section is None else (self.wish.section,)
        return max(1, -(-sum(self.counts[section] for section in shown) // PAGE))

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to do and nothing to wait for."""
        return not any(self.counts.values())


def desk(actor: Actor, *, offices: Directory, now: datetime, wish: Wish) -> Desk:
    """The desk of ``actor`` at ``now``: five statements, however many cases."""
    mine = desk_offices(actor)
    cuts = horizon(now, offices.calendars[min(mine)])
    held = _held(actor, mine, cuts, now, is_mine_only=wish.is_mine_only)
    beside = {Section.NEW: _new(actor, mine), Section.ASKED: _asked(actor, mine), Section.PARTS: _parts(actor, mine)}
    found = {section: _read(query, wish, section, now) for section, query in beside.items()}
    listed = list(for_rows(_of_section(held, wish), now=now)[_window(wish, wish.section in (None, *HELD))])
    shelves = [(section, list(cases)) for section, cases in groupby(listed, key=lambda case: HELD[case.rank])]
    shelves += [(section, cases) for section, (cases, _) in found.items()]
    return Desk(
        wish=wish,
        shelves=tuple(
            Shelf(section, rows_of(cases, actor=actor, offices=offices, now=now))
            for section, cases in sorted(shelves, key=lambda shelf: list(Section).index(shelf[0]))
            if cases
        ),
        counts=_counts(held) | {section: total for section, (_, total) in found.items()},
    )


def desk_offices(actor: Actor) -> frozenset[int]:
    """The offices whose work lies on the actor's desk: where he handles or decides, not those below."""
    wanted = ("case.process", "case.decide")
    return frozenset(grant.office_id for grant in actor.grants if not grant.permissions.isdisjoint(wanted))


def _held(actor: Actor, mine: Iterable[int], cuts: Horizon, now: datetime, *, is_mine_only: bool) -> QuerySet[Any]:
    """What these offices have taken over, ranked by section; within it what is the reader's to do first, then by the latest safe start."""
    deciding = [office_id for office_id in mine if actor.may("case.decide", office_id)]
    stood_in_for = standing_in(local_date(now)).filter(stand_in=actor.person_id).values("person")
    is_mine = Q(handler=actor.person_id) | Q(handler__in=stood_in_for) | (IS_PRESENTED & Q(holder_office__in=deciding))
    is_waiting = Q(state__in=_STOPPED) | IS_ASKED_ABOUT | (IS_PRESENTED & ~Q(holder_office__in=deciding))
    cases = with_step(reached_by(actor)).filter(holder_office__in=mine, state__in=AT_WORK, accepted_at__isnull=False)
    ranked = cases.annotate(
        rank=Choose(
            When(is_waiting, then=Value(HELD.index(Section.WAITING))),
            When(Q(start_by__lte=cuts.now_ends) | Q(runs_out_at__lte=now), then=Value(HELD.index(Section.NOW))),
            When(start_by__lte=cuts.today_ends, then=Value(HELD.index(Section.TODAY))),
            default=Value(HELD.index(Section.LATER)),
            output_field=IntegerField(),
        ),
        comes_after=Choose(When(is_mine, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )
    return (ranked.filter(is_mine) if is_mine_only else ranked).order_by("rank", "comes_after", "start_by", "id")


def _new(actor: Actor, mine: Iterable[int]) -> QuerySet[Any]:
    """Accepted cases that the counter has still to hand over, or these offices to take over."""
    cases = with_step(reached_by(actor)).filter(state=State.ACCEPTED)
    return cases.annotate(first_office=Coalesce("current__office", "lead_office")).filter(first_office__in=mine).order_by("start_by", "id")


def _asked(actor: Actor, mine: Iterable[int]) -> QuerySet[Any]:
    """Cases about which another office asks these for an opinion."""
    asked = Consultation.objects.filter(answered_at=None, office__in=mine)
    first = asked.filter(case=OuterRef("pk")).order_by("due_at")
    cases = visible_to(actor).filter(pk__in=asked.values("case"), state__in=ACCEPTED_AND_OPEN)
    return cases.annotate(asked_due=Subquery(first.values("due_at")[:1]), asked_office=Subquery(first.values("office")[:1])).order_by(
        "asked_due", "id"
    )


def _parts(actor: Actor, mine: Iterable[int]) -> QuerySet[Any]:
    """Joint cases held elsewhere of which these offices have begun a part and not completed it."""
    begun = CasePart.objects.filter(done_at=None, began_at__isnull=False, office__in=mine)
    first = begun.filter(case=OuterRef("pk")).order_by("step")
    cases = visible_to(actor).filter(pk__in=begun.values("case"), state__in=ACCEPTED_AND_OPEN).exclude(holder_office__in=mine)
    return cases.annotate(part_due=Subquery(first.values("due_at")[:1]), part_office=Subquery(first.values("office")[:1])).order_by(
        "part_due", "id"
    )


def _of_section(held: QuerySet[Any], wish: Wish) -> QuerySet[Any]:
    return held if wish.section not in HELD else held.filter(rank=HELD.index(wish.section))


def _window(wish: Wish, is_turned: bool) -> slice:
    """The rows of a list that the reader turns over page by page; of any other, none."""
    return slice((wish.page - 1) * PAGE, wish.page * PAGE) if is_turned else slice(0, 0)


def _read(query: QuerySet[Any], wish: Wish, section: Section, now: datetime) -> tuple[list[Any], int]:
    """A smaller section: its first rows beside the main list, a page of it where it was asked for; and its size."""
    shown = _window(wish, True) if wish.section is section else slice(0, FEW)
    cases = list(for_rows(query.annotate(of_total=Window(Count("pk"))), now=now)[shown])
    total = cases[0].of_total if cases else 0
    is_shown = wish.section is section or (wish.section is None and wish.page == 1)
    return (cases if is_shown else []), total


def _counts(held: QuerySet[Any]) -> dict[Section, int]:
    found = dict(held.order_by().values_list("rank").annotate(Count("pk")))
    return {section: found.get(rank, 0) for rank, section in enumerate(HELD)}
