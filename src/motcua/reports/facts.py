"""The only SQL of reporting: which cases a report is about, and of what kind each of them was, as of a moment.

A case whose clock has not turned since that moment is judged by its columns, inside the database. One whose clock has (it was stopped,
went on, started anew or was extended since) is judged from its history as it stood then, by the rules that measure any case.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from django.db.models import BigIntegerField, CharField, Count, F, Q, QuerySet, Value, When
from django.db.models import Case as OneOf
from django.db.models.lookups import LessThan

from motcua.cases.models import Apology, Case, CaseSpan
from motcua.cases.queries.measured import histories_of
from motcua.cases.rules.channels import ONLINE
from motcua.cases.rules.history import as_it_stood
from motcua.cases.rules.measures import stand
from motcua.database.dialect import LocalDate
from motcua.kernel.moments import local_date
from motcua.law.clock import MOVES_THE_DUE, Timeliness
from motcua.law.periods import Period
from motcua.offices.queries import directory
from motcua.reports.tally import CONDITIONS, Basis, Cell, Facts, Kind, Origin

_AN_INSTANT = timedelta(microseconds=1)
_AT_ONCE = 5000
"""How many histories are read at a time."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a report is about: the cases that these offices answer for in a period; of one ``field``, of ``case_ids`` alone, or
    ``without`` some, if told.

    A report is as of the 00:00 after the last day of its period, or as of an earlier moment, ``as_of``, that moment's acts included.
    """

    authority_id: int
    office_ids: frozenset[int]
    period: Period
    as_of: datetime | None = None
    field: str | None = None
    case_ids: frozenset[int] | None = None
    without: frozenset[int] = frozenset()

    @property
    def is_running(self) -> bool:
        """Whether the report is as of a moment before the end of its period."""
        return self.as_of is not None and self.as_of < self.period.end

    @property
    def judged_at(self) -> datetime:
        """The moment at which open cases are judged."""
        return self.as_of if self.as_of and self.is_running else self.period.end

    @property
    def before(self) -> datetime:
        """Acts before this moment are known, later ones are not."""
        return self.judged_at + _AN_INSTANT if self.is_running else self.period.end


def facts_of(asked: Asked) -> Facts:
    """How many cases of each kind there are: one statement, and four for however many cases are judged by their histories."""
    facts: Facts = Counter()
    turned: dict[int, Kind] = {}
    grouped = _cases(asked).order_by().values(*_KIND, "turned").annotate(cases=Count("pk"))
    for *told, case_id, cases in grouped.values_list(*_KIND, "turned", "cases"):
        if case_id is None:
            facts[_kind(*told)] += cases
        else:
            turned[case_id] = _kind(*told)
    facts.update(_judged(turned, asked).values())
    return facts


def places_of(asked: Asked) -> dict[int, Kind]:
    """Case id → the kind that the case is of: what a report that is submitted keeps."""
    rows = list(_cases(asked).order_by("pk").values_list("pk", "turned", *_KIND))
    places = {case_id: _kind(*told) for case_id, _, *told in rows}
    return places | _judged({case_id: places[case_id] for case_id, turned, *_ in rows if turned}, asked)


def cases_of(asked: Asked, cell: Cell, basis: Basis = Basis.IN_FORCE) -> QuerySet[Any]:
    """The cases that one figure counts."""
    meant = CONDITIONS[cell]
    stands = "stand" if basis is Basis.IN_FORCE else "stand_first"
    conditions = Q(origin__in=meant.origins, turned=None, **{f"{stands}__in": meant.stands})
    marks = {"is_extended": meant.is_extended, "has_no_result": meant.has_no_result}
    conditions &= Q(**{mark: Value(wanted) for mark, wanted in marks.items() if wanted is not None})
    turned = {case_id: _kind(*told) for case_id, *told in _cases(asked).exclude(turned=None).values_list("pk", *_KIND)}
    by_histories = [case_id for case_id, kind in _judged(turned, asked).items() if meant.holds(kind, basis)]
    by_columns = _cases(asked).filter(conditions).order_by().values("pk")
    return Case.objects.filter(Q(pk__in=by_columns) | Q(pk__in=by_histories))


# ---- which cases, and what is asked of each -------------------------------------------------------------------------------

_KIND = ("version__field", "office", "origin", "stand", "stand_first", "is_extended", "has_no_result")


def _kind(field: str, office_id: int, origin: str, in_force: str, first: str, is_extended: Any, has_no_result: Any) -> Kind:
    return Kind(field, office_id, Origin(origin), Timeliness(in_force), Timeliness(first), bool(is_extended), bool(has_no_result))


def _meant(asked: Asked) -> QuerySet[Any]:
    """The cases that the report is about: accepted before its moment, and not ended before its period.

    A case belongs to its lead office; a joint one counts once, in the office that received it (counting rule 10).
    """
    office = OneOf(When(version__is_joint=True, then=F("receiving_office")), default=F("lead_office"))
    found = Case.objects.filter(Q(settled_at=None) | Q(settled_at__gte=asked.period.start), authority_id=asked.authority_id)
    found = found.filter(accepted_at__lt=asked.before).annotate(office=office).filter(office__in=asked.office_ids)
    if asked.case_ids is not None:
        found = found.filter(pk__in=asked.case_ids)
    if asked.without:
        found = found.exclude(pk__in=asked.without)
    return found if asked.field is None else found.filter(version__field=asked.field)


def _with_origin(cases: QuerySet[Any], asked: Asked) -> QuerySet[Any]:
    extended = Apology.objects.filter(new_due_at__isnull=False, issued_at__lt=asked.before).values("case")
    return cases.annotate(
        origin=_words(
            When(accepted_at__lt=asked.period.start, then=Value(Origin.CARRIED)),
            When(channel__in=ONLINE, then=Value(Origin.ONLINE)),
            default=Origin.DIRECT,
        ),
        is_extended=OneOf(When(pk__in=extended, then=Value(True)), default=Value(False)),
        has_no_result=OneOf(When(_has_ended(asked) & Q(outcome=""), then=Value(True)), default=Value(False)),
    )


def _cases(asked: Asked) -> QuerySet[Any]:
    """The cases of the report, each with its kind; ``turned`` holds the id of one whose columns do not say how it stood then."""
    cases = _with_origin(_meant(asked), asked).annotate(stand=_stand("due_at", asked), stand_first=_stand("first_due_at", asked))
    turned = ~_has_ended(asked) & Q(pk__in=_turned_since(asked))
    return cases.annotate(turned=OneOf(When(turned, then=F("pk")), output_field=BigIntegerField()))


def _judged(turned: Mapping[int, Kind], asked: Asked) -> dict[int, Kind]:
    """Those cases with the kinds that they were of then, judged by their histories."""
    judged: dict[int, Kind] = {}
    offices = directory(asked.authority_id)
    ids = sorted(turned)
    for first in range(0, len(ids), _AT_ONCE):
        rows = list(Case.objects.filter(pk__in=ids[first : first + _AT_ONCE]))
        histories = histories_of(rows, offices=offices)
        for case in rows:
            then = as_it_stood(histories[case.pk], asked.before)
            in_force, by_first = stand(then, offices.calendars[case.lead_office_id], as_of=asked.judged_at)
            judged[case.pk] = replace(turned[case.pk], stand=in_force, stand_first=by_first)
    return judged


def _turned_since(asked: Asked) -> QuerySet[Any]:
    mine = CaseSpan.objects.filter(authority_id=asked.authority_id, began_at__gte=asked.before)
    return mine.filter(turn__in=MOVES_THE_DUE).values("case")


# ---- how a case stands, as a condition on its columns (counting rules 4–6; law/clock.timeliness says the same) -------------------


def _stand(due: str, asked: Asked) -> OneOf:
    """How a case stands against the due in column ``due``. Only a case without a limit has none."""
    return _words(
        When(Q(**{due: None}), then=Value(Timeliness.NO_LIMIT)),
        When(_has_ended(asked) & _has_passed(due, "settled_at"), then=Value(Timeliness.LATE)),
        When(_has_ended(asked) & ~Q(outcome="") & _is_before(due, "settled_at"), then=Value(Timeliness.EARLY)),
        When(_has_ended(asked), then=Value(Timeliness.ON_TIME)),
        When(_has_passed(due, asked.judged_at), then=Value(Timeliness.PENDING_LATE)),
        default=Timeliness.PENDING_IN_TIME,
    )


def _has_ended(asked: Asked) -> Q:
    return Q(settled_at__lt=asked.before)


# A case runs out after its due where dates are compared, and at its due where moments are; while a stop suspends the due, never.
_BY_DATE = Q(runs_out_at__gt=F("due_at"))
_BY_MOMENT = Q(runs_out_at=F("due_at"))


def _has_passed(due: str, moment: str | datetime) -> Q:
    """Whether ``due`` has passed at a moment (told, or in a column): on a later date, or strictly after it."""
    at, on = _at_and_on(moment)
    return (_BY_DATE & Q(LessThan(LocalDate(due), on))) | (_BY_MOMENT & Q(LessThan(F(due), at)))


def _is_before(due: str, moment: str) -> Q:
    """Whether the moment in a column lies before ``due``: on an earlier date, or strictly before it."""
    at, on = _at_and_on(moment)
    return (_BY_DATE & Q(LessThan(on, LocalDate(due)))) | (_BY_MOMENT & Q(LessThan(at, F(due))))


def _at_and_on(moment: str | datetime) -> tuple[Any, Any]:
    if isinstance(moment, str):
        return F(moment), LocalDate(moment)
    return Value(moment), Value(local_date(moment))


def _words(*cases: When, default: str) -> OneOf:
    return OneOf(*cases, default=Value(default), output_field=CharField())
