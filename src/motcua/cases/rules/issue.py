"""What each slip of a case says on the day it is issued: pure, from values that a command has at hand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from motcua.cases.rules.book import BookLine
from motcua.cases.rules.forms import SlipForm, slip_number
from motcua.cases.rules.slips import (
    Addressee,
    Apology,
    AppraisalRefusal,
    Discontinuance,
    FeeLine,
    Letterhead,
    PaperLine,
    Receipt,
    Refusal,
    Signature,
    Supplement,
    day_words,
    moment_words,
    money_words,
    provisional_note,
)
from motcua.catalogue.rules.procedure import OBLIGATION, Paper, Procedure
from motcua.kernel.moments import local_date
from motcua.law.calendar import WorkingCalendar
from motcua.law.clock import ClockEvent, Reading, Turn
from motcua.law.explain import explain, in_lines
from motcua.law.rulebook import rulebook_on
from motcua.law.stages import Way, appointments
from motcua.offices.rules.directory import Directory, Office

RETURN_WORDS = {"counter": "Bộ phận Một cửa", "post": "Tại nhà, qua bưu chính công ích", "electronic": "Trực tuyến"}
_FURTHER_PAYMENT = "Nghĩa vụ tài chính (nếu có): theo thông báo của cơ quan thuế, nộp vào ngân sách nhà nước, không nộp cho cán bộ."
_SEATS_OF_AUTHORITY = frozenset({"province", "district", "commune"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What every slip of a case rests on."""

    directory: Directory
    office_id: int
    counter_id: int
    issued_at: datetime
    officer_name: str
    sequence: int
    file_number: str
    procedure: Procedure
    addressee: Addressee
    tracking_code: str = ""

    @property
    def counter(self) -> Office:
        """The counter that the applicant deals with."""
        return self.directory.offices[self.counter_id]

    def common(self, form: SlipForm) -> dict[str, object]:
        """The fields that all slips have."""
        return {
            "slip_number": slip_number(form, self.sequence),
            "file_number": self.file_number,
            "addressee": self.addressee,
            "procedure_name": self.procedure.name,
            "officer_name": self.officer_name,
            "counter_phone": self.counter.phone,
            "tracking_url": f"/tra-cuu/{self.file_number}" if self.file_number else "",
            "tracking_code": self.tracking_code,
            "is_demonstration": self.directory.is_demonstration,
        }


def receipt(
    ground: Ground,
    *,
    accepted_at: datetime,
    reading: Reading,
    calendar: WorkingCalendar,
    channel: str,
    return_channel: str,
    papers: Iterable[Paper],
    book: BookLine,
    originals_kept: tuple[str, ...] = (),
) -> Receipt:
    """Mẫu 01: what was taken in and when the result is due, with the day-by-day reason in at most six lines."""
    limit = ground.procedure.limit_for(channel)
    days = explain(reading, calendar) if reading.due else ()
    return Receipt(
        **ground.common(SlipForm.RECEIPT),  # type: ignore[arg-type]
        letterhead=counter_letterhead(ground.directory, ground.counter, ground.issued_at),
        papers=_paper_lines(papers),
        time_limit_words=limit.in_words() if limit else "không quy định",
        accepted=moment_words(accepted_at),
        due=moment_words(reading.due.at) if reading.due else None,
        return_channel=RETURN_WORDS[return_channel],
        explanation_lines=in_lines(days, reading.due, limit=limit) if reading.due and limit else (),
        later_stages=_later_stages(ground.procedure, accepted_at, calendar, channel),
        provisional_note=provisional_note(reading.due.at.year) if reading.due and reading.is_provisional else "",
        fee_lines=_fee_lines(ground.procedure, channel),
        further_payment=_FURTHER_PAYMENT if OBLIGATION in ground.procedure.pauses else "",
        originals_kept=originals_kept,
        book_number=book.book_words,
        book_sequence=book.serial_words,
    )


def _later_stages(procedure: Procedure, accepted_at: datetime, calendar: WorkingCalendar, channel: str) -> tuple[str, ...]:
    """Both appointments of a procedure that has two, a sentence each, and what then becomes of the date for the whole."""
    stages = procedure.stages_for(channel)
    if stages is None:
        return ()
    first, *_ = appointments(stages, Way((ClockEvent(accepted_at, Turn.START),), None, (), None), calendar, as_of=accepted_at)
    notice = moment_words(first.due_at) if first.due_at else None
    return (
        f"Hẹn lần 1, thông báo nghĩa vụ tài chính: {notice.clock} {notice.day}" if notice else "",
        f"Hẹn lần 2, trả kết quả: {stages.second.in_words()} kể từ khi nộp chứng từ đã hoàn thành nghĩa vụ tài chính",
        "Thời gian ông/bà đi nộp không tính vào thời hạn; nếu không phải nộp thì trả kết quả vào ngày hẹn ở trên",
    )


def supplement(ground: Ground, *, items: Iterable[str], papers: Iterable[Paper], reason: str, basis: str, is_after: bool) -> Supplement:
    """Mẫu 02: everything that is missing, at once; an item may say what is wrong with a paper ("tên giấy: chưa ký")."""
    lines = (
        PaperLine(paper.name, paper.originals, photocopies=paper.copies, note=item.partition(":")[2].strip())
        for item, paper in zip(items, papers, strict=True)
    )
    return Supplement(
        **ground.common(SlipForm.SUPPLEMENT),  # type: ignore[arg-type]
        letterhead=counter_letterhead(ground.directory, ground.counter, ground.issued_at),
        items=tuple(lines),
        reason=reason,
        is_after_acceptance=is_after,
        legal_basis=basis,
    )


