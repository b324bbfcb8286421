"""The stage of the permission matrix: every role at every distance from a case, and cases that have come to every point of their way."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from motcua.cases.commands.answer_consultation import answer_consultation
from motcua.cases.commands.answer_correction import answer_correction
from motcua.cases.commands.apologise_for_incident import apologise_for_incident
from motcua.cases.commands.ask_correction import ask_correction
from motcua.cases.commands.attach_paper import attach_paper
from motcua.cases.commands.consult import consult
from motcua.cases.commands.decide import decide
from motcua.cases.commands.draft_result import draft_result
from motcua.cases.commands.file_result import file_result
from motcua.cases.commands.hand_over import hand_over
from motcua.cases.commands.keep_result_template import keep_result_template
from motcua.cases.commands.keep_take_over_file import keep_take_over_file
from motcua.cases.commands.offer_original import offer_original
from motcua.cases.commands.pause import pause
from motcua.cases.commands.propose_merge import propose_merge
from motcua.cases.commands.receive import receive
from motcua.cases.commands.report_incident import report_incident
from motcua.cases.commands.request_supplement import request_supplement
from motcua.cases.commands.return_result import return_result
from motcua.cases.commands.settle_merge import settle_merge
from motcua.cases.commands.submit import submit
from motcua.cases.commands.supply import supply
from motcua.cases.commands.take_original import take_original
from motcua.cases.commands.transfer import transfer
from motcua.cases.models import Case, Original, Slip
from motcua.cases.queries.take_over_known import file_with
from motcua.cases.rules.amends import Mishap, Payer
from motcua.cases.rules.channels import Channel
from motcua.cases.rules.filing import ApplicantDetails, Filing
from motcua.cases.rules.outcomes import Outcome
from motcua.cases.rules.takeover import Source
from motcua.catalogue.commands.enact import enact
from motcua.catalogue.commands.import_drafts import import_drafts
from motcua.catalogue.models import ProcedureVersion
from motcua.catalogue.rules import import_2026
from motcua.catalogue.rules.procedure import Paper, Procedure, Step
from motcua.documents.commands.keep_scan import keep_scan
from motcua.documents.reading import take_in, take_in_scan
from motcua.documents.rules.covers import cover_text
from motcua.documents.rules.limits import Limits
from motcua.documents.word_reading import keep_words, read_words
from motcua.doors.cashier.statement_table import columns_for, lines_in, statement_table
from motcua.doors.shared.take_over_file import read_table
from motcua.fees.commands.ask_void import ask_void
from motcua.fees.commands.collect_fee import collect_fee
from motcua.fees.commands.keep_statement import keep_statement
from motcua.fees.commands.read_statement import read_statement
from motcua.fees.models import FeeOrder, StatementLine
from motcua.fees.rules.charges import Charge, Method
from motcua.fees.rules.statement import Became
from motcua.fees.statement_queries import statement_with
from motcua.kernel.actor import Actor
from motcua.kernel.moments import VIETNAM
from motcua.law.limits import limit
from motcua.law.periods import Period
from motcua.offices.absences import Absence
from motcua.offices.commands.found import found
from motcua.offices.commands.propose_calendar import propose_calendar
from motcua.offices.commands.state_absence import state_absence
from motcua.offices.models import CalendarProposal, Office, Person
from motcua.offices.queries import actor_of, applicant_actor, system_actor
from motcua.offices.rules.plan import AuthorityPlan, DayPlan, OfficePlan, PersonPlan, YearPlan
from motcua.offices.rules.roles import Role
from motcua.queue.commands.call_next import call_next
from motcua.queue.commands.draw_ticket import draw_ticket
from motcua.reports.commands.submit_report import submit_report
from tests.builders.honest_files import pdf, png
from tests.builders.word_files import docx
from tests.rules.catalogue.published import a_row

NOW = datetime(2021, 3, 1, 16, tzinfo=VIETNAM)
PHONE = "0905 123 421"
RELATIONS = {
    "receiving": "the counter that received the case",
    "handling": "the office that leads and handles the case",
    "above": "the office above both",
    "other": "an office of the same authority that has nothing to do with the case",
    "foreign": "an office of another authority",
}
"""How far the office at which a role is held lies from the case: a part of the matrix's rows."""

