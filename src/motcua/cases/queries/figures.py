"""What each figure of the leader's board counts, as conditions on cases: the figure and the list behind it ask the same."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from motcua.cases.models import Apology, Consultation
from motcua.cases.queries.rows import ACCEPTED_AND_OPEN, IS_PRESENTED, with_step
from motcua.cases.queries.visible import many_visible_to
from motcua.cases.rules.flow import State
from motcua.cases.rules.pace import horizon
from motcua.cases.rules.transfers import accepted_too_long_ago
from motcua.kernel.actor import Actor
from motcua.kernel.moments import at, local, local_date
from motcua.law.calendar import WorkingCalendar
from motcua.law.rulebook import rulebook_on
from motcua.offices.rules.directory import Directory

DAYS_AHEAD = 5


class Cell(StrEnum):
    """What a figure counts; the value stands in addresses.

    Every case that an office holds is either LATE, STOPPED, NO_DUE, due ON one of the days ahead or AFTER them; WILL_BE_LATE is a part of
    the last two, OWED of the first. APOLOGIES are those owed that the leader writes himself.
    """

    HELD = "dang-giu"
    LATE = "tre"
    OWED = "no-xin-loi"
    WILL_BE_LATE = "se-tre"
    ON = "han"
    AFTER = "sau"
    STOPPED = "dung"
    NO_DUE = "khong-han"
    TO_SIGN = "ky"
    TO_SIGN_BELOW = "ky-cap-duoi"
    APOLOGIES = "xin-loi"
    EXTENDABLE = "gia-han"
    TRANSFERS = "chuyen-tre"
    QUESTIONS = "y-kien-tre"


@dataclass(frozen=True, slots=True)
class Pick:
    """Which cases a list shows: those that one figure counts.

    ``day`` belongs to ``ON`` alone, ``office_id`` is who holds them, ``field`` what the procedure names (empty: none is named).
    """

    cell: Cell
    office_id: int | None = None
    field: str | None = None
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Outlook:
    """Who looks at the board, upon which offices, at which moment."""

    actor: Actor
    offices: Directory
    now: datetime

    @property
    def calendar(self) -> WorkingCalendar:
        """The calendar of the leader's own office: by it "now" and the days ahead are cut."""
        return self.offices.calendars[min(grant.office_id for grant in self.actor.grants if "board.read" in grant.permissions)]

    @property
    def days(self) -> tuple[date, ...]:
        """The working dates counted one by one: today, or the next to open, and those that follow."""
        first = local(horizon(self.now, self.calendar).now_ends).date()
        return (first, *(self.calendar.working_date_after(first, further) for further in range(1, DAYS_AHEAD)))

    def reach(self, permission: str) -> frozenset[int]:
        """The offices for which the leader holds ``permission``."""
        return frozenset().union(*(grant.reach for grant in self.actor.grants if permission in grant.permissions), frozenset[int]())

    def own(self, permission: str) -> frozenset[int]:
        """The offices at which he holds it himself, not those below."""
        return frozenset(grant.office_id for grant in self.actor.grants if permission in grant.permissions)


def cases_of(pick: Pick, view: Outlook) -> QuerySet[Any]:
    """The cases that ``pick`` names, most pressing first."""
    found = all_open(view).filter(condition(pick, view))
    if pick.office_id is not None:
        found = found.filter(holder_office=pick.office_id)
    if pick.field is not None:
        found = found.filter(version__field=pick.field)
    return found.order_by(F("start_by").asc(nulls_last=True), "id")


def all_open(view: Outlook) -> QuerySet[Any]:
    """Every open accepted case that the leader may see, with its step."""
    return with_step(many_visible_to(view.actor)).filter(state__in=ACCEPTED_AND_OPEN, accepted_at__isnull=False)


def answered_for(view: Outlook) -> Q:
    """Cases that his offices lead, hold or received, rather than are merely asked about."""
    reach = view.reach("board.read")
    return Q(lead_office__in=reach) | Q(holder_office__in=reach) | Q(receiving_office__in=reach)


