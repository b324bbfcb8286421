"""What the permission matrix asks: every route, method and act, with a body that would do the act if it were allowed."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from motcua.cases.models import Case
from motcua.cases.rules.openings import Choice
from motcua.catalogue.queries import version
from motcua.doors.cashier.statement_table import as_shown
from motcua.doors.setup.sheet import typed_from
from motcua.fees.models import FeeOrder
from motcua.fees.rules.statement_columns import Field
from motcua.offices.models import SecondFactor
from tests.builders.honest_files import png
from tests.builders.telephone import PAPER, SECRET, code_now
from tests.builders.word_files import docx
from tests.trust.matrix_world import BANK_ROWS, FORM, NOW, OLD_ROWS, PHONE, World

Body = Callable[[World], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to a route: about the case at ``point``, with a body that would do the act if it were allowed.

    Where it is about no case, it is asked by those who hold their role at the office of the relation ``where``. A batch names its cases
    in the body and not in its address; a list is ``named`` in its address by the offices between which it goes.
    """

    route: str
    method: str = "GET"
    act: str = ""
    point: str = ""
    where: str = "receiving"
    is_batch: bool = False
    address: dict[str, Any] = field(default_factory=dict, compare=False)
    named: Body | None = field(default=None, compare=False)
    body: Body = field(default=lambda _: {}, compare=False)

    def path(self, world: World) -> str:
        """Where the question goes."""
        if self.named:
            return reverse(self.route, kwargs=self.named(world))
        about = {
            "slip": world.slip_of,
            "number": world.number,
            "draft": lambda _: world.draft,
            "case": lambda point: world.cases[point],
            "file": lambda _: world.file,
            "report": lambda _: world.report,
            "proposal": lambda _: world.proposal,
            "fee": lambda _: world.fee,
            "fee_receipt": lambda _: world.fee_receipt,
            "statement": lambda _: world.statement,
            "read_statement": lambda _: world.read_statement,
            "statement_line": lambda _: world.statement_line,
            "doubted": lambda _: world.doubted_receipt,
        }
        given = {key: about[value[1:]](self.point) if str(value).startswith("$") else value for key, value in self.address.items()}
        if self.point and not self.is_batch and not any(str(value).startswith("$") for value in self.address.values()):
            given["case_id"] = world.cases[self.point]
        return reverse(self.route, kwargs=given)


def _nothing(_: World) -> dict[str, Any]:
    return {}


def _said(**fields: Any) -> Body:
    return lambda _: fields


_DATED = {"other": "2021-03-15", "reason": "Mưa lũ"}
_ITEMS = {"items": ["ban-ve"], "why-ban-ve": "unsigned", "reason": "Thiếu"}
_ACTS: dict[Choice, tuple[str, Body]] = {
    Choice.RETURN_RESULT: ("settled", _said(how="counter", proof="receipt")),
    Choice.HAND_OVER_RESULT: ("decided", _nothing),
    Choice.DECIDE: ("presented", _said(outcome="approve")),
    Choice.RESUME: ("paused", _nothing),
    Choice.SUPPLY: ("awaiting_supplement", _said(items=["ban-ve"])),
    Choice.TRANSFER: ("accepted", _nothing),
    Choice.TAKE_OVER: ("in_progress", _nothing),
    Choice.HAND_OVER: ("in_progress", _nothing),
    Choice.ANSWER_CONSULTATION: ("consulted", _said(text="Đồng ý")),
    Choice.APOLOGISE: ("late", _said(expected="khac", **_DATED)),
    Choice.EXTEND: ("in_progress", _said(due="khac", **_DATED)),
    Choice.ASSIGN: ("in_progress", lambda world: {"to_person_id": world.people["handler-handling"].pk}),
    Choice.REQUEST_SUPPLEMENT: ("in_progress", _said(**_ITEMS)),
    Choice.REQUEST_SUPPLEMENT_AGAIN: ("supplied", _said(**_ITEMS, basis="Điều 5")),
    Choice.CONSULT: ("in_progress", lambda world: {"office": world.offices["other"], "content": "Xin ý kiến", "due": "2021-03-03"}),
    Choice.PAUSE: ("in_progress", _said(reason="measurement")),
    Choice.HAND_OVER_TO: ("in_progress", lambda world: {"to": f"office:{world.offices['other']}"}),
    Choice.DISCONTINUE: ("in_progress", _said(reason="Hết đối tượng", basis="Điều 9")),
    Choice.WITHDRAW: ("in_progress", _said(reason="Đổi ý", has_signed_paper="on")),
}
"""Each act of a case's screen: the point at which it is lawful, and what its form says."""

