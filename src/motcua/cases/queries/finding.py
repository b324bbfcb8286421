"""People and cases found from what is typed or scanned at a counter: a number, a code, a telephone, or a name without accents."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import unquote

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet

from motcua.cases.models import Applicant, Case
from motcua.cases.queries.persons import is_person, key_of, merged_keys
from motcua.cases.rules.filing import ApplicantDetails
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.identity_card import IdentityCard, read_card
from motcua.cases.rules.misread_scan import MisreadScan, misread_scan
from motcua.cases.rules.phones import phone_digits, phone_in_groups
from motcua.cases.rules.tracking_code import read_tracking_code
from motcua.database.columns import keyed_index
from motcua.kernel.fold import fold
from motcua.offices.rules.directory import Directory

MOST = 12
_ID_LENGTHS = (9, 12)
_PHONE_LENGTHS = (10, 11)
_END_OF_NUMBER = re.compile(r"\d{6}-\d{4}")


@dataclass(frozen=True, slots=True)
class Person:
    """An applicant in a list of results: no more than name and the ends of numbers; ``newest`` is the number of his latest case."""

    applicant_id: int
    name: str
    phone: str
    cases: int
    newest: str


@dataclass(frozen=True, slots=True)
class CaseFound:
    """A case in a list of results."""

    case_id: int
    number: str
    applicant: str
    procedure: str
    state: State
    is_accepted: bool


@dataclass(frozen=True, slots=True)
class Findings:
    """What was found; ``is_exact`` when a whole number or code was typed, so that a single hit is the one that is meant.

    ``card`` is what a scan said, ``misread`` why one could not be read at all: then nothing was looked for.
    """

    people: tuple[Person, ...] = ()
    cases: tuple[CaseFound, ...] = ()
    is_exact: bool = False
    id_number: str = ""
    phone: str = ""
    name: str = ""
    card: IdentityCard | None = None
    misread: MisreadScan | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.people or self.cases)

    @property
    def is_to_scan_again(self) -> bool:
        """Whether a scan gave no number, or one that is in doubt."""
        return self.misread is not None or (self.card is not None and not self.card.is_sure_of_number)


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case of a person that is still open, or whose result waits."""

    case_id: int
    procedure_id: int
    number: str
    procedure: str
    state: State
    due_at: datetime | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class PersonCard:
    """A person at the counter; ``newest_case_id`` is the file that tells of him, whose reading is noted."""

    applicant_id: int
    details: ApplicantDetails
    newest_case_id: int
    cases: int
    open_cases: tuple[OpenCase, ...]
    return_channel: str


def findings(typed: str, counters: Iterable[int], offices: Directory) -> Findings:
    """What ``typed`` (or scanned) means at these counters; people are those who have filed there before."""
    text = bare(typed)
    at = frozenset(counters)
    numbered = _cases_numbered(text, at, offices)
    if numbered:
        return Findings(cases=numbered, is_exact=True)
    people = people_at(at, offices.authority_id)
    card = read_card(text)
    if card:
        return _of_card(card, people, at)
    misread = misread_scan(text)
    if misread:
        return Findings(misread=misread)
    identity = identity_in(text)
    if identity:
        return Findings(_told(people.filter(id_index=keyed_index(identity)), at), is_exact=True, id_number=identity)
    phones = phones_in(text)
    if phones:
        return Findings(_told(people.filter(phone__in=phones), at), is_exact=True, phone=phone_in_groups(phone_digits(text)))
    if len(fold(text)) < 2:
        return Findings()
    return Findings(_told(_named(people, fold(text).split()), at), name=text)


def _of_card(card: IdentityCard, people: QuerySet[Applicant], at: frozenset[int]) -> Findings:
    """Whoever has the number of the card or its old one; a number in doubt opens nobody's file by itself."""
    indexes = {keyed_index(number) for number in (card.number, card.old_number) if number}
    of_it = _told(people.filter(id_index__in=indexes), at)
    return Findings(of_it, is_exact=card.is_sure_of_number, id_number=card.number, name=card.name, card=card)