def condition(pick: Pick, view: Outlook) -> Q:
    """What makes a case count in the figure that ``pick`` names."""
    cell = pick.cell
    if cell in _BY_TIME:
        return _by_time(pick, view) & answered_for(view)
    if cell in (Cell.TO_SIGN, Cell.TO_SIGN_BELOW):
        return IS_PRESENTED & _signed_by(view, is_below=cell is Cell.TO_SIGN_BELOW)
    if cell is Cell.APOLOGIES:
        return _owes_apology(view) & Q(lead_office__in=view.reach("case.apologise"))
    if cell is Cell.EXTENDABLE:
        return _will_be_late(view) & _may_be_extended(view)
    if cell is Cell.TRANSFERS:
        return Q(state=State.ACCEPTED) & _lies_too_long(view) & answered_for(view)
    return Q(pk__in=Consultation.objects.filter(answered_at=None, due_at__lt=view.now).values("case"))


_BY_TIME = (Cell.HELD, Cell.LATE, Cell.OWED, Cell.WILL_BE_LATE, Cell.ON, Cell.AFTER, Cell.STOPPED, Cell.NO_DUE)


def _by_time(pick: Pick, view: Outlook) -> Q:
    """The cells of an office's line; a due that runs has ``runs_out_at``, a suspended one has none."""
    runs = Q(runs_out_at__gt=view.now)
    conditions = {
        Cell.HELD: Q(),
        Cell.LATE: Q(runs_out_at__lte=view.now),
        Cell.OWED: _owes_apology(view),
        Cell.WILL_BE_LATE: _will_be_late(view),
        Cell.ON: runs & _due_on(pick.day or view.days[0], view.days),
        Cell.AFTER: runs & Q(due_at__gte=_end_of(view.days[-1])),
        Cell.STOPPED: Q(is_suspended=True, due_at__isnull=False),
        Cell.NO_DUE: Q(due_at=None),
    }
    return conditions[pick.cell]


def _owes_apology(view: Outlook) -> Q:
    return Q(runs_out_at__lte=view.now) & ~_is_covered(view.now)


def _will_be_late(view: Outlook) -> Q:
    return Q(runs_out_at__gt=view.now, start_by__lte=horizon(view.now, view.calendar).now_ends)


def _due_on(day: date, days: tuple[date, ...]) -> Q:
    """Due after the day before it in the list has ended, and by the end of ``day``; the first day takes whatever is not late before it."""
    ends = Q(due_at__lt=_end_of(day))
    earlier = [before for before in days if before < day]
    return ends & Q(due_at__gte=_end_of(earlier[-1])) if earlier else ends


def _end_of(day: date) -> datetime:
    return at(day + timedelta(days=1))


def _signed_by(view: Outlook, *, is_below: bool) -> Q:
    """Held by an office where the leader himself signs, or else by one below."""
    own = view.own("case.decide")
    return Q(holder_office__in=view.reach("case.decide") - own if is_below else own)


def _is_covered(now: datetime) -> Q:
    """Whether an apology is in force: until its date ends where dates count (the case runs out at midnight), else to the minute."""
    named = Apology.objects.filter(case=OuterRef("pk")).annotate(named=Coalesce("new_due_at", "expected_at"))
    by_date = Q(named__gte=at(local_date(now)), case__runs_out_at__gt=F("case__due_at"))
    return Q(Exists(named.filter(Q(named__gte=now) | by_date)))


def _may_be_extended(view: Outlook) -> Q:
    """Not extended before, and the last day for it, so many working dates before the due date, is not over (NĐ 61/2018 Đ.19.9)."""
    today = local_date(view.now)
    first = today if view.calendar.is_working_date(today) else view.calendar.next_working_date(today)
    further = rulebook_on(today).apology_lead_working_days.value - 1
    last = view.calendar.working_date_after(first, further) if further else first
    is_extended = Exists(Apology.objects.filter(case=OuterRef("pk"), new_due_at__isnull=False))
    return Q(due_at__gte=_end_of(last), lead_office__in=view.reach("case.extend")) & ~Q(is_extended)


def _lies_too_long(view: Outlook) -> Q:
    """Accepted so long ago, by the calendar of its counter, that it should have been handed over."""
    counters = defaultdict(list)
    for office_id, calendar in view.offices.calendars.items():
        counters[calendar].append(office_id)
    cutoff = rulebook_on(local_date(view.now)).transfer_cutoff.value
    lies = Q(pk__in=[])
    for calendar, office_ids in counters.items():
        lies |= Q(receiving_office__in=office_ids, accepted_at__lte=accepted_too_long_ago(view.now, calendar, cutoff=cutoff))
    return lies
