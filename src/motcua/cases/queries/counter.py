"""What lies at a counter: what has come in, what waits for papers, what must be handed over, what can be returned."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from motcua.cases.models import Case, Consultation, Slip, SupplementRequest
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.forms import SlipForm
from motcua.cases.rules.outcomes import Outcome
from motcua.catalogue.queries import version
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold
from motcua.kernel.moments import local, local_date
from motcua.law.calendar import WorkingCalendar, working_minutes_between
from motcua.law.clock import transfer_deadline
from motcua.offices.rules.directory import Directory

PAGE = 50
_REMEMBERED = 60
_USUAL = 5


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits at a counter, by what is to be done with it."""

    submitted: int = 0
    awaiting: int = 0
    accepted: int = 0
    settled: int = 0
    late_consultations: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CounterRow:
    """One case on a counter's list: no more than number, name and what the list is about.

    ``since`` is the moment from which it lies here, ``deadline`` the moment by which it must leave, ``to_office`` where it goes.
    """

    case_id: int
    revision: int
    number: str
    applicant: str
    procedure: str
    channel: str
    return_channel: str
    state: State
    outcome: Outcome | None
    since: datetime | None
    due_at: datetime | None
    is_due_provisional: bool = False
    deadline: datetime | None = None
    is_late: bool = False
    waited_minutes: int = 0
    to_office: str = ""
    wanted: int = 0