ENDED = "returned"
_FILING = {
    "receive": _said(do="receive", papers=["don"]),
    "supplement": _said(do="supplement", asked=["ban-ve"], reason="Thiếu"),
    "refuse": _said(do="refuse", reason="Sai nơi nộp", ground="not-ours"),
    "forward": lambda world: {"do": "forward", "to_office": world.offices["second"]},
}


def _cases(*points: str) -> Body:
    return lambda world: {"cases": [world.cases[point] for point in points]}


def _given(world: World) -> dict[str, Any]:
    return {"ho-so": [world.cases["in_progress"]], "to": world.people["handler-handling"].pk}


def _stretch(world: World) -> dict[str, Any]:
    return {"quay": world.offices["receiving"], "tu": "2021-01-01", "den": "2021-12-31"}


def _bundle(world: World) -> dict[str, Any]:
    return {"office_id": world.offices["handling"], "counter_id": world.offices["receiving"]}


def _tracked(world: World) -> dict[str, Any]:
    return {"ma_tra_cuu": Case.objects.get(pk=world.cases["accepted"]).tracking_code, "so_cuoi": PHONE}


def _approvable(world: World) -> dict[str, Any]:
    """The form of the draft with what it lacks typed in."""
    typed = typed_from(version(world.draft), valid_from=NOW.date())
    return {**dict(typed.lists()), "agency": "UBND huyện", "confirmed": ["0"], "do": "approve"}


_DRAFT = {"version_id": "$draft"}
_OWED, _PAID, _DOUBTED = {"order_id": "$fee"}, {"receipt_id": "$fee_receipt"}, {"receipt_id": "$doubted"}
_STATEMENT, _READ, _LINE = {"statement_id": "$statement"}, {"statement_id": "$read_statement"}, {"line_id": "$statement_line"}
_PROPOSAL = {"proposal_id": "$proposal"}
_pasted = _said(do="propose", year="2022", decision="QĐ 2", days="02/09/2022 Quốc khánh")


def _newcomer(world: World) -> dict[str, Any]:
    return {"login": "moi", "name": "Người Mới", "phone": "", "given": "abcd-efgh-jkmn", **_role(world)}


def _role(world: World) -> dict[str, Any]:
    return {"office": world.offices["other"], "role": "handler", "valid_from": "2021-03-02"}


def _old_file(world: World) -> dict[str, Any]:
    return {"file_id": world.old_file}


def _old_rows(world: World) -> dict[str, Any]:
    """Another file of the old system."""
    return {"office": world.offices["receiving"], "file": SimpleUploadedFile("moi.csv", OLD_ROWS.replace("CU-1", "CU-2").encode())}


_OLD_COLUMNS = {
    "col-number": "Mã số hồ sơ", "col-procedure": "Thủ tục", "col-applicant": "Chủ hồ sơ", "col-accepted": "Ngày tiếp nhận",
    "col-due": "Ngày hẹn trả", "col-state": "Trạng thái",
}  # fmt: skip


def _bank_file(world: World) -> dict[str, Any]:
    """Another statement of the bank."""
    content = BANK_ROWS.format(3, "x", 3).encode()
    return {"account": f"{world.offices['receiving']}:", "file": SimpleUploadedFile("moi.csv", content)}


def _bank_columns(_: World) -> dict[str, Any]:
    columns = {
        Field.DAY: "Ngày giao dịch", Field.CREDIT: "Số tiền ghi có", Field.WORDS: "Nội dung", Field.REFERENCE: "Số tham chiếu",
    }  # fmt: skip
    return {"do": "read", "shown": as_shown(columns), **{f"col-{field}": header for field, header in columns.items()}}


def _named_order(world: World) -> dict[str, Any]:
    return {"order": FeeOrder.objects.get(pk=world.fee).reference, "quantity": "1"}


def _ending(world: World) -> dict[str, Any]:
    return {"assignment": world.people["clerk-receiving"].assignments.get().pk, "until": "2021-03-02"}


