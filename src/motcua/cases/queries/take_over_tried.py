"""What would become of the lines of a file, or did: judged by the rules that the command follows, nothing written."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from motcua.cases.models import Case
from motcua.cases.queries.old_at_hand import version_for
from motcua.cases.queries.take_over_known import taken_over_before
from motcua.cases.rules.taken_over import plan_of
from motcua.cases.rules.takeover import Before, LineRead, OldCase, Source
from motcua.cases.rules.takeover_results import Became, LineResult
from motcua.kernel.moments import local_date
from motcua.kernel.refusal import Code, Refusal
from motcua.offices.queries import directory
from motcua.offices.rules.directory import Directory

_AT_ONCE = 500


def tried(
    lines: Iterable[LineRead], *, source: Source, authority_id: int, receiving_office_id: int, now: datetime
) -> tuple[LineResult, ...]:
    """What would become of each line of ``source``; a few statements for however many."""
    read = list(lines)
    numbers = [each.number for each in read if each.case]
    judge = _Judge(directory(authority_id), receiving_office_id, now, source, taken_over_before(numbers, authority_id=authority_id))
    judge.others = _numbers_here(numbers, authority_id) - set(judge.known)
    return tuple(judge.of(each) for each in read)


def fields_of(cases: Iterable[OldCase], *, authority_id: int, receiving_office_id: int, now: datetime) -> Iterator[tuple[str, OldCase]]:
    """Each old case with the field (lĩnh vực) of the procedure that it is taken over under."""
    offices = directory(authority_id)
    for old in cases:
        yield version_for(old, receiving_office_id, offices, today=local_date(now)).field, old


def _numbers_here(numbers: list[str], authority_id: int) -> set[str]:
    found: set[str] = set()
    for first in range(0, len(numbers), _AT_ONCE):
        rows = Case.objects.filter(authority_id=authority_id, file_number__in=numbers[first : first + _AT_ONCE])
        found.update(number for number in rows.values_list("file_number", flat=True) if number)
    return found


class _Judge:
    """Judges line by line, and remembers the lines before: a number counts once in a file too."""

    def __init__(self, offices: Directory, counter_id: int, now: datetime, source: Source, known: dict[str, Before]) -> None:
        self.offices, self.counter_id, self.now = offices, counter_id, now
        self.source, self.known = source, known
        self.others: set[str] = set()

    def of(self, read: LineRead) -> LineResult:
        if read.flaws:
            return LineResult(read.line, read.number, Became.HELD_BACK, flaws=read.flaws)
        if read.case is None:
            return LineResult(read.line, read.number, Became.SKIPPED)
        try:
            became = self._became(read.case)
        except Refusal as refusal:
            return LineResult(read.line, read.number, Became.HELD_BACK, read.case, refusal=refusal)
        self.known.setdefault(read.number, Before(read.case.row_digest, read.line, self.source))
        return LineResult(read.line, read.number, became, read.case)

    def _became(self, old: OldCase) -> Became:
        if old.number in self.others:
            raise Refusal(Code.NUMBER_TAKEN, file_number=old.number)
        known = self.known.get(old.number)
        if known and not known.says(old, self.source):
            raise Refusal(Code.LINE_CHANGED, file_number=old.number, line=known.line, source=known.source.name)
        if known:
            return Became.KNOWN
        procedure = version_for(old, self.counter_id, self.offices, today=local_date(self.now))
        lead = procedure.lead_office_of(self.counter_id)
        plan_of(old, procedure, self.offices.calendars[lead], counter_id=self.counter_id, lead_office_id=lead, now=self.now)
        return Became.NEW
