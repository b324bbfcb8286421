"""A file of an old system taken over: read by a mapping, tried, done line by line, and compared with what our records say."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from motcua.cases.commands.take_over import take_over
from motcua.cases.queries.take_over_known import known_here, taken_ids
from motcua.cases.queries.take_over_tried import fields_of, tried
from motcua.cases.rules.takeover import Mapped, Source, read_line
from motcua.cases.rules.takeover_guess import guessed_columns, guessed_words
from motcua.cases.rules.takeover_results import BECAME_WORDS, Became, LineResult
from motcua.cases.rules.takeover_totals import Compared, Totals, compared, totals_of
from motcua.doors.shared.labels import label
from motcua.doors.shared.refusals import refused
from motcua.doors.shared.table_file import Table
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.kernel.refusal import Refusal
from motcua.law.clock import Timeliness
from motcua.law.periods import Period
from motcua.offices.queries import directory
from motcua.reports.facts import Asked, places_of

_BEGINNING = date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the report: what became of it, and each reason with its column, why and what to do."""

    line: int
    number: str
    became: str
    column: str = ""
    typed: str = ""
    why: str = ""
    todo: str = ""


def guessed(table: Table, mapped: Mapped | None = None) -> Mapped:
    """``mapped``, or the mapping that the headers suggest, with a meaning for every word that can be guessed."""
    told = mapped or Mapped(columns=guessed_columns(table.headers))
    return guessed_words(told, (row for _, row in table.lines(told.columns)))


def results_of(table: Table, mapped: Mapped, *, counter_id: int, authority_id: int, now: datetime) -> tuple[LineResult, ...]:
    """What would become of every line; nothing is written."""
    known = known_here(authority_id=authority_id, receiving_office_id=counter_id, day=local_date(now))
    lines = [read_line(row, line=number, mapped=mapped, known=known) for number, row in table.lines(mapped.columns)]
    return tried(lines, source=Source(table.name[:200], table.digest), authority_id=authority_id, receiving_office_id=counter_id, now=now)


def taken(
    results: tuple[LineResult, ...], table: Table, *, counter_id: int, actor: Actor, now: Callable[[], datetime],
    is_enough: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[LineResult, bool]]:  # fmt: skip
    """Every line with what became of it and whether its case was taken over just now; once it ``is_enough``, the rest stays as tried.

    Each case has its own transaction: what is done when the power fails stays done, and the next run goes on behind it.
    """
    source = Source(table.name[:200], table.digest)
    for each in results:
        if each.became is not Became.NEW or each.case is None or is_enough():
            yield each, False
            continue
        try:
            is_new = take_over(actor=actor, at=now(), old=each.case, source=source, receiving_office_id=counter_id).is_new
        except Refusal as refusal:
            yield replace(each, became=Became.HELD_BACK, refusal=refusal), False
        else:
            yield (each if is_new else replace(each, became=Became.KNOWN)), is_new


def told(results: tuple[LineResult, ...], mapped: Mapped) -> Iterator[Told]:
    """The report: a line of the file a line, one held back for several reasons a line each."""
    for each in results:
        became = BECAME_WORDS[each.became]
        if each.refusal:
            said = refused(each.refusal)
            yield Told(each.line, each.number, became, why=said.what, todo=said.todo)
        for flaw in each.flaws:
            column = mapped.columns.get(flaw.field, "chưa chọn cột")
            yield Told(each.line, each.number, became, f"{column}", flaw.typed, flaw.why, flaw.todo)
        if not (each.refusal or each.flaws):
            yield Told(each.line, each.number, became)


def reconciled(
    results: tuple[LineResult, ...], *, counter_id: int, authority_id: int, now: datetime,
    reported: Mapping[Timeliness, int] | None = None,
) -> tuple[Compared, ...]:  # fmt: skip
    """The file's totals by its dates beside ours by the rules of Biểu 06, for the same cases, and the old report's."""
    cases = [each.case for each in results if each.case and each.became is not Became.HELD_BACK]
    fields = fields_of(cases, authority_id=authority_id, receiving_office_id=counter_id, now=now)
    return compared(totals_of(fields, now=local(now)), _totals_here([each.number for each in cases], authority_id, now), reported)


def _totals_here(numbers: list[str], authority_id: int, now: datetime) -> Totals:
    totals: Totals = Counter()
    offices, period = frozenset(directory(authority_id).offices), Period(_BEGINNING, local_date(now))
    for some in taken_ids(numbers, authority_id=authority_id):
        places = places_of(Asked(authority_id, offices, period, as_of=now, case_ids=some))
        totals.update((kind.field, kind.stand) for kind in places.values())
    return totals


def compared_words(each: Compared) -> str:
    """ "Đất đai, Quá hạn: tệp 3, hệ thống này 3": one figure on one line."""
    said = f"{each.field or 'Cộng'}, {label(each.stands, 'timeliness').lower()}: tệp {each.in_file}, hệ thống này {each.here}"
    said += "" if each.reported is None else f", báo cáo cũ {each.reported}"
    return f"{said}; CHÊNH LỆCH" if each.differs else said