@dataclass(frozen=True, slots=True)
class LateConsultation:
    """An opinion that another office owes: the counter is told of it (NĐ 61/2018 Đ.19.5)."""

    case_id: int
    number: str
    procedure: str
    office: str
    phone: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class Listed:
    """One page of a list and how many there are in all."""

    rows: tuple[CounterRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Taken:
    """A filing dealt with at the counter today, with the slip that it brought forth, if any."""

    case_id: int
    number: str
    applicant: str
    procedure: str
    state: State
    at: datetime
    slip_id: int | None


def counters_of(actor: Actor, *permissions: str) -> frozenset[int]:
    """The offices at which the actor holds one of ``permissions`` (unless told, that of receiving) himself."""
    wanted = permissions or ("case.receive",)
    return frozenset(grant.office_id for grant in actor.grants if not grant.permissions.isdisjoint(wanted))


def load(counters: Iterable[int], *, authority_id: int, now: datetime) -> Load:
    """What waits at these counters, in two statements."""
    states = (State.SUBMITTED, State.AWAITING_SUPPLEMENT, State.ACCEPTED, State.SETTLED)
    counted = dict(_of(counters, authority_id).filter(state__in=states).values_list("state").annotate(n=Count("id")).order_by())
    return Load(
        submitted=counted.get(State.SUBMITTED, 0),
        awaiting=counted.get(State.AWAITING_SUPPLEMENT, 0),
        accepted=counted.get(State.ACCEPTED, 0),
        settled=counted.get(State.SETTLED, 0),
        late_consultations=_late_consultations(counters, authority_id, now).count(),
    )


def submitted(counters: Iterable[int], offices: Directory, *, now: datetime, page: int = 1) -> Listed:
    """Filings that have come in and wait for the counter, longest waiting first; they wait in session minutes."""
    rows = _of(counters, offices.authority_id).filter(state=State.SUBMITTED).order_by("submitted_at", "id")

    def told(case: Case) -> CounterRow:
        came = local(case.submitted_at)
        return _row(case, since=came, waited_minutes=_waited(came, now, offices.calendars[case.receiving_office_id]))

    return _page(rows, told, page)


def awaiting_papers(counters: Iterable[int], offices: Directory, *, page: int = 1) -> Listed:
    """Cases that wait for papers which the applicant is to bring, longest waiting first."""
    newest = SupplementRequest.objects.filter(case=OuterRef("pk")).order_by("-id")
    rows = _of(counters, offices.authority_id).filter(state=State.AWAITING_SUPPLEMENT)
    asked = rows.annotate(asked_at=Subquery(newest.values("requested_at")[:1]), wanted=Subquery(newest.values("open_keys")[:1]))

    def told(case: Case) -> CounterRow:
        return _row(case, since=getattr(case, "asked_at", None), wanted=_how_many(getattr(case, "wanted", None)))

    return _page(asked.order_by("asked_at", "id"), told, page)


def to_hand_over(counters: Iterable[int], offices: Directory, *, now: datetime, page: int = 1) -> Listed:
    """Accepted cases that must go to their handling office: the same day, after 15:00 the next working morning (Đ.18.2)."""
    rows = _of(counters, offices.authority_id).filter(state=State.ACCEPTED).order_by("accepted_at", "id")

    def told(case: Case) -> CounterRow:
        accepted = local(case.accepted_at or case.submitted_at)
        until = transfer_deadline(accepted, offices.calendars[case.receiving_office_id])
        to_office = version(case.version_id).step_office(case.step, lead_office_id=case.lead_office_id)
        return _row(case, since=accepted, deadline=until, is_late=now > until, to_office=offices.offices[to_office].name)

    return _page(rows, told, page)


def to_return(counters: Iterable[int], offices: Directory, *, words: str = "", page: int = 1) -> Listed:
    """Settled cases whose result can be handed back, newest first; ``words`` are parts of a name or the end of a number."""
    rows = _of(counters, offices.authority_id).filter(state=State.SETTLED)
    for word in fold(words).split():
        rows = rows.filter(Q(applicant__name_folded__contains=word) | Q(file_number__iendswith=word))
    return _page(rows.order_by("-settled_at", "-id"), lambda case: _row(case, since=case.settled_at), page)


def late_consultations(counters: Iterable[int], offices: Directory, *, now: datetime) -> list[LateConsultation]:
    """Opinions not given in time on cases of these counters, longest overdue first."""
    rows = _late_consultations(counters, offices.authority_id, now).select_related("case__version").order_by("due_at", "id")
    return [
        LateConsultation(
            case_id=asked.case_id,
            number=asked.case.file_number or asked.case.provisional_code,
            procedure=asked.case.version.name,
            office=offices.offices[asked.office_id].name,
            phone=offices.offices[asked.office_id].phone,
            due_at=asked.due_at,
        )
        for asked in rows[:PAGE]
    ]


def taken_today(counters: Iterable[int], *, authority_id: int, today: date, most: int = 8) -> list[Taken]:
    """What these counters have dealt with today, newest first."""
    forms = (SlipForm.RECEIPT, SlipForm.SUPPLEMENT, SlipForm.REFUSAL)
    slips = Slip.objects.filter(authority_id=authority_id, office__in=counters, form__in=forms).order_by("-id")
    issued = [
        _taken(slip.case, at=slip.issued_at, slip_id=slip.pk)
        for slip in slips.select_related("case__applicant", "case__version").defer("content")[:most]
        if local_date(slip.issued_at) == today
    ]
    return sorted([*issued, *_without_receipt(counters, authority_id, today)], key=lambda each: each.at, reverse=True)[:most]


def _without_receipt(counters: Iterable[int], authority_id: int, today: date) -> list[Taken]:
    """Of the last lines of the book those of today whose result is given at once, so that there is no slip."""
    booked = Case.objects.filter(authority_id=authority_id, receiving_office__in=counters, booked_on__isnull=False)
    has_receipt = Exists(Slip.objects.filter(case=OuterRef("pk"), form=SlipForm.RECEIPT))
    newest = booked.annotate(has_receipt=has_receipt).select_related("applicant", "version").order_by("-book_year", "-book_serial")[:PAGE]
    return [_taken(case, at=case.accepted_at or case.submitted_at) for case in newest if case.booked_on == today and not case.has_receipt]


def _taken(case: Case, *, at: datetime, slip_id: int | None = None) -> Taken:
    return Taken(
        case_id=case.pk,
        number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=case.version.name,
        state=State(case.state),
        at=at,
        slip_id=slip_id,
    )


def usual_procedures(counter: int, *, authority_id: int) -> list[int]:
    """The ids of the procedures that this counter has lately received most often, commonest first."""
    recent = Case.objects.filter(authority_id=authority_id, receiving_office=counter).order_by("-id")
    ids = list(recent.values_list("procedure_id", flat=True)[:_REMEMBERED])
    return sorted(dict.fromkeys(ids), key=lambda each: -ids.count(each))[:_USUAL]


def _of(counters: Iterable[int], authority_id: int) -> QuerySet[Case]:
    return Case.objects.filter(authority_id=authority_id, receiving_office__in=counters)


def _late_consultations(counters: Iterable[int], authority_id: int, now: datetime) -> QuerySet[Consultation]:
    return Consultation.objects.filter(
        authority_id=authority_id, answered_at=None, due_at__lt=now, case__receiving_office__in=counters, case__state__in=OPEN
    )


def _page(rows: QuerySet[Case], told: Callable[[Case], CounterRow], page: int) -> Listed:
    """The rows of one page; the total costs a statement only where the page is full or not the first."""
    first = (page - 1) * PAGE
    found = list(rows.select_related("applicant", "version")[first : first + PAGE])
    total = rows.count() if len(found) == PAGE or first else len(found)
    return Listed(tuple(told(case) for case in found), total)


def _row(case: Case, **more: object) -> CounterRow:
    return CounterRow(
        case_id=case.pk,
        revision=case.revision,
        number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=case.version.name,
        channel=case.channel,
        return_channel=case.return_channel,
        state=State(case.state),
        outcome=Outcome(case.outcome) if case.outcome else None,
        due_at=case.due_at,
        is_due_provisional=case.is_due_provisional,
        **more,  # type: ignore[arg-type]
    )


def _waited(since: datetime, now: datetime, calendar: WorkingCalendar) -> int:
    return working_minutes_between(since, now, calendar) if since < now else 0


def _how_many(keys: object) -> int:
    return len(keys) if isinstance(keys, list) else 0


def standing_at(counter_id: int, state: State, *, authority_id: int) -> list[int]:
    """The cases received at a counter that stand in ``state``, newest first."""
    rows = Case.objects.filter(authority_id=authority_id, receiving_office_id=counter_id, state=state, accepted_at__isnull=False)
    return list(rows.order_by("-id").values_list("id", flat=True))