def _clerk(world: World) -> dict[str, Any]:
    return {"person_id": world.people["clerk-receiving"].pk}


def _clerk_with_telephone(world: World) -> dict[str, Any]:
    clerk = world.people["clerk-receiving"]
    SecondFactor.objects.get_or_create(
        person=clerk, defaults={"authority_id": clerk.authority_id, "secret": SECRET, "last_step": 0, "since": NOW}
    )
    return {"person_id": clerk.pk}


def _telephone(_: World) -> dict[str, Any]:
    return {"do": "enrol", "secret": SECRET, "paper": PAPER, "code": code_now()}


def _division(world: World) -> dict[str, Any]:
    return {"name": "Phòng mới", "kind": "division", "parent": world.offices["above"], "valid_from": "2021-03-02"}


def _empty_office(world: World) -> dict[str, Any]:
    return {"office_id": world.offices["empty"]}


def _office(world: World) -> dict[str, Any]:
    return {"office_id": world.offices["other"]}


_FILE = {"case_id": "$case", "attachment_id": "$file"}


def _scanned(_: World) -> dict[str, Any]:
    return {"tep-don": SimpleUploadedFile("don.png", png(size=(50, 40)))}


def _earlier(world: World) -> dict[str, Any]:
    return {"case_id": world.cases["accepted"], "attachment_id": world.file}


def _stack(_: World) -> dict[str, Any]:
    return {"scan": SimpleUploadedFile("quet.png", png(size=(50, 40)))}


def _scan(world: World) -> dict[str, Any]:
    return {"scan_id": world.scan}


def _scan_page(world: World) -> dict[str, Any]:
    return {"scan_id": world.scan, "number": 1}


def _stray(world: World) -> dict[str, Any]:
    return {"first": "1", "last": "1", "case": world.number("in_progress"), "paper": "don"}


def _pair(world: World) -> dict[str, Any]:
    one, other = (Case.objects.get(pk=world.cases[point]).applicant_id for point in ("consulted", "answered"))
    return {"mot": one, "hai": other, "reason": "Cùng thẻ"}


def _form(world: World) -> dict[str, Any]:
    told = {"procedure": world.procedures["P"], "outcome": "approve", "valid_from": "2021-03-02"}
    return {**told, "template": SimpleUploadedFile("mau.docx", docx(*FORM))}


def _result(_: World) -> dict[str, Any]:
    return {"result": SimpleUploadedFile("ket-qua.docx", docx("Người nộp"))}


_original: Body = lambda world: {"original_id": world.original}  # noqa: E731
_lost: Body = lambda world: {"incident_id": world.lost}  # noqa: E731
_regretted: Body = lambda world: {"incident_id": world.regretted}  # noqa: E731
_wrong: Body = lambda world: {"correction_id": world.wrong}  # noqa: E731
_corrected: Body = lambda world: {"correction_id": world.corrected}  # noqa: E731
_merge: Body = lambda world: {"merge_id": world.merge}  # noqa: E731
_merged: Body = lambda world: {"merge_id": world.merged}  # noqa: E731
_REGRET = {"promise": "Cấp lại", "promised_on": "2021-03-15", "payer": "office"}
_absence: Body = lambda world: {"absence_id": world.absence}  # noqa: E731


def _away(world: World) -> dict[str, Any]:
    person = world.people["handler-above"].pk
    days = {"first": "2021-03-20", "last": "2021-03-21"}
    return {**days, "who": f"{person}-{world.offices['above']}", "stand_in": world.people["handler-handling"].pk}


_REPORT = {"report_id": "$report"}
_SUBMITTED = ("report-submitted", "report-submitted-xlsx", "report-submitted-pdf")


def _account(world: World) -> dict[str, Any]:
    return {"office": world.offices["above"], "bank": "970405", "account": "43082010", "holder": "UBND", "valid_from": "2021-03-01"}


def _reported(world: World) -> dict[str, Any]:
    return {"ky": "khoang", "tu": "2021-01-01", "den": "2021-02-28", "co-quan": world.offices["handling"]}


_QUEUE = {
    "draw_ticket": "draw", "call_next": "call", "call_again": "again", "end_ticket": "served", "give_guidance": "guided",
}  # fmt: skip
"""Each act of the queue's page and the button that does it."""


