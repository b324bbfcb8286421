"""Everything that an officer may see, found from a few words or a scan: numbers, codes, slips, telephones, people, without accents."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet

from motcua.cases.models import Applicant, Case, Slip
from motcua.cases.queries.finding import bare, identity_in, phones_in
from motcua.cases.queries.persons import is_one_of, merged_keys
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.flow import OPEN, State
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.identity_card import read_card
from motcua.cases.rules.misread_scan import MisreadScan, misread_scan
from motcua.cases.rules.tracking_code import read_tracking_code
from motcua.database.columns import keyed_index
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold
from motcua.kernel.moments import local
from motcua.offices.rules.directory import Directory

MOST = 30
_LEAST_LETTERS = 2
_END_OF_NUMBER = re.compile(r"\d{6}-\d{4}")
_SLIP = re.compile(r"(\d{1,7})/([A-ZĐ]{2,8})")


@dataclass(frozen=True, slots=True)
class Hit:
    """A case that was found: no more than its number, whose it is, and where it stands; ``runs_out_at`` only while it is open."""

    case_id: int
    number: str
    applicant: str
    phone: str
    procedure: str
    state: State
    office: str
    due_at: datetime | None
    runs_out_at: datetime | None


@dataclass(frozen=True, slots=True)
class Hits:
    """What was found, newest first; ``is_exact`` when a whole number was typed, ``is_cut`` when there is more than is shown.

    ``misread`` says why a scanned card could not be read at all: then nothing was looked for by name.
    """

    cases: tuple[Hit, ...] = ()
    is_exact: bool = False
    is_cut: bool = False
    is_too_short: bool = False
    misread: MisreadScan | None = None


def cases_found(typed: str, actor: Actor, offices: Directory) -> Hits:
    """The cases visible to ``actor`` that ``typed`` may mean; three statements at most."""
    text = bare(typed)
    seen = visible_to(actor)
    exact = _numbered(text) | _of_slip(text, actor) | _of_person(text, actor.authority_id)
    cases = _read(seen.filter(exact)) if exact else []
    if cases:
        return _told(cases, offices, is_exact=True)
    misread = None if read_card(text) else misread_scan(text)
    if misread:
        return Hits(misread=misread)
    words = fold(text).split()
    if len("".join(words)) < _LEAST_LETTERS:
        return Hits(is_too_short=True)
    return _told(_read(seen.filter(_named(words, actor.authority_id))), offices)


def _numbered(text: str) -> Q:
    """The case with this file number, end of a file number, provisional or tracking code, or number at the portal that it came from."""
    upper = text.upper()
    is_it = Q(file_number=upper) | Q(provisional_code=upper) | Q(external_id=text)
    if _END_OF_NUMBER.fullmatch(upper):
        is_it |= Q(file_number__endswith=f"-{upper}")
    code = read_tracking_code(text)
    return is_it | Q(tracking_index=keyed_index(code)) if code else is_it


def _of_slip(text: str, actor: Actor) -> Q:
    """The cases of slips with this number, as printed on them ("302/TNHS")."""
    found = _SLIP.fullmatch(text.upper())
    if found is None:
        return Q(pk__in=[])
    number = int(found[1])
    forms = [form for form in SlipForm if slip_number(form, 1).endswith(f"/{found[2]}")]
    slips = Slip.objects.filter(authority_id=actor.authority_id, form__in=forms, number=number)
    return Q(pk__in=slips.values("case"))


def _of_person(text: str, authority_id: int) -> Q:
    """The cases of whoever has this identity number (typed or scanned) or telephone."""
    card = read_card(text)
    numbers = (card.number, card.old_number) if card else (identity_in(text),)
    people = Q(id_index__in=[keyed_index(number) for number in numbers if number])
    phones = phones_in(text)
    if phones:
        people |= Q(phone__in=phones)
    mine = Applicant.objects.filter(people, authority_id=authority_id)
    merged = merged_keys(authority_id) if numbers[0] or phones else {}
    if merged:
        people |= is_one_of(mine[:MOST], merged)
    return Q(applicant__in=Applicant.objects.filter(people, authority_id=authority_id))


def _named(words: list[str], authority_id: int) -> Q:
    """The cases of people with a part of the name beginning with each word."""
    people = Applicant.objects.filter(authority_id=authority_id)
    for word in words:
        people = people.filter(Q(name_folded__startswith=word) | Q(name_folded__contains=f" {word}"))
    return Q(applicant__in=people)


def _read(cases: QuerySet[Case]) -> list[Case]:
    return list(cases.select_related("applicant", "version").order_by("-id")[: MOST + 1])


def _told(cases: list[Case], offices: Directory, *, is_exact: bool = False) -> Hits:
    shown = tuple(_hit(case, offices) for case in cases[:MOST])
    return Hits(shown, is_exact=is_exact, is_cut=len(cases) > MOST)


def _hit(case: Case, offices: Directory) -> Hit:
    return Hit(
        case_id=case.pk,
        number=case.file_number or case.provisional_code,
        applicant=case.applicant.name,
        phone=case.applicant.phone,
        procedure=case.version.name,
        state=State(case.state),
        office=offices.offices[case.holder_office_id].name,
        due_at=local(case.due_at) if case.due_at else None,
        runs_out_at=case.runs_out_at if case.state in OPEN else None,
    )
