"""What the same person's earlier cases hold as files already: offered, so that nobody is asked twice for one paper."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from motcua.cases.models import Applicant, Case, CasePaper
from motcua.cases.queries.persons import is_person, key_of, merged_keys
from motcua.cases.queries.visible import visible_to
from motcua.cases.rules.drafting import RESULT
from motcua.documents.queries import FileLine, files_of
from motcua.kernel.actor import Actor
from motcua.kernel.fold import fold

MOST_CASES, MOST = 50, 30


@dataclass(frozen=True, slots=True)
class EarlierFile:
    """A file of an earlier case: what it is there, when it was digitised, and the key of the paper here that it looks like, if any."""

    id: int
    case_id: int
    number: str
    paper: str
    name: str
    pages: int
    digitised_at: datetime
    fits: str


def cases_of_same_person(case: Case, actor: Actor) -> dict[int, str]:
    """Id → number of the other cases of whoever has this identity number, or is joined with the applicant, as far as the actor may see
    them, newest first. A name and a telephone alone give nobody another's papers.
    """
    merged = merged_keys(case.authority_id)
    if not case.applicant.id_index and key_of(case.applicant) not in merged:
        return {}
    people = Applicant.objects.filter(is_person(case.applicant, merged), authority_id=case.authority_id)
    same = visible_to(actor).filter(applicant__in=people).exclude(pk=case.pk).order_by("-id")
    return {pk: number or code for pk, number, code in same.values_list("id", "file_number", "provisional_code")[:MOST_CASES]}


def earlier_files(case_id: int, actor: Actor) -> tuple[EarlierFile, ...]:
    """The files that can be taken over into a case, newest first, each once; what is at its papers already is left out."""
    case = visible_to(actor).select_related("applicant").get(pk=case_id)
    numbers = cases_of_same_person(case, actor)
    if not numbers:
        return ()
    files = files_of(case_id, *numbers, authority_id=case.authority_id)
    here = {(file.digest, file.first_page) for file in files if file.case_id == case_id}
    found = {(file.digest, file.first_page): file for file in files if file.case_id != case_id and file.paper != RESULT}
    newest = sorted((file for pages, file in found.items() if pages not in here), key=lambda file: file.id, reverse=True)
    return _told(newest[:MOST], numbers, case_id)


def _told(files: Iterable[FileLine], numbers: dict[int, str], case_id: int) -> tuple[EarlierFile, ...]:
    rows = list(CasePaper.objects.filter(case_id__in=[case_id, *numbers]).values_list("case_id", "key", "name"))
    names = {(owner, key): name for owner, key, name in rows}
    likes = {fold(name): key for owner, key, name in rows if owner == case_id}
    return tuple(
        EarlierFile(
            id=file.id,
            case_id=file.case_id,
            number=file.source_number or numbers[file.case_id],
            paper=names.get((file.case_id, file.paper), file.paper),
            name=file.name,
            pages=file.pages,
            digitised_at=file.digitised_at or file.attached_at,
            fits=likes.get(fold(names.get((file.case_id, file.paper), "")), ""),
        )
        for file in files
    )
