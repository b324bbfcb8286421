"""What became of a line of a bank's statement, in words: what happened and what to do now."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from motcua.doors.shared.tags import dong
from motcua.fees.rules.statement import Became, Group, Verdict, group_of
from motcua.fees.rules.statement_columns import FIELD_WORDS
from motcua.fees.rules.statement_lines import Line
from motcua.fees.statement_queries import Entry

GROUPS = {
    Group.WAITING: "Sẽ ghi sổ",
    Group.LEFT: "Để lại cho người xử lý",
    Group.BOOKED: "Đã ghi sổ",
    Group.ALREADY: "Đã có từ trước",
    Group.SKIPPED: "Bỏ qua",
}
_WORDS = {
    Became.BOOKED: ("Đã ghi sổ, biên nhận {receipt}.", ""),
    Became.WAITING: ("Đúng số tiền của {about}.", ""),
    Became.ALREADY: ("Dòng này đã có trong sao kê trước, hoặc đã ghi sổ với cùng số giao dịch.", ""),
    Became.BY_HAND: ("Khoản này đã thu chuyển khoản bằng tay{of_receipt}; dòng này là tiền ấy, không ghi lần nữa.", ""),
    Became.TOO_LITTLE: (
        "Thiếu {less} so với {owed} phải thu của {about}.",
        "Hãy báo người nộp chuyển thêm; đủ tiền thì thu ở trang của khoản rồi ghi đã xử lý dòng này.",
    ),
    Became.TOO_MUCH: (
        "Thừa {more} so với {owed} phải thu của {about}.",
        "Hãy ghi sổ bằng tay và ghi phần thừa xử lý thế nào.",
    ),
    Became.PIECES: (
        "Gấp đúng {pieces} lần mức {owed} của {about}.",
        "Nếu người nộp lấy {pieces} bản thì ghi sổ bằng tay với số lượng {pieces}; nếu không, ghi phần thừa xử lý thế nào.",
    ),
    Became.OPEN: (
        "Danh mục chưa có mức thu của {about}.",
        "Hãy ghi sổ bằng tay với mức thu và căn cứ.",
    ),
    Became.PAID_TWICE: (
        "{about} đã thu, hoặc một dòng trước của sao kê đã trả; tiền này là lần nữa.",
        "Hãy làm thủ tục trả lại người nộp, rồi ghi đã xử lý.",
    ),
    Became.WAIVED: (
        "{about} đã được miễn thu.",
        "Hãy làm thủ tục trả lại người nộp, rồi ghi đã xử lý.",
    ),
    Became.ELSEWHERE: (
        "Mã {references} là khoản thu của nơi khác.",
        "Hãy báo thu ngân nơi ấy; tiền đã vào tài khoản này.",
    ),
    Became.UNKNOWN: (
        "Không có khoản thu nào mang mã {references}.",
        "Hãy hỏi người chuyển, tìm đúng khoản rồi ghi sổ bằng tay, hoặc trả lại.",
    ),
    Became.SEVERAL: (
        "Nội dung có hai mã trở lên: {references}.",
        "Hãy hỏi người chuyển tiền này cho khoản nào rồi ghi sổ bằng tay.",
    ),
    Became.NO_REFERENCE: (
        "Nội dung không có mã chuyển khoản của khoản thu nào.",
        "Hãy xem các khoản cùng số tiền, hỏi người chuyển rồi ghi sổ bằng tay; tiền khác thì ghi đã xử lý.",
    ),
    Became.UNREADABLE: ("Cột {column}: {why}", "{todo}"),
    Became.OUTGOING: ("Tiền ra khỏi tài khoản.", ""),
    Became.NO_TRANSACTION: ("Dòng không ghi giao dịch nào (số dư, dòng cộng, dòng trống tiền).", ""),
}


@dataclass(frozen=True, slots=True)
class Told:
    """A line as a person reads it; ``id`` once it is kept, ``is_open`` while it waits for somebody."""

    row: int
    day: date | None
    amount: int | None
    words: str
    reference: str
    group: Group
    what: str
    todo: str
    order_id: int | None
    about: str
    id: int = 0
    receipt_id: int | None = None
    receipt: str = ""
    is_open: bool = False
    settled: str = ""


def told_of_verdict(verdict: Verdict) -> Told:
    """A line that has not been kept yet, as it would be."""
    line, order = verdict.line, verdict.order
    about, owed, receipt = (order.about, order.amount, order.receipt) if order else ("", None, "")
    what, todo = _said(line, verdict.became, verdict.references, about=about, owed=owed, receipt=receipt)
    return Told(
        line.row, line.day, line.amount, line.words, line.reference, group_of(verdict.became), what, todo,
        order.order_id if order else None, about,
    )  # fmt: skip


def told_of_entry(entry: Entry) -> Told:
    """A line that is kept."""
    line = entry.line
    what, todo = _said(
        line, entry.became, entry.references, about=entry.order_about, owed=entry.order_amount, receipt=entry.receipt_label
    )  # fmt: skip
    settled = ""
    if entry.settled_at:
        done = f"ghi sổ bằng tay, biên nhận {entry.receipt_label}" if entry.receipt_id else "đã xử lý"
        settled = f"{entry.settled_by} {done}" + (f": {entry.settled_reason}" if entry.settled_reason else "")
    return Told(
        line.row, line.day, line.amount, line.words, line.reference, entry.group, what, todo, entry.order_id, entry.order_about,
        entry.id, entry.receipt_id, entry.receipt_label + (" (đã hủy)" if entry.is_void else ""), entry.is_open, settled,
    )  # fmt: skip


def _said(line: Line, became: Became, references: tuple[str, ...], *, about: str, owed: int | None, receipt: str) -> tuple[str, str]:
    amount, due = line.amount or 0, owed or 0
    facts: dict[str, Any] = {
        "about": about or "khoản thu", "receipt": receipt, "of_receipt": f", biên nhận {receipt}" if receipt else "",
        "references": ", ".join(references), "owed": dong(owed), "less": dong(due - amount), "more": dong(amount - due),
        "pieces": amount // due if due else 0,
    }  # fmt: skip
    if line.flaw:
        facts |= {"column": f"“{FIELD_WORDS[line.flaw.field]}”", "why": line.flaw.why, "todo": line.flaw.todo}
    what, todo = _WORDS[became]
    return what.format(**facts), todo.format(**facts)
