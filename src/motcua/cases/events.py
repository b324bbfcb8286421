"""What happens to a case, as facts. Names, addresses and free words are personal: the journal keeps only commitments of them."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from motcua.kernel.events import Fact, personal


@dataclass(frozen=True, kw_only=True)
class Filed(Fact):
    """What every fact of a first filing tells."""

    procedure: str
    version_id: int
    channel: str
    papers: tuple[str, ...]
    receiving_office_id: int
    external_id: str = ""
    applicant: str = personal()
    phone: str = personal()
    id_number: str = personal()
    address: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseSubmitted(Filed):
    """An applicant or helper filed a case; the clock has not started."""

    kind: ClassVar[str] = "case-submitted"
    provisional_code: str


@dataclass(frozen=True, kw_only=True)
class CaseReceived(Filed):
    """The counter accepted a case: it has its number, its promise and its receipt."""

    kind: ClassVar[str] = "case-received"
    file_number: str
    due_at: datetime | None
    slip_number: str


@dataclass(frozen=True, kw_only=True)
class CaseTakenOver(Fact):
    """A case came from another system, as one line of a file told it."""

    kind: ClassVar[str] = "case-taken-over"
    source_digest: str
    line: int
    row_digest: str
    file_number: str
    procedure: str
    version_id: int
    channel: str
    receiving_office_id: int
    state: str
    state_words: str
    accepted_at: datetime
    first_due_at: datetime | None
    due_at: datetime | None
    settled_at: datetime | None
    returned_at: datetime | None
    applicant: str = personal()
    phone: str = personal()
    id_number: str = personal()
    address: str = personal()


@dataclass(frozen=True, kw_only=True)
class TakeOverMappingSaved(Fact):
    """How the files of an old system are to be read was saved under a name."""

    kind: ClassVar[str] = "take-over-mapping-saved"
    name: str
    content: dict[str, dict[str, str]]


@dataclass(frozen=True, kw_only=True)
class TakeOverFileKept(Fact):
    """A file of an old system was uploaded, to be read and taken over."""

    kind: ClassVar[str] = "take-over-file-kept"
    name: str
    digest: str
    lines: int
    receiving_office_id: int


@dataclass(frozen=True, kw_only=True)
class TakeOverFileRemoved(Fact):
    """A file of an old system was removed; the cases taken over from it stay."""

    kind: ClassVar[str] = "take-over-file-removed"
    name: str
    digest: str


@dataclass(frozen=True, kw_only=True)
class IntakeRefused(Filed):
    """The counter refused a case in writing."""

    kind: ClassVar[str] = "intake-refused"
    slip_number: str
    ground: str = ""
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class FirstSupplementRequested(Filed):
    """The counter asked for missing papers before acceptance."""

    kind: ClassVar[str] = "first-supplement-requested"
    slip_number: str
    items: tuple[str, ...]
    defects: tuple[str, ...] = ()
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class SupplementRequested(Fact):
    """The handling office asked for missing papers after appraisal."""

    kind: ClassVar[str] = "supplement-requested"
    slip_number: str
    items: tuple[str, ...]
    basis: str
    defects: tuple[str, ...] = ()
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseSupplied(Fact):
    """Papers asked for came in; ``is_complete`` when nothing asked for is left open."""

    kind: ClassVar[str] = "case-supplied"
    items: tuple[str, ...]
    is_complete: bool
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CaseForwarded(Fact):
    """A filing went to the authority that it belongs to."""

    kind: ClassVar[str] = "case-forwarded"
    to_office_id: int


@dataclass(frozen=True, kw_only=True)
class CaseAssigned(Fact):
    """A leader gave the case to a handler."""

    kind: ClassVar[str] = "case-assigned"
    to_person_id: int


@dataclass(frozen=True, kw_only=True)
class CaseHandedOver(Fact):
    """The case went on: from the counter to the handling office, or to the next step."""

    kind: ClassVar[str] = "case-handed-over"
    from_office_id: int
    to_office_id: int
    step: int


@dataclass(frozen=True, kw_only=True)
class OfficeConsulted(Fact):
    """Another office was asked for its opinion within a limit."""

    kind: ClassVar[str] = "office-consulted"
    office_id: int
    due_at: datetime
    content: str = personal()


@dataclass(frozen=True, kw_only=True)
class ConsultationAnswered(Fact):
    """A consulted office answered."""

    kind: ClassVar[str] = "consultation-answered"
    office_id: int
    due_at: datetime
    content: str = personal()


@dataclass(frozen=True, kw_only=True)
class CasePaused(Fact):
    """The clock stopped for a reason that the procedure lists."""

    kind: ClassVar[str] = "case-paused"
    reason: str


@dataclass(frozen=True, kw_only=True)
class CaseResumed(Fact):
    """The clock went on."""

    kind: ClassVar[str] = "case-resumed"
    due_at: datetime | None


@dataclass(frozen=True, kw_only=True)
class CaseExtended(Fact):
    """The one lawful re-appointment, with its apology."""

    kind: ClassVar[str] = "case-extended"
    old_due_at: datetime
    due_at: datetime
    slip_number: str
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class ApologyIssued(Fact):
    """An apology for a case that is late and stays so, with the moment by which the result is expected."""

    kind: ClassVar[str] = "apology-issued"
    due_at: datetime
    expected_at: datetime
    slip_number: str
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseDecided(Fact):
    """The competent leader decided; ``is_settled`` is false while the result has still to come to the counter.

    ``result_digest`` is the SHA-256 of the drafted result that lay before him, where there was one.
    """

    kind: ClassVar[str] = "case-decided"
    outcome: str
    is_settled: bool
    slip_number: str = ""
    result_digest: str = ""
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class ResultHandedOver(Fact):
    """The decided result came to the counter: the case is settled."""

    kind: ClassVar[str] = "result-handed-over"
    from_office_id: int
    to_office_id: int


@dataclass(frozen=True, kw_only=True)
class ResultReturned(Fact):
    """The applicant has the result, with the originals ``original_ids`` (``originals_note``: why others stay) and answered corrections."""

    kind: ClassVar[str] = "result-returned"
    how: str
    proof: str = ""
    fee_note: str = ""
    original_ids: tuple[int, ...] = ()
    correction_ids: tuple[int, ...] = ()
    originals_note: str = personal()
    to: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseWithdrawn(Fact):
    """The applicant took the case back: himself, or on signed paper that the counter holds."""

    kind: ClassVar[str] = "case-withdrawn"
    has_signed_paper: bool
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseDiscontinued(Fact):
    """A leader stopped the case on a legal basis."""

    kind: ClassVar[str] = "case-discontinued"
    basis: str
    slip_number: str = ""
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class CaseFellOverdue(Fact):
    """The due in force passed while the case was open."""

    kind: ClassVar[str] = "case-fell-overdue"
    due_at: datetime


@dataclass(frozen=True, kw_only=True)
class FileOpened(Fact):
    """An officer opened a person's file."""

    kind: ClassVar[str] = "file-opened"
    purpose: str