_OFFICES = (
    OfficePlan(key="above", name="UBND huyện", kind="district", code="000.00.99.H08", place="Vân Canh", head_title="CHỦ TỊCH"),
    OfficePlan(key="receiving", name="Bộ phận Một cửa", kind="counter", parent="above"),
    OfficePlan(key="second", name="Một cửa xã", kind="counter", parent="above"),
    OfficePlan(key="handling", name="Phòng Tài nguyên và Môi trường", kind="division", parent="above", head_title="TRƯỞNG PHÒNG"),
    OfficePlan(key="empty", name="Phòng sắp đóng", kind="division", parent="above", head_title="TRƯỞNG PHÒNG"),
    OfficePlan(key="other", name="Phòng Tư pháp", kind="division", parent="above", head_title="TRƯỞNG PHÒNG"),
)
FORM = ("{{ ten_nguoi_nop }}",)
_PAPERS = (Paper("don", "Đơn", is_required=True), Paper("ban-ve", "Bản vẽ", is_required=False), Paper("anh", "Ảnh", is_required=False))


@dataclass(slots=True)
class World:
    """The offices, the people as keys of a session, and the cases by the point that they have come to."""

    authority_id: int
    offices: dict[str, int]
    people: dict[str, Person]
    cases: dict[str, int] = field(default_factory=dict)
    procedures: dict[str, int] = field(default_factory=dict)
    draft: int = 0
    report: int = 0
    proposal: int = 0
    file: int = 0
    old_file: int = 0
    scan: int = 0
    template: int = 0
    original: int = 0
    absence: int = 0
    lost: int = 0
    regretted: int = 0
    wrong: int = 0
    corrected: int = 0
    merge: int = 0
    merged: int = 0
    fee: int = 0
    fee_receipt: int = 0
    doubted_receipt: int = 0
    statement: int = 0
    read_statement: int = 0
    statement_line: int = 0
    ticket: int = 0
    now: datetime = NOW - timedelta(days=30)

    def by(self, role: Role, relation: str) -> Actor:
        """The person of ``role`` at the office of ``relation``, as the actor of an act at the next minute."""
        self.now += timedelta(minutes=1)
        actor = actor_of(self.people[f"{role}-{relation}"].pk, day=self.now.date())
        assert actor
        return actor

    def number(self, point: str) -> str:
        """The file number of the case at ``point``."""
        return str(Case.objects.get(pk=self.cases[point]).file_number)

    def slip_of(self, point: str) -> int:
        """The first slip of the case at ``point``."""
        return Slip.objects.filter(case=self.cases[point]).values_list("pk", flat=True).first() or 0


def world() -> World:
    """One authority with every role at each of its offices and cases at every point, and another with every role and nothing else."""
    made = _founded("huyen-nay", ("receiving", "handling", "above", "other"), has_idler=True)
    foreign = _founded("huyen-khac", ("foreign",))
    made.people |= foreign.people
    _enact(made, "P")
    _enact(made, "PV", has_result_via_counter=True)
    made.draft = _drafted(made)
    for begins in (datetime(2021, 2, 1, 8, tzinfo=VIETNAM), datetime(2021, 3, 1, 8, tzinfo=VIETNAM)):
        made.now = begins
        for point, (earliest, lead_there) in POINTS.items():
            if earliest == begins.date():
                made.cases[point] = lead_there(made)
    made.report = _reported(made)
    made.proposal = _proposed(made)
    made.file = _scanned(made)
    made.fee, made.fee_receipt, made.doubted_receipt = _owed_and_paid(made)
    made.statement, made.read_statement, made.statement_line = _from_the_bank(made)
    made.ticket = _queued(made)
    made.old_file = _from_the_old_system(made)
    made.scan = _stacked(made)
    made.template = _with_a_result(made)
    made.original = _with_an_original(made)
    made.absence = _away(made)
    made.lost, made.regretted = _lost(made)
    made.wrong, made.corrected = _found_wrong(made)
    made.merge, made.merged = _two_in_one(made)
    return made