def person_card(applicant_id: int, counters: Iterable[int], *, authority_id: int, now: datetime) -> PersonCard:
    """The person with his open cases; Applicant.DoesNotExist when nobody with this id has filed at these counters."""
    people = people_at(counters, authority_id)
    who = people.get(pk=applicant_id)
    same = people.filter(is_person(who, merged_keys(authority_id)))
    mine = Case.objects.filter(applicant__in=same, receiving_office__in=counters)
    rows = list(mine.select_related("version").order_by("-id")[:MOST])
    return PersonCard(
        applicant_id=who.pk,
        details=ApplicantDetails(who.name, who.phone, who.id_number, who.address, who.email, id=who.pk),
        newest_case_id=rows[0].pk,
        cases=len(rows),
        open_cases=tuple(_open_case(case, now) for case in rows if case.state in OPEN or case.state == State.SETTLED),
        return_channel=rows[0].return_channel,
    )


def _open_case(case: Case, now: datetime) -> OpenCase:
    return OpenCase(
        case_id=case.pk,
        procedure_id=case.procedure_id,
        number=case.file_number or case.provisional_code,
        procedure=case.version.name,
        state=State(case.state),
        due_at=case.due_at,
        is_late=case.state in OPEN and case.runs_out_at is not None and case.runs_out_at <= now,
    )


def bare(typed: str) -> str:
    """What was typed, or the last part of a scanned address."""
    text = " ".join(typed.split())
    return unquote(text.rstrip("/").rpartition("/")[2]) if "://" in text else text


def identity_in(text: str) -> str:
    """The identity number in ``text``: 12 or 9 digits, or the first part of a scan of which nothing else can be read."""
    digits = re.sub(r"[\s.]", "", text.split("|", 1)[0])
    return digits if digits.isascii() and digits.isdigit() and len(digits) in _ID_LENGTHS else ""


def phones_in(text: str) -> frozenset[str]:
    """The ways in which the telephone number ``text`` may stand on file; none where it is no telephone number."""
    digits = phone_digits(text)
    is_one = len(digits) in _PHONE_LENGTHS and not re.search(r"[^\d\s.+-]", text)
    return frozenset({text, digits, phone_in_groups(digits)}) if is_one else frozenset()


def _cases_numbered(text: str, counters: frozenset[int], offices: Directory) -> tuple[CaseFound, ...]:
    """The case whose file number, end of file number, provisional or tracking code this is."""
    bare = text.upper()
    numbers = {bare, text}
    if _END_OF_NUMBER.fullmatch(bare):
        numbers |= {f"{offices.coded(counter).code}-{bare}" for counter in counters}
    is_it = Q(file_number__in=numbers) | Q(provisional_code=bare) | Q(external_id=text)
    code = read_tracking_code(text)
    if code:
        is_it |= Q(tracking_index=keyed_index(code))
    rows = Case.objects.filter(is_it, authority_id=offices.authority_id, receiving_office__in=counters)
    return tuple(_case_found(case) for case in rows.select_related("applicant", "version")[:MOST])


def _case_found(case: Case) -> CaseFound:
    return CaseFound(
        case_id=case.pk,
        number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        procedure=case.version.name,
        state=State(case.state),
        is_accepted=case.accepted_at is not None,
    )


def people_at(counters: Iterable[int], authority_id: int) -> QuerySet[Applicant]:
    """Those who have filed at these counters."""
    filed = Case.objects.filter(applicant=OuterRef("pk"), receiving_office__in=counters)
    return Applicant.objects.filter(Exists(filed), authority_id=authority_id)


def _named(people: QuerySet[Applicant], words: list[str]) -> QuerySet[Applicant]:
    """People with a part of the name beginning with each of ``words``."""
    for word in words:
        people = people.filter(Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}"))
    return people


def _told(people: QuerySet[Applicant], counters: frozenset[int]) -> tuple[Person, ...]:
    """The newest rows, each person once (see ``queries/persons.py``)."""
    rows = list(people.order_by("-id")[: MOST * 3])
    merged = merged_keys(rows[0].authority_id) if len(rows) > 1 else {}
    once = {merged.get(key_of(row), key_of(row)): row for row in reversed(rows)}
    shown = sorted(once.values(), key=lambda row: (row.name_folded, -row.pk))[:MOST]
    filed = Case.objects.filter(applicant__in=shown, receiving_office__in=counters).order_by().values_list("applicant")
    counted = {applicant_id: (n, newest or "") for applicant_id, n, newest in filed.annotate(n=Count("id"), newest=Max("file_number"))}
    return tuple(Person(row.pk, row.name, row.phone, *counted[row.pk]) for row in shown)
