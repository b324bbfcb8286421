"""The papers that a case holds, with the files at each: what the screen for files shows."""

from dataclasses import dataclass

from motcua.cases.queries.visible import visible_to
from motcua.documents.queries import FileLine, files_of
from motcua.kernel.actor import Actor


@dataclass(frozen=True, slots=True)
class PaperFiles:
    """A paper that is in the case, and its files."""

    key: str
    name: str
    files: tuple[FileLine, ...]


@dataclass(frozen=True, slots=True)
class CasePapers:
    """A case in short, with its papers."""

    case_id: int
    number: str
    applicant: str
    is_accepted: bool
    lines: tuple[PaperFiles, ...]


def case_papers(case_id: int, actor: Actor) -> CasePapers:
    """The papers of a case; Case.DoesNotExist when there is none, or the actor may not see it."""
    case = visible_to(actor).select_related("applicant").get(pk=case_id)
    files = files_of(case_id, authority_id=case.authority_id)
    lines = (
        PaperFiles(key, name, tuple(file for file in files if file.paper == key))
        for key, name in case.papers.order_by("id").values_list("key", "name")
    )
    return CasePapers(case_id, case.file_number or case.provisional_code, case.applicant.name, case.accepted_at is not None, tuple(lines))


def must_see(case_id: int, actor: Actor) -> None:
    """Case.DoesNotExist when there is no such case, or the actor may not see it."""
    visible_to(actor).only("pk").get(pk=case_id)