def refusal(ground: Ground, *, submitted_at: datetime, reason: str) -> Refusal:
    """Mẫu 03: the counter does not take the filing in, and why."""
    return Refusal(
        **ground.common(SlipForm.REFUSAL),  # type: ignore[arg-type]
        letterhead=counter_letterhead(ground.directory, ground.counter, ground.issued_at),
        submitted=moment_words(submitted_at),
        reason=reason,
    )


def apology(
    ground: Ground,
    *,
    accepted_at: datetime,
    old_due_at: datetime,
    reason: str,
    new_due_at: datetime | None = None,
    expected_at: datetime | None = None,
) -> Apology:
    """Mẫu 04: with ``new_due_at`` the one lawful re-appointment, with ``expected_at`` an apology that moves no date."""
    return Apology(
        **ground.common(SlipForm.APOLOGY),  # type: ignore[arg-type]
        letterhead=office_letterhead(ground.directory, ground.office_id, ground.issued_at),
        accepted=moment_words(accepted_at),
        receiving_office=ground.counter.name,
        responsible_office=ground.directory.offices[ground.office_id].name,
        old_due=moment_words(old_due_at),
        reason=reason,
        new_due=moment_words(new_due_at) if new_due_at else None,
        expected=moment_words(expected_at) if expected_at else None,
        signature=_signature(ground),
    )


def appraisal_refusal(
    ground: Ground, *, accepted_at: datetime, due_at: datetime | None, reason: str, papers: Iterable[Paper]
) -> AppraisalRefusal:
    """The written refusal after appraisal, with its reason, within the time limit (NĐ 61/2018 Đ.19.8)."""
    return AppraisalRefusal(
        **ground.common(SlipForm.APPRAISAL_REFUSAL),  # type: ignore[arg-type]
        letterhead=office_letterhead(ground.directory, ground.office_id, ground.issued_at),
        accepted=moment_words(accepted_at),
        due=moment_words(due_at) if due_at else None,
        deciding_office=ground.directory.offices[ground.office_id].name,
        reason=reason,
        returned_papers=_paper_lines(papers),
        signature=_signature(ground),
    )


def discontinuance(
    ground: Ground, *, accepted_at: datetime, due_at: datetime | None, reason: str, basis: str, papers: Iterable[Paper]
) -> Discontinuance:
    """The notice that the case is handled no further, with its reason and legal basis; the papers go back."""
    return Discontinuance(
        **ground.common(SlipForm.DISCONTINUANCE),  # type: ignore[arg-type]
        letterhead=office_letterhead(ground.directory, ground.office_id, ground.issued_at),
        accepted=moment_words(accepted_at),
        due=moment_words(due_at) if due_at else None,
        deciding_office=ground.directory.offices[ground.office_id].name,
        reason=reason,
        legal_basis=basis,
        returned_papers=_paper_lines(papers),
        signature=_signature(ground),
    )


def counter_letterhead(directory: Directory, counter: Office, at: datetime) -> Letterhead:
    """The letterhead of the counter: the People's Committee above, the one-stop shop as the law of the day calls it below."""
    seat = _seat(directory, counter)
    day = local_date(at)
    return _letterhead(superior="", authority=seat.name, unit=counter_name(counter, day), seat=seat, day=day)


def counter_name(counter: Office, day: date) -> str:
    """What the counter is called: its own name, or where the office itself receives, the name that the law of the day gives."""
    return counter.name if counter.kind == "counter" else rulebook_on(day).counter_name.value


def office_letterhead(directory: Directory, office_id: int, at: datetime) -> Letterhead:
    """The letterhead of the office that answers for a case, with the office above it."""
    office = directory.offices[office_id]
    superior = directory.offices[office.parent_id].name if office.parent_id else ""
    return _letterhead(superior=superior, authority=office.name, unit="", seat=_seat(directory, office), day=local_date(at))


def _letterhead(*, superior: str, authority: str, unit: str, seat: Office, day: date) -> Letterhead:
    return Letterhead(superior=superior, authority=authority, unit=unit, place=seat.place, issued_on=day_words(day))


def _seat(directory: Directory, office: Office) -> Office:
    """The People's Committee that an office belongs to: the nearest above (or itself) that is one."""
    line = [directory.offices[at] for at in directory.above(office.id)]
    return next((at for at in line if at.kind in _SEATS_OF_AUTHORITY), line[-1])


def _signature(ground: Ground) -> Signature:
    title = ground.directory.offices[ground.office_id].head_title or "THỦ TRƯỞNG CƠ QUAN"
    return Signature(title_lines=(title,), name=ground.officer_name)


def _paper_lines(papers: Iterable[Paper]) -> tuple[PaperLine, ...]:
    return tuple(PaperLine(paper.name, originals=paper.originals, photocopies=paper.copies) for paper in papers)


def _fee_lines(procedure: Procedure, channel: str) -> tuple[FeeLine, ...]:
    return tuple(
        FeeLine(fee.name, money_words(fee.amount) if fee.amount is not None else "theo quy định của HĐND tỉnh", fee.exemption)
        for fee in procedure.fees
        if fee.channel in ("", channel)
    )