def _scanned(made: World) -> int:
    """A file at a paper of the case in progress, whose applicant is that of the accepted one."""
    for point in ("in_progress", "accepted"):
        applicant = Case.objects.get(pk=made.cases[point]).applicant
        applicant.id_number = "052190001234"
        applicant.save()
    actor, limits = made.by(Role.RECEPTIONIST, "receiving"), Limits()
    return attach_paper(
        actor=actor, at=made.now, case_id=made.cases["in_progress"], paper="don", file=take_in(png(), limits), name="don.png", limits=limits
    )


def _owed_and_paid(made: World) -> tuple[int, int, int]:
    """A fee still owed at the receiving office, a receipt there that stands, and one elsewhere that its cashier wishes void."""
    for point, where in (("accepted", "receiving"), ("in_progress", "receiving"), ("late", "other")):
        FeeOrder.open_for(
            made.cases[point], [Charge("Lệ phí", 5_000)], authority_id=made.authority_id, office_id=made.offices[where], about="hồ sơ",
            payer="Người nộp", at=made.now,
        )  # fmt: skip
    owed, *paid = FeeOrder.objects.order_by("id").values_list("pk", flat=True)
    standing, doubted = (
        collect_fee(actor=made.by(Role.CASHIER, where), at=made.now, order_id=order, method=Method.CASH)
        for order, where in zip(paid, ("receiving", "other"), strict=True)
    )
    ask_void(actor=made.by(Role.CASHIER, "other"), at=made.now, receipt_id=doubted, reason="Thu nhầm")
    return owed, standing, doubted


BANK_ROWS = """Ngày giao dịch;Số tham chiếu;Số tiền ghi có;Nội dung
01/03/2021;FT{};5.000;{}
01/03/2021;FT{}9;5.000;Chuyển tiền
"""


def _from_the_bank(made: World) -> tuple[int, int, int]:
    """A statement that is looked at, one whose first line waits to be booked, and the line of it that is left to a person."""
    kept = []
    for number in (1, 2):
        told = BANK_ROWS.format(number, FeeOrder.objects.get(pk=made.fee).reference, number)
        table = statement_table(told.encode(), name=f"sao-ke-{number}.csv")
        keep_statement(
            actor=made.by(Role.CASHIER, "receiving"), at=made.now, office_id=made.offices["receiving"], account="", name=table.name,
            digest=table.digest, content=table.packed(), lines=len(table.rows),
        )  # fmt: skip
        kept.append(statement_with(table.digest, made.offices["receiving"], authority_id=made.authority_id))
    columns = columns_for(table, {})
    read_statement(
        actor=made.by(Role.CASHIER, "receiving"), at=made.now, statement_id=kept[1], columns=columns, lines=lines_in(table, columns)
    )
    return kept[0], kept[1], StatementLine.objects.get(became=Became.NO_REFERENCE).pk


def _queued(made: World) -> int:
    """A number called by the receptionist of the receiving counter; another one waits there."""
    first, _ = (
        draw_ticket(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, office_id=made.offices["receiving"]) for _ in range(2)
    )
    call_next(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, office_id=made.offices["receiving"], place="Bàn 1")
    return first


OLD_ROWS = """Mã số hồ sơ;Thủ tục;Chủ hồ sơ;Ngày tiếp nhận;Ngày hẹn trả;Trạng thái
CU-1;Thủ tục P;Người Cũ;22/02/2021;01/03/2021;Đang xử lý
"""


