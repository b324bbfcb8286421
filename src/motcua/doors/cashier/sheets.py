"""What the cashier prints: a receipt for the payer, a day's receipts for the file."""

from datetime import datetime

from motcua.cases.rules.slips import money_words
from motcua.doors.shared.labels import label
from motcua.doors.shared.papers.sheets import office_sheet
from motcua.doors.shared.tags import day as day_in_words
from motcua.doors.shared.tags import moment
from motcua.fees.queries import Day, Order, Receipt
from motcua.kernel.moments import VIETNAM
from motcua.offices.rules.directory import Directory

_UNVERIFIED = "Biên nhận nội bộ; mẫu biên lai theo pháp luật về phí, lệ phí chưa xác minh."


def receipt_sheet(held: Receipt, order: Order, offices: Directory) -> bytes:
    """One receipt as a PDF (A5)."""
    lines = [{"name": charge.name, "amount": _dong(charge.amount)} for charge in order.charges]
    return office_sheet(
        "fee_receipt.typ", "Biên nhận thu phí, lệ phí", office_id=order.office_id, offices=offices, at=held.taken_at,
        number_line=f"Số: {held.label}", payer=held.payer, about=held.about, lines=lines, amount=money_words(held.amount),
        quantity=str(held.quantity) if held.quantity > 1 else "", method=label(held.method, "method"), proof=held.proof,
        void=f"ĐÃ HỦY: {held.void_reason}" if held.is_void else "", taken_by=held.taken_by, unverified=_UNVERIFIED,
    )  # fmt: skip


def day_sheet(held: Day, office_id: int, offices: Directory) -> bytes:
    """A day's receipts as a PDF (A5), with the count where it is closed."""
    rows = [
        {
            "label": each.label, "at": f"{each.taken_at:%H:%M}", "about": f"{each.about} ({each.payer})",
            "method": label(each.method, "method"), "amount": money_words(each.amount), "void": "đã hủy" if each.is_void else "",
        }
        for each in held.receipts
    ]  # fmt: skip
    sums = (("Tiền mặt", held.sums.cash), ("Chuyển khoản", held.sums.transfer), ("Đã nộp nơi khác", held.sums.elsewhere))
    counted = held.close.counted_cash if held.close else None
    at = datetime.combine(held.day, datetime.min.time(), VIETNAM)
    return office_sheet(
        "fee_day.typ", f"Sổ thu phí, lệ phí {day_in_words(held.day)}", office_id=office_id, offices=offices, at=at,
        number_line="", rows=rows, sums=[{"name": name, "amount": money_words(amount)} for name, amount in sums],
        verdict=_verdict(held.sums.cash, counted),
        explanation=held.close.explanation if held.close else "",
        closed_by=f"{held.close.closed_by.name}, {moment(held.close.closed_at)}" if held.close else "",
    )  # fmt: skip


def _verdict(expected: int, counted: int | None) -> str:
    if counted is None:
        return "Chưa kết sổ"
    return f"Tiền mặt đếm được {money_words(counted)}, lệch {money_words(counted - expected)}"


def _dong(amount: int | None) -> str:
    return money_words(amount) if amount is not None else "theo quy định của HĐND tỉnh"