@dataclass(frozen=True, kw_only=True)
class BookPrinted(Fact):
    """An officer printed lines of a counter's book, with the names, addresses and telephones in them."""

    kind: ClassVar[str] = "book-printed"
    counter_id: int
    first_on: date
    last_on: date
    lines: int


@dataclass(frozen=True, kw_only=True)
class CalendarAdopted(Fact):
    """A year of the calendar was decided: ``moved`` lists every open case with its old and its new due."""

    kind: ClassVar[str] = "calendar-adopted"
    year: int
    decision: str
    holidays: tuple[date, ...]
    make_up_days: tuple[date, ...]
    moved: tuple[dict[str, str | int | None], ...]


@dataclass(frozen=True, kw_only=True)
class PaperAttached(Fact):
    """A file was put at a paper of the case; ``digest`` is the SHA-256 of the file as it came."""

    kind: ClassVar[str] = "paper-attached"
    paper: str
    digest: str
    size: int
    file_kind: str
    pages: int
    first_page: int = 1
    name: str = personal()


@dataclass(frozen=True, kw_only=True)
class PaperReused(Fact):
    """A file digitised in an earlier case of the same person was put at a paper, so that nobody asks for the paper again."""

    kind: ClassVar[str] = "paper-reused"
    paper: str
    digest: str
    from_case_id: int
    source_number: str
    digitised_at: datetime


@dataclass(frozen=True, kw_only=True)
class AttachmentSetAside(Fact):
    """A file put at a paper was taken out of use; it is kept."""

    kind: ClassVar[str] = "attachment-set-aside"
    paper: str
    digest: str
    reason: str = personal()


@dataclass(frozen=True, kw_only=True)
class ResultTemplateKept(Fact):
    """A form of a procedure's result is in use from a day on; ``digest`` is the SHA-256 of the file as it came."""

    kind: ClassVar[str] = "result-template-kept"
    code: str
    name: str
    outcome: str
    valid_from: date
    digest: str
    fields: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResultDrafted(Fact):
    """A form was filled from the case; ``missing`` names the places that nothing filled."""

    kind: ClassVar[str] = "result-drafted"
    template_id: int
    outcome: str
    missing: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class ResultFiled(Fact):
    """The edited result was put beside the case, with how many paragraphs differ from the filled form, and how many of weight."""

    kind: ClassVar[str] = "result-filed"
    digest: str
    size: int
    changes: int
    grave: int
    name: str = personal()


@dataclass(frozen=True, kw_only=True)
class OriginalTaken(Fact):
    """Originals of the applicant are in the hands of whoever acts."""

    kind: ClassVar[str] = "original-taken"
    original_ids: tuple[int, ...]
    words: str = personal()


@dataclass(frozen=True, kw_only=True)
class OriginalOffered(Fact):
    """Whoever has an original wishes to give it to another officer."""

    kind: ClassVar[str] = "original-offered"
    original_id: int
    to_person_id: int


@dataclass(frozen=True, kw_only=True)
class OriginalHandedOver(Fact):
    """The other officer has the original in hand."""

    kind: ClassVar[str] = "original-handed-over"
    original_id: int
    from_person_id: int
    to_person_id: int


@dataclass(frozen=True, kw_only=True)
class OriginalGivenBack(Fact):
    """An original is with its owner again, who has signed for it."""

    kind: ClassVar[str] = "original-given-back"
    original_id: int
    to: str = personal()