def _from_the_old_system(made: World) -> int:
    """A file of an old system for the counter, ready to be taken over."""
    table = read_table(OLD_ROWS.encode(), name="cu.csv")
    keep_take_over_file(
        actor=made.by(Role.ADMINISTRATOR, "receiving"), at=made.now, source=Source(table.name, table.digest), content=table.packed(),
        lines=len(table.rows), receiving_office_id=made.offices["receiving"],
    )  # fmt: skip
    return file_with(table.digest, authority_id=made.authority_id)


def _stacked(made: World) -> int:
    """A scan of the counter's receptionist, with a loose page and then a cover of the case in progress before its one page."""
    kept, marks = take_in_scan(pdf(pages=3), Limits())
    told = {**marks, 2: cover_text(made.cases["in_progress"], "don")}
    return keep_scan(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, file=kept, marks=told, name="quet.pdf")


def _with_a_result(made: World) -> int:
    """A form of the results of procedure P, and a result of the case in progress drafted on it and filed."""
    limits, form = Limits(), read_words(docx(*FORM), Limits())
    file = keep_words(form, limits, printed=lambda _: pdf())
    template = keep_result_template(
        actor=made.by(Role.ADMINISTRATOR, "above"), at=made.now, procedure_id=made.procedures["P"], outcome=Outcome.APPROVE,
        valid_from=made.now.date(), file=file, paragraphs=form.paragraphs, name="mau.docx",
    )  # fmt: skip
    told = {"case_id": made.cases["in_progress"], "paragraphs": ("Người nộp",)}
    values = {"ten_nguoi_nop": "Người nộp"}
    draft_result(actor=made.by(Role.HANDLER, "handling"), at=made.now, template_id=template, values=values, **told)
    file_result(actor=made.by(Role.HANDLER, "handling"), at=made.now, file=file, name="ket-qua.docx", limits=limits, **told)
    return template


def _with_an_original(made: World) -> int:
    """An original of the case in progress, with the receptionist of its counter, who offers it to the handler."""
    receptionist = made.by(Role.RECEPTIONIST, "receiving")
    take_original(actor=receptionist, at=made.now, case_id=made.cases["in_progress"], originals=("Sổ đỏ",))
    original = Original.objects.get().pk
    offer_original(actor=receptionist, at=made.now, original_id=original, to_person_id=made.people["handler-handling"].pk)
    return original


def _away(made: World) -> int:
    """The handler above is away for two days and asks the handling office's; the leader above may end it, who is asked may say yes."""
    days = {"first": made.now.date() + timedelta(days=30), "last": made.now.date() + timedelta(days=31)}
    state_absence(
        actor=made.by(Role.HANDLER, "above"), at=made.now, person_id=made.people["handler-above"].pk, office_id=made.offices["above"],
        stand_in_id=made.people["handler-handling"].pk, **days,
    )  # fmt: skip
    return Absence.objects.get().pk


def _founded(key: str, relations: tuple[str, ...], *, has_idler: bool = False) -> World:
    offices = (
        _OFFICES if key == "huyen-nay" else (OfficePlan(key="foreign", name="UBND huyện khác", kind="district", code="000.00.98.H08"),)
    )
    people = [
        PersonPlan(key=f"{role}-{relation}", name=f"{role.value} {relation}", office=relation, roles=(role.value,))
        for role in Role
        for relation in relations
    ]
    if has_idler:
        people.append(PersonPlan(key="none", name="Không có vai trò", office="above", roles=()))
    years = tuple(YearPlan(year=year, is_provisional=False) for year in (2020, 2021, 2022))
    plan = AuthorityPlan(key=key, name=key, offices=offices, people=tuple(people), years=years)
    authority_id = found(actor=system_actor(0), at=NOW - timedelta(days=60), plan=plan)
    named = {person.key: person for person in Person.objects.filter(authority_id=authority_id)}
    return World(authority_id, dict(Office.objects.filter(authority_id=authority_id).values_list("key", "id")), named)


