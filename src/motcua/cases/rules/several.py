"""One paper for several receipts: what a person handed in at once, each case with its own number, promise and code.

It takes no number of its own and replaces no receipt: each case keeps the one that it was given.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from motcua.cases.rules.forms import Printout
from motcua.cases.rules.slips import Addressee, FeeLine, Letterhead, MomentWords, PaperLine, Receipt


@dataclass(frozen=True, slots=True)
class Received:
    """One case of the paper, as its own receipt says."""

    slip_number: str
    file_number: str
    tracking_code: str
    procedure_name: str
    papers: tuple[str, ...]
    time_limit_words: str
    accepted: MomentWords
    due: MomentWords | None
    provisional_note: str
    return_channel: str
    fees: tuple[FeeLine, ...]
    further_payment: str
    book: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeveralReceipts:
    """The receipts of one applicant and one day on one paper."""

    form: ClassVar[Printout] = Printout.SEVERAL

    letterhead: Letterhead
    addressee: Addressee
    submitter_name: str
    cases: tuple[Received, ...]
    counter_phone: str
    officer_name: str
    is_demonstration: bool

    @property
    def number_line(self) -> str:
        """The paper has no number of its own."""
        return f"Gồm {len(self.cases):02d} hồ sơ"

    @property
    def page_mark(self) -> str:
        """Which paper a further page belongs to."""
        return self.addressee.name


def several_receipts(receipts: Sequence[Receipt], *, printed_by: str) -> SeveralReceipts:
    """One paper for ``receipts``, oldest first; what stands above the table is the newest one's."""
    newest = receipts[-1]
    return SeveralReceipts(
        letterhead=newest.letterhead,
        addressee=newest.addressee,
        submitter_name=newest.submitter_name,
        cases=tuple(_received(receipt) for receipt in receipts),
        counter_phone=newest.counter_phone,
        officer_name=printed_by,
        is_demonstration=newest.is_demonstration,
    )


def _received(receipt: Receipt) -> Received:
    return Received(
        slip_number=receipt.slip_number,
        file_number=receipt.file_number,
        tracking_code=receipt.tracking_code,
        procedure_name=receipt.procedure_name,
        papers=tuple(_paper_words(paper) for paper in receipt.papers),
        time_limit_words=receipt.time_limit_words,
        accepted=receipt.accepted,
        due=receipt.due,
        provisional_note=receipt.provisional_note,
        return_channel=receipt.return_channel,
        fees=receipt.fee_lines,
        further_payment=receipt.further_payment,
        book=f"quyển {receipt.book_number}, số {receipt.book_sequence}" if receipt.book_number else "",
    )


def _paper_words(paper: PaperLine) -> str:
    """ "Tờ khai (1 bản chính, 2 bản photo)"."""
    counted = ((paper.originals, "bản chính"), (paper.certified_copies, "bản chứng thực"), (paper.photocopies, "bản photo"))
    kinds = ", ".join(f"{number} {kind}" for number, kind in counted if number)
    return f"{paper.name} ({kinds})" if kinds else paper.name
