"""The books of cases: which there are, and the lines of a stretch, read by the hundred so that a year fits into little memory."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from motcua.cases.models import Case, NumberSeries
from motcua.cases.queries.visible import read_by
from motcua.cases.rules.book import BOOK, BookHead, BookLine, BookRow, Stretch, book_note
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.forms import FormSet
from motcua.cases.rules.issue import RETURN_WORDS, counter_letterhead, counter_name
from motcua.cases.rules.slips import moment_words
from motcua.catalogue.queries import version
from motcua.kernel.actor import Actor
from motcua.kernel.moments import local, local_date
from motcua.law.rulebook import rulebook_on
from motcua.offices.rules.directory import Directory

PAGE = 50
CHUNK = 100


@dataclass(frozen=True, slots=True)
class Book:
    """One counter's book of one year and how many lines it has."""

    counter_id: int
    counter: str
    year: int
    lines: int


@dataclass(frozen=True, slots=True)
class Entered:
    """One line as a screen lists it: no more than number, name and dates; ``runs_out_at`` only while the case is open."""

    case_id: int
    line: BookLine
    file_number: str
    applicant: str
    procedure: str
    accepted_at: datetime
    due_at: datetime | None
    returned_at: datetime | None
    state: State
    runs_out_at: datetime | None


def books_of(actor: Actor, *, offices: Directory) -> list[Book]:
    """The books of the counters whose cases the actor may read, newest year first."""
    rows = NumberSeries.objects.filter(authority_id=actor.authority_id, series=BOOK, office_id__in=read_by(actor))
    told = [Book(row.office_id, counter_words(offices, row.office_id), int(row.period), row.last) for row in rows]
    return sorted(told, key=lambda book: (-book.year, book.counter_id))


def counter_words(offices: Directory, counter_id: int) -> str:
    """A counter as a list names it: where the office itself receives, by the office."""
    return offices.offices[counter_id].name


def lines_in(stretch: Stretch, *, actor: Actor) -> int:
    """How many lines a stretch has; none of a counter whose cases the actor may not read."""
    return _lines(stretch, actor).count()


def entered(stretch: Stretch, *, actor: Actor, page: int = 1) -> list[Entered]:
    """One page of a stretch for a screen, in the order of the book."""
    first = (page - 1) * PAGE
    rows = _lines(stretch, actor).select_related("applicant")[first : first + PAGE]
    return [
        Entered(
            case_id=case.pk,
            line=_line(case),
            file_number=case.file_number or "",
            applicant=case.applicant.name,
            procedure=version(case.version_id).name,
            accepted_at=local(case.accepted_at or case.submitted_at),
            due_at=case.due_at,
            returned_at=case.returned_at,
            state=State(case.state),
            runs_out_at=case.runs_out_at if case.state in OPEN else None,
        )
        for case in rows.defer("tracking_code")
    ]


def book_head(stretch: Stretch, *, lines: int, actor: Actor, offices: Directory, now: datetime) -> tuple[BookHead, FormSet]:
    """What stands above and below the lines, on the forms of the day of printing."""
    counter, day = offices.offices[stretch.counter_id], local_date(now)
    head = BookHead(
        letterhead=counter_letterhead(offices, counter, now),
        counter=counter_name(counter, day),
        book=stretch.book_words,
        period=stretch.words,
        lines=lines,
        printed=moment_words(now),
        printed_by=actor.name,
        is_demonstration=offices.is_demonstration,
    )
    return head, FormSet(rulebook_on(day).form_set.value)


def book_rows(stretch: Stretch, *, actor: Actor, offices: Directory) -> Iterator[tuple[BookRow, ...]]:
    """The lines of a stretch as they are printed, ``CHUNK`` at a time, each chunk read by one statement from where the last one ended."""
    after = BookLine(0, 0)
    while chunk := list(_after(_lines(stretch, actor), after).values(*_PRINTED)[:CHUNK]):
        yield tuple(_row(told, offices) for told in chunk)
        after = BookLine(chunk[-1]["book_year"], chunk[-1]["book_serial"])


_PRINTED = (
    "book_year", "book_serial", "booked_on", "file_number", "version_id", "applicant__name", "applicant__address", "applicant__phone",
    "lead_office_id", "accepted_at", "first_due_at", "due_at", "returned_at", "return_channel", "state", "outcome",
)  # fmt: skip


def _lines(stretch: Stretch, actor: Actor) -> QuerySet[Case]:
    """The cases of a stretch in the order of the book."""
    counters = read_by(actor) & {stretch.counter_id}
    mine = Case.objects.filter(authority_id=actor.authority_id, receiving_office__in=counters)
    years = mine.filter(book_year__gte=stretch.first_on.year, book_year__lte=stretch.last_on.year)
    return years.filter(booked_on__gte=stretch.first_on, booked_on__lte=stretch.last_on).order_by("book_year", "book_serial")


def _after(lines: QuerySet[Case], last: BookLine) -> QuerySet[Case]:
    return lines.filter(Q(book_year__gt=last.year) | Q(book_year=last.year, book_serial__gt=last.serial))


def _line(case: Case) -> BookLine:
    return BookLine(case.book_year or 0, case.book_serial or 0)


def _row(told: dict[str, Any], offices: Directory) -> BookRow:
    accepted, due, first_due = local(told["accepted_at"]), _moment(told["due_at"]), _moment(told["first_due_at"])
    return BookRow(
        year=told["book_year"],
        serial=BookLine(told["book_year"], told["book_serial"]).serial_words,
        file_number=told["file_number"],
        procedure=version(told["version_id"]).name,
        sets="01",
        applicant=told["applicant__name"],
        contact="; ".join(part for part in (told["applicant__address"], told["applicant__phone"]) if part),
        lead_office=offices.offices[told["lead_office_id"]].name,
        accepted=_day(accepted),
        due=_day(due),
        returned=_day(_moment(told["returned_at"])),
        return_channel=RETURN_WORDS[told["return_channel"]],
        note=book_note(
            state=State(told["state"]), outcome=told["outcome"], accepted_on=accepted.date(), booked_on=told["booked_on"],
            first_due_on=first_due.date() if first_due else None, due_on=due.date() if due else None,
        ),
    )  # fmt: skip


def _moment(stored: datetime | None) -> datetime | None:
    return local(stored) if stored else None


def _day(moment: datetime | None) -> str:
    return f"{moment:%d/%m/%Y}" if moment else ""