def _enact(made: World, key: str, **changes: Any) -> None:
    told: dict[str, Any] = {
        "version_id": 0, "procedure_id": 0, "code": f"1.{key}", "key": key, "name": f"Thủ tục {key}", "field": "Đất đai",
        "lead_office_id": made.offices["handling"], "limits": {"": limit(5, "working_day")}, "papers": _PAPERS,
        "receiving_office_ids": frozenset({made.offices["receiving"], made.offices["second"]}), "pauses": ("obligation", "measurement"),
        "steps": tuple(Step(role, role, None, role, limit(1, "working_day")) for role in ("handler", "leader")),
        **changes,
    }  # fmt: skip
    version = enact(actor=system_actor(made.authority_id), at=made.now, procedure=Procedure(**told), valid_from=date(2020, 1, 1))
    made.procedures[key] = ProcedureVersion.objects.get(pk=version).procedure_id


def _drafted(made: World) -> int:
    """A published procedure that waits, because its row names no agency."""
    import_drafts(
        actor=system_actor(made.authority_id), at=made.now, drafts=import_2026.read_rows([a_row(agency=None)]), effective=date(2021, 3, 1),
        receiving_office_ids=(made.offices["receiving"], made.offices["second"]), source="danh mục thử", digest="thử",
    )  # fmt: skip
    return ProcedureVersion.objects.get(authority_id=made.authority_id, is_draft=True).pk


def _proposed(made: World) -> int:
    """A year of the calendar, proposed by the administrator above all others."""
    plan = YearPlan(year=2021, is_provisional=False, decision="QĐ 1", days=(DayPlan(day=date(2021, 9, 2), kind="holiday"),))
    propose_calendar(actor=made.by(Role.ADMINISTRATOR, "above"), at=made.now, plan=plan)
    return CalendarProposal.objects.get(authority_id=made.authority_id).pk


def _reported(made: World) -> int:
    """What the head of the handling office submitted for its last period."""
    asked = {"office_id": made.offices["handling"], "is_with_below": True, "period": Period(date(2021, 1, 15), date(2021, 2, 14))}
    return submit_report(actor=made.by(Role.LEADER, "handling"), at=made.now, **asked)


def _filing(made: World, key: str = "P") -> Filing:
    return Filing(
        procedure_id=made.procedures[key], receiving_office_id=made.offices["receiving"], channel=Channel.SELF_ONLINE, papers=("don",),
        applicant=ApplicantDetails(name="Đinh Thị Lan", phone=PHONE),
    )  # fmt: skip


def _submitted(made: World) -> int:
    actor = applicant_actor("Đinh Thị Lan", authority_id=made.authority_id, phone=PHONE)
    made.now += timedelta(minutes=1)
    return submit(actor=actor, at=made.now, filing=_filing(made))


def _accepted(made: World, key: str = "P") -> int:
    return receive(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, of=_filing(made, key))


def _in_progress(made: World, key: str = "P") -> int:
    case_id = _accepted(made, key)
    transfer(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, case_id=case_id)
    return case_id


def _presented(made: World, key: str = "P") -> int:
    case_id = _in_progress(made, key)
    hand_over(actor=made.by(Role.HANDLER, "handling"), at=made.now, case_id=case_id)
    return case_id


def _paused(made: World) -> int:
    case_id = _in_progress(made)
    pause(actor=made.by(Role.HANDLER, "handling"), at=made.now, case_id=case_id, reason="measurement")
    return case_id


def _awaiting(made: World) -> int:
    case_id = _in_progress(made)
    request_supplement(actor=made.by(Role.HANDLER, "handling"), at=made.now, case_id=case_id, items=("ban-ve",), reason="Thiếu")
    return case_id


def _supplied(made: World) -> int:
    case_id = _awaiting(made)
    supply(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, case_id=case_id, items=("ban-ve",))
    return case_id