def _ticket(world: World) -> dict[str, Any]:
    return {"ticket_id": world.ticket}


def _screen(world: World) -> dict[str, Any]:
    return {"office_id": world.offices["receiving"]}


def _explained(world: World) -> dict[str, Any]:
    """Why the two numbers of the stage came to nothing, and why what is open is left so."""
    return {f"left-{world.ticket}": "went-away", f"left-{world.ticket + 1}": "went-away", "note": "Mất điện"}


ASKS: tuple[Ask, ...] = (
    # the public
    Ask("portal-home"), Ask("procedures"), Ask("procedure", address={"code": "1.P"}), Ask("tracking"), Ask("mark"),
    Ask("public-queue"), Ask("public-queue-screen", named=_screen),
    Ask("tracked", point="accepted", address={"number": "$number"}), Ask("tracking-course", "POST", body=_tracked),
    Ask("account"), Ask("account", "POST", "enrol_second_factor", body=_telephone),
    Ask("sign-in-code"), Ask("sign-in-code", "POST"),
    Ask("sign-in"), Ask("sign-in", "POST"), Ask("sign-out", "POST"), Ask("password"), Ask("password", "POST"),
    # every officer
    Ask("home"), Ask("slip", point="accepted", address={"slip_id": "$slip"}),
    # the counter
    *(Ask(name) for name in ("counter", "counter-search", "counter-intake", "counter-submitted", "counter-awaiting", "counter-transfer")),
    *(Ask(name) for name in ("counter-returns", "counter-consultations")),
    Ask("counter-search", "POST", body=_said(tim="Lan")), Ask("counter-intake", "POST"), Ask("counter-returns", "POST"),
    Ask("counter-transfer", "POST", "transfer", "accepted", is_batch=True, body=_cases("accepted")),
    Ask("counter-done", point="accepted"),
    Ask("counter-filing", point="submitted"),
    *(Ask("counter-filing", "POST", act, "submitted", body=body) for act, body in _FILING.items()),
    Ask("counter-supply", point="awaiting_supplement"),
    *(Ask("counter-supply", "POST", "supply", point, body=_said(papers=["ban-ve"])) for point in ("awaiting_supplement", ENDED)),
    Ask("counter-return", point="settled"),
    *(Ask("counter-return", "POST", "return_result", point, body=_said(how="counter")) for point in ("settled", "in_progress")),
    Ask("counter-withdraw", point="in_progress"),
    *(Ask("counter-withdraw", "POST", "withdraw", at, body=_said(reason="Đổi ý", has_signed_paper="on")) for at in ("in_progress", ENDED)),
    Ask("counter-several", point="accepted"),
    Ask("queue"), *(Ask("queue", "POST", act, body=_said(do=do, place="Bàn 1")) for act, do in _QUEUE.items()),
    Ask("ticket", named=_ticket), Ask("counter-close"), Ask("counter-close", "POST", "close_counter", body=_explained),
    # the cashier
    Ask("till"), Ask("till", "POST", body=_said(loc="Lan")), Ask("fee-order", address=_OWED),
    Ask("fee-collect", "POST", "collect_fee", address=_OWED, body=_said(method="cash")),
    Ask("fee-waive", "POST", "waive_fee", address=_OWED, body=_said(reason="Hộ nghèo")),
    Ask("fee-receipt", address=_PAID), Ask("fee-void-ask", "POST", "ask_void", address=_PAID, body=_said(reason="Nữa")),
    Ask("fee-voids"), Ask("fee-void-settle", "POST", "settle_void", where="other", address=_DOUBTED, body=_said(do="keep")),
    Ask("drawer"), Ask("drawer", "POST", "close_drawer", body=_said(counted="5000")), Ask("drawer-sheet"),
    Ask("statements"), Ask("statements", "POST", "keep_statement", body=_bank_file), Ask("statement", address=_STATEMENT),
    Ask("statement", "POST", "read_statement", address=_STATEMENT, body=_bank_columns),
    Ask("statement", "POST", "book_line", address=_READ, body=_said(do="book")), Ask("statement-report", address=_READ),
    Ask("statement-drop", "POST", "drop_statement", address=_STATEMENT), Ask("statement-line", address=_LINE),
    Ask("statement-line-collect", "POST", "collect_line", address=_LINE, body=_named_order),
    Ask("statement-line-settle", "POST", "settle_line", address=_LINE, body=_said(reason="Đã trả lại")),
    Ask("fee-accounts", where="above"), Ask("fee-accounts", "POST", "set_fee_account", where="above", body=_account),
    # the registers
    Ask("book"), Ask("book-print", "POST", body=_stretch), Ask("book-file"), Ask("handovers"),
    Ask("handover-list", point="settled", named=_bundle), Ask("forms"),
    # the desk and the one screen of a case
    Ask("absences"), Ask("absence-state", "POST", "state_absence", where="above", body=_away),
    Ask("absence-accept", "POST", "accept_absence", where="handling", named=_absence),
    Ask("absence-end", "POST", "end_absence", where="above", named=_absence),
    Ask("search"), Ask("search", "POST", body=_said(tim="Lan")), Ask("desk"), Ask("desk-next"), Ask("case-control", point="in_progress"),
    *(Ask("case", point=point) for point in ("submitted", "in_progress", "consulted", "answered", ENDED)),
    Ask("case-act", act="decide", point="presented", address={"choice": "decide"}),
    Ask("case-files", point="in_progress"),
    *(Ask("case-files", "POST", "attach", point, body=_scanned) for point in ("in_progress", ENDED)),
    Ask("case-file-set-aside", "POST", "set_aside_file", "in_progress", address=_FILE, body=_said(reason="Tải nhầm")),
    Ask("case-file-reuse", "POST", "reuse", "accepted", named=_earlier, body=_said(paper="don")),
    Ask("case-covers", point="in_progress"),
    *(Ask("case-originals", "POST", "take_original", point, body=_said(originals="Học bạ")) for point in ("in_progress", ENDED)),
    Ask("case-originals-paper", point="in_progress"), Ask("originals"),
    Ask("original-offer", "POST", "offer_original", named=_original, body=lambda world: {"to": world.people["handler-handling"].pk}),
    Ask("original-accept", "POST", "accept_original", where="handling", named=_original),
    Ask("original-give-back", "POST", "give_back_original", named=_original, body=_said(has_signed="1")),
    Ask("merges"), Ask("merge-propose"), Ask("merge-propose", "POST", "propose_merge", body=_pair),
    Ask("merge-settle", "POST", "settle_merge", "paused", where="above", named=_merge, body=_said(do="agree")),
    Ask("merge-part", "POST", "ask_parting", "presented", named=_merged, body=_said(reason="Hai người")),
    Ask("amends"), Ask("incident-report", point="in_progress"), Ask("incident", point="in_progress", named=_lost),
    Ask("incident-report", "POST", "report_incident", "in_progress", body=_said(words="Sổ", mishap="lost", account="Dột")),
    Ask("incident-apologise", "POST", "apologise_for_incident", "in_progress", named=_lost, body=_said(**_REGRET)),
    Ask("incident-settle", "POST", "settle_incident", "in_progress", named=_regretted, body=_said(replacement="Sổ mới", cost="0")),
    Ask("incident-letter", point="in_progress", named=_regretted),
    Ask("correction-ask", point=ENDED), Ask("correction", point=ENDED, named=_corrected),
    Ask("correction-ask", "POST", "ask_correction", "settled", body=_said(words="Sai tên", promised_on="2021-03-15")),
    Ask("correction-answer", "POST", "answer_correction", "doubted", named=_wrong, body=_said(is_error="co", answer="Đã sửa")),
    Ask("correction-hand", "POST", "hand_correction", ENDED, named=_corrected),
    *(Ask(name, point="in_progress") for name in ("case-draft", "case-draft-form", "case-result-word")),
    *(Ask("case-draft", "POST", "draft_result", point, body=_said(outcome="approve")) for point in ("in_progress", ENDED)),
    *(Ask("case-draft-file", "POST", "file_result", point, body=_result) for point in ("in_progress", ENDED)),
    Ask("scans"), Ask("scans", "POST", "scan", body=_stack), Ask("scan", named=_scan), Ask("scan-page", named=_scan_page),
    Ask("scan-stray", named=_scan), Ask("scan-stray", "POST", "attach", named=_scan, body=_stray),
    Ask("scan", "POST", "attach", named=_scan, body=_said(part=["2"])),
    Ask("case-file", point="in_progress", address=_FILE), Ask("case-file-page", point="in_progress", address={**_FILE, "number": 1}),
    *(
        Ask("case-act", "POST", choice.value, point, address={"choice": choice.value}, body=body)
        for choice, (lawful, body) in _ACTS.items()
        for point in (lawful, ENDED)
    ),
    # the leaders
    Ask("board"), Ask("board-cases"), Ask("board-sign"), Ask("board-reassign"),
    Ask("board-sign", "POST", "decide", "presented", is_batch=True, body=_cases("presented")),
    Ask("board-reassign", "POST", Choice.ASSIGN, "in_progress", is_batch=True, body=_given),
    # the reports, asked from the office that submitted the one of the stage
    *(Ask(name, where="handling") for name in ("reports", "report-cases", "report-xlsx", "report-pdf")),
    *(Ask(name, where="handling") for name in ("report-submit", "reports-submitted")),
    Ask("report-submit", "POST", "submit", where="handling", body=_reported),
    *(Ask(name, where="handling", address=_REPORT) for name in _SUBMITTED),
    # the set-up, asked from the office above all others
    Ask("setup", where="above"), Ask("setup-procedures", where="above"), Ask("setup-procedure", where="above", address=_DRAFT),
    Ask("setup-procedure", "POST", "approve", where="above", address=_DRAFT, body=_approvable),
    Ask("setup-preview", "POST", where="above", address=_DRAFT, body=_approvable),
    Ask("setup-calendar", where="above"), Ask("setup-calendar-year", where="above"),
    Ask("setup-calendar-new", where="above"), Ask("setup-calendar-new", "POST", "propose", where="above", body=_pasted),
    Ask("setup-calendar-proposal", where="above", address=_PROPOSAL),
    Ask("setup-calendar-proposal", "POST", "adopt", where="above", address=_PROPOSAL),
    Ask("setup-calendar-send-back", "POST", "send_back", where="above", address=_PROPOSAL, body=_said(reason="Sai ngày")),
    Ask("result-templates", where="above"), Ask("result-template", where="above", named=lambda world: {"template_id": world.template}),
    Ask("result-templates", "POST", "keep_result_template", where="above", body=_form),
    Ask("setup-people", where="above"), Ask("setup-person-new", where="above"),
    Ask("setup-person-new", "POST", "add_person", where="above", body=_newcomer),
    Ask("setup-person", where="above", named=_clerk),
    Ask("setup-person-role", "POST", "appoint", where="above", named=_clerk, body=_role),
    Ask("setup-person-end", "POST", "end_appointment", where="above", named=_clerk, body=_ending),
    Ask("setup-person-lock", "POST", "lock_account", where="above", named=_clerk, body=_said(do="lock", reason="Nghỉ việc")),
    Ask("setup-person-password", "POST", "give_password", where="above", named=_clerk, body=_said(given="abcd-efgh-jkmn")),
    Ask("setup-person-code", "POST", "reset_second_factor", where="above", named=_clerk_with_telephone),
    Ask("setup-office-new", where="above"), Ask("setup-office-new", "POST", "add_office", where="above", body=_division),
    Ask("setup-office-end", "POST", "end_office", where="above", named=_empty_office, body=_said(until="2021-03-02")),
    Ask("setup-offices", where="above"), Ask("setup-office", where="above", named=_office),
    Ask("setup-office", "POST", "change_office", where="above", named=_office, body=_said(name="Phòng mới", code="", phone="", address="")),
    Ask("setup-take-over", where="above"), Ask("setup-take-over", "POST", "keep_old_file", where="above", body=_old_rows),
    Ask("setup-take-over-file", where="above", named=_old_file), Ask("setup-take-over-report", where="above", named=_old_file),
    Ask("setup-take-over-file", "POST", "save_mapping", where="above", named=_old_file, body=_said(do="map", name="cũ", **_OLD_COLUMNS)),
    Ask("setup-take-over-file", "POST", "take_over_old", where="above", named=_old_file, body=_said(do="apply")),
    Ask("setup-take-over-remove", "POST", "remove_old_file", where="above", named=_old_file),
    Ask("setup-set-aside", "POST", "set_aside", where="above", address=_DRAFT, body=_said(reason="Của cơ quan khác")),
)  # fmt: skip
"""Everything that is asked. A route that is missing here fails the test."""