def _consulted(made: World) -> int:
    case_id = _in_progress(made)
    due = datetime(2021, 3, 3, 17, tzinfo=VIETNAM)
    actor = made.by(Role.HANDLER, "handling")
    consult(actor=actor, at=made.now, case_id=case_id, office_id=made.offices["other"], content="Xin ý kiến", due=due)
    return case_id


def _answered(made: World) -> int:
    case_id = _consulted(made)
    answer_consultation(actor=made.by(Role.HANDLER, "other"), at=made.now, case_id=case_id, text="Đồng ý")
    return case_id


def _decided(made: World, key: str) -> int:
    case_id = _presented(made, key)
    decide(actor=made.by(Role.LEADER, "handling"), at=made.now, case_id=case_id, outcome=Outcome.APPROVE)
    return case_id


def _returned(made: World) -> int:
    case_id = _decided(made, "P")
    return_result(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, case_id=case_id)
    return case_id


def _lost(made: World) -> tuple[int, int]:
    """Two papers of the case in progress that are lost: one only reported, one apologised for."""
    reported, regretted = (
        report_incident(
            actor=made.by(Role.CLERK, "receiving"), at=made.now, case_id=made.cases["in_progress"], mishap=Mishap.LOST, words="Sổ cũ",
            account="Mưa dột",
        )
        for _ in range(2)
    )  # fmt: skip
    apologise_for_incident(
        actor=made.by(Role.LEADER, "handling"), at=made.now, incident_id=regretted, promise="Cấp lại", promised_on=made.now.date(),
        payer=Payer.OFFICE,
    )  # fmt: skip
    return reported, regretted


def _found_wrong(made: World) -> tuple[int, int]:
    """An error found in a result not yet handed over, and one in a returned one that was corrected."""
    asked, corrected = (
        ask_correction(
            actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, case_id=made.cases[point], words="Sai tên",
            promised_on=made.now.date(),
        )
        for point in ("doubted", "returned")
    )  # fmt: skip
    answer_correction(actor=made.by(Role.LEADER, "handling"), at=made.now, correction_id=corrected, is_error=True, answer="Đã in lại")
    return asked, corrected


def _two_in_one(made: World) -> tuple[int, int]:
    """The applicants of two cases that the receptionist of their counter holds for one, and of two more who are one already."""
    who: dict[str, int] = {}
    for number, point in enumerate(("paused", "supplied", "presented", "decided", "consulted", "answered")):
        applicant = Case.objects.get(pk=made.cases[point]).applicant
        applicant.phone, who[point] = f"0905 990 00{number}", applicant.pk
        applicant.save()
    merge, merged = (
        propose_merge(actor=made.by(Role.RECEPTIONIST, "receiving"), at=made.now, one_id=who[one], other_id=who[other], reason="Cùng thẻ")
        for one, other in (("paused", "supplied"), ("presented", "decided"))
    )
    settle_merge(actor=made.by(Role.LEADER, "above"), at=made.now, merge_id=merged, agrees=True)
    return merge, merged


_BEFORE, _TODAY = date(2021, 2, 1), date(2021, 3, 1)

POINTS: dict[str, tuple[date, Callable[[World], int]]] = {
    "late": (_BEFORE, _in_progress),
    "submitted": (_TODAY, _submitted),
    "accepted": (_TODAY, _accepted),
    "in_progress": (_TODAY, _in_progress),
    "presented": (_TODAY, _presented),
    "paused": (_TODAY, _paused),
    "awaiting_supplement": (_TODAY, _awaiting),
    "supplied": (_TODAY, _supplied),
    "consulted": (_TODAY, _consulted),
    "answered": (_TODAY, _answered),
    "decided": (_TODAY, lambda made: _decided(made, "PV")),
    "settled": (_TODAY, lambda made: _decided(made, "P")),
    "doubted": (_TODAY, lambda made: _decided(made, "P")),
    "returned": (_TODAY, _returned),
}
"""Each point of a case's way: when a case there was begun, and how it got there."""
